import { CommandJournal, type JournalEntry, type SimulatedMachine } from '../../simulator/index.ts';

/** Characters that may be on their way to the screen without having been drawn. */
const WINDOW = 256 * 1024;

export interface LineSink {
  output(data: Uint8Array): void;
  closed(): void;
  /** A command has begun at the host's prompt. */
  began(text: string): void;
  /** A program asks for a file to be opened in the editor. */
  opened(path: string): void;
  /** A program asks to undo commands, or to do them again. */
  travels(wish: { undo: number } | 'redo'): void;
  /** It has ended. */
  ran(entry: JournalEntry): void;
}

/** A terminal of the page on the machine: bytes both ways, held back while the screen is behind with drawing. */
export class TerminalLine {
  readonly #terminal: ReturnType<SimulatedMachine['openTerminal']>;
  readonly #sink: LineSink;
  readonly #journal: CommandJournal;
  #undrawn = 0;
  #resume: (() => void) | undefined;
  #typed: Promise<void> = Promise.resolve();

  constructor(machine: SimulatedMachine, size: { cols: number; rows: number }, sink: LineSink) {
    this.#terminal = machine.openTerminal(size);
    this.#sink = sink;
    this.#journal = new CommandJournal(() => machine.clock.now(), {
      started: (text) => sink.began(text),
      opened: (path) => sink.opened(path),
      travels: (wish) => sink.travels(wish),
      ended: (entry) => sink.ran(entry),
    });
    void this.#pump();
  }

  type(data: string): void {
    this.#typed = this.#typed.then(() => this.#terminal.write(data)).catch(() => undefined);
  }

  resize(size: { cols: number; rows: number }): void {
    this.#terminal.resize({ cols: size.cols, rows: size.rows });
  }

  drawn(count: number): void {
    this.#undrawn -= count;
    if (this.#undrawn < WINDOW) this.#resume?.();
  }

  close(): void {
    this.#terminal.close();
  }

  async #pump(): Promise<void> {
    for (;;) {
      const bytes = await this.#terminal.read().catch(() => new Uint8Array());
      if (bytes.length === 0) break;
      const data = this.#journal.feed(bytes).slice();
      if (data.length === 0) continue;
      this.#undrawn += data.length;
      this.#sink.output(data);
      if (this.#undrawn >= WINDOW) await new Promise<void>((resolve) => (this.#resume = resolve));
    }
    this.#sink.closed();
  }
}
