/** timeout(1): runs a command and signals it when time is up. */
import type { ChildEvent } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import { searchProgram, startFailure } from '../command/path-search.ts';
import { parseSignal } from '../command/signals.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseDuration } from '../text/duration.ts';

const help = {
  usage: ['[OPTION] DURATION COMMAND [ARG]...', '[OPTION]'],
  about: 'Start COMMAND, and kill it if still running after DURATION.',
  options: [
    ['--preserve-status', 'exit with the same status as COMMAND, even when the command times out'],
    ['--foreground', 'allow COMMAND to read from the TTY and get TTY signals'],
    [
      '-k, --kill-after=DURATION',
      'also send a KILL signal if COMMAND is still running\nthis long after the initial signal was sent',
    ],
    ['-s, --signal=SIGNAL', "specify the signal to be sent on timeout; SIGNAL may be a name\nlike 'HUP' or a number"],
    ['-v, --verbose', 'diagnose to stderr any signal sent upon timeout'],
  ],
  after:
    'Exit status: 124 if COMMAND times out (without --preserve-status), 125 if timeout itself fails, 126 if COMMAND\ncannot be run, 127 if it cannot be found, 137 if it was killed, the status of COMMAND otherwise.',
} as const;
const busyboxHelp = {
  usage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS',
  about:
    'Run PROG. Send SIG to it if it is not gone in SECS seconds.\nDefault SIG: TERM.If it still exists in KILL_SECS seconds, send KILL.',
  options: [
    ['-s SIG', ''],
    ['-k SECS', ''],
    ['--foreground', ''],
  ],
} as const;

interface Plan {
  seconds: number;
  killAfter: number | undefined;
  signal: Signal;
  preserve: boolean;
  verbose: boolean;
  foreground: boolean;
  command: string[];
}

function duration(t: Tool, text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) {
    if (t.busybox) throw new Failure(`invalid number '${text}'`);
    throw new UsageError(`invalid time interval ${t.quoteMessage(text)}`);
  }
  return seconds;
}

function readPlan(t: Tool): Plan {
  const { options, operands } = t.parse();
  const [time, ...command] = operands;
  if (time === undefined || command.length === 0) throw new UsageError('');
  const plan: Plan = {
    seconds: 0,
    killAfter: undefined,
    signal: 'TERM',
    preserve: false,
    verbose: false,
    foreground: false,
    command,
  };
  for (const { key, value = '' } of options) {
    if (key === 'k') plan.killAfter = duration(t, value);
    else if (key === 's') {
      const signal = parseSignal(value);
      if (signal === undefined || signal === 0)
        throw t.busybox
          ? new Failure(`unknown signal '${value}'`)
          : new UsageError(`${t.quoteMessage(value)}: invalid signal`);
      plan.signal = signal;
    } else if (key === 'preserve-status') plan.preserve = true;
    else if (key === 'v') plan.verbose = true;
    else if (key === 'foreground') plan.foreground = true;
  }
  plan.seconds = duration(t, time);
  return plan;
}

function start(t: Tool, command: readonly string[]): number {
  try {
    return t.p.spawn(searchProgram(t.p, command[0] ?? ''), command);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const name = command[0] ?? '';
    const text = t.busybox
      ? `can't execute '${name}': ${error.message}`
      : `failed to run command ${t.quoteMessage(name)}: ${error.message}`;
    throw new Failure(text, startFailure(error));
  }
}

/** Waits for the child, but no longer than `seconds`; undefined when time is up. */
async function within(
  t: Tool,
  ended: Promise<ChildEvent | undefined>,
  seconds: number,
): Promise<ChildEvent | undefined | 'late'> {
  if (!Number.isFinite(seconds) || seconds === 0) return ended;
  return Promise.race([ended, t.p.sleep(seconds * 1000).then((): 'late' => 'late')]);
}

function statusOf(event: ChildEvent | undefined): number {
  if (event?.status.kind === 'exited') return event.status.code;
  return event?.status.kind === 'signaled' ? 128 + SIGNALS[event.status.signal] : 0;
}

async function main(t: Tool): Promise<number> {
  const plan = readPlan(t);
  // GNU timeout leads a group of its own, so that the signal reaches what the command has started too.
  if (!t.busybox && !plan.foreground) leadGroup(t);
  t.p.onSignal('TTIN', 'ignore');
  t.p.onSignal('TTOU', 'ignore');
  const pid = start(t, plan.command);
  for (const signal of ['TERM', 'INT', 'HUP', 'QUIT'] as const) t.p.onSignal(signal, () => kill(t, pid, signal));
  const ended = t.p.wait(pid);
  let event = await within(t, ended, plan.seconds);
  if (event !== 'late') return statusOf(event);
  const send = async (signal: Signal): Promise<void> => {
    if (plan.verbose) await t.warn(`sending signal ${signal} to command ${t.quoteMessage(plan.command[0] ?? '')}`);
    kill(t, pid, signal);
    if (signal !== 'KILL' && signal !== 'CONT') kill(t, pid, 'CONT');
  };
  await send(plan.signal);
  event = await within(t, ended, plan.killAfter ?? Infinity);
  let killed = plan.signal === 'KILL';
  if (event === 'late') {
    await send('KILL');
    killed = true;
    event = await ended;
  }
  if (plan.preserve || t.busybox) return statusOf(event);
  return killed ? 137 : 124;
}

/** The leader of a session leads its group already and may not change it. */
function leadGroup(t: Tool): void {
  try {
    t.p.setpgid(0, 0);
  } catch (error) {
    if (!isSysError(error, 'EPERM')) throw error;
  }
}

function kill(t: Tool, pid: number, signal: Signal): void {
  try {
    t.p.kill(pid, signal);
  } catch (error) {
    if (!isSysError(error, 'ESRCH')) throw error;
  }
}

export default gnu(main, { help, stopAtOperand: true, usageStatus: 125 });
export const busybox = applet(main, { help: busyboxHelp, stopAtOperand: true });
