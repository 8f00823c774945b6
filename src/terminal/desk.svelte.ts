import type { Terminal } from '@xterm/xterm';
import type { FitAddon } from '@xterm/addon-fit';
import type { Simulator } from '../state/simulator.svelte.ts';
import { storage } from '../state/settings.svelte.ts';
import type { TerminalId } from '../worker/protocol.ts';

const FONT_KEY = 'drydock.fontSize';
const SMALLEST = 9;
const LARGEST = 32;
/** Pixels. */
const USUAL_SIZE = 15;

/** One tab: a shell on the machine and the screen that shows it. */
export interface Tab {
  /** Counts up; names the tab. */
  readonly number: number;
  /** A terminal that runs already, from before the page was loaded anew. */
  readonly resumes: TerminalId | undefined;
}

/** What a tab's screen offers once it is drawn. */
export interface Screen {
  readonly id: TerminalId;
  readonly xterm: Terminal;
  readonly fit: FitAddon;
}

/** The terminals of the page: tabs on one machine, one of them in front. */
export class TerminalDesk {
  readonly #simulator: Simulator;
  #tabs = $state.raw<readonly Tab[]>([{ number: 1, resumes: undefined }]);
  #front = $state(1);
  #screens = $state.raw<ReadonlyMap<number, Screen>>(new Map());
  #fontSize = $state(USUAL_SIZE);
  #next = 2;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    const kept = Number(storage.read(FONT_KEY));
    if (kept >= SMALLEST && kept <= LARGEST) this.#fontSize = kept;
  }

  get tabs(): readonly Tab[] {
    return this.#tabs;
  }

  /** Number of the tab in front. */
  get front(): number {
    return this.#front;
  }

  get screen(): Screen | undefined {
    return this.#screens.get(this.#front);
  }

  get fontSize(): number {
    return this.#fontSize;
  }

  set fontSize(size: number) {
    this.#fontSize = Math.min(LARGEST, Math.max(SMALLEST, size));
    storage.write(FONT_KEY, String(this.#fontSize));
  }

  get usualSize(): number {
    return USUAL_SIZE;
  }

  open(): void {
    const number = this.#next++;
    this.#tabs = [...this.#tabs, { number, resumes: undefined }];
    this.#front = number;
  }

  /** The last one stays. */
  close(number: number): void {
    if (this.#tabs.length === 1) return;
    const at = this.#tabs.findIndex((tab) => tab.number === number);
    this.#tabs = this.#tabs.filter((tab) => tab.number !== number);
    if (this.#front === number) this.#front = this.#tabs[Math.max(0, at - 1)]?.number ?? 0;
  }

  show(number: number): void {
    this.#front = number;
    this.focus();
  }

  /** A new machine: one shell. With `terminals`: those that run on it already. */
  begin(terminals: readonly TerminalId[] = []): void {
    const resumed = terminals.length === 0 ? [undefined] : terminals;
    this.#tabs = resumed.map((id) => ({ number: this.#next++, resumes: id }));
    this.#front = this.#tabs[0]?.number ?? 0;
  }

  drawn(number: number, screen: Screen): void {
    this.#screens = new Map(this.#screens).set(number, screen);
  }

  gone(number: number): void {
    const left = new Map(this.#screens);
    left.delete(number);
    this.#screens = left;
  }

  /** Types into the terminal in front. */
  type(text: string): void {
    const screen = this.screen;
    if (screen !== undefined) this.#simulator.type(screen.id, text);
  }

  focus(): void {
    // After the tab has been drawn.
    requestAnimationFrame(() => this.screen?.xterm.focus());
  }
}
