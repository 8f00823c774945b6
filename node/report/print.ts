/** Verdicts as text: the table of categories, the first difference of each session, or all of one session's. */
import { keepsOrder, strayLines } from '../../simulator/session/compare/agree.ts';
import { normalise } from '../../simulator/session/compare/normalise.ts';
import type { Difference, StepVerdict } from '../../simulator/session/compare/transcripts.ts';
import { passes, type SessionVerdict } from './judge.ts';
import { diffLines, type DiffLine } from './lines.ts';

export function table(verdicts: readonly SessionVerdict[]): string {
  const rows = [...categories(verdicts), ['total', ...sums(verdicts)]];
  const head = ['category', 'sessions', 'steps', 'explained'];
  const widths = head.map((_, col) => Math.max(...[head, ...rows].map((row) => row[col]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, col) => (col === 0 ? cell.padEnd(widths[col] ?? 0) : cell.padStart(widths[col] ?? 0)))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(line).join('\n');
}

function categories(verdicts: readonly SessionVerdict[]): string[][] {
  const names = [...new Set(verdicts.map((verdict) => verdict.category))].sort();
  return names.map((name) => [name, ...sums(verdicts.filter((verdict) => verdict.category === name))]);
}

function sums(verdicts: readonly SessionVerdict[]): string[] {
  const total = (of: (verdict: SessionVerdict) => number): number => verdicts.reduce((sum, each) => sum + of(each), 0);
  const sessions = `${verdicts.filter(passes).length}/${verdicts.length}`;
  const explained = total((each) => each.explained.length);
  return [
    sessions,
    `${total((each) => each.agreeing)}/${total((each) => each.steps)}`,
    explained === 0 ? '' : String(explained),
  ];
}

/** One short paragraph: which step differs first, and how. Empty for a session that agrees. */
export function firstDifference(verdict: SessionVerdict): string {
  const [step] = verdict.differing;
  if (step === undefined) return '';
  const [difference] = step.differences;
  const reason = verdict.failure === undefined ? '' : `\n  (${verdict.failure.split('\n').slice(0, 4).join('\n   ')})`;
  const shown = difference === undefined ? '' : firstLines(step, difference, verdict.typed);
  return `${verdict.name}: ${stepTitle(step, verdict)}${reason}${shown}`;
}

function stepTitle(step: StepVerdict, verdict: SessionVerdict): string {
  const [line = '', ...more] = visible(step.typed).split('\n');
  const rest = verdict.differing.length > 1 ? `, and ${verdict.differing.length - 1} more` : '';
  return `step ${step.number} of ${verdict.steps}${rest}: ${line}${more.length > 0 ? ' …' : ''}`;
}

function firstLines(step: StepVerdict, difference: Difference, typed: string): string {
  const lines = changedLines(step.typed, ...texts(difference, typed));
  const [missing] = lines.filter((line) => line.sign === '-');
  const [extra] = lines.filter((line) => line.sign === '+');
  const shown = [missing, extra].flatMap((line) => (line === undefined ? [] : [`\n    ${line.sign} ${line.text}`]));
  return `\n  ${difference.of}${shown.join('')}`;
}

/** Where Docker keeps no order of lines, a line that merely stands elsewhere is no difference. */
function changedLines(command: string, expected: string, actual: string): DiffLine[] {
  if (keepsOrder(command, expected)) return diffLines(expected, actual);
  const { missing, extra } = strayLines(expected, actual);
  return [
    ...missing.map((text) => ({ sign: '-' as const, text })),
    ...extra.map((text) => ({ sign: '+' as const, text })),
  ];
}

/** The same with the lines that agree: for lines in any order in the order they have here, what is missing above. */
function allLines(command: string, expected: string, actual: string): DiffLine[] {
  if (keepsOrder(command, expected)) return diffLines(expected, actual);
  const { missing, extra } = strayLines(expected, actual);
  const isExtra = (line: string): boolean => extra.includes(line.replace(/^#\d+ /, '').trim());
  return [
    ...missing.map((text) => ({ sign: '-' as const, text })),
    ...actual.split('\n').map((text) => ({ sign: isExtra(text) ? ('+' as const) : (' ' as const), text })),
  ];
}

/** Every step that differs, whole. */
export function allDifferences(verdict: SessionVerdict): string {
  if (passes(verdict)) return `${verdict.name}: all ${verdict.steps} steps agree`;
  const unexplained = verdict.differing.map((step) => ({ ...step, reason: '' }));
  const steps = [...unexplained, ...verdict.explained].map((step) => {
    const parts = step.differences.map((difference) => {
      const [expected, actual] = texts(difference, verdict.typed);
      const lines = allLines(step.typed, expected, actual).map((line) => `  ${line.sign} ${line.text}`);
      const order = keepsOrder(step.typed, expected) ? '' : ', lines in any order';
      return `  ${difference.of} (- expected, + here, normalised${order})\n${lines.join('\n')}`;
    });
    const reason = step.reason === '' ? '' : ` (explained: ${step.reason})`;
    return `step ${step.number}${reason}: ${visible(step.typed)}\n${parts.join('\n')}`;
  });
  const failure = verdict.failure === undefined ? '' : `\n\n${verdict.failure}`;
  return `${verdict.name}: ${verdict.agreeing} of ${verdict.steps} steps agree\n\n${steps.join('\n\n')}${failure}`;
}

function texts({ of, expected, actual }: Difference, typed: string): [string, string] {
  if (of === 'exit code' || of === 'step') return [expected, actual];
  return [normalise(expected, typed), normalise(actual, typed)];
}

/** Control characters as people write them. */
function visible(typed: string): string {
  return typed
    .replace(/\r$/, '')
    .replace(/[\x00-\x09\x0b-\x1f]/g, (key) => `^${String.fromCharCode(key.charCodeAt(0) + 64)}`);
}
