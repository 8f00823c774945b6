/** Runs commands that come line by line, from standard input or the prompt. */
import { reportFailure } from '../run/child.ts';
import { setStatus } from '../run/errexit.ts';
import { Failure, Interrupted, RedirectionFailure } from '../run/failure.ts';
import { runStatements } from '../run/list.ts';
import { runTraps } from '../run/traps.ts';
import type { Shell } from '../state/shell.ts';
import { readUnit } from '../syntax/command-reader.ts';
import type { ReadUnit } from '../syntax/command-reader.ts';
import { wantsMore } from '../syntax/problem.ts';

export interface LineSource {
  readonly interactive: boolean;
  /** The next line with its newline; `more` when it continues a command. Undefined at the end. */
  next(more: boolean): Promise<string | undefined>;
  /** Called with the text of each complete command before it runs. */
  accepted?(text: string): Promise<void>;
  finished?(): Promise<void>;
}

/** Runs until the lines end (or the shell exits, which unwinds). */
export async function runLines(shell: Shell, lines: LineSource): Promise<void> {
  let line = 1;
  for (;;) {
    const taken = await takeCommand(shell, lines, line);
    if (taken === undefined) return;
    line += taken.lines;
    if (shell.unwinding !== undefined) shell.unwinding = undefined;
  }
}

/** Reads and runs one complete command; undefined at the end of input. */
async function takeCommand(shell: Shell, lines: LineSource, firstLine: number): Promise<{ lines: number } | undefined> {
  let text = await readOrInterrupt(shell, () => lines.next(false));
  if (text === undefined) return undefined;
  if (text === INTERRUPTED) return { lines: 0 };
  if (shell.options.has('verbose') && !lines.interactive) await shell.write(2, text);
  let read = readUnit(shell, text, 0, firstLine);
  for (let count = 1; isOpen(text, read); count++) {
    const more = await readOrInterrupt(shell, () => lines.next(true));
    if (more === INTERRUPTED) return { lines: count };
    if (more === undefined) break;
    text += more;
    if (shell.options.has('verbose') && !lines.interactive) await shell.write(2, more);
    if (mayClose(read, more, count)) read = readUnit(shell, text, 0, firstLine);
  }
  if (read.kind === 'problem') read = readUnit(shell, text, 0, firstLine);
  await lines.accepted?.(text);
  await runAll(shell, text, read, firstLine);
  await lines.finished?.();
  return { lines: read.lines };
}

const INTERRUPTED = Symbol('interrupted');

async function readOrInterrupt(
  shell: Shell,
  read: () => Promise<string | undefined>,
): Promise<string | undefined | typeof INTERRUPTED> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    shell.interrupted = false;
    setStatus(shell, 130);
    return INTERRUPTED;
  }
}

/** Whether the command goes on in the next line. */
function isOpen(text: string, read: ReadUnit): boolean {
  if (!text.endsWith('\n')) return false;
  if (read.kind === 'problem') return wantsMore(read.problem);
  return read.open || (read.kind === 'command' && read.warnings.length > 0);
}

/** In a long construct, only a line that could close what is open is worth reading everything again. */
function mayClose(read: ReadUnit, more: string, count: number): boolean {
  if (count < 50 || read.kind !== 'problem' || read.problem.kind !== 'unexpected') return true;
  return /\b(fi|done|esac)\b|[})]/.test(more);
}

/** Runs the command, and further ones when the text holds several lines (a paste). */
async function runAll(shell: Shell, text: string, first: ReadUnit, firstLine: number): Promise<void> {
  let read = first;
  let line = firstLine;
  for (let at = 0; ; read = readUnit(shell, text, at, line)) {
    await runOne(shell, read, text, line);
    if (read.kind === 'problem') return;
    at = read.end;
    line += read.lines;
    if (at >= text.length) return;
  }
}

async function runOne(shell: Shell, read: ReadUnit, text: string, firstLine: number): Promise<void> {
  if (read.kind === 'empty') return;
  try {
    if (read.kind === 'problem') {
      await reportProblem(shell, read, text, firstLine);
      return;
    }
    for (const warning of read.warnings) await warn(shell, warning);
    if (shell.options.has('noexec') && !shell.interactive) return;
    shell.unit = read.unit;
    await runStatements(shell, read.unit.script.commands, {});
    await runTraps(shell);
  } catch (error) {
    await recover(shell, error);
  }
}

async function warn(shell: Shell, warning: { delimiter: string; line: number; endLine: number }): Promise<void> {
  if (shell.dialect.name !== 'bash') return;
  shell.line = warning.endLine;
  await shell.complain(
    `warning: here-document at line ${warning.line} delimited by end-of-file (wanted \`${warning.delimiter}')`,
  );
}

async function reportProblem(
  shell: Shell,
  read: Extract<ReadUnit, { kind: 'problem' }>,
  text: string,
  firstLine: number,
): Promise<void> {
  const lines = text.split('\n');
  const source = { name: undefined, lineText: (line: number): string => lines[line - firstLine] ?? '' };
  await shell.write(2, shell.dialect.syntaxError(shell, read.problem, source));
  const status = setStatus(shell, shell.dialect.syntaxStatus(shell, read.problem));
  if (!shell.interactive) throw new Failure('', status, 'shell', true);
}

/** A failure ends the command; at the prompt nothing more, in a script possibly the shell. */
async function recover(shell: Shell, error: unknown): Promise<void> {
  if (error instanceof Interrupted && shell.interactive) {
    setStatus(shell, 130);
    resetLevels(shell);
    return;
  }
  const survives = error instanceof Failure && (shell.interactive || error.extent === 'line');
  if (!survives && !(error instanceof RedirectionFailure)) throw error;
  if (error instanceof Failure) {
    await reportFailure(shell, error);
    setStatus(shell, shell.interactive && error.status === 127 ? 1 : error.status);
  }
  resetLevels(shell);
}

/** What an abandoned command left behind. */
function resetLevels(shell: Shell): void {
  shell.guarded = 0;
  shell.loopDepth = 0;
  shell.builtin = undefined;
  shell.unwinding = undefined;
  shell.runningTraps.clear();
}
