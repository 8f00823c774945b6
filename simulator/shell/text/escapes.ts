/**
 * Backslash escapes of `$'...'`, `echo -e`, `printf` formats and `%b`, which differ in small ways: where octal needs
 * a leading zero, whether `\c` ends the output, whether `\'` and `\"` are escapes.
 */
import { normalizeBytes, rawByte } from './raw.ts';

export interface EscapeRules {
  /** `\0nnn` takes three digits after the zero (echo, %b) instead of `\nnn` alone. */
  readonly leadingZero: boolean;
  /** `\nnn` without a leading zero is octal too. */
  readonly octal: boolean;
  /** `\c`: ends all output (echo, %b), makes a control character ($'...'), or is nothing special. */
  readonly c: 'stop' | 'control' | 'plain';
  /** `\"`, `\'` and `\?` are escapes. */
  readonly quotes: boolean;
  /** `\x` and, when `unicode`, `\u` `\U`. */
  readonly hex: boolean;
  readonly unicode: boolean;
  /** `\e` and `\E` are the escape character. */
  readonly escape: boolean;
}

export const ANSI_C: EscapeRules = {
  leadingZero: false,
  octal: true,
  c: 'control',
  quotes: true,
  hex: true,
  unicode: true,
  escape: true,
};
export const BASH_ECHO: EscapeRules = {
  leadingZero: true,
  octal: false,
  c: 'stop',
  quotes: false,
  hex: true,
  unicode: true,
  escape: true,
};
export const BASH_PERCENT_B: EscapeRules = { ...BASH_ECHO, octal: true };
export const BASH_PRINTF: EscapeRules = {
  leadingZero: false,
  octal: true,
  c: 'plain',
  quotes: true,
  hex: true,
  unicode: true,
  escape: true,
};
export const DASH_ECHO: EscapeRules = {
  leadingZero: true,
  octal: true,
  c: 'stop',
  quotes: false,
  hex: false,
  unicode: false,
  escape: true,
};
export const DASH_PRINTF: EscapeRules = {
  leadingZero: false,
  octal: true,
  c: 'plain',
  quotes: true,
  hex: false,
  unicode: false,
  escape: true,
};
export const ASH_ECHO: EscapeRules = {
  leadingZero: true,
  octal: true,
  c: 'stop',
  quotes: false,
  hex: true,
  unicode: false,
  escape: true,
};
export const ASH_PRINTF: EscapeRules = {
  leadingZero: false,
  octal: true,
  c: 'stop',
  quotes: true,
  hex: true,
  unicode: false,
  escape: true,
};

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export interface Unescaped {
  text: string;
  /** `\c` was met: nothing more is to be written. */
  stopped: boolean;
}

export function unescape(source: string, rules: EscapeRules): Unescaped {
  if (!source.includes('\\')) return { text: source, stopped: false };
  let text = '';
  let at = 0;
  while (at < source.length) {
    const slash = source.indexOf('\\', at);
    if (slash < 0 || slash === source.length - 1) {
      text += source.slice(at);
      break;
    }
    text += source.slice(at, slash);
    const one = readEscape(source, slash + 1, rules);
    if (one === 'stop') return { text: normalizeBytes(text), stopped: true };
    text += one.text;
    at = one.next;
  }
  return { text: normalizeBytes(text), stopped: false };
}

/** The escape whose letter stands at `at`. */
export function readEscape(source: string, at: number, rules: EscapeRules): { text: string; next: number } | 'stop' {
  const letter = source.charAt(at);
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { text: simple, next: at + 1 };
  if (rules.escape && (letter === 'e' || letter === 'E')) return { text: '\x1b', next: at + 1 };
  if (rules.quotes && (letter === '"' || letter === "'" || letter === '?')) return { text: letter, next: at + 1 };
  if (letter === 'c' && rules.c === 'stop') return 'stop';
  if (letter === 'c' && rules.c === 'control') return controlCharacter(source, at);
  if (letter >= '0' && letter <= '7') return readOctal(source, at, rules);
  if (letter === 'x' && rules.hex) return readHex(source, at, 2, rawByte);
  if (letter === 'u' && rules.unicode) return readHex(source, at, 4, codePoint);
  if (letter === 'U' && rules.unicode) return readHex(source, at, 8, codePoint);
  return { text: '\\' + letter, next: at + 1 };
}

function readOctal(source: string, at: number, rules: EscapeRules): { text: string; next: number } {
  const zero = source.charAt(at) === '0';
  if (!rules.octal && !zero) return { text: '\\' + source.charAt(at), next: at + 1 };
  const start = rules.leadingZero && zero ? at + 1 : at;
  let next = start;
  while (next < start + 3 && source.charAt(next) >= '0' && source.charAt(next) <= '7') next += 1;
  const value = next === start ? 0 : parseInt(source.slice(start, next), 8);
  return { text: rawByte(value & 0xff), next };
}

function readHex(
  source: string,
  at: number,
  most: number,
  make: (value: number) => string,
): { text: string; next: number } {
  let next = at + 1;
  while (next < at + 1 + most && /^[0-9A-Fa-f]$/.test(source.charAt(next))) next += 1;
  if (next === at + 1) return { text: '\\' + source.charAt(at), next };
  return { text: make(parseInt(source.slice(at + 1, next), 16)), next };
}

function codePoint(value: number): string {
  return value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff) ? '' : String.fromCodePoint(value);
}

function controlCharacter(source: string, at: number): { text: string; next: number } {
  const letter = source.charAt(at + 1);
  if (letter === '') return { text: '\\c', next: at + 1 };
  if (letter === '\\' && source.charAt(at + 2) === '\\') return { text: '\x1c', next: at + 3 };
  return {
    text: letter === '?' ? '\x7f' : String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 0x1f),
    next: at + 2,
  };
}
