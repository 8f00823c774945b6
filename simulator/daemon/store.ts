/**
 * The one place where the daemon's state changes. State is an immutable tree; a change is a recipe that runs at once,
 * takes a draft and either finishes or throws (then nothing has happened). Every change yields patches, which cross
 * the worker boundary, drive the diagram and make the timeline (DESIGN.md, "State is one immutable tree"). This is the
 * only module that knows immer.
 */
import { applyPatches, castDraft, createDraft, enablePatches, finishDraft } from 'immer';
import type { Draft, Patch } from 'immer';
import type { World } from './world.ts';

enablePatches();

export { applyPatches, castDraft };
export type { Draft, Patch };

/** Told after every change that changed something: what to apply to the old state, and what to apply to undo it. */
export type PatchListener = (state: World, patches: readonly Patch[], inverse: readonly Patch[]) => void;

export interface Store {
  /** The state as it is now: a value, never changed afterwards. */
  read(): World;
  /**
   * Runs `recipe` on a draft and makes its outcome the state. The recipe must not await, nor keep the draft, nor store
   * an object of the tree in two places. What it returns is returned. Throwing undoes everything it did.
   */
  change<R>(recipe: (draft: Draft<World>) => R): R;
  onPatches(heard: PatchListener): () => void;
}

/** A part of the state that one subsystem reads and changes. */
export interface Slice<T> {
  read(): T;
  change<R>(recipe: (draft: Draft<T>) => R): R;
}

export function createStore(initial: World): Store {
  let state = initial;
  let changing = false;
  const listeners = new Set<PatchListener>();
  const tell = (patches: readonly Patch[], inverse: readonly Patch[]): void => {
    if (patches.length > 0) for (const heard of [...listeners]) heard(state, patches, inverse);
  };
  return {
    read: () => state,
    change<R>(recipe: (draft: Draft<World>) => R): R {
      if (changing) throw new Error('a recipe must not start another change of the state');
      changing = true;
      let patches: readonly Patch[] = [];
      let inverse: readonly Patch[] = [];
      let result: R;
      try {
        const draft = createDraft(state);
        result = recipe(draft);
        state = finishDraft(draft, (done, undone) => {
          patches = done;
          inverse = undone;
        });
      } finally {
        changing = false;
      }
      tell(patches, inverse);
      return result;
    },
    onPatches(heard) {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}
