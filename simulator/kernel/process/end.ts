/** The end of a process: what it leaves behind and who takes over (_exit(2), "NOTES" of wait(2), pid_namespaces(7)). */
import type { ExitStatus } from '../abi.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { ProcessGroup } from './process-group.ts';
import { isUnwaited, notifyParent, reap } from './wait.ts';

export function endProcess(process: KernelProcess, status: ExitStatus): void {
  if (process.ended) return;
  const { thread } = process;
  thread?.account();
  process.status = status;
  process.stoppedBy = undefined;
  thread?.end();
  process.thread = undefined;
  process.memory = 0;
  process.closeSockets();
  process.descriptors.closeAll();
  const orphaned = groupsThatLose(process);
  const { session } = process.group;
  if (session.leader === process) {
    session.terminal?.leaderEnded(session);
    session.terminal = undefined;
  }
  if (process.isInit) endNamespace(process);
  else leaveChildren(process);
  for (const group of orphaned) if (group.hasStoppedMember && group.isOrphaned()) wakeOrphans(group);
  announce(process, status);
}

function announce(process: KernelProcess, status: ExitStatus): void {
  if (isUnwaited(process)) reap(process);
  for (const listener of process.exitListeners.splice(0)) listener(status);
  notifyParent(process);
}

/** Children go to process 1 of their namespace; without one there is nobody to wait for them. */
function leaveChildren(process: KernelProcess): void {
  for (const child of [...process.children]) {
    process.children.delete(child);
    const init = child.pids.alive ? child.pids.init : undefined;
    child.parent = init;
    init?.children.add(child);
    if (!child.ended) continue;
    if (isUnwaited(child)) reap(child);
    else notifyParent(child);
  }
}

/** When process 1 ends, everybody in its namespace is killed and nothing of them remains. */
function endNamespace(init: KernelProcess): void {
  const space = init.pids;
  const others = space.all().filter((process) => process !== init && process.pids === space);
  for (const other of others) endProcess(other, { kind: 'signaled', signal: 'KILL', core: false });
  for (const child of [...init.children]) {
    if (child.ended) reap(child);
    child.parent = undefined;
    init.children.delete(child);
  }
}

/** The groups that might be orphaned by the end of this process: its own, and those of its children. */
function groupsThatLose(process: KernelProcess): ProcessGroup[] {
  const groups = new Set<ProcessGroup>();
  for (const child of process.children) if (child.group !== process.group) groups.add(child.group);
  groups.add(process.group);
  return [...groups].filter((group) => group.hasStoppedMember);
}

/** Stopped processes that nobody can continue any more are told so. */
function wakeOrphans(group: ProcessGroup): void {
  group.signal('HUP');
  group.signal('CONT');
}
