/** A session's journal in the browser's database, and the lock that keeps a second tab from writing into it. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { FORMAT, type Beginning, type Entry, type JournalStore } from './journal.ts';

interface Schema extends DBSchema {
  /** One record: how the session began. */
  beginning: { key: string; value: Beginning };
  /** Entries in the order in which they were written, several a record. */
  entries: { key: number; value: readonly Entry[] };
  /** Sessions that could not be played again, kept aside. */
  aside: { key: number; value: { beginning: unknown; entries: readonly (readonly Entry[])[] } };
}

const NAME = 'drydock session ';
const ONLY = 'machine';
/** Milliseconds after which the lock is asked for again: a page that is being reloaded holds it a little longer. */
const ATTEMPTS = [0, 80, 200, 400];

export interface SavedSession {
  readonly beginning: Beginning;
  readonly entries: readonly Entry[];
}

export class SessionStore implements JournalStore {
  readonly #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  /** Throws where storage is blocked. */
  static async open(session: string): Promise<SessionStore> {
    const db = await openDB<Schema>(NAME + session, 1, {
      upgrade(made) {
        made.createObjectStore('beginning');
        made.createObjectStore('entries', { autoIncrement: true });
        made.createObjectStore('aside', { autoIncrement: true });
      },
    });
    return new SessionStore(db);
  }

  async begin(beginning: Beginning): Promise<void> {
    const change = this.#db.transaction(['beginning', 'entries'], 'readwrite');
    await change.objectStore('entries').clear();
    await change.objectStore('beginning').put(beginning, ONLY);
    await change.done;
  }

  async add(entries: readonly Entry[]): Promise<void> {
    await this.#db.add('entries', entries);
  }

  /** Undefined when there is none that this version could play. */
  async read(): Promise<SavedSession | undefined> {
    const beginning: unknown = await this.#db.get('beginning', ONLY);
    if (!isBeginning(beginning)) return undefined;
    const entries = (await this.#db.getAll('entries')).flat();
    return entries.every(isEntry) ? { beginning, entries } : undefined;
  }

  /** Puts what could not be played out of the way, so that it neither prevents a start nor is lost. */
  async setAside(): Promise<void> {
    const beginning: unknown = await this.#db.get('beginning', ONLY);
    const entries = await this.#db.getAll('entries');
    const change = this.#db.transaction(['beginning', 'entries', 'aside'], 'readwrite');
    await change.objectStore('aside').clear();
    await change.objectStore('aside').add({ beginning, entries });
    await change.objectStore('entries').clear();
    await change.objectStore('beginning').clear();
    await change.done;
  }
}

function isBeginning(value: unknown): value is Beginning {
  if (typeof value !== 'object' || value === null) return false;
  const { format, seed, at } = value as Partial<Beginning>;
  return format === FORMAT && typeof seed === 'string' && typeof at === 'number';
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { at, request } = value as Partial<Entry>;
  return typeof at === 'number' && typeof request === 'object' && typeof request.type === 'string';
}

/** Whether this tab may write the session (one for each lesson); it may until it is closed. */
export async function ownSession(session: string): Promise<boolean> {
  for (const delay of ATTEMPTS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const got = await new Promise<boolean>((answer, failed) => {
      navigator.locks
        .request(NAME + session, { ifAvailable: true }, (lock) => {
          answer(lock !== null);
          // Held for as long as the worker lives.
          return lock === null ? undefined : new Promise<never>(() => undefined);
        })
        .catch(failed);
    });
    if (got) return true;
  }
  return false;
}
