/** Backslash escapes of echo -e, printf and tr. Bytes above 127 become text/codec.ts's stand-ins. */

const simple: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\',
}; // prettier-ignore

/** The character that stands for a byte. */
export function byteCharacter(byte: number): string {
  return String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + (byte & 0xff));
}

export interface Expanded {
  text: string;
  /** `\c` was met: nothing more is to be printed. */
  stop: boolean;
}

export interface EscapeRules {
  /** `\0NNN` (echo, %b) rather than `\NNN` (printf formats) for octal; both are read with `both`. */
  octal: 'zero' | 'bare' | 'both';
  /** `\"` (printf formats). */
  quote?: boolean;
  /** `\c` ends output. */
  stop?: boolean;
  /** \uHHHH and \UHHHHHHHH: the character, or (outside UTF-8) its number spelled out again. */
  unicode?: 'shown' | 'spelled';
}

const patterns = {
  hex: /^x([0-9A-Fa-f]{1,2})/,
  u: /^u([0-9A-Fa-f]{1,4})/,
  U: /^U([0-9A-Fa-f]{1,8})/,
  zero: /^0([0-7]{0,3})/,
  bare: /^([0-7]{1,3})/,
};

function unicodeText(point: number, form: 'shown' | 'spelled'): string {
  if (form === 'shown' || point < 0x80) return String.fromCodePoint(point);
  const digits = point.toString(16).toUpperCase();
  return point < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

function one(rest: string, rules: EscapeRules): { text: string; length: number } | undefined {
  const hex = patterns.hex.exec(rest);
  if (hex !== null) return { text: byteCharacter(Number.parseInt(hex[1] ?? '', 16)), length: hex[0].length };
  const zero = rules.octal === 'bare' ? null : patterns.zero.exec(rest);
  const bare = rules.octal === 'zero' ? null : patterns.bare.exec(rest);
  const octal = zero ?? bare;
  if (octal !== null)
    return { text: byteCharacter(Number.parseInt(octal[1] || '0', 8) & 0xff), length: octal[0].length };
  if (rules.unicode !== undefined) {
    const point = patterns.u.exec(rest) ?? patterns.U.exec(rest);
    if (point !== null)
      return { text: unicodeText(Number.parseInt(point[1] ?? '0', 16), rules.unicode), length: point[0].length };
  }
  const letter = rest[0] ?? '';
  if (letter === '"' && rules.quote === true) return { text: '"', length: 1 };
  const text = simple[letter];
  return text === undefined ? undefined : { text, length: 1 };
}

/** Expands escapes; unknown ones stay as they are. */
export function expandEscapes(source: string, rules: EscapeRules): Expanded {
  let text = '';
  let at = 0;
  for (;;) {
    const next = source.indexOf('\\', at);
    if (next < 0) return { text: text + source.slice(at), stop: false };
    text += source.slice(at, next);
    if (rules.stop === true && source[next + 1] === 'c') return { text, stop: true };
    const found = one(source.slice(next + 1, next + 11), rules);
    text += found?.text ?? '\\';
    at = next + 1 + (found?.length ?? 0);
  }
}
