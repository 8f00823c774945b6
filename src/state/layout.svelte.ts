import { storage } from './settings.svelte.ts';

export type Pane = 'lesson' | 'stage' | 'terminal';
export const PANES: readonly Pane[] = ['lesson', 'terminal', 'stage'];

/** Where the two borders are: parts of the width and of the height, from 0 to 1. */
export type Border = 'lesson' | 'stage';

const KEY = 'drydock.layout';
const USUAL: Readonly<Record<Border, number>> = { lesson: 0.36, stage: 0.46 };
const LEAST = 0.15;
const MOST = 0.85;

interface Kept {
  borders: Record<Border, number>;
  hidden: Pane[];
}

/** How the screen is divided, remembered by the browser. The address may leave panes out (`?panes=lesson,terminal`). */
export class Layout {
  #borders = $state({ ...USUAL });
  #hidden = $state<Pane[]>([]);
  /** The pane that a narrow screen shows. */
  shown = $state<Pane>('lesson');
  /** Panes that this page has at all. */
  readonly panes: readonly Pane[];

  constructor(query: URLSearchParams) {
    const asked = query.get('panes')?.split(',');
    const panes = PANES.filter((pane) => asked === undefined || asked.includes(pane));
    this.panes = panes.length === 0 ? PANES : panes;
    this.shown = this.panes[0] ?? 'lesson';
    const kept = parsed(storage.read(KEY));
    if (kept === undefined) return;
    this.#borders = kept.borders;
    this.#hidden = kept.hidden;
  }

  border(which: Border): number {
    return this.#borders[which];
  }

  move(which: Border, to: number): void {
    this.#borders[which] = Math.min(MOST, Math.max(LEAST, to));
    this.#keep();
  }

  reset(which: Border): void {
    this.move(which, USUAL[which]);
  }

  has(pane: Pane): boolean {
    return this.panes.includes(pane);
  }

  isOpen(pane: Pane): boolean {
    return this.has(pane) && !this.#hidden.includes(pane);
  }

  /** Opens or closes a pane; the terminal stays. */
  toggle(pane: Exclude<Pane, 'terminal'>): void {
    this.#hidden = this.#hidden.includes(pane) ? this.#hidden.filter((each) => each !== pane) : [...this.#hidden, pane];
    this.#keep();
  }

  #keep(): void {
    const kept: Kept = { borders: this.#borders, hidden: this.#hidden };
    storage.write(KEY, JSON.stringify(kept));
  }
}

/** What was kept, unless it is something else by now. */
function parsed(text: string | null): Kept | undefined {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    const { lesson, stage } = kept?.borders ?? {};
    if (!isPart(lesson) || !isPart(stage) || !Array.isArray(kept?.hidden)) return undefined;
    return { borders: { lesson, stage }, hidden: kept.hidden.filter((pane) => pane === 'lesson' || pane === 'stage') };
  } catch {
    return undefined;
  }
}

function isPart(value: unknown): value is number {
  return typeof value === 'number' && value >= LEAST && value <= MOST;
}
