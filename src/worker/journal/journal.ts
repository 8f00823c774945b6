/**
 * What a session is made of: the machine's seed, and what came from the page, each with its time. Equal seeds and equal
 * input make equal machines, so this is all that has to be kept to have the machine again after a reload.
 */
import type { Request } from '../protocol.ts';

/** Grows whenever older journals could not be played any more. */
export const FORMAT = 1;

export interface Beginning {
  readonly format: typeof FORMAT;
  readonly seed: string;
  readonly lang: 'en' | 'ko';
  /** When the machine was switched on, milliseconds since the epoch. */
  readonly at: number;
  readonly lesson: string | undefined;
}

export interface Entry {
  readonly at: number;
  readonly request: Request;
}

/** Where a journal is kept. */
export interface JournalStore {
  begin(beginning: Beginning): Promise<void>;
  add(entries: readonly Entry[]): Promise<void>;
}

const KEPT: ReadonlySet<Request['type']> = new Set([
  'warm', 'terminal.open', 'terminal.input', 'terminal.resize', 'terminal.close', 'lang', 'lesson.start', 'lesson.answer', 'lesson.passed',
]); // prettier-ignore

/** Whether a request changes the machine, so that playing the session again needs it. */
export function changesMachine(request: Request): boolean {
  if (request.type === 'query') return request.query.name === 'files.edit' || request.query.name === 'web.fetch';
  return KEPT.has(request.type);
}

/** Milliseconds that entries wait for others before they are written. */
const GATHER = 200;

export class Journal {
  #beginning: Beginning;
  #entries: Entry[] = [];
  #unwritten: Entry[] = [];
  #begun = false;
  #store: JournalStore | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #failed: () => void;

  /** `failed` is called when the store refuses: nothing is kept from then on. */
  constructor(beginning: Beginning, failed: () => void) {
    this.#beginning = beginning;
    this.#failed = failed;
  }

  get beginning(): Beginning {
    return this.#beginning;
  }

  /** Everything noted since the beginning. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  keepIn(store: JournalStore): void {
    this.#store = store;
    this.#schedule();
  }

  /** Goes on with a journal that the store holds up to now. */
  continue(store: JournalStore, entries: readonly Entry[]): void {
    this.#store = store;
    this.#entries = [...entries];
    this.#begun = true;
  }

  note(request: Request, at: number): void {
    if (!changesMachine(request)) return;
    this.#entries.push({ at, request });
    this.#unwritten.push({ at, request });
    this.#schedule();
  }

  /** The lesson that is taken on the machine. */
  takes(lesson: string | undefined): void {
    this.#beginning = { ...this.#beginning, lesson };
  }

  /** Another machine, or another past of it: what was is of no use any more. */
  restart(beginning: Beginning, entries: readonly Entry[] = []): void {
    this.#beginning = beginning;
    this.#entries = [...entries];
    this.#unwritten = [...entries];
    this.#begun = false;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#store !== undefined) this.#timer ??= setTimeout(() => this.#flush(), GATHER);
  }

  #flush(): void {
    this.#timer = undefined;
    const store = this.#store;
    if (store === undefined) return;
    const entries = this.#unwritten;
    const beginning = this.#begun ? undefined : this.#beginning;
    this.#unwritten = [];
    this.#begun = true;
    this.#writing = this.#writing
      .then(async () => {
        if (beginning !== undefined) await store.begin(beginning);
        if (entries.length > 0) await store.add(entries);
      })
      .catch(() => {
        this.#store = undefined;
        this.#failed();
      });
  }
}
