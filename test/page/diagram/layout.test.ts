/** What must hold for any picture: plates rest on what they stand on, nothing lies on anything else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout, type Box } from '../../../src/diagram/layout.ts';
import type { ContainerShape, LayerShape, Picture } from '../../../src/diagram/model.ts';

const layerOf = (n: number, parent: string | undefined, size: number): LayerShape => ({
  chain: `l${n}`,
  parent,
  size,
  madeBy: `RUN ${n}`,
  travelled: false,
});

/** A forest of layers, images and containers on some of them, volumes shared at random. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    parents: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 200_000_000 })), { maxLength: 14 }),
    images: fc.array(fc.nat(), { maxLength: 6 }),
    containers: fc.array(fc.tuple(fc.nat(), fc.array(fc.nat({ max: 3 }), { maxLength: 3 })), { maxLength: 8 }),
  })
  .map(({ parents, images, containers }) => {
    const layers: LayerShape[] = [];
    for (const [n, [pick, size]] of parents.entries()) {
      const below = pick % (n + 1);
      layers.push(layerOf(n, below === n ? undefined : `l${below}`, size));
    }
    const on = (pick: number) => layers[pick % Math.max(1, layers.length)]?.chain;
    return {
      layers,
      images: images.map((pick, n) => ({ id: `sha256:i${n}`, names: [`n${n}`], top: on(pick), parent: undefined })),
      containers: containers.map(([pick, mounts], n): ContainerShape => ({
        id: `c${n}`,
        name: `c${n}`,
        image: `sha256:i${n}`,
        state: 'running',
        exitCode: undefined,
        ports: [],
        mounts: [...new Set(mounts)].map((v) => ({ kind: 'volume' as const, name: `v${v}`, at: `/${v}` })),
        top: on(pick),
      })),
      volumes: [0, 1, 2, 3, 4].map((v) => ({ name: `v${v}`, anonymous: false })),
      remotes: [],
    };
  });

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout of the dock', () => {
  it('draws every layer, image, container and volume once, inside the drawing', () => {
    fc.assert(
      fc.property(pictures, fc.boolean(), (picture, toScale) => {
        const scene = layout(picture, { toScale });
        const wanted = [
          ...picture.layers.map(({ chain }) => `layer ${chain}`),
          ...picture.images.map(({ id }) => `name ${id}`),
          ...picture.containers.map(({ id }) => `container ${id}`),
          ...picture.volumes.map(({ name }) => `volume ${name}`),
        ];
        expect(scene.boxes.map(({ id }) => id).sort()).toEqual(wanted.sort());
        for (const box of scene.boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(scene.quay);
          expect(box.y + box.height).toBeLessThanOrEqual(scene.floor);
        }
      }),
    );
  });

  it('lays nothing over anything else', () => {
    fc.assert(
      fc.property(pictures, fc.boolean(), (picture, toScale) => {
        const { boxes } = layout(picture, { toScale });
        const pairs = boxes.flatMap((a, n) =>
          boxes
            .slice(n + 1)
            .filter((b) => overlap(a, b))
            .map((b) => `${a.id} ${b.id}`),
        );
        expect(pairs).toEqual([]);
      }),
    );
  });

  it('stands every plate on its parent, within its width', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const boxes = new Map(layout(picture, { toScale: false }).boxes.map((box) => [box.id, box]));
        for (const { chain, parent } of picture.layers) {
          const [plate, below] = [boxes.get(`layer ${chain}`), boxes.get(`layer ${parent ?? ''}`)];
          if (plate === undefined || below === undefined) continue;
          expect(plate.x).toBeGreaterThanOrEqual(below.x);
          expect(plate.x + plate.width).toBeLessThanOrEqual(below.x + below.width);
          expect(plate.y + plate.height).toBeLessThan(below.y);
        }
      }),
    );
  });

  it('makes heights proportional to bytes on request, but for what would be too thin to see', () => {
    const picture: Picture = {
      layers: [layerOf(0, undefined, 80_000_000), layerOf(1, 'l0', 40_000_000), layerOf(2, 'l1', 10)],
      images: [],
      containers: [],
      volumes: [],
      remotes: [],
    };
    const { boxes, scale } = layout(picture, { toScale: true });
    expect(boxes.map(({ height }) => height)).toEqual([200, 100, 4]);
    expect(scale).toBeCloseTo(400_000, -2);
  });
});
