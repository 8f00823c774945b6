/**
 * Programs by name. What is loaded on first use is loaded once; loads that overlap are handed out in the order in
 * which they were asked for, so that runs are equal however fast each of them was.
 */
import type { Program, ProgramTable } from '../abi.ts';
import type { Clock } from '../clock.ts';

type LoadProgram = () => Promise<Program | undefined>;

export class ProgramLoader {
  readonly #table: ProgramTable;
  readonly #clock: Clock;
  readonly #loaded = new Map<string, Program>();
  #lastLoad: Promise<unknown> = Promise.resolve();

  constructor(table: ProgramTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  /** The program, or a promise of it; for one that is missing or does not load, a sentence that says so. */
  get(name: string): Program | string | Promise<Program | string> {
    const loaded = this.#loaded.get(name);
    if (loaded !== undefined) return loaded;
    const entry = this.#table.find(name);
    if (entry === undefined) return missing(name);
    if (entry.kind === 'ready') return entry.run;
    return this.#load(name, entry.load);
  }

  #load(name: string, load: LoadProgram): Promise<Program | string> {
    const before = this.#lastLoad;
    const loading = this.#clock.outside(async () => {
      const [program] = await Promise.all([settled(load), before]);
      if (program === undefined) return missing(name);
      if (program instanceof Error) return `the program ${name} could not be loaded: ${program.message}`;
      this.#loaded.set(name, program);
      return program;
    });
    this.#lastLoad = loading;
    return loading;
  }
}

const missing = (name: string): string => `the program ${name} is not part of this simulation`;

async function settled(load: LoadProgram): Promise<Program | undefined | Error> {
  try {
    return await load();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
