/** Runs source text: scripts, `-c`, eval, traps, sourced files. One complete command after the other, as shells read. */
import { readUnit } from '../syntax/command-reader.ts';
import type { ReadUnit } from '../syntax/command-reader.ts';
import type { Shell } from '../state/shell.ts';
import { Failure } from './failure.ts';
import { reportFailure } from './child.ts';
import type { SourceOptions } from './interpreter.ts';
import { runStatements } from './list.ts';
import { setStatus } from './errexit.ts';

/** The status of the last command. A syntax error ends the run with the dialect's status. */
export async function runSource(shell: Shell, text: string, options: SourceOptions): Promise<number> {
  const { unit, line } = shell;
  let status = 0;
  let at = 0;
  let nextLine = options.firstLine;
  try {
    while (at < text.length) {
      const read = readUnit(shell, text, at, nextLine);
      if (shell.options.has('verbose') && options.showInput === true)
        await shell.write(2, withNewline(text.slice(at, read.end)));
      const rest = text.slice(read.end);
      status = await runUnit(shell, read, text, options, rest.trim() === '', status);
      if (read.kind === 'problem' || shell.unwinding !== undefined) break;
      nextLine += read.lines;
      at = read.end;
    }
    return status;
  } finally {
    shell.unit = unit;
    if (options.keepsLine === true) shell.line = line;
  }
}

/** bash supplies the newline at the end of a command string. */
function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

async function runUnit(
  shell: Shell,
  read: ReadUnit,
  text: string,
  options: SourceOptions,
  isLast: boolean,
  before: number,
): Promise<number> {
  if (read.kind === 'empty') return before;
  if (read.kind === 'problem') return reportProblem(shell, read, text, options);
  for (const warning of read.warnings) await warnUnclosed(shell, warning, options);
  if (shell.options.has('noexec') && !shell.interactive) return before;
  shell.unit = read.unit;
  try {
    return await runStatements(shell, read.unit.script.commands, isLast && options.last === true ? { last: true } : {});
  } catch (error) {
    if (!(error instanceof Failure) || !staysHere(shell, error, options)) throw error;
    await reportFailure(shell, error);
    return setStatus(shell, error.status);
  }
}

/** bash gives up the line of a failed expansion and goes on with the next, in whatever it was reading. */
function staysHere(shell: Shell, failure: Failure, options: SourceOptions): boolean {
  return failure.extent === 'line' && !shell.inSubshell && options.top === true;
}

async function reportProblem(
  shell: Shell,
  read: Extract<ReadUnit, { kind: 'problem' }>,
  text: string,
  options: SourceOptions,
): Promise<number> {
  const lines = text.split('\n');
  const source = { name: options.name, lineText: (line: number): string => lines[line - options.firstLine] ?? '' };
  const message = shell.dialect.syntaxError(shell, read.problem, source);
  const status = shell.dialect.syntaxStatus(shell, read.problem);
  await shell.write(2, message);
  setStatus(shell, status);
  if (shell.dialect.name !== 'bash') throw new Failure('', status, 'shell', true);
  return status;
}

/** bash warns of a here-document that only the end of input closed. */
async function warnUnclosed(
  shell: Shell,
  warning: { delimiter: string; line: number; endLine: number },
  _options: SourceOptions,
): Promise<void> {
  if (shell.dialect.name !== 'bash') return;
  shell.line = warning.endLine;
  await shell.complain(
    `warning: here-document at line ${warning.line} delimited by end-of-file (wanted \`${warning.delimiter}')`,
  );
}
