/** The key sequence that detaches a client from a terminal without ending what runs there; ^P ^Q unless told. */

export const DEFAULT_DETACH_KEYS: readonly number[] = [16, 17];

const NAMED: Readonly<Record<string, number>> = { '@': 0, '[': 27, '\\': 28, ']': 29, '^': 30, _: 31 };

/** Reads `ctrl-p,ctrl-q` or `a,b`. undefined for what is no list of keys. */
export function parseDetachKeys(text: string): readonly number[] | undefined {
  if (text === '') return DEFAULT_DETACH_KEYS;
  const codes: number[] = [];
  for (const key of text.split(',')) {
    const code = keyCode(key);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return codes;
}

function keyCode(key: string): number | undefined {
  if (key.length === 1) return key.charCodeAt(0);
  const letter = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1]?.toLowerCase();
  if (letter === undefined) return undefined;
  return NAMED[letter] ?? letter.charCodeAt(0) - 96;
}

export interface DetachFilter {
  /** What of the typed bytes goes on to the process; `detached` once the sequence is complete. */
  feed(bytes: Uint8Array): { pass: Uint8Array; detached: boolean };
}

/** Holds keys back while they may be the beginning of the sequence, and lets them go when they turn out not to be. */
export function createDetachFilter(keys: readonly number[]): DetachFilter {
  let matched = 0;
  return {
    feed(bytes) {
      const pass: number[] = [];
      for (const byte of bytes) {
        if (byte === keys[matched]) {
          matched++;
          if (matched === keys.length) return { pass: Uint8Array.from(pass), detached: true };
          continue;
        }
        pass.push(...keys.slice(0, matched));
        matched = byte === keys[0] ? 1 : 0;
        if (matched === 0) pass.push(byte);
      }
      return { pass: Uint8Array.from(pass), detached: false };
    },
  };
}
