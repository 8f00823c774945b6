/** The shell at the prompt: terminal, signals, job control, and which way it reads lines. */
import { isSysError } from '../../kernel/errno.ts';
import type { Signal } from '../../kernel/signals.ts';
import { loadHistory, saveHistory } from '../readline/history-file.ts';
import { loadInputrc } from '../readline/inputrc.ts';
import { arm } from '../run/traps.ts';
import type { Shell } from '../state/shell.ts';
import { setVariable } from './variables.ts';
import type { Invocation } from './arguments.ts';
import type { LineSource } from './run-lines.ts';
import { runStartupFiles } from './startup-files.ts';

/** What an interactive shell does not let itself be stopped or ended by; its commands get the defaults back. */
const IGNORED: readonly Signal[] = ['QUIT', 'TERM', 'TSTP', 'TTIN', 'TTOU'];
const HEARD: readonly Signal[] = ['INT', 'WINCH', 'HUP'];

/** `prompt` makes the lines that are edited at a terminal. */
export async function runInteractive(
  shell: Shell,
  invocation: Invocation,
  prompt: ((shell: Shell) => LineSource) | undefined,
): Promise<number> {
  await takeTerminal(shell);
  for (const signal of IGNORED) {
    shell.ownIgnored.add(signal);
    shell.p.onSignal(signal, 'ignore');
  }
  for (const signal of HEARD) {
    shell.ownSignals.add(signal);
    arm(shell, signal);
  }
  prepareBash(shell);
  await runStartupFiles(shell, invocation);
  loadInputrc(shell);
  loadHistory(shell);
  try {
    if (prompt === undefined || !hasTerminalInput(shell)) {
      const interpreter = await shell.whole();
      await interpreter.lines(shell, interpreter.plainLines(shell));
    } else await runPrompt(shell, prompt(shell));
    return shell.status;
  } finally {
    saveHistory(shell);
  }
}

/** The first prompt stands before what runs commands is loaded. */
async function runPrompt(shell: Shell, lines: LineSource): Promise<void> {
  if (shell.isWhole) return shell.interpreter.lines(shell, lines);
  const first = lines.next(false);
  // A failure to read (^C) is met where the line is taken, below.
  await first.catch(() => undefined);
  return (await shell.whole()).lines(shell, beginningWith(first, lines));
}

/** `lines` whose first line has been asked for already. */
function beginningWith(first: Promise<string | undefined>, lines: LineSource): LineSource {
  let asked: Promise<string | undefined> | undefined = first;
  return {
    interactive: lines.interactive,
    next: (more) => {
      const line = asked ?? lines.next(more);
      asked = undefined;
      return line;
    },
    accepted: async (text) => lines.accepted?.(text),
    finished: async () => lines.finished?.(),
  };
}

function hasTerminalInput(shell: Shell): boolean {
  try {
    return shell.p.isatty(0);
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** Job control: a process group of its own in the foreground of the terminal. */
async function takeTerminal(shell: Shell): Promise<void> {
  const terminal = shell.p.controllingTty();
  if (terminal === undefined) {
    await complainOfTerminal(shell);
    return;
  }
  shell.terminal = terminal;
  try {
    if (shell.p.pgid !== shell.p.pid && shell.p.sid !== shell.p.pid) shell.p.setpgid(0, shell.p.pid);
    shell.p.onSignal('TTOU', 'ignore');
    terminal.setForeground(shell.p.pgid);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  shell.options.turn('monitor', true);
  const modes = terminal.modes();
  shell.restoreModes = () => terminal.setModes(modes);
}

async function complainOfTerminal(shell: Shell): Promise<void> {
  if (shell.dialect.name === 'bash') {
    await shell.write(
      2,
      'bash: cannot set terminal process group (-1): Inappropriate ioctl for device\nbash: no job control in this shell\n',
    );
  } else {
    await shell.complain("can't access tty; job control turned off");
  }
}

function prepareBash(shell: Shell): void {
  if (shell.dialect.name !== 'bash') return;
  const { options } = shell;
  options.turn('histexpand', true);
  options.turn('history', true);
  options.turn('emacs', true);
  options.turnShopt('expand_aliases', true);
  const home = shell.variable('HOME') ?? '';
  const defaults: readonly (readonly [string, string])[] = [
    ['PS1', '\\s-\\v\\$ '], ['PS2', '> '], ['HISTFILE', `${home}/.bash_history`], ['HISTSIZE', '500'], ['HISTFILESIZE', '500'],
  ]; // prettier-ignore
  for (const [name, value] of defaults) if (shell.variables.find(name) === undefined) setVariable(shell, name, value);
}
