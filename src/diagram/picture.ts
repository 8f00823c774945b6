import type { World } from '../../simulator/index.ts';
import type { ContainerShape, ImageShape, LayerShape, MountShape, Picture, RemoteShape, VolumeShape } from './model.ts';
import { EMPTY } from './model.ts';

type Images = World['images'];
type Container = World['containers'][string];
type ImageRecord = Images['images'][string];
type LayerRecord = Images['layers'][string];

/** What the daemon's world looks like on the dock. Parts of the world that are the same give the same parts. */
export function pictureOf(world: World | undefined): Picture {
  if (world === undefined) return EMPTY;
  return {
    ...imagePart(world.images),
    containers: containerPart(world.containers, world.images),
    volumes: volumePart(world.volumes),
  };
}

/** Remembers the last answer; the world's parts are values, so identity is equality. */
function remembering<A extends readonly unknown[], R>(work: (...parts: A) => R): (...parts: A) => R {
  let last: { parts: A; result: R } | undefined;
  return (...parts) => {
    if (last?.parts.every((part, at) => part === parts[at]) !== true) last = { parts, result: work(...parts) };
    return last.result;
  };
}

const imagePart = remembering((images: Images): Pick<Picture, 'layers' | 'images' | 'remotes'> => {
  const records = Object.values(images.images);
  const made = layerMakers(records);
  const names = namesById(images);
  return {
    layers: Object.values(images.layers).map((layer) => layerShape(layer, images, made)),
    images: records.map((image): ImageShape => ({
      id: image.id,
      names: names.get(image.id) ?? [],
      top: image.chain.at(-1),
      parent: image.parent === '' ? undefined : image.parent,
    })),
    remotes: remotesOf(images),
  };
});

const containerPart = remembering((containers: World['containers'], images: Images): readonly ContainerShape[] =>
  Object.values(containers).map((container) => containerShape(container, images)),
);

const volumePart = remembering((volumes: World['volumes']): readonly VolumeShape[] =>
  Object.values(volumes).map(({ name, labels }) => ({
    name,
    anonymous: labels?.['com.docker.volume.anonymous'] !== undefined,
  })),
);

function layerShape(layer: LayerRecord, images: Images, makersOfLayers: ReadonlyMap<string, string>): LayerShape {
  const [blob] = images.blobs[layer.diffId] ?? [];
  return {
    chain: layer.chainId,
    parent: layer.parent === '' ? undefined : layer.parent,
    size: layer.size,
    madeBy: makersOfLayers.get(layer.chainId) ?? shortDigest(blob?.digest),
    travelled: blob !== undefined,
  };
}

/** What `docker pull` calls a layer, until an image tells more of it. */
function shortDigest(digest: string | undefined): string {
  return (digest ?? '').slice('sha256:'.length, 'sha256:'.length + 12);
}

/** A reference as people write it: Hub and its `library/` go without saying. */
function familiar(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, '');
}

/** Names as `docker images` shows them, by image: one whose tag went to another image keeps `repository:<none>`. */
function namesById(images: Images): ReadonlyMap<string, string[]> {
  const tagged = new Map<string, string[]>();
  const untagged = new Map<string, string[]>();
  for (const [reference, id] of Object.entries(images.references)) {
    const [repository = '', digest] = reference.split('@');
    const names = digest === undefined ? tagged : untagged;
    const name = familiar(digest === undefined ? reference : `${repository}:<none>`);
    names.set(id, [...(names.get(id) ?? []), name]);
  }
  return new Map([...untagged, ...tagged]);
}

/** An image has a digest here when it came from a registry or was brought to one. */
function remotesOf(images: Images): RemoteShape[] {
  return Object.entries(images.references).flatMap(([reference, id]): RemoteShape[] => {
    const [repository = '', digest] = reference.split('@');
    const image = images.images[id];
    if (digest === undefined || image === undefined) return [];
    const tags = Object.entries(images.references)
      .filter(([name, target]) => target === id && name.startsWith(`${repository}:`))
      .map(([name]) => name.slice(repository.length + 1));
    const layers = image.chain.map((chain) => ({ chain, size: images.layers[chain]?.size ?? 0 }));
    const domain = repository.slice(0, repository.indexOf('/'));
    const path = domain === 'docker.io' ? familiar(repository) : repository.slice(domain.length + 1);
    return [{ domain, name: tags.length === 0 ? path : `${path}:${tags.join(', ')}`, layers }];
  });
}

function containerShape(container: Container, images: Images): ContainerShape {
  const state = container.phase.is === 'running' && container.phase.paused ? 'paused' : container.phase.is;
  return {
    id: container.id,
    name: container.name,
    image: container.imageId,
    state,
    exitCode: state === 'exited' ? container.lastRun.exitCode : undefined,
    mounts: Object.values(container.mounts).flatMap(mountShape),
    ports: portsOf(container),
    top: images.images[container.imageId]?.chain.at(-1) ?? orphanTop(container, images),
  };
}

function mountShape({ type, name, source, destination }: Container['mounts'][string]): MountShape[] {
  if (type === 'volume') return [{ kind: 'volume', name, at: destination }];
  return type === 'bind' ? [{ kind: 'bind', name: source, at: destination }] : [];
}

function portsOf({ ports }: Container): string[] {
  const shown = Object.entries(ports).flatMap(([inside, bindings]) =>
    (bindings ?? []).map(({ HostPort }) => `${HostPort}→${inside.replace(/\/tcp$/, '')}`),
  );
  return [...new Set(shown)];
}

/** The image may be gone while its layers stay: found by the names of their directories. */
function orphanTop(container: Container, images: Images): string | undefined {
  const layers = Object.values(images.layers);
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

/** The same by layer, of all images seen so far: a layer of a past picture is called as it is known by now. */
const makers = new Map<string, string>();

function layerMakers(images: readonly ImageRecord[]): ReadonlyMap<string, string> {
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
