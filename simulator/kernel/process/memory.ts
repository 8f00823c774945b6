/** Memory: what the machine and the cgroups have, and the OOM killer (cgroup-v2, "memory.max"). */
import type { Machine } from '../abi.ts';
import type { ControlGroup } from './control-group.ts';
import type { KernelProcess } from './kernel-process.ts';

/** The largest process of a cgroup that holds more than its limit is killed, then the next, until the rest fits. */
export function limitMemory(process: KernelProcess): void {
  const { cgroup, machinery } = process;
  enforce(process, cgroup, cgroup.limits.memory ?? machinery.facts.memory);
}

function enforce(process: KernelProcess, cgroup: ControlGroup, limit: number): void {
  while (cgroup.memory > limit) {
    const victim = cgroup.largest;
    if (victim === undefined) return;
    cgroup.outOfMemory();
    process.machinery.sendSignal(victim, 'KILL', 'outside');
  }
}

/** The machine as a process sees it: a limited cgroup has less memory. */
export function machineOf(process: KernelProcess): Machine {
  const { facts } = process.machinery;
  const { limits, memory } = process.cgroup;
  if (limits.memory === undefined) return { ...facts, memoryUsed: usedMemory(process) };
  return { ...facts, memory: Math.min(facts.memory, limits.memory), memoryUsed: memory };
}

function usedMemory({ machinery }: KernelProcess): number {
  return machinery.hostPids.all().reduce((sum, process) => sum + process.memory, machinery.facts.memoryUsed);
}
