/** Who a process is to others: groups, sessions, and whom it may signal (setpgid(2), setsid(2), kill(2)). */
import { holds } from '../capabilities.ts';
import { SysError } from '../errno.ts';
import type { Signal } from '../signals.ts';
import { groupToJoin } from './create.ts';
import { joinGroup, leaveGroup } from './group-membership.ts';
import type { KernelProcess } from './kernel-process.ts';
import { ProcessGroup, Session } from './process-group.ts';

/** ESRCH, EPERM, EINVAL. 0 stands for the caller, and for the target's own number. */
export function setProcessGroup(caller: KernelProcess, pid: number, pgid: number): void {
  if (pgid < 0) throw new SysError('EINVAL');
  const target = pid === 0 ? caller : caller.pids.find(pid);
  if (target === undefined || (target !== caller && target.parent !== caller)) throw new SysError('ESRCH');
  const { session } = target.group;
  if (session !== caller.group.session || session.leader === target) throw new SysError('EPERM');
  const number = pgid === 0 ? target.number.seenFrom(caller.pids) : pgid;
  if (target.group.number.seenFrom(caller.pids) === number) return;
  const lead = number === target.number.seenFrom(caller.pids);
  const group = caller.pids.findGroup(number);
  move(target, lead && group === undefined ? new ProcessGroup(target.number, session) : groupToJoin(caller, number));
}

/** EPERM for the leader of a group. */
export function startSession(process: KernelProcess): void {
  if (process.pids.findGroup(process.number.own) !== undefined) throw new SysError('EPERM');
  move(process, new ProcessGroup(process.number, new Session(process)));
}

function move(process: KernelProcess, group: ProcessGroup): void {
  leaveGroup(process);
  joinGroup(process, group);
}

/** ESRCH, EPERM. Signal 0 only checks. */
export function sendByNumber(caller: KernelProcess, pid: number, signal: Signal | 0): void {
  const targets = targetsOf(caller, pid);
  if (targets.length === 0) throw new SysError('ESRCH');
  const allowed = targets.filter((target) => maySignal(caller, target, signal));
  if (allowed.length === 0) throw new SysError('EPERM');
  if (signal === 0) return;
  for (const target of allowed) caller.machinery.sendSignal(target, signal, caller);
}

function targetsOf(caller: KernelProcess, pid: number): KernelProcess[] {
  if (pid === 0) return membersOf(caller, caller.group);
  // Everyone but process 1 and the caller itself.
  if (pid === -1) return caller.pids.all().filter((process) => process !== caller.pids.init && process !== caller);
  const found = pid > 0 ? [caller.pids.find(pid)] : membersOf(caller, caller.pids.findGroup(-pid));
  return found.filter((process) => process !== undefined);
}

function membersOf(caller: KernelProcess, group: ProcessGroup | undefined): KernelProcess[] {
  return group === undefined ? [] : caller.pids.all().filter((process) => process.group === group);
}

/** CAP_KILL signals everybody; CONT reaches the whole session. */
function maySignal(caller: KernelProcess, target: KernelProcess, signal: Signal | 0): boolean {
  if (holds(caller.credentials, 'KILL') || caller.credentials.uid === target.credentials.uid) return true;
  return signal === 'CONT' && caller.group.session === target.group.session;
}
