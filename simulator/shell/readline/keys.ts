/** Keys from a terminal's bytes: characters, control keys, escape sequences. */
import { decode } from '../../kernel/bytes.ts';
import type { Process } from '../../kernel/abi.ts';

/** How long the rest of an escape sequence may take, milliseconds (readline's keyseq-timeout). */
const SEQUENCE_TIMEOUT = 500;

export type Key =
  /** A character to insert. */
  | { kind: 'character'; text: string }
  /** A control key or a whole escape sequence, as its bytes read. */
  | { kind: 'sequence'; text: string }
  | { kind: 'end' };

export interface KeySource {
  /** One byte; undefined at the end of input. Throws Interrupted. */
  byte(): Promise<number | undefined>;
  /** Whether a byte is there, or comes within `timeout` milliseconds. */
  ready(timeout: number): Promise<boolean>;
}

/** Reads one key. Sequences for which `isPrefix` holds are read on. */
export async function readKey(source: KeySource, isPrefix: (text: string) => boolean): Promise<Key> {
  const first = await source.byte();
  if (first === undefined) return { kind: 'end' };
  if (first >= 0x80) return { kind: 'character', text: await restOfCharacter(source, first) };
  if (first >= 0x20 && first !== 0x7f) return { kind: 'character', text: String.fromCharCode(first) };
  let text = String.fromCharCode(first);
  // A sequence that nothing is bound to is read to its end all the same, so that no letters of it are typed.
  while ((isPrefix(text) || isUnfinished(text)) && (await source.ready(SEQUENCE_TIMEOUT))) {
    const next = await source.byte();
    if (next === undefined) break;
    text += next >= 0x80 ? await restOfCharacter(source, next) : String.fromCharCode(next);
  }
  return { kind: 'sequence', text };
}

/** A control sequence (ECMA-48) whose final byte is still to come. */
function isUnfinished(text: string): boolean {
  return /^\x1b\[[0-9;?]*[ -/]*$/.test(text);
}

async function restOfCharacter(source: KeySource, first: number): Promise<string> {
  const bytes = [first];
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  while (bytes.length < length) {
    const next = await source.byte();
    if (next === undefined) break;
    bytes.push(next);
  }
  return decode(Uint8Array.from(bytes));
}

/** Keys of a terminal descriptor, one byte at a time so that what is not used stays for commands. */
export function terminalKeys(
  p: Process,
  fd: number,
  wait: (timeout: number | undefined) => Promise<boolean>,
): KeySource {
  return {
    async byte() {
      await wait(undefined);
      const bytes = await p.read(fd, 1);
      return bytes[0];
    },
    ready: wait,
  };
}
