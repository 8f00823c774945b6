/** Cuts what processes write into log entries: at newlines, and at 16 KiB where there is none. */
import { concat } from '../../kernel/bytes.ts';
import type { Micros } from '../../api/time.ts';
import type { StreamName } from '../streams/output.ts';

const LONGEST = 16 * 1024;
const NEWLINE = 10;

export interface LineCutter {
  feed(bytes: Uint8Array): void;
  /** What is left over becomes an entry of its own. */
  finish(): void;
}

/** Pieces of one long line share the time of their first. */
export function createLineCutter(
  stream: StreamName,
  now: () => Micros,
  emit: (stream: StreamName, bytes: Uint8Array, time: Micros) => void,
): LineCutter {
  let held: Uint8Array[] = [];
  let size = 0;
  let begun: Micros | undefined;
  const flush = (last: Uint8Array, complete: boolean): void => {
    const time = begun ?? now();
    const bytes = concat([...held, last]);
    held = [];
    size = 0;
    begun = complete ? undefined : time;
    emit(stream, bytes, time);
  };
  return {
    feed(bytes) {
      let at = 0;
      while (at < bytes.length) {
        const newline = bytes.indexOf(NEWLINE, at);
        const end = newline < 0 ? bytes.length : newline + 1;
        const room = LONGEST - size;
        // The newline itself is not counted: a line of exactly 16 KiB is one entry.
        if (end - at - (newline < 0 ? 0 : 1) > room) {
          flush(bytes.subarray(at, at + room), false);
          at += room;
        } else if (newline >= 0) {
          flush(bytes.subarray(at, end), true);
          at = end;
        } else {
          held.push(bytes.slice(at));
          size += bytes.length - at;
          at = bytes.length;
        }
      }
    },
    finish() {
      if (size > 0) flush(new Uint8Array(0), true);
      begun = undefined;
    },
  };
}
