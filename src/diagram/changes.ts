/** What differs between two pictures, as things that happened: what the animation shows and the captions tell. */
import type { ContainerShape, ContainerState, LayerShape, Picture } from './model.ts';

export type Change =
  /** From a registry. */
  | { is: 'arrived'; layer: LayerShape }
  /** By a build step. */
  | { is: 'built'; layer: LayerShape }
  /** The writable layer of a container became an image layer. */
  | { is: 'committed'; layer: LayerShape; container: ContainerShape | undefined }
  | { is: 'dropped'; layer: LayerShape }
  | { is: 'named'; image: string; name: string }
  | { is: 'unnamed'; image: string; name: string }
  | { is: 'created'; container: ContainerShape }
  | { is: 'turned'; container: ContainerShape; from: ContainerState }
  | { is: 'removed'; container: ContainerShape }
  | { is: 'filled'; volume: string }
  | { is: 'emptied'; volume: string };

/** Layers first, then what stands on them; in the pictures' own order. */
export function changesBetween(before: Picture, after: Picture): readonly Change[] {
  return [
    ...(before.layers === after.layers ? [] : layerChanges(before, after)),
    ...(before.images === after.images ? [] : nameChanges(before, after)),
    ...(before.containers === after.containers ? [] : containerChanges(before, after)),
    ...(before.volumes === after.volumes ? [] : volumeChanges(before, after)),
  ];
}

function layerChanges(before: Picture, after: Picture): Change[] {
  const old = new Set(before.layers.map(({ chain }) => chain));
  const now = new Set(after.layers.map(({ chain }) => chain));
  return [
    ...after.layers.filter(({ chain }) => !old.has(chain)).map((layer) => cameBy(layer, after)),
    ...before.layers.filter(({ chain }) => !now.has(chain)).map((layer): Change => ({ is: 'dropped', layer })),
  ];
}

function cameBy(layer: LayerShape, { images, containers }: Picture): Change {
  if (layer.travelled) return { is: 'arrived', layer };
  const committed = images.find(({ top, parent }) => top === layer.chain && parent !== undefined);
  if (committed === undefined) return { is: 'built', layer };
  return { is: 'committed', layer, container: containers.find(({ image }) => image === committed.parent) };
}

function nameChanges(before: Picture, after: Picture): Change[] {
  const namesIn = ({ images }: Picture) =>
    new Map(images.flatMap(({ id, names }) => names.map((name) => [name, id] as const)));
  const old = namesIn(before);
  const now = namesIn(after);
  return [
    ...[...now]
      .filter(([name, id]) => old.get(name) !== id)
      .map(([name, image]): Change => ({ is: 'named', image, name })),
    ...[...old].filter(([name]) => !now.has(name)).map(([name, image]): Change => ({ is: 'unnamed', image, name })),
  ];
}

function containerChanges(before: Picture, after: Picture): Change[] {
  const old = new Map(before.containers.map((each) => [each.id, each]));
  const now = new Set(after.containers.map(({ id }) => id));
  const changes = after.containers.flatMap((container): Change[] => {
    const was = old.get(container.id);
    if (was === undefined) {
      const created: Change = { is: 'created', container };
      return container.state === 'created' ? [created] : [created, { is: 'turned', container, from: 'created' }];
    }
    return was.state === container.state ? [] : [{ is: 'turned', container, from: was.state }];
  });
  const gone = before.containers.filter(({ id }) => !now.has(id));
  return [...changes, ...gone.map((container): Change => ({ is: 'removed', container }))];
}

function volumeChanges(before: Picture, after: Picture): Change[] {
  const old = new Set(before.volumes.map(({ name }) => name));
  const now = new Set(after.volumes.map(({ name }) => name));
  return [
    ...[...now].filter((name) => !old.has(name)).map((volume): Change => ({ is: 'filled', volume })),
    ...[...old].filter((name) => !now.has(name)).map((volume): Change => ({ is: 'emptied', volume })),
  ];
}
