/**
 * Hears in a terminal's output which commands ran at the host's prompt. The login shell marks them in-band, as shells
 * with "shell integration" do (OSC 133, and OSC 633;E for the text): prompt begins A, command accepted C, ended D with
 * its exit status. The marks are taken out before a terminal emulator sees them.
 */
import { decode } from '../kernel/bytes.ts';

export interface JournalEntry {
  text: string;
  /** What appeared on the terminal while it ran, with escape sequences removed and carriage returns resolved. */
  output: string;
  exitCode: number;
  /** Simulated time, milliseconds since the epoch. */
  started: number;
  ended: number;
}

export interface JournalListener {
  started?(text: string): void;
  ended?(entry: JournalEntry): void;
  /** A program asks for a file to be opened in the terminal's editor (code(1)). */
  opened?(path: string): void;
  /** A program asks to undo this many commands before its own, or to do again what was undone (undo(1), redo(1)). */
  travels?(wish: { undo: number } | 'redo'): void;
  /** A prompt stands and waits. */
  prompted?(): void;
}

const ESCAPE = 0x1b;
const BELL = 0x07;
const OPEN = 0x5d;
/** Output of one command that is kept for checks; more is dropped from the front. */
const KEPT = 256 * 1024;

export class CommandJournal {
  readonly #now: () => number;
  readonly #listener: JournalListener;
  #held: number[] = [];
  #text = '';
  #started = 0;
  #running = false;
  #output: Uint8Array[] = [];
  #size = 0;

  constructor(now: () => number, listener: JournalListener) {
    this.#now = now;
    this.#listener = listener;
  }

  /** Takes output as it comes, in any pieces; answers what is to be shown. */
  feed(chunk: Uint8Array): Uint8Array {
    const shown = new Uint8Array(chunk.length + this.#held.length);
    let length = 0;
    let from = 0;
    const keep = (end: number) => {
      if (end <= from) return;
      const part = chunk.subarray(from, end);
      shown.set(part, length);
      length += part.length;
      this.#record(part);
    };
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#held.length === 0) {
        if (byte !== ESCAPE) continue;
        keep(at);
        this.#held.push(byte);
        from = at + 1;
        continue;
      }
      this.#held.push(byte);
      from = at + 1;
      if (this.#isMark()) {
        if (byte === BELL) this.#mark();
        continue;
      }
      const released = Uint8Array.from(this.#held);
      this.#held = [];
      shown.set(released, length);
      length += released.length;
      this.#record(released);
    }
    if (this.#held.length === 0) keep(chunk.length);
    return shown.subarray(0, length);
  }

  /** Whether what is held could still be one of our marks. */
  #isMark(): boolean {
    const held = this.#held;
    if (held[1] !== undefined && held[1] !== OPEN) return false;
    const text = String.fromCharCode(...held.slice(2, 6));
    return '133;'.startsWith(text) || '633;'.startsWith(text);
  }

  #mark(): void {
    const mark = decode(Uint8Array.from(this.#held.slice(2, -1)));
    this.#held = [];
    const [, kind = '', ...rest] = mark.split(';');
    if (mark.startsWith('633;') && kind === 'E')
      this.#text = rest.join(';').replaceAll('\\x3b', ';').replaceAll('\\x0a', '\n');
    else if (mark.startsWith('633;') && kind === 'P') this.#property(rest.join(';'));
    else if (kind === 'A') this.#listener.prompted?.();
    else if (kind === 'C') this.#begin();
    else if (kind === 'D') this.#end(Number(rest[0] ?? 0));
  }

  /** What containers print passes here too: only a command that was typed and is called so can ask for anything. */
  #property(text: string): void {
    const undo = /^Undo=(\d{1,4})$/.exec(text)?.[1];
    if (undo !== undefined && /\bundo\b/.test(this.#text)) this.#listener.travels?.({ undo: Number(undo) });
    if (text === 'Redo' && /\bredo\b/.test(this.#text)) this.#listener.travels?.('redo');
    const path = /^Open=(.+)$/.exec(text)?.[1];
    if (path === undefined || !/\bcode\b/.test(this.#text)) return;
    try {
      this.#listener.opened?.(decodeURIComponent(path));
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
    }
  }

  #begin(): void {
    this.#running = true;
    this.#started = this.#now();
    this.#output = [];
    this.#size = 0;
    this.#listener.started?.(this.#text);
  }

  #end(exitCode: number): void {
    if (!this.#running) return;
    this.#running = false;
    const bytes = joined(this.#output, this.#size);
    this.#output = [];
    this.#listener.ended?.({
      text: this.#text,
      output: plainText(decode(bytes)),
      exitCode,
      started: this.#started,
      ended: this.#now(),
    });
  }

  #record(part: Uint8Array): void {
    if (!this.#running) return;
    this.#output.push(part.slice());
    this.#size += part.length;
    while (this.#size > KEPT) {
      const dropped = this.#output.shift();
      if (dropped === undefined) break;
      this.#size -= dropped.length;
    }
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Text without escape sequences; a carriage return within a line starts the line over. */
export function plainText(text: string): string {
  return text
    .replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, '')
    .replace(/\x1b\][^\x07\x1b]*(\x07|\x1b\\)/g, '')
    .replace(/\x1b[()][A-Z0-9]/g, '')
    .replace(/\x1b[78=>]/g, '')
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r') + 1))
    .join('\n');
}

/** How the shell writes a command's text in the mark: `;` and newlines escaped. */
export function markText(text: string): string {
  return text.replaceAll(';', '\\x3b').replaceAll('\n', '\\x0a');
}
