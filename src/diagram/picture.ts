import type { World } from '../../simulator/index.ts';
import type { ContainerShape, ImageShape, LayerShape, Picture } from './model.ts';
import { EMPTY } from './model.ts';

type Container = World['containers'][string];
type ImageRecord = World['images']['images'][string];

/** What the daemon's world looks like on the dock. */
export function pictureOf(world: World | undefined): Picture {
  if (world === undefined) return EMPTY;
  const images = Object.values(world.images.images);
  const makers = layerMakers(images);
  return {
    layers: Object.values(world.images.layers).map((layer): LayerShape => ({
      chain: layer.chainId,
      parent: layer.parent === '' ? undefined : layer.parent,
      size: layer.size,
      madeBy: makers.get(layer.chainId) ?? '',
    })),
    images: images.map((image): ImageShape => ({
      id: image.id,
      names: namesOf(world, image.id),
      top: image.chain.at(-1),
    })),
    containers: Object.values(world.containers).map((container) => containerShape(container, world)),
    volumes: Object.keys(world.volumes).map((name) => ({ name })),
  };
}

/** Names as `docker images` shows them. */
function namesOf(world: World, id: string): string[] {
  return Object.entries(world.images.references)
    .filter(([reference, image]) => image === id && !reference.includes('@'))
    .map(([reference]) => reference.replace(/^docker\.io\/(library\/)?/, ''));
}

function containerShape(container: Container, world: World): ContainerShape {
  const state = container.phase.is === 'running' && container.phase.paused ? 'paused' : container.phase.is;
  return {
    id: container.id,
    name: container.name,
    image: container.imageId,
    state,
    exitCode: state === 'exited' ? container.lastRun.exitCode : undefined,
    volumes: Object.values(container.mounts)
      .filter((mount) => mount.type === 'volume')
      .map((mount) => mount.name),
    top: world.images.images[container.imageId]?.chain.at(-1) ?? orphanTop(container, world),
  };
}

/** The image may be gone while its layers stay: found by the names of their directories. */
function orphanTop(container: Container, world: World): string | undefined {
  const layers = Object.values(world.images.layers);
  for (const directory of container.graph) {
    const layer = layers.find((each) => each.cacheId === directory);
    if (layer !== undefined) return layer.chainId;
  }
  return undefined;
}

interface HistoryEntry {
  created_by?: string;
  empty_layer?: boolean;
}

/** What made each layer, by chain id, as the images' histories tell. Ids are digests: what was read holds for ever. */
const known = new Map<string, readonly (readonly [chain: string, maker: string])[]>();

function layerMakers(images: readonly ImageRecord[]): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  for (const image of images) {
    const pairs = known.get(image.id) ?? readMakers(image);
    known.set(image.id, pairs);
    for (const [chain, maker] of pairs) if (!makers.has(chain)) makers.set(chain, maker);
  }
  return makers;
}

function readMakers(image: ImageRecord): (readonly [string, string])[] {
  const file = JSON.parse(image.file) as { history?: HistoryEntry[] };
  const entries = (file.history ?? []).filter((entry) => entry.empty_layer !== true);
  return image.chain.map((chain, n) => [chain, shortMaker(entries[n]?.created_by ?? '')]);
}

/** `/bin/sh -c #(nop) ADD file:… in /` and `RUN /bin/sh -c x # buildkit` without their wrapping. */
export function shortMaker(createdBy: string): string {
  return createdBy
    .replace(/^\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^RUN (\|\d+ \S+ )?\/bin\/sh -c /, 'RUN ')
    .replace(/^\/bin\/sh -c /, 'RUN ')
    .replace(/ # buildkit$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
