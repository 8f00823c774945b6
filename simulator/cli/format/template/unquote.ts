/** strconv.Unquote for string and character literals of Go. */

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"',
}; // prettier-ignore

const ESCAPE = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))|\\|([^\\]+)/gs;

/** The text of an interpreted literal including its quotes. Throws Error('invalid syntax'). */
export function unquote(literal: string): string {
  const delimiter = literal.charAt(0);
  const body = literal.slice(1, -1);
  if (delimiter === '`') return body.replaceAll('\r', '');
  return body.replace(
    ESCAPE,
    (whole, simple?: string, x?: string, u?: string, U?: string, octal?: string, plain?: string) => {
      if (plain !== undefined) return plain;
      if (simple !== undefined && !(simple === "'" && delimiter === '"') && !(simple === '"' && delimiter === "'")) {
        return SIMPLE[simple] ?? '';
      }
      const code = x ?? u ?? U;
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
      if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
      throw new Error(whole === '' ? '' : 'invalid syntax');
    },
  );
}
