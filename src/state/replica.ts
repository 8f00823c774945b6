/** The page's copy of the daemon's state, kept up to date by patches. Comes with the daemon, not with the prompt. */
import { applyPatches, enablePatches, type Patch } from 'immer';
import type { World } from '../../simulator/index.ts';

enablePatches();

export class Replica {
  #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  apply(patches: readonly Patch[]): World {
    this.#world = applyPatches(this.#world, patches);
    return this.#world;
  }
}
