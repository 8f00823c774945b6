/**
 * Where everything stands on the dock: a pure function from picture to boxes. Layers form a forest by what they stand
 * on; each tree is drawn upwards, a layer as wide as all that stands on it, so a shared layer is one wide plate.
 * Units are SVG user units; y grows downwards and the dock's floor is at `floor`.
 */
import type { ContainerShape, ImageShape, LayerShape, Picture } from './model.ts';
import { type Berth, layShore, type Shore } from './shore.ts';
import { formatSize } from './size.ts';

export type BoxKind = 'layer' | 'name' | 'writable' | 'volume' | 'bind';

export interface Box {
  readonly id: string;
  readonly kind: BoxKind;
  /** What the box stands for: a chain id, an image id, a container id, a volume name, a host path. */
  readonly of: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly detail: string;
  /** A container's state; empty for all else. */
  readonly state: string;
}

/** A line from a container's writable layer to what is mounted into it. */
export interface Pipe {
  readonly id: string;
  readonly kind: 'volume' | 'bind';
  readonly path: string;
}

export interface Scene {
  readonly boxes: readonly Box[];
  readonly pipes: readonly Pipe[];
  readonly shore: Shore;
  readonly width: number;
  readonly height: number;
  readonly floor: number;
  /** Where the dock ends and the water begins. */
  readonly quay: number;
  /** Bytes that ten units of height stand for; undefined when all plates are alike. */
  readonly scale: number | undefined;
}

export interface LayoutOptions {
  /** Heights of plates in proportion to their bytes instead of all alike. */
  readonly toScale: boolean;
}

export const PLATE = 26;
export const NAME = 22;
const COLUMN = 158;
const GAP = 16;
const GLASS = 50;
const DRUM = { width: 108, height: 46, reach: 18 };
const MARGIN = 30;
const LEAST_HEIGHT = 190;
/** The tallest stack drawn to scale, and the thinnest plate that can still be seen and clicked. */
const TALLEST = 300;
const THINNEST = 4;

interface Node {
  /** undefined for the ground under what stands on no layer. */
  readonly layer: LayerShape | undefined;
  readonly children: Node[];
  readonly images: ImageShape[];
  readonly containers: ContainerShape[];
  width: number;
}

export function layout(picture: Picture, { toScale }: LayoutOptions): Scene {
  const roots = forest(picture);
  const scale = toScale ? scaleOf(picture) : undefined;
  const holders = mountHolders(picture);
  for (const root of roots) measure(root, holders);
  const shore = layShore(picture.remotes);
  const floor = Math.max(LEAST_HEIGHT, shore.height, ...roots.map((root) => heightOf(root, scale))) + MARGIN;
  const drawing: Drawing = { scale, holders, boxes: [] };
  let x = MARGIN;
  for (const root of roots) {
    place(root, x, floor, drawing);
    x += root.width + GAP * 2;
  }
  x = placeLoose(picture, x, floor, drawing);
  const quay = Math.max(x, 260);
  return {
    boxes: drawing.boxes,
    pipes: pipes(picture, drawing),
    shore: shiftShore(shore, quay, floor),
    width: quay + shore.width,
    height: floor + 54,
    floor,
    quay,
    scale,
  };
}

function shiftShore(shore: Shore, x: number, floor: number): Shore {
  const berths = shore.berths.map((berth): Berth => ({
    ...berth,
    x: berth.x + x,
    y: floor + berth.y,
    plates: berth.plates.map((plate) => ({ ...plate, x: plate.x + x, y: floor + plate.y })),
  }));
  return { ...shore, berths, signs: shore.signs.map((sign) => ({ ...sign, x: sign.x + x })) };
}

