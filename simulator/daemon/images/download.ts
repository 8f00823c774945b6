/** Bringing the layers of an image here: downloads side by side, unpacking one after another from the base up. */
import type { Descriptor } from '../../api/common.ts';
import { system } from '../../api/errors.ts';
import type { Cancellation } from '../../registry/client.ts';
import { fullName } from '../../registry/reference.ts';
import type { Reference } from '../../registry/reference.ts';
import type { Layer } from '../../vfs/index.ts';
import { registerLayers } from './create.ts';
import { changeImages, stateOf } from './image-store.ts';
import { chainId } from './layers.ts';
import { layerProgress, layerStep, shortDigest, throttled } from './progress.ts';
import type { Pull } from './pull.ts';
import type { KnownBlob } from './state.ts';

/** Downloads that run at one time (dockerd's default of max-concurrent-downloads). */
const CONCURRENT = 3;
/** Compressed bytes that one read of the unpacker takes in. */
const UNPACK_READ = 32_768;

export interface WantedLayer {
  readonly blob: Descriptor;
  readonly diffId: string;
}

export async function downloadLayers(pull: Pull, name: Reference, layers: readonly WantedLayer[]): Promise<void> {
  const present = layersPresent(pull, layers);
  for (const { blob } of layers.slice(0, present)) step(pull, blob, 'Already exists');
  const missing = layers.slice(present);
  for (const { blob } of missing) step(pull, blob, 'Pulling fs layer');
  for (const { blob } of missing.slice(CONCURRENT)) step(pull, blob, 'Waiting');
  const downloads = startDownloads(pull, name, missing);
  let parent = layers.slice(0, present).reduce((below, { diffId }) => chainId(below, diffId), '');
  hold(pull, parent);
  for (const [at, wanted] of missing.entries()) {
    const layer = await downloads[at];
    if (layer === undefined) throw system('layer was not downloaded');
    parent = await unpack(pull, name, wanted, layer, parent);
    hold(pull, parent);
  }
}

/** Until the image is there, the pull itself keeps its layers. */
function hold({ store, lease }: Pull, top: string): void {
  if (top !== '') changeImages(store, (draft) => void (draft.leases[lease] = top));
}

/** How many layers from the base up are here already: those whose blob is known and whose chain is in the store. */
function layersPresent({ store }: Pull, layers: readonly WantedLayer[]): number {
  const state = stateOf(store);
  let parent = '';
  let count = 0;
  for (const { blob, diffId } of layers) {
    const known = (state.blobs[diffId] ?? []).some(({ digest }) => digest === blob.digest);
    parent = chainId(parent, diffId);
    if (!known || state.layers[parent] === undefined) return count;
    count++;
  }
  return count;
}

/** One promise for each layer, in order; at most CONCURRENT of them are under way. */
function startDownloads(pull: Pull, name: Reference, missing: readonly WantedLayer[]): Promise<Layer>[] {
  const slots = new Slots(CONCURRENT);
  const seen = new Map<string, Promise<Layer>>();
  const signal = cancellationOf(pull);
  return missing.map(({ blob }) => {
    const running = seen.get(blob.digest) ?? slots.run(() => download(pull, name, blob, signal));
    seen.set(blob.digest, running);
    // A failure is met where the layer is waited for; until then it must not count as unheard.
    running.catch(() => undefined);
    return running;
  });
}

async function download(pull: Pull, name: Reference, blob: Descriptor, signal: Cancellation): Promise<Layer> {
  const { client, messages, store } = pull;
  const id = shortDigest(blob.digest);
  const progress = throttled(
    blob.size,
    () => store.clock.now(),
    (current) => {
      messages.push(layerProgress(id, 'Downloading', current, blob.size));
    },
  );
  const layer = await client.layer(name.path, blob, { progress, signal });
  step(pull, blob, 'Verifying Checksum');
  step(pull, blob, 'Download complete');
  return layer;
}

async function unpack(
  pull: Pull,
  name: Reference,
  { blob, diffId }: WantedLayer,
  layer: Layer,
  parent: string,
): Promise<string> {
  const { store, messages } = pull;
  const id = shortDigest(blob.digest);
  const tell = (current: number): void => messages.push(layerProgress(id, 'Extracting', current, blob.size));
  await extractionTime(
    pull,
    blob.size,
    throttled(blob.size, () => store.clock.now(), tell),
  );
  tell(blob.size);
  if (store.contents.add(layer) !== diffId) throw system(`layers from manifest don't match image configuration`);
  // First where it comes from: nobody then sees a layer that seems to come from nowhere.
  rememberBlob(pull, name, diffId, blob);
  const top = registerLayers(store, parent, [layer]);
  step(pull, blob, 'Pull complete');
  return top;
}

async function extractionTime({ store }: Pull, size: number, tell: (current: number) => void): Promise<void> {
  const total = store.registries.unpackingTime(size);
  tell(Math.min(UNPACK_READ, size));
  const ticks = Math.floor(total / 100);
  for (let tick = 1; tick <= ticks; tick++) {
    await store.clock.sleep(100);
    tell(Math.min(size, Math.floor((size * tick * 100) / total)));
  }
  if (total > ticks * 100) await store.clock.sleep(total - ticks * 100);
  tell(size);
}

function rememberBlob({ store }: Pull, name: Reference, diffId: string, { digest, size }: Descriptor): void {
  const blob: KnownBlob = { digest, size, repository: fullName(name) };
  changeImages(store, (draft) => {
    const known = (draft.blobs[diffId] ??= []);
    const same = known.some((each) => each.digest === digest && each.repository === blob.repository);
    if (!same) known.push(blob);
  });
}

function step({ messages }: Pull, { digest }: Descriptor, text: string): void {
  messages.push(layerStep(shortDigest(digest), text));
}

/** The client's hanging up ends the downloads. */
function cancellationOf({ messages }: Pull): Cancellation {
  return {
    get cancelled() {
      return messages.closed;
    },
  };
}

/** Lets at most so many pieces of work run at one time, in the order in which they were handed in. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
