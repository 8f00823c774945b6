/**
 * What containers' writable layers hold: counts for their glass plates, and files that were copied up from an image
 * layer since the last look. The replica does not tell: the machine is asked about the containers that are there when a
 * command has ended, so the cost follows the commands.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { LayerFiles } from '../../simulator/index.ts';
import type { Simulator } from '../state/simulator.svelte.ts';

/** A file of an image layer that a container has changed: it now stands in the writable layer too. */
export interface CopiedUp {
  readonly id: string;
  readonly container: string;
  readonly path: string;
  /** Chain id of the layer it comes from. */
  readonly chain: string;
}

/** Containers asked about after one command, and files shown rising. */
const MOST = 12;
const MOST_RISING = 3;

export class Written {
  readonly counts = new SvelteMap<string, string>();
  #rising = $state.raw<readonly CopiedUp[]>([]);
  #changed = new Map<string, ReadonlySet<string>>();
  #simulator: Pick<Simulator, 'ask'>;
  #asking = false;

  constructor(simulator: Pick<Simulator, 'ask'>) {
    this.#simulator = simulator;
  }

  /** Files that the last look found copied up. */
  get rising(): readonly CopiedUp[] {
    return this.#rising;
  }

  /** They have been shown. */
  settle(): void {
    this.#rising = [];
  }

  async look(containers: readonly string[]): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const rising: CopiedUp[] = [];
      for (const id of containers.slice(-MOST)) {
        const found = await this.#simulator.ask('container.changes', { id });
        if (found === undefined) continue;
        const count = (mark: string) => found.files.filter((file) => file.mark === mark).length;
        this.counts.set(id, `+${count('A')} ~${count('C')} −${count('D')}`);
        for (const path of this.#newlyChanged(id, found).slice(0, MOST_RISING - rising.length)) {
          const chain = await this.#origin(id, path);
          if (chain !== undefined) rising.push({ id: `${id} ${path}`, container: id, path, chain });
        }
      }
      if (rising.length > 0) this.#rising = rising;
    } catch {
      // The machine went away; what was counted is dropped with it.
      this.counts.clear();
    } finally {
      this.#asking = false;
    }
  }

  #newlyChanged(id: string, { files }: LayerFiles): readonly string[] {
    const before = this.#changed.get(id);
    const now = files.filter(({ mark, type }) => mark === 'C' && type === 'file').map(({ path }) => path);
    this.#changed.set(id, new Set(now));
    // What a container changed while it started was not the doing of a command; the first look only takes note.
    return before === undefined ? [] : now.filter((path) => !before.has(path));
  }

  /** The topmost image layer that has the file, now hidden. */
  async #origin(id: string, path: string): Promise<string | undefined> {
    const at = path.lastIndexOf('/');
    const view = await this.#simulator.ask('container.directory', { id, path: path.slice(0, at) || '/' });
    const hidden = view?.entries.find(({ name, hidden: how }) => name === path.slice(at + 1) && how === 'replaced');
    const layer = hidden?.from === undefined ? undefined : view?.layers[hidden.from];
    return layer?.is === 'image' ? layer.chain : undefined;
  }
}
