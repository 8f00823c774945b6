/**
 * Where everything stands on the dock: a pure function from picture to boxes. Layers form a forest by what they stand
 * on; each tree is drawn upwards, a layer as wide as all that stands on it, so a shared layer is one wide plate.
 * Units are SVG user units; y grows downwards and the dock floor is at `floor`.
 */
import type { ContainerShape, ImageShape, LayerShape, Picture } from './model.ts';

export interface Box {
  id: string;
  kind: 'layer' | 'writable' | 'volume';
  /** What the box stands for: a chain id, a container id, a volume name. */
  of: string;
  x: number;
  y: number;
  width: number;
  height: number;
  title: string;
  detail: string;
  state: ContainerShape['state'] | undefined;
}

/** An image's names, on a flag at the side of its top layer. */
export interface Flag {
  id: string;
  image: string;
  x: number;
  y: number;
  width: number;
  text: string;
}

/** A line from a container's writable layer to a volume it uses. */
export interface Cable {
  id: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
}

export interface Scene {
  boxes: readonly Box[];
  flags: readonly Flag[];
  cables: readonly Cable[];
  width: number;
  height: number;
  floor: number;
}

export interface LayoutOptions {
  /** Draw layer heights by the logarithm of their size instead of all alike. */
  toScale: boolean;
}

const COLUMN = 168;
const GAP = 14;
const PLATE = 30;
const GLASS = 46;
const FLAG = 26;
const VOLUME = { width: 132, height: 40 };
const MARGIN = 28;

interface Node {
  layer: LayerShape;
  children: Node[];
  images: ImageShape[];
  containers: ContainerShape[];
  /** Columns it spans. */
  span: number;
}

export function layout(picture: Picture, options: LayoutOptions): Scene {
  const roots = forest(picture);
  const columns = roots.reduce((sum, node) => sum + node.span, 0);
  const heights = roots.map((node) => treeHeight(node, options));
  const top = Math.max(220, ...heights) + MARGIN;
  const floor = top;
  const boxes: Box[] = [];
  const flags: Flag[] = [];
  let column = 0;
  for (const root of roots) {
    place(root, column, floor, options, boxes, flags);
    column += root.span;
  }
  const dockWidth = Math.max(1, columns) * COLUMN + MARGIN * 2;
  const volumes = placeVolumes(picture, floor);
  const width = Math.max(
    dockWidth,
    volumes.reduce((most, box) => Math.max(most, box.x + box.width + MARGIN), 0),
  );
  return {
    boxes: [...boxes, ...volumes],
    flags,
    cables: cables(picture, boxes, volumes),
    width,
    height: floor + (volumes.length > 0 ? VOLUME.height + 56 : 28),
    floor,
  };
}

/** The layers as trees, bottom layers first; images and containers hang on their top layer. */
function forest(picture: Picture): Node[] {
  const nodes = new Map(
    picture.layers.map((layer): [string, Node] => [
      layer.chain,
      { layer, children: [], images: [], containers: [], span: 1 },
    ]),
  );
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const below = node.layer.parent === undefined ? undefined : nodes.get(node.layer.parent);
    (below?.children ?? roots).push(node);
  }
  for (const image of picture.images) nodes.get(image.top ?? '')?.images.push(image);
  for (const container of picture.containers) nodes.get(container.top ?? '')?.containers.push(container);
  for (const root of roots) measure(root);
  return roots;
}

function measure(node: Node): number {
  const above = node.children.reduce((sum, child) => sum + measure(child), 0) + node.containers.length;
  // An image that others stand on keeps a column of its own for its flag.
  const ownFlag = node.images.length > 0 && node.children.length > 0 && node.containers.length === 0 ? 1 : 0;
  node.span = Math.max(1, above + ownFlag);
  return node.span;
}

function plateHeight(layer: LayerShape, options: LayoutOptions): number {
  if (!options.toScale) return PLATE;
  return Math.round(14 + 10 * Math.log10(1 + layer.size / 10_000));
}

function treeHeight(node: Node, options: LayoutOptions): number {
  const above = Math.max(0, ...node.children.map((child) => treeHeight(child, options)));
  const glass = node.containers.length > 0 ? GLASS + 6 : 0;
  return plateHeight(node.layer, options) + 3 + Math.max(above, glass) + (node.images.length > 0 ? FLAG : 0);
}

function place(node: Node, column: number, bottom: number, options: LayoutOptions, boxes: Box[], flags: Flag[]): void {
  const height = plateHeight(node.layer, options);
  const x = MARGIN + column * COLUMN;
  const y = bottom - height;
  boxes.push({
    id: `layer ${node.layer.chain}`,
    kind: 'layer',
    of: node.layer.chain,
    x,
    y,
    width: node.span * COLUMN - GAP,
    height,
    title: node.layer.madeBy,
    detail: formatSize(node.layer.size),
    state: undefined,
  });
  let next = column;
  const standing = y - 3;
  for (const child of node.children) {
    place(child, next, standing, options, boxes, flags);
    next += child.span;
  }
  for (const container of node.containers) {
    boxes.push(glass(container, MARGIN + next * COLUMN, standing));
    next += 1;
  }
  const [image] = node.images;
  if (image !== undefined) {
    const raised = node.containers.length > 0 && node.children.length === 0 ? GLASS + 6 : 0;
    const own = node.children.length > 0 && node.containers.length === 0 ? next : column;
    const text = node.images.flatMap((each) => (each.names.length > 0 ? each.names : ['<none>'])).join(', ');
    const over = node.containers.length > 0 && node.children.length > 0 ? GLASS + 6 : raised;
    flags.push({
      id: `flag ${image.id}`,
      image: image.id,
      x: MARGIN + own * COLUMN,
      y: standing - over - FLAG + 4,
      width: COLUMN - GAP,
      text,
    });
  }
}

function glass(container: ContainerShape, x: number, bottom: number): Box {
  const ended = container.exitCode === undefined ? '' : ` (${container.exitCode})`;
  return {
    id: `container ${container.id}`,
    kind: 'writable',
    of: container.id,
    x,
    y: bottom - GLASS,
    width: COLUMN - GAP,
    height: GLASS,
    title: container.name,
    detail: `${container.state}${ended}`,
    state: container.state,
  };
}

function placeVolumes(picture: Picture, floor: number): Box[] {
  return picture.volumes.map((volume, n) => ({
    id: `volume ${volume.name}`,
    kind: 'volume' as const,
    of: volume.name,
    x: MARGIN + n * (VOLUME.width + GAP),
    y: floor + 36,
    ...VOLUME,
    title: volume.name.length > 16 ? `${volume.name.slice(0, 12)}…` : volume.name,
    detail: '',
    state: undefined,
  }));
}

function cables(picture: Picture, boxes: readonly Box[], volumes: readonly Box[]): Cable[] {
  return picture.containers.flatMap((container) => {
    const plate = boxes.find((box) => box.kind === 'writable' && box.of === container.id);
    if (plate === undefined) return [];
    return container.volumes.flatMap((name): Cable[] => {
      const volume = volumes.find((box) => box.of === name);
      if (volume === undefined) return [];
      return [
        {
          id: `cable ${container.id} ${name}`,
          from: { x: plate.x + plate.width - 10, y: plate.y + plate.height },
          to: { x: volume.x + volume.width / 2, y: volume.y },
        },
      ];
    });
  });
}

/** Bytes as docker's tables print them: decimal units, four significant digits at most. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))}${units[unit] ?? ''}`;
}
