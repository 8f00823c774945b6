/**
 * The terminal's ear in a replay: collects what comes, tells when an expected text or a silence has come, and answers
 * programs that ask where the cursor is.
 */
import type { WindowSize } from '../kernel/abi.ts';
import type { Clock } from '../kernel/clock.ts';
import { readOrEnd, type SessionTerminal } from './host.ts';

/** Milliseconds without output after which a program is taken to have no more to say. */
const SILENCE = 800;
/** The shorter silence that must follow an expected text, so that what belongs to it comes along. */
const AFTERGLOW = 150;
/** Output that came within so many milliseconds counts as one piece. */
const MERGE = 30;

const ESCAPES = /\x1b(?:\[[0-9;?]*[A-Za-z]|[78])/g;
const CURSOR_QUERY = '\x1b[6n';
/** The cursor is sent to the far corner first by programs that want to know the screen's size. */
const SIZE_QUERY = /\x1b\[999;999[fH]\x1b\[6n$/;

/** What a listener needs of a terminal. */
type Heard = Pick<SessionTerminal, 'read' | 'write'>;

export class Listener {
  /** Everything since the last `forget`. */
  text = '';
  /** Whether the last process has left the terminal. */
  ended = false;
  readonly #pty: Heard;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #size: WindowSize;
  readonly #decoder = new TextDecoder();
  /** Where in `text` the last expected text ended: the next one is looked for behind it. */
  #mark = 0;
  #heardAt: number;
  #pieces: { at: number; bytes: number }[] = [];
  #wake: () => void = () => undefined;
  /** What went wrong while listening, for the next wait to throw. */
  #fault: Error | undefined;

  constructor(pty: Heard, clock: Pick<Clock, 'now' | 'after'>, size: WindowSize) {
    this.#pty = pty;
    this.#clock = clock;
    this.#size = size;
    this.#heardAt = clock.now();
    this.#listen().catch((error: unknown) => {
      this.#fault = error instanceof Error ? error : new Error(String(error));
      this.#finish();
    });
  }

  forget(): void {
    this.text = '';
    this.#mark = 0;
    this.#pieces = [];
  }

  async type(keys: string): Promise<void> {
    await this.#pty.write(keys);
  }

  /** Waits until `pattern` has come and a short silence after it. False when `limit` seconds pass first. */
  async until(pattern: RegExp, limit: number): Promise<boolean> {
    const seen = (): boolean => {
      const fresh = this.text.slice(this.#mark);
      return pattern.test(fresh) || pattern.test(fresh.replace(ESCAPES, ''));
    };
    const came = await this.#quiet(() => (seen() ? AFTERGLOW : Infinity), limit);
    this.#mark = this.text.length;
    return came;
  }

  /** Waits until nothing has come for a while. False when `limit` seconds pass first. */
  async silence(limit: number): Promise<boolean> {
    return this.#quiet(() => SILENCE, limit);
  }

  /** What came since `begun`, pieces close together merged: milliseconds after it, and bytes. */
  chunksSince(begun: number): [ms: number, bytes: number][] {
    const merged: [number, number][] = [];
    for (const { at, bytes } of this.#pieces) {
      const ms = Math.round(at - begun);
      const last = merged.at(-1);
      if (last !== undefined && ms - last[0] < MERGE) last[1] += bytes;
      else merged.push([ms, bytes]);
    }
    return merged;
  }

  /** `patience` says, after each piece of output, how many milliseconds of silence are enough now. */
  async #quiet(patience: () => number, limit: number): Promise<boolean> {
    const end = this.#clock.now() + limit * 1000;
    this.#heardAt = this.#clock.now();
    let length = -1;
    let enough = Infinity;
    while (!this.ended) {
      if (this.text.length !== length) {
        length = this.text.length;
        enough = patience();
      }
      const now = this.#clock.now();
      if (now >= end) return false;
      const due = this.#heardAt + enough;
      if (now >= due) return true;
      await this.#changeWithin(Math.min(due, end) - now);
    }
    if (this.#fault !== undefined) throw this.#fault;
    return true;
  }

  async #changeWithin(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = this.#clock.after(ms, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#wake = () => undefined;
  }

  async #listen(): Promise<void> {
    for (;;) {
      const bytes = await readOrEnd(this.#pty);
      if (bytes.length === 0) break;
      const piece = this.#decoder.decode(bytes, { stream: true });
      this.text += piece;
      this.#heardAt = this.#clock.now();
      this.#pieces.push({ at: this.#heardAt, bytes: bytes.length });
      if (piece.includes(CURSOR_QUERY)) await this.type(this.#position());
      this.#wake();
    }
    this.#finish();
  }

  #finish(): void {
    this.ended = true;
    this.#wake();
  }

  #position(): string {
    const { cols, rows } = this.#size;
    if (SIZE_QUERY.test(this.text)) return `\x1b[${rows};${cols}R`;
    const line =
      this.text
        .replace(ESCAPES, '')
        .split(/[\r\n]/)
        .at(-1) ?? '';
    return `\x1b[12;${(line.length % cols) + 1}R`;
  }
}