/** The layers as trees, bottom layers first; images and containers hang on their top layer. */
function forest(picture: Picture): Node[] {
  const made = (layer: LayerShape | undefined): Node => ({ layer, children: [], images: [], containers: [], width: 0 });
  const nodes = new Map(picture.layers.map((layer) => [layer.chain, made(layer)]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const below = nodes.get(node.layer?.parent ?? '');
    (below?.children ?? roots).push(node);
  }
  const ground = made(undefined);
  for (const image of picture.images) (nodes.get(image.top ?? '') ?? ground).images.push(image);
  for (const container of picture.containers) (nodes.get(container.top ?? '') ?? ground).containers.push(container);
  return ground.images.length + ground.containers.length > 0 ? [...roots, ground] : roots;
}

/** By container: what is drawn beside it. A shared volume stands beside the first container that has it. */
type Holders = ReadonlyMap<string, readonly { kind: 'volume' | 'bind'; name: string; at: string }[]>;

function mountHolders({ containers }: Picture): Holders {
  const taken = new Set<string>();
  return new Map(
    containers.map(({ id, mounts }) => {
      const own = mounts.filter(({ kind, name }) => !taken.has(`${kind} ${name}`));
      for (const { kind, name } of own) taken.add(`${kind} ${name}`);
      return [id, own];
    }),
  );
}

function containerWidth({ id }: ContainerShape, holders: Holders): number {
  return COLUMN + (holders.get(id) ?? []).length * (DRUM.width + DRUM.reach);
}

function measure(node: Node, holders: Holders): number {
  const above = [
    ...node.children.map((child) => measure(child, holders)),
    ...node.containers.map((container) => containerWidth(container, holders)),
  ];
  node.width = Math.max(
    COLUMN,
    above.reduce((sum, width) => sum + width + GAP, -GAP),
  );
  return node.width;
}

/** Bytes for each unit of height, so that the largest stack is as tall as may be. */
function scaleOf({ layers }: Picture): number {
  const totals = new Map<string, number>();
  let most = 1;
  for (const { chain, parent, size } of layers) {
    const total = size + (totals.get(parent ?? '') ?? 0);
    totals.set(chain, total);
    most = Math.max(most, total);
  }
  return most / TALLEST;
}

function plateHeight({ layer }: Node, scale: number | undefined): number {
  if (layer === undefined) return 0;
  return scale === undefined ? PLATE : Math.max(THINNEST, Math.round(layer.size / scale));
}

function heightOf(node: Node, scale: number | undefined): number {
  const above = Math.max(0, ...node.children.map((child) => heightOf(child, scale)));
  const glass = node.containers.length > 0 ? GLASS + 6 : 0;
  return plateHeight(node, scale) + 2 + node.images.length * NAME + Math.max(above, glass);
}

interface Drawing {
  readonly scale: number | undefined;
  readonly holders: Holders;
  readonly boxes: Box[];
}

function place(node: Node, x: number, bottom: number, drawing: Drawing): void {
  const { boxes, scale } = drawing;
  const height = plateHeight(node, scale);
  let y = bottom - height;
  const { width } = node;
  if (node.layer !== undefined) {
    const { chain, madeBy, size } = node.layer;
    const detail = formatSize(size);
    boxes.push({
      id: `layer ${chain}`,
      kind: 'layer',
      of: chain,
      x,
      y,
      width,
      height,
      title: madeBy,
      detail,
      state: '',
    });
    y -= 2;
  }
  for (const image of node.images) {
    y -= NAME;
    boxes.push(nameBand(image, x, y, width));
  }
  let next = x;
  for (const child of node.children) {
    place(child, next, y, drawing);
    next += child.width + GAP;
  }
  for (const container of node.containers) {
    placeContainer(container, next, y - 4, drawing);
    next += containerWidth(container, drawing.holders) + GAP;
  }
}

function nameBand(image: ImageShape, x: number, y: number, width: number): Box {
  const title = image.names.length > 0 ? image.names.join(', ') : '<none>';
  const detail = image.id.slice('sha256:'.length, 'sha256:'.length + 12);
  return {
    id: `name ${image.id}`,
    kind: 'name',
    of: image.id,
    x,
    y,
    width,
    height: NAME - 2,
    title,
    detail,
    state: '',
  };
}

function placeContainer(container: ContainerShape, x: number, bottom: number, { holders, boxes }: Drawing): void {
  const { id, name, state, exitCode, ports } = container;
  const ended = exitCode === undefined ? '' : ` (${exitCode})`;
  const detail = [`${state}${ended}`, ...ports].join(' · ');
  const y = bottom - GLASS;
  boxes.push({
    id: `container ${id}`,
    kind: 'writable',
    of: id,
    x,
    y,
    width: COLUMN,
    height: GLASS,
    title: name,
    detail,
    state,
  });
  let next = x + COLUMN + DRUM.reach;
  for (const mount of holders.get(id) ?? []) {
    boxes.push(drum(mount.kind, mount.name, mount.at, next, bottom - DRUM.height - 2));
    next += DRUM.width + DRUM.reach;
  }
}

function drum(kind: 'volume' | 'bind', name: string, detail: string, x: number, y: number): Box {
  const { width, height } = DRUM;
  return { id: `${kind} ${name}`, kind, of: name, x, y, width, height, title: name, detail, state: '' };
}

/** Volumes that no container has stand on the floor at the end of the dock. */
function placeLoose({ volumes, containers }: Picture, from: number, floor: number, { boxes }: Drawing): number {
  const used = new Set(containers.flatMap(({ mounts }) => mounts.map(({ name }) => name)));
  let x = from;
  for (const { name } of volumes) {
    if (used.has(name)) continue;
    boxes.push(drum('volume', name, '', x, floor - DRUM.height));
    x += DRUM.width + GAP;
  }
  return x + MARGIN;
}

function pipes({ containers }: Picture, { boxes, holders }: Drawing): Pipe[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return containers.flatMap(({ id, mounts }) =>
    mounts.flatMap(({ kind, name }): Pipe[] => {
      const glass = byId.get(`container ${id}`);
      const end = byId.get(`${kind} ${name}`);
      if (glass === undefined || end === undefined) return [];
      const isBeside = holders.get(id)?.some((each) => each.kind === kind && each.name === name) === true;
      return [{ id: `pipe ${id} ${kind} ${name}`, kind, path: isBeside ? straight(glass, end) : arc(glass, end) }];
    }),
  );
}

function straight(glass: Box, end: Box): string {
  return `M ${glass.x + glass.width} ${end.y + 34} H ${end.x}`;
}

/** Over everything, to what stands elsewhere. */
function arc(glass: Box, end: Box): string {
  const from = { x: glass.x + glass.width - 16, y: glass.y };
  const to = { x: end.x + end.width / 2, y: end.y };
  const top = Math.min(from.y, to.y) - 26;
  return `M ${from.x} ${from.y} C ${from.x} ${top}, ${to.x} ${top}, ${to.x} ${to.y}`;
}
