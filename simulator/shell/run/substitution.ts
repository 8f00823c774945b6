/** `$(command)`, `` `command` `` and `<(command)`. */
import type { CommandExpansionPart, ParsedScript, ProcessSubstitutionPart, Redirect } from 'unbash';
import { settle } from '../expand/expanding.ts';
import type { Substitution } from '../expand/expanding.ts';
import { expandWords } from '../expand/word.ts';
import type { Shell } from '../state/shell.ts';
import { createUnit, lineOf } from '../state/source.ts';
import { recognize } from '../syntax/recognizer.ts';
import { fromBytes } from '../text/raw.ts';
import { forkShell } from './child.ts';
import { runStatements } from './list.ts';
import { numberOf } from './wait.ts';
import { almquistDeath } from './notices.ts';
import { isSysError } from '../../kernel/errno.ts';
import { statusNumber } from '../state/jobs.ts';

export async function answerSubstitution(shell: Shell, request: Substitution): Promise<string> {
  return request.kind === 'command' ? commandOutput(shell, request.part) : processPath(shell, request.part);
}

/** The output of a command less its trailing newlines; `$?` becomes its status. */
async function commandOutput(shell: Shell, part: CommandExpansionPart): Promise<string> {
  const { script } = part;
  if (script === undefined || script.commands.length === 0) {
    noteStatus(shell, 0);
    return '';
  }
  const file = fileRead(script);
  const text =
    file === undefined || shell.dialect.name !== 'bash'
      ? await forkedOutput(shell, part, script)
      : await fileText(shell, part, script, file);
  return text.replace(/\n+$/, '');
}

async function forkedOutput(shell: Shell, part: CommandExpansionPart, script: ParsedScript): Promise<string> {
  const pipe = shell.p.pipe();
  const pid = forkShell(shell, (child) => substitutionBody(child, part, script), {
    prepare: (child) => {
      child.close(pipe.read);
      child.dup2(pipe.write, 1);
      if (pipe.write !== 1) child.close(pipe.write);
    },
  });
  shell.p.close(pipe.write);
  const bytes = await shell.p.reader(pipe.read).readAll();
  shell.p.close(pipe.read);
  noteStatus(shell, await waitStatus(shell, pid));
  return fromBytes(bytes);
}

async function waitStatus(shell: Shell, pid: number): Promise<number> {
  try {
    const event = await shell.p.wait(pid);
    if (event === undefined || event.status.kind === 'continued') return 0;
    if (shell.dialect.name !== 'bash') {
      const sentence = almquistDeath(event.status);
      if (sentence !== '') await shell.write(2, sentence);
    }
    return statusNumber(event.status, numberOf);
  } catch (error) {
    if (isSysError(error, 'ECHILD')) return 127;
    throw error;
  }
}

function noteStatus(shell: Shell, status: number): void {
  shell.substitutionStatus = status;
  if (shell.dialect.name === 'bash') shell.status = status;
}

/** bash and busybox turn `set -e` off inside `$( )`; bash shows one more `+` in traces. */
async function substitutionBody(child: Shell, part: CommandExpansionPart, script: ParsedScript): Promise<number> {
  if (child.dialect.name === 'bash') {
    child.traceDepth += 1;
  }
  if (child.dialect.name !== 'dash' && !child.options.shopt('inherit_errexit')) child.options.turn('errexit', false);
  return runNested(child, part.pos, script, part.text.startsWith('`'));
}

/** Runs a nested script. One in backquotes has a source text of its own. bash numbers its lines from the command's. */
async function runNested(child: Shell, pos: number, script: ParsedScript, backquoted: boolean): Promise<number> {
  const { unit } = child;
  const start = unit === undefined ? 1 : lineOf(unit, pos);
  const line = child.dialect.name === 'bash' ? child.line : start;
  if (script.source !== undefined) child.unit = createUnit(script.source, line, script);
  else if (unit !== undefined && line !== start) child.unit = { ...unit, firstLine: unit.firstLine + line - start };
  if (script.errors !== undefined && backquoted) return reportNested(child, script);
  return runStatements(child, script.commands, { last: true });
}

async function reportNested(child: Shell, script: ParsedScript): Promise<number> {
  const text = script.source ?? '';
  const { problem } = recognize(text, 0, {
    rules: child.dialect.syntax,
    extglob: child.options.shopt('extglob'),
    firstLine: 1,
  });
  if (problem === undefined) return runStatements(child, script.commands, { last: true });
  const source = { name: 'command substitution', lineText: (line: number): string => text.split('\n')[line - 1] ?? '' };
  await child.write(2, child.dialect.syntaxError(child, problem, source));
  return child.dialect.syntaxStatus(child, problem);
}

/** `$(<file)`: the redirection, when it is all there is. */
function fileRead(script: ParsedScript): Redirect | undefined {
  const [statement] = script.commands;
  const command = statement?.command;
  if (script.commands.length !== 1 || statement?.background === true || command?.type !== 'Command') return undefined;
  const [redirection] = command.prefix;
  if (command.name !== undefined || command.prefix.length !== 1 || command.suffix.length > 0) return undefined;
  return redirection?.type === 'Redirect' && redirection.operator === '<' && redirection.descriptor === undefined
    ? redirection
    : undefined;
}

/** bash reads the file without a `cat`. */
async function fileText(
  shell: Shell,
  part: CommandExpansionPart,
  script: ParsedScript,
  redirection: Redirect,
): Promise<string> {
  if (redirection.target === undefined) return '';
  const fields = await settle(expandWords(shell, [redirection.target]), (request) =>
    answerSubstitution(shell, request),
  );
  const [path] = fields;
  if (path === undefined || fields.length !== 1) return forkedOutput(shell, part, script);
  let fd: number;
  try {
    fd = await shell.p.open(path, { read: true });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await shell.complain(shell.dialect.sentences.cannotOpen(path, error.code));
    noteStatus(shell, 1);
    return '';
  }
  const bytes = await shell.p.reader(fd).readAll();
  shell.p.close(fd);
  noteStatus(shell, 0);
  return fromBytes(bytes);
}

/** Starts the command of `<(...)` or `>(...)`; the path names this process's end of the pipe. */
async function processPath(shell: Shell, part: ProcessSubstitutionPart): Promise<string> {
  const { script } = part;
  const reads = part.operator === '<';
  const pipe = shell.p.pipe();
  const [ours, theirs] = reads ? [pipe.read, pipe.write] : [pipe.write, pipe.read];
  const high = freeDescriptor(shell);
  shell.p.dup2(ours, high);
  shell.p.close(ours);
  const pid = forkShell(
    shell,
    (child) => (script === undefined ? Promise.resolve(0) : runNested(child, part.pos, script, false)),
    {
      prepare: (child) => {
        child.close(high);
        child.dup2(theirs, reads ? 1 : 0);
        child.close(theirs);
      },
    },
  );
  shell.lastBackground = pid;
  shell.p.close(theirs);
  shell.substitutions.push(high);
  return `/dev/fd/${high}`;
}

/** bash counts down from 63. */
function freeDescriptor(shell: Shell): number {
  const taken = new Set(shell.p.fds());
  let fd = 63;
  while (taken.has(fd) && fd > 10) fd -= 1;
  return fd;
}
