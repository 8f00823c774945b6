/**
 * The worlds that were, command by command. A world is an immutable value that shares what did not change with the one
 * before, so keeping it costs what changed. Looking back changes only what the stage shows, never the machine.
 */
import type { World } from '../../simulator/index.ts';
import type { CommandNotice } from '../worker/protocol.ts';

export interface Frame {
  readonly world: World;
  /** The command at whose time it was; 0 before the first one. */
  readonly command: number;
}

const FRAMES_KEPT = 2000;

const histories = new WeakMap<object, History>();

/** The history of a machine's page: it outlives the stage, which may be closed and opened again. */
export function historyOf(simulator: object): History {
  const history = histories.get(simulator) ?? new History();
  histories.set(simulator, history);
  return history;
}

export class History {
  #frames = $state.raw<readonly Frame[]>([]);
  #at = $state<number | undefined>(undefined);

  /** Takes the world as it is now. What the stage does not show makes no frame. */
  record(world: World | undefined, commands: readonly CommandNotice[]): void {
    if (world === undefined) {
      this.#frames = [];
      this.#at = undefined;
      return;
    }
    const last = this.#frames.at(-1);
    if (last !== undefined && isSameScene(last.world, world)) return;
    const dropped = Math.max(0, this.#frames.length + 1 - FRAMES_KEPT);
    this.#frames = [...this.#frames.slice(dropped), { world, command: commands.at(-1)?.number ?? 0 }];
    if (this.#at !== undefined) this.#at = Math.max(0, this.#at - dropped);
  }

  get frames(): readonly Frame[] {
    return this.#frames;
  }

  /** The frame that is looked at; undefined is now. */
  get at(): number | undefined {
    return this.#at;
  }

  get past(): Frame | undefined {
    return this.#at === undefined ? undefined : this.#frames[this.#at];
  }

  /** Looks at a frame; past the last one is now. */
  look(at: number | undefined): void {
    this.#at = at === undefined || at >= this.#frames.length ? undefined : Math.max(0, at);
  }

  /** The world as it was when the command had ended: the last frame of it, or of those before it. */
  lookAfter(command: number): void {
    this.look(
      Math.max(
        0,
        this.#frames.findLastIndex((frame) => frame.command <= command),
      ),
    );
  }

  /** The frame before the first one of the command: where its replay begins. */
  beginningOf(command: number): number | undefined {
    const first = this.#frames.findIndex((frame) => frame.command >= command);
    return first === -1 ? undefined : Math.max(0, first - 1);
  }
}

function isSameScene(a: World, b: World): boolean {
  return a.images === b.images && a.containers === b.containers && a.volumes === b.volumes && a.networks === b.networks;
}
