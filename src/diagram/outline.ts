/**
 * The diagram as text: everything it shows, as a tree of lines. What a screen reader is given and what tests compare
 * with the command line.
 */
import type { ContainerShape, LayerShape, MountShape, Picture } from './model.ts';

export interface OutlineImage {
  readonly id: string;
  readonly names: readonly string[];
  /** It has no name and another image was committed from it: `docker images` shows it only with `--all`. */
  readonly intermediate: boolean;
  /** From the lowest up. */
  readonly layers: readonly {
    readonly layer: LayerShape;
    /** Other images that have it too. */ readonly sharedWith: readonly string[];
  }[];
  readonly bytes: number;
  readonly containers: readonly ContainerShape[];
}

export interface OutlineVolume {
  readonly name: string;
  /** Containers that have it, with the path it is mounted at. */
  readonly users: readonly { readonly container: string; readonly mount: MountShape }[];
}

export interface Outline {
  readonly images: readonly OutlineImage[];
  /** Whose image is no longer here. */
  readonly orphans: readonly ContainerShape[];
  readonly volumes: readonly OutlineVolume[];
}

export function outlineOf(picture: Picture): Outline {
  const layers = new Map(picture.layers.map((layer) => [layer.chain, layer]));
  const chains = new Map(picture.images.map(({ id, top }) => [id, chainTo(top, layers)]));
  const owners = new Map<string, string[]>();
  for (const [id, chain] of chains) {
    for (const { chain: layer } of chain) owners.set(layer, [...(owners.get(layer) ?? []), id]);
  }
  const nameOf = new Map(picture.images.map(({ id, names }) => [id, names[0] ?? shortId(id)]));
  const parents = new Set(picture.images.map(({ parent }) => parent));
  const images = picture.images.map(({ id, names }): OutlineImage => {
    const own = chains.get(id) ?? [];
    return {
      id,
      names,
      intermediate: names.length === 0 && parents.has(id),
      layers: own.map((layer) => {
        const others = (owners.get(layer.chain) ?? []).filter((owner) => owner !== id);
        return { layer, sharedWith: others.map((owner) => nameOf.get(owner) ?? shortId(owner)) };
      }),
      bytes: own.reduce((sum, { size }) => sum + size, 0),
      containers: picture.containers.filter(({ image }) => image === id),
    };
  });
  return {
    images,
    orphans: picture.containers.filter(({ image }) => !chains.has(image)),
    volumes: picture.volumes.map(({ name }) => ({ name, users: usersOf(name, picture) })),
  };
}

function chainTo(top: string | undefined, layers: ReadonlyMap<string, LayerShape>): LayerShape[] {
  const chain: LayerShape[] = [];
  for (let at = layers.get(top ?? ''); at !== undefined; at = layers.get(at.parent ?? '')) chain.unshift(at);
  return chain;
}

function usersOf(name: string, { containers }: Picture): OutlineVolume['users'] {
  return containers.flatMap((container) =>
    container.mounts
      .filter((mount) => mount.kind === 'volume' && mount.name === name)
      .map((mount) => ({ container: container.name, mount })),
  );
}

/** Twelve digits, as docker's tables print ids. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
