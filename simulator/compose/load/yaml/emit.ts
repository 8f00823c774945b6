/** Writes values as Go's yaml.v3 does with an indentation of 2. Mappings are written in the order they are given. */
import { isMapping, isSequence, printNumber, type Mapping, type Value } from '../value.ts';
import { looksLikeOther } from './resolve.ts';

/** One document, without `---`. */
export function emitYaml(value: Value): string {
  if (isMapping(value) && value.size > 0) return mappingLines(value, 0).join('\n') + '\n';
  if (isSequence(value) && value.length > 0) return sequenceLines(value, 0).join('\n') + '\n';
  return `${inline(value, 0).join('\n')}\n`;
}

function mappingLines(mapping: Mapping, indent: number): string[] {
  const pad = ' '.repeat(indent);
  return [...mapping].flatMap(([key, value]) => {
    const name = `${pad}${scalarText(key, true)}:`;
    if (isMapping(value) && value.size > 0) return [name, ...mappingLines(value, indent + 2)];
    if (isSequence(value) && value.length > 0) return [name, ...sequenceLines(value, indent + 2)];
    const [first = '', ...rest] = inline(value, indent + 2);
    return [`${name} ${first}`, ...rest];
  });
}

function sequenceLines(sequence: readonly Value[], indent: number): string[] {
  const pad = ' '.repeat(indent);
  return sequence.flatMap((value) => {
    const nested = isMapping(value) && value.size > 0 ? mappingLines(value, indent + 2)
      : isSequence(value) && value.length > 0 ? sequenceLines(value, indent + 2)
      : undefined; // prettier-ignore
    if (nested) {
      const [first = '', ...rest] = nested;
      return [`${pad}- ${first.slice(indent + 2)}`, ...rest];
    }
    const [first = '', ...rest] = inline(value, indent + 2);
    return [`${pad}- ${first}`, ...rest];
  });
}

/** A scalar or an empty collection: what stands after the key, and the lines below. */
function inline(value: Value, indent: number): string[] {
  if (isMapping(value)) return ['{}'];
  if (isSequence(value)) return ['[]'];
  if (value === null) return ['null'];
  if (typeof value === 'boolean') return [String(value)];
  if (typeof value === 'number') return [number(value)];
  if (value.includes('\n') && allowsBlock(value)) return literal(value, indent);
  return [scalarText(value, false)];
}

const number = (value: number): string =>
  Number.isNaN(value) ? '.nan' : Math.abs(value) === Infinity ? (value < 0 ? '-.inf' : '.inf') : printNumber(value);

function literal(text: string, indent: number): string[] {
  const hint = /^[ \n\r]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return [`|${hint}${chomp}`, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

/** Neither a space before a line's end nor anything unprintable can stand in a literal block. */
const allowsBlock = (text: string): boolean => !/ (\n|$)/.test(text) && !hasSpecial(text);

function hasSpecial(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code === 0x0a || code === 0x09) continue;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xfeff) return true;
    if (code >= 0xd800 && code <= 0xdfff) return true;
  }
  return false;
}

/** A string in the plainest style that reads back as the same string. */
export function scalarText(text: string, key: boolean): string {
  if (text === '' || looksLikeOther(text)) return doubleQuoted(text);
  if (text.includes('\n')) return doubleQuoted(text);
  if (!needsQuotes(text)) return text;
  if (text.includes('\t') && !key) return doubleQuoted(text);
  return hasSpecial(text) || text.includes('\t') ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

function needsQuotes(text: string): boolean {
  return (
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[-?:]([ \t]|$)/.test(text) ||
    /^(---|\.\.\.)/.test(text) ||
    /:([ \t]|$)/.test(text) ||
    /[ \t]#/.test(text) ||
    /^ | $/.test(text) ||
    text.includes('\t') ||
    hasSpecial(text)
  );
}

const ESCAPES = new Map([
  ['\0', '\\0'], ['\x07', '\\a'], ['\b', '\\b'], ['\t', '\\t'], ['\n', '\\n'], ['\v', '\\v'], ['\f', '\\f'],
  ['\r', '\\r'], ['\x1b', '\\e'], ['"', '\\"'], ['\\', '\\\\'], ['\x85', '\\N'], ['\xa0', '\\_'],
]); // prettier-ignore

function doubleQuoted(text: string): string {
  const chars = [...text].map((char) => ESCAPES.get(char) ?? (hasSpecial(char) ? hexEscape(char) : char));
  return `"${chars.join('')}"`;
}

function hexEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}
const hex = (code: number, width: number): string => code.toString(16).toUpperCase().padStart(width, '0');
