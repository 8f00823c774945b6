/** Parents and what they hear of their children: wait(2), SIGCHLD, zombies. */
import type { ChildEvent } from '../abi.ts';
import { SysError } from '../errno.ts';
import { leaveGroup } from './group-membership.ts';
import type { KernelProcess } from './kernel-process.ts';

export interface WaitOptions {
  untraced?: boolean;
  continued?: boolean;
  noHang?: boolean;
  interruptible?: boolean;
}

/** 'none': nothing has happened and the caller does not want to wait. Undefined: nothing yet. ECHILD. */
export function takeChildEvent(
  parent: KernelProcess,
  pid: number | undefined,
  options: WaitOptions,
): ChildEvent | 'none' | undefined {
  let candidates = 0;
  for (const child of parent.children) {
    if (pid !== undefined && child.number.seenFrom(parent.pids) !== pid) continue;
    candidates += 1;
    const event = eventOf(child, options);
    if (event !== undefined) return event;
  }
  if (candidates === 0) throw new SysError('ECHILD');
  return options.noHang === true ? 'none' : undefined;
}

function eventOf(child: KernelProcess, options: WaitOptions): ChildEvent | undefined {
  const pid = child.number.seenFrom(child.parent?.pids ?? child.pids);
  if (child.status !== undefined) {
    reap(child);
    return { pid, status: child.status };
  }
  if (child.news === 'stopped' && child.stoppedBy !== undefined && options.untraced === true) {
    child.news = undefined;
    return { pid, status: { kind: 'stopped', signal: child.stoppedBy } };
  }
  if (child.news === 'continued' && options.continued === true) {
    child.news = undefined;
    return { pid, status: { kind: 'continued' } };
  }
  return undefined;
}

/** Something has happened to a child. */
export function notifyParent(child: KernelProcess): void {
  const { parent } = child;
  if (parent === undefined) return;
  parent.childEvents.wake();
  parent.machinery.sendSignal(parent, 'CHLD', 'kernel');
}

/** Nobody, or somebody who does not want to know, waits for this child. */
export function isUnwaited(child: KernelProcess): boolean {
  const { parent } = child;
  return parent === undefined || parent.ended || parent.signals.action('CHLD') === 'ignore';
}

/** Takes a zombie out of the process table. */
export function reap(zombie: KernelProcess): void {
  zombie.parent?.children.delete(zombie);
  leaveGroup(zombie);
  zombie.pids.remove(zombie);
  zombie.cgroup.leave(zombie);
}
