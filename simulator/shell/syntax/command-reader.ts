/** Reads one complete command from a text: recognizes it, rewrites it for the dialect, expands aliases, parses it. */
import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';
import type { Shell } from '../state/shell.ts';
import { createUnit } from '../state/source.ts';
import type { SourceUnit } from '../state/source.ts';
import { expandAliases } from './alias.ts';
import type { Problem } from './problem.ts';
import { recognize } from './recognizer.ts';
import type { Recognition } from './recognizer.ts';
import type { Edit } from './scanner.ts';

interface Extent {
  /** Offset behind the command. */
  end: number;
  /** Newlines it took. */
  lines: number;
  /** The input ended before a newline did (a backslash at the end of the last line). */
  open: boolean;
}

export type ReadUnit = Extent &
  (
    | { kind: 'command'; unit: SourceUnit; warnings: readonly UnclosedWarning[] }
    | { kind: 'empty' }
    | { kind: 'problem'; problem: Problem }
  );

export interface UnclosedWarning {
  delimiter: string;
  line: number;
  endLine: number;
}

/** Reads the command at `start`, which stands on line `firstLine`. */
export function readUnit(shell: Shell, text: string, start: number, firstLine: number): ReadUnit {
  const options = { rules: shell.dialect.syntax, extglob: shell.options.shopt('extglob'), firstLine };
  // The recognizer counts lines from the first character it is given.
  const rest = start === 0 ? text : text.slice(start);
  const recognition = recognize(rest, 0, options);
  const source = rest.slice(0, recognition.end);
  const extent = { end: start + recognition.end, lines: countNewlines(source), open: recognition.open };
  if (recognition.problem !== undefined) return { ...extent, kind: 'problem', problem: recognition.problem };
  if (recognition.empty) return { ...extent, kind: 'empty' };
  return { ...extent, ...parseUnit(shell, source, recognition, firstLine, extent.lines) };
}

/** Whether the next line would belong to a here-document that `text` (whole commands, perhaps the last one open) begins. */
export function endsInHereDocument(shell: Shell, text: string): boolean {
  const options = { rules: shell.dialect.syntax, extglob: shell.options.shopt('extglob'), firstLine: 1 };
  for (let rest = text; rest !== '';) {
    const { unclosed, problem, end } = recognize(rest, 0, options);
    if (unclosed.length > 0) return true;
    if (problem !== undefined || end === 0) return false;
    rest = rest.slice(end);
  }
  return false;
}

type Parsed =
  { kind: 'command'; unit: SourceUnit; warnings: readonly UnclosedWarning[] } | { kind: 'problem'; problem: Problem };

function parseUnit(shell: Shell, source: string, recognition: Recognition, firstLine: number, lines: number): Parsed {
  // bash supplies the newline that the last line of a here-document lacks.
  const supplied =
    recognition.unclosed.length > 0 && shell.dialect.syntax.newlineAtEnd && !source.endsWith('\n') ? '\n' : '';
  let text = applyEdits(source, recognition.edits) + supplied;
  let script = parse(text);
  if (shell.aliases.size > 0 && aliasesApply(shell)) {
    const expanded = expandAliases(text, script, shell.aliases);
    if (expanded !== text) {
      const again = recognize(expanded, 0, {
        rules: shell.dialect.syntax,
        extglob: shell.options.shopt('extglob'),
        firstLine,
      });
      if (again.problem !== undefined) return { kind: 'problem', problem: again.problem };
      text = applyEdits(expanded, again.edits);
      script = parse(text);
    }
  }
  if (script.errors?.[0] !== undefined) return { kind: 'problem', problem: problemAt(text, script, firstLine) };
  const endLine = firstLine + Math.max(0, lines - (source.endsWith('\n') ? 1 : 0));
  return {
    kind: 'command',
    unit: createUnit(text, firstLine, script),
    warnings: recognition.unclosed.map((one) => ({ ...one, endLine })),
  };
}

function aliasesApply(shell: Shell): boolean {
  return shell.dialect.name !== 'bash' || shell.options.shopt('expand_aliases');
}

/** Something the parser refuses although the recognizer let it through: reported where the parser stopped. */
function problemAt(text: string, script: ParsedScript, firstLine: number): Problem {
  const pos = script.errors?.[0]?.pos ?? 0;
  const word = /^\s*(\S+)/.exec(text.slice(pos))?.[1];
  const line = firstLine + countNewlines(text.slice(0, pos));
  return {
    kind: 'unexpected',
    token: word === undefined ? { kind: 'newline' } : { kind: 'word', text: word },
    expecting: undefined,
    line,
  };
}

export function applyEdits(source: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return source;
  let text = source;
  for (const edit of [...edits].sort((a, b) => b.pos - a.pos))
    text = text.slice(0, edit.pos) + edit.text + text.slice(edit.end);
  return text;
}

export function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
