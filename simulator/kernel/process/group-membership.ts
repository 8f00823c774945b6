import type { KernelProcess } from './kernel-process.ts';
import type { ProcessGroup } from './process-group.ts';

export function joinGroup(process: KernelProcess, group: ProcessGroup): void {
  process.group = group;
  group.add(process);
  process.pids.addGroup(group);
}

/** A group without members is forgotten. */
export function leaveGroup(process: KernelProcess): void {
  const { group, pids } = process;
  group.remove(process);
  if (group.isEmpty) pids.removeGroup(group);
}
