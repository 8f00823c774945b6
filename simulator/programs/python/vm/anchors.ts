/**
 * What stands under a source line in a traceback: `^` for the place, and where the place is an operation, a subscript
 * or a call, `~` for the operands and `^` for the operator, the brackets, the arguments.
 */
import type { Expr, Span, Stmt } from '../syntax/ast.ts';
import { parseModule } from '../syntax/parser.ts';
import { SyntaxFault } from '../syntax/error.ts';

/** Pairs of a line, without its indentation, and what stands under it (or nothing). */
export function anchorsOf(lines: readonly string[], span: Span): [string, string][] {
  const indents = lines.filter((it) => it.trim() !== '').map((it) => it.length - it.trimStart().length);
  const margin = lines.length === 1 ? (indents[0] ?? 0) : Math.min(...indents);
  const shown = lines.map((line) => line.slice(margin).trimEnd());
  const marks = lines.map((line, index) => {
    const from = index === 0 ? span.col : line.length - line.trimStart().length;
    const to = index === lines.length - 1 ? span.endCol : line.trimEnd().length;
    return { from: from - margin, to: Math.min(to, line.trimEnd().length) - margin };
  });
  const whole = lines.length === 1 && marks[0]?.from === 0 && marks[0].to >= (shown[0]?.length ?? 0);
  const middle = anchorIn(lines, span);
  if (whole && middle === undefined) return shown.map((line) => [line, '']);
  if (lines.length > 1) {
    const first = lines[0] ?? '';
    const last = lines.at(-1) ?? '';
    // A statement as a whole is shown without marks.
    if (middle === undefined && first.slice(0, span.col).trim() === '' && last.slice(span.endCol).trim() === '') {
      return shown.map((line) => [line, '']);
    }
  }
  const rows = shown.map((line, index): [string, string] => {
    const { from, to } = marks[index] ?? { from: 0, to: 0 };
    let under = ' '.repeat(Math.max(0, from));
    for (let at = from; at < to; at++) under += middle === undefined || middle(index, at + margin) ? '^' : '~';
    return [line, under.trimEnd()];
  });
  if (rows.length <= 3) return rows;
  const keep = (index: number): boolean => index === 0 || index === rows.length - 1 || (middle !== undefined && (rows[index]?.[1] ?? '').includes('^')); // prettier-ignore
  const out: [string, string][] = [];
  let hidden = 0;
  const flush = (): void => {
    if (hidden > 0) out.push([`...<${hidden} line${hidden === 1 ? '' : 's'}>...`, '']);
    hidden = 0;
  };
  rows.forEach((row, index) => {
    if (keep(index)) {
      flush();
      out.push(row);
    } else hidden++;
  });
  return out;
}

/** Tells the places of the operator, the brackets or the arguments; undefined when all is one. */
function anchorIn(lines: readonly string[], span: Span): ((line: number, col: number) => boolean) | undefined {
  const text = lines.map((line, index) => line.slice(index === 0 ? span.col : 0, index === lines.length - 1 ? span.endCol : undefined)).join('\n'); // prettier-ignore
  let body: readonly Stmt[];
  try {
    body = parseModule(`(\n${text}\n)`);
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
  const [only] = body;
  if (body.length !== 1 || only?.kind !== 'Expr') return undefined;
  const place = placeOf(only.value, text.split('\n'));
  if (place === undefined) return undefined;
  const shift = (line: number): number => (line === 0 ? span.col : 0);
  const from = { line: place.from.line, col: place.from.col + shift(place.from.line) };
  const to = { line: place.to.line, col: place.to.col + shift(place.to.line) };
  const start = { line: 0, col: span.col };
  const end = { line: lines.length - 1, col: span.endCol };
  const isAll = from.line === start.line && from.col <= start.col && to.line === end.line && to.col >= end.col;
  if (isAll) return undefined;
  return (line, col) => !(line < from.line || (line === from.line && col < from.col)) && (line < to.line || (line === to.line && col < to.col)); // prettier-ignore
}

interface Point {
  line: number;
  col: number;
}

/** Lines of the parsed text begin one further down. */
function placeOf(node: Expr, lines: readonly string[]): { from: Point; to: Point } | undefined {
  const end = (at: Span): Point => ({ line: at.endLine - 2, col: at.endCol });
  const next = (from: Point, wanted: RegExp): Point => {
    let { line, col } = from;
    for (; line < lines.length; line++, col = 0) {
      const at = (lines[line] ?? '').slice(col).search(wanted);
      if (at >= 0) return { line, col: col + at };
    }
    return from;
  };
  switch (node.kind) {
    case 'BinOp': {
      const from = next(end(node.left.at), /[^\s)\\]/);
      return { from, to: { line: from.line, col: from.col + node.op.length } };
    }
    case 'Subscript':
      return { from: next(end(node.value.at), /\[/), to: end(node.at) };
    case 'Call':
      return { from: next(end(node.func.at), /\(/), to: end(node.at) };
    default:
      return undefined;
  }
}
