/**
 * What containers' writable layers hold, as counts for their glass plates. The replica does not tell: the machine is
 * asked about the containers that are there when a command has ended, so the cost follows the commands.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Simulator } from '../state/simulator.svelte.ts';

/** Containers asked about after one command. */
const MOST = 12;

export class Written {
  readonly counts = new SvelteMap<string, string>();
  #simulator: Pick<Simulator, 'ask'>;
  #asking = false;

  constructor(simulator: Pick<Simulator, 'ask'>) {
    this.#simulator = simulator;
  }

  async look(containers: readonly string[]): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (const id of containers.slice(-MOST)) {
        const found = await this.#simulator.ask('container.changes', { id });
        const count = (mark: string) => found?.files.filter((file) => file.mark === mark).length ?? 0;
        if (found !== undefined) this.counts.set(id, `+${count('A')} ~${count('C')} −${count('D')}`);
      }
    } catch {
      // The machine went away; what was counted is dropped with it.
      this.counts.clear();
    } finally {
      this.#asking = false;
    }
  }
}
