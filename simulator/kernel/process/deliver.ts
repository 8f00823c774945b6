/** Signals: who is hit, who may send, and what happens then (signal(7), kill(2), pid_namespaces(7)). */
import type { Signal } from '../signals.ts';
import { crash } from './crash.ts';
import { endProcess } from './end.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Sender } from './kernel-process.ts';
import { isGone } from './pending.ts';
import { defaultAction } from './signal-state.ts';
import { notifyParent } from './wait.ts';

const STOPS: readonly Signal[] = ['STOP', 'TSTP', 'TTIN', 'TTOU'];

export function sendSignal(target: KernelProcess, signal: Signal, sender: Sender): void {
  if (target.ended) return;
  const forced = (signal === 'KILL' || signal === 'STOP') && isFromOutside(target, sender);
  // A namespace's process 1 is hit by nothing it has not asked for, except by force from outside.
  const shielded = target.isInit && !forced;
  if (signal === 'CONT') {
    target.signals.drop(STOPS);
    continueProcess(target);
  } else if (STOPS.includes(signal)) target.signals.drop(['CONT']);
  if (isIgnored(target, signal, shielded)) return;
  if (signal === 'KILL') endProcess(target, { kind: 'signaled', signal, core: false });
  else if (signal === 'STOP') stopProcess(target, signal);
  else if (target.held) target.signals.hold(signal);
  else act(target, signal);
}

/** What waited while the process was stopped or frozen. */
export function deliverPending(process: KernelProcess): void {
  for (const signal of process.signals.takePending()) {
    if (process.ended) return;
    if (process.held) process.signals.hold(signal);
    else if (!isIgnored(process, signal, process.isInit)) act(process, signal);
  }
}

function isFromOutside(target: KernelProcess, sender: Sender): boolean {
  return sender === 'outside' || (sender !== 'kernel' && sender.pids !== target.pids);
}

function isIgnored(target: KernelProcess, signal: Signal, shielded: boolean): boolean {
  const action = target.signals.action(signal);
  if (action === 'ignore') return true;
  return action === 'default' && (shielded || ['ignore', 'continue'].includes(defaultAction(signal)));
}

/** Neither ignored nor held. */
function act(target: KernelProcess, signal: Signal): void {
  const action = target.signals.action(signal);
  if (typeof action === 'function') {
    runHandler(target, signal, action);
    return;
  }
  // No core files: the limit on their size is zero, as in a login on Debian.
  if (defaultAction(signal) !== 'stop') endProcess(target, { kind: 'signaled', signal, core: false });
  else if (!target.group.isOrphaned()) stopProcess(target, signal);
}

/** Programs run between their calls only, so whoever sends, the handler runs between two steps of the target. */
function runHandler(target: KernelProcess, signal: Signal, handler: (signal: Signal) => void): void {
  const { thread } = target;
  try {
    handler(signal);
  } catch (error) {
    if (!isGone(error)) crash(target, error);
  }
  thread?.interrupt();
}

function stopProcess(target: KernelProcess, signal: Signal): void {
  if (target.stoppedBy !== undefined) return;
  target.stoppedBy = signal;
  target.hold();
  target.news = 'stopped';
  notifyParent(target);
}

function continueProcess(target: KernelProcess): void {
  if (target.stoppedBy === undefined) return;
  target.stoppedBy = undefined;
  target.news = 'continued';
  notifyParent(target);
  target.release();
}
