/** Variables that weigh: a shell that doubles a text in a loop grows until somebody kills it. */
import type { Process } from '../../kernel/abi.ts';

/** A shell's own memory, in bytes. */
const BASE = 1_500_000;
/** Texts shorter than this are not counted. */
const LARGE = 65536;

export class LargeVariables {
  readonly #shell: { readonly p: Process };
  readonly #lengths = new Map<string, number>();

  constructor(shell: { readonly p: Process }) {
    this.#shell = shell;
  }

  /** Told of every assignment; tells the kernel when what the shell keeps has changed by much. */
  keep(name: string, value: unknown): void {
    const length = typeof value === 'string' ? value.length : 0;
    if (length < LARGE && !this.#lengths.has(name)) return;
    if (length < LARGE) this.#lengths.delete(name);
    else this.#lengths.set(name, length);
    let sum = BASE;
    for (const each of this.#lengths.values()) sum += each;
    this.#shell.p.setMemory(sum);
  }
}
