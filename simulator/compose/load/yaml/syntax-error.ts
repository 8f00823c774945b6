/**
 * Go's sentence for a syntax error. Its parser names the line where the broken collection began, counted from 0, and
 * its scanner the line where it stands, counted from 1 (recorded: test/simulator/compose/load/config-cases.json).
 */
import { isCollection, isMap, isPair, isSeq, type Document, type YAMLError } from 'yaml';

/** The first error of a document, undefined when there is none. */
export function goSyntaxError(text: string, document: Document.Parsed): string | undefined {
  const [error] = document.errors;
  if (!error) return undefined;
  const at = error.pos[0];
  const line = lineOf(text, at);
  const tab = tabAtStart(text, error);
  if (tab !== undefined) return `line ${String(tab)}: found character that cannot start any token`;
  if (error.message.includes('block sequence')) return brokenCollection(text, document, at);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return `line ${String(line)}: found character that cannot start any token`;
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return `line ${String(lineOfNextColon(text, at))}: mapping values are not allowed in this context`;
    case 'MISSING_CHAR':
      return missingCharacter(text, document, error);
    case 'BAD_ALIAS':
      return `line ${String(line)}: did not find expected alphabetic or numeric character`;
    case 'BAD_DQ_ESCAPE':
      return `line ${String(line)}: found unknown escape character`;
    default:
      return brokenCollection(text, document, at);
  }
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** The first line at or after the error that begins with a tab where something should begin. */
function tabAtStart(text: string, error: YAMLError): number | undefined {
  const first = lineOf(text, error.pos[0]);
  const lines = text.split('\n');
  for (const line of [first, first + 1]) {
    if (/^ *\t/.test(lines[line - 1] ?? '')) return line;
  }
  const here = text[error.pos[0]];
  return here === '@' || here === '`' || here === '%' ? first : undefined;
}

function lineOfNextColon(text: string, at: number): number {
  const colon = /:(\s|$)/.exec(text.slice(at));
  return lineOf(text, at + (colon?.index ?? 0));
}

function missingCharacter(text: string, document: Document.Parsed, error: YAMLError): string {
  const at = error.pos[0];
  if (/closing.*quote/.test(error.message)) {
    const opened = openingQuote(text, at);
    return `line ${String(lineOf(text, opened))}: found unexpected end of stream`;
  }
  if (/implicit map key|':'|map keys/.test(error.message)) {
    return `line ${String(lineOf(text, at))}: could not find expected ':'`;
  }
  return brokenCollection(text, document, at);
}

function openingQuote(text: string, at: number): number {
  const single = text.lastIndexOf("'", at - 1);
  const double = text.lastIndexOf('"', at - 1);
  return Math.max(single, double, 0);
}

/** "did not find expected …" with the line of the collection that the error breaks. */
function brokenCollection(text: string, document: Document.Parsed, at: number): string {
  const { start, kind } = enclosing(text, document, at);
  const zeroBased = lineOf(text, start) - 1;
  const shown = zeroBased === 0 ? lineOf(text, at) - 1 : zeroBased;
  const where = shown === 0 ? '' : `line ${String(shown)}: `;
  return `${where}did not find expected ${kind}`;
}

interface Enclosing {
  readonly start: number;
  readonly kind: string;
}

/** The innermost collection that is still open where the error is: one that begins at its column or before it. */
function enclosing(text: string, document: Document.Parsed, at: number): Enclosing {
  let best: Enclosing = { start: 0, kind: 'key' };
  const column = columnOf(text, at);
  const visit = (node: unknown): void => {
    if (!isCollection(node) || !node.range || node.range[0] > at) return;
    const start = node.range[0];
    const flow = node.flow === true;
    if (flow || columnOf(text, start) <= column) {
      if (isMap(node)) best = { start, kind: flow ? "',' or '}'" : 'key' };
      if (isSeq(node)) best = { start, kind: flow ? "',' or ']'" : "'-' indicator" };
    }
    for (const item of node.items) visit(isPair(item) ? item.value : item);
  };
  visit(document.contents);
  return best;
}

/** The column of the first thing on the line where something stands, or of itself when that is what begins the line. */
function columnOf(text: string, at: number): number {
  const begin = text.lastIndexOf('\n', at - 1) + 1;
  const blank = /^ */.exec(text.slice(begin))?.[0].length ?? 0;
  return Math.max(blank, at - begin);
}
