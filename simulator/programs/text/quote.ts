/** How GNU tools quote names in what they print (gnulib's quotearg styles). Checked against coreutils 9.1. */
import { encode } from '../../kernel/bytes.ts';
import { isUtf8 } from './locale.ts';

type Environment = ReadonlyMap<string, string>;

const control = /[\x00-\x1f\x7f-\x9f\uDC80-\uDCFF]/;
const controlOrForeign = /[^\x20-\x7e]/;

const named: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
}; // prettier-ignore

/** What cannot be shown in this locale: control characters, and outside UTF-8 everything that is not ASCII. */
function unprintable(env: Environment): RegExp {
  return isUtf8(env) ? control : controlOrForeign;
}

/** Whether a character can be shown as it is in this locale. */
export function isPrintable(character: string, env: Environment): boolean {
  return !unprintable(env).test(character);
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

function escapeCharacter(character: string): string {
  const name = named[character];
  if (name !== undefined) return name;
  const unit = character.charCodeAt(0);
  if (character.length === 1 && unit >= 0xdc80 && unit <= 0xdcff) return octal(unit - 0xdc00);
  return [...encode(character)].map(octal).join('');
}

/** `$'…'` pieces for what a terminal cannot show, single quotes for the rest, as shell-escape quoting does. */
function escapeControls(text: string, bad: RegExp): string {
  let result = "'";
  let escaped = false;
  for (const character of text) {
    if (bad.test(character)) {
      result += escaped ? escapeCharacter(character) : `'$'${escapeCharacter(character)}`;
      escaped = true;
      continue;
    }
    if (escaped) result += "''";
    escaped = false;
    result += character === "'" ? "'\\''" : character;
  }
  return `${result}'`;
}

/** Always in quotes that a shell could read back: `'x'`, `"it's"`, `'a'$'\n''b'`. Used in most messages. */
export function quoteAlways(text: string, env: Environment): string {
  const bad = unprintable(env);
  if (bad.test(text)) return escapeControls(text, bad);
  if (!text.includes("'")) return `'${text}'`;
  if (!/["$`\\!|&;<>()*?[=^]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In quotes only where a shell would need them; how `ls` shows names on a terminal and how messages name files. */
export function quoteIfNeeded(text: string, env: Environment): string {
  const plain = text !== '' && !/[\s!"$&'()*;<=>?[\\^`|]|^[#~]|^[{}]$/.test(text) && !unprintable(env).test(text);
  return plain ? text : quoteAlways(text, env);
}

/** Quotes of messages: ‘x’ in UTF-8 locales, 'x' in the C locale (a container without LANG). */
export function quoteMessage(text: string, env: Environment): string {
  const bad = unprintable(env);
  const utf8 = isUtf8(env);
  let shown = '';
  for (const character of text) {
    if (bad.test(character)) shown += escapeCharacter(character);
    else if (character === '\\' || (!utf8 && character === "'")) shown += `\\${character}`;
    else shown += character;
  }
  return utf8 ? `‘${shown}’` : `'${shown}'`;
}
