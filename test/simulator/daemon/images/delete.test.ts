import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptLayers } from '../../../../simulator/daemon/images/layers.ts';
import { createHarness } from './support.ts';
import type { Harness } from './support.ts';

const ids = (text: readonly string[]): string[] => text.map((line) => line.replace(/[0-9a-f]{64}/g, '<sha>'));

describe('docker rmi', () => {
  it('takes the name, the digest, the image and the layers nobody else has', async () => {
    const { pull, rmi, images } = createHarness();
    await pull('base');
    await pull('app');
    const { chain } = images.writer.state().images[images.get('app').id] ?? { chain: [] };
    const text = await rmi('app');
    expect(ids(text)).toEqual([
      'Untagged: app:latest',
      'Untagged: app@sha256:<sha>',
      'Deleted: sha256:<sha>',
      'Deleted: sha256:<sha>',
      'Deleted: sha256:<sha>',
    ]);
    expect(text.slice(3)).toEqual([`Deleted: ${chain[2]}`, `Deleted: ${chain[1]}`]);
  });

  it('with another tag left only untags', async () => {
    const { pull, tag, rmi } = createHarness();
    await pull('base');
    await tag('base', 'two:1');
    expect(await rmi('two:1')).toEqual(['Untagged: two:1']);
  });

  it('refuses the last name of an image that a container uses, unless forced', async () => {
    const { pull, run, rmi, remove, images } = createHarness();
    await pull('base');
    run('c'.repeat(64), 'base');
    const short = images.get('base').id.slice(7, 19);
    await expect(rmi('base')).rejects.toThrow(
      `conflict: unable to remove repository reference "base" (must force) - container cccccccccccc is using its referenced image ${short}`,
    );
    expect(ids(await rmi('base', true))).toEqual([
      'Untagged: base:latest',
      'Untagged: base@sha256:<sha>',
      'Deleted: sha256:<sha>',
    ]);
    expect(Object.keys(images.writer.state().layers)).toHaveLength(1);
    remove('c'.repeat(64));
    expect(Object.keys(images.writer.state().layers)).toHaveLength(0);
  });

  it('of a running container only untags when forced, and by id never', async () => {
    const { pull, run, rmi, images } = createHarness();
    await pull('base');
    run('d'.repeat(64), 'base', 'running');
    const { id } = images.get('base');
    expect(ids(await rmi('base', true))).toEqual(['Untagged: base:latest', 'Untagged: base@sha256:<sha>']);
    await expect(rmi(id.slice(7, 19), true)).rejects.toThrow(
      `conflict: unable to delete ${id.slice(7, 19)} (cannot be forced) - image is being used by running container dddddddddddd`,
    );
  });

  it('by id refuses several repositories, and takes all tags when forced', async () => {
    const { pull, tag, rmi, images } = createHarness();
    await pull('base');
    await tag('base', 'a2:1');
    const short = images.get('base').id.slice(7, 19);
    await expect(rmi(short)).rejects.toThrow(
      `conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
    );
    expect(ids(await rmi(short, true))).toEqual([
      'Untagged: a2:1',
      'Untagged: base:latest',
      'Untagged: base@sha256:<sha>',
      'Deleted: sha256:<sha>',
      'Deleted: sha256:<sha>',
    ]);
    await expect(rmi(short)).rejects.toThrow(`No such image: ${short}:latest`);
  });

  it('keeps what others were committed from', async () => {
    const { pull, run, rmi, images } = createHarness();
    await pull('base');
    run('box', 'base');
    await images.operations.imageCommit({ container: 'box', repo: 'child' });
    const short = images.get('base').id.slice(7, 19);
    await expect(rmi(short, true)).rejects.toThrow(
      `conflict: unable to delete ${short} (cannot be forced) - image has dependent child images`,
    );
  });

  it('prune takes what has no name, or with all what no container uses', async () => {
    const { pull, run, tag, images } = createHarness();
    await pull('base');
    await pull('app');
    await pull('web');
    run('box', 'web');
    await tag('base', 'app:latest');
    const dangling = await images.operations.imagePrune();
    expect(dangling.ImagesDeleted).toHaveLength(4);
    const all = await images.operations.imagePrune({ filters: { dangling: ['false'] } });
    expect(ids((all.ImagesDeleted ?? []).map((item) => Object.entries(item).flat().join(' ')))).toEqual([
      'Untagged app:latest',
      'Untagged base:latest',
      'Untagged base@sha256:<sha>',
      'Deleted sha256:<sha>',
    ]);
    expect(images.count()).toBe(1);
  });
});

/** Whatever is done: no layer without an owner, none missing, and sizes equal to a recount. */
function checkInvariants({ images, containers }: Harness): void {
  const state = images.writer.state();
  const kept = keptLayers(
    state,
    [...containers.values()].map(({ graph }) => graph),
  );
  expect(new Set(Object.keys(state.layers))).toEqual(kept);
  for (const { chain, id } of Object.values(state.images)) {
    for (const layer of chain) expect(state.layers[layer]).toBeDefined();
    expect(images.size(id)).toBe(chain.reduce((sum, layer) => sum + (state.layers[layer]?.size ?? 0), 0));
  }
  for (const id of Object.values(state.references)) expect(state.images[id]).toBeDefined();
  for (const { parent } of Object.values(state.images)) if (parent !== '') expect(state.images[parent]).toBeDefined();
  expect(state.leases).toEqual({});
}

const NAMES = ['base', 'base:1', 'base:old', 'app', 'app:1', 'web', 'mine:1', 'mine:2', 'other/x:latest'];
const name = fc.constantFrom(...NAMES);
const operation = fc.oneof(
  fc.record({ kind: fc.constant('pull' as const), name: fc.constantFrom(...NAMES.slice(0, 6)) }),
  fc.record({ kind: fc.constant('tag' as const), name, to: name }),
  fc.record({ kind: fc.constant('rmi' as const), name, force: fc.boolean(), byId: fc.boolean() }),
  fc.record({ kind: fc.constant('run' as const), name, running: fc.boolean() }),
  fc.record({ kind: fc.constant('rm' as const), at: fc.nat(5) }),
  fc.record({ kind: fc.constant('commit' as const), at: fc.nat(5), to: name, write: fc.boolean() }),
  fc.record({ kind: fc.constant('prune' as const), all: fc.boolean() }),
);

describe('after any sequence of operations', () => {
  it('every layer has an owner, and every owner its layers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 25 }), async (operations) => {
        const harness = createHarness();
        for (const [at, step] of operations.entries()) {
          await apply(harness, step, at).catch((error: unknown) =>
            expect(error).toMatchObject({ name: 'EngineError' }),
          );
          checkInvariants(harness);
        }
      }),
      { numRuns: 200 },
    );
  });
});

type Step = typeof operation extends fc.Arbitrary<infer T> ? T : never;

async function apply(harness: Harness, step: Step, at: number): Promise<unknown> {
  const { images, containers } = harness;
  const nth = (index: number): string => [...containers.keys()][index % Math.max(1, containers.size)] ?? 'none';
  switch (step.kind) {
    case 'pull':
      return harness.pull(step.name);
    case 'tag':
      return harness.tag(step.name, step.to);
    case 'rmi':
      return harness.rmi(step.byId ? images.get(step.name).id.slice(7, 20) : step.name, step.force);
    case 'run':
      return harness.run(`c${at}`, step.name, step.running ? 'running' : 'exited');
    case 'rm':
      return harness.remove(nth(step.at));
    case 'commit': {
      const overlay = harness.overlay(nth(step.at));
      if (step.write) overlay.create(overlay.root, `f${at}`, { type: 'file', mode: 0o644, uid: 0, gid: 0 }, at);
      const [repo = '', tag = 'latest'] = step.to.split(':');
      return images.operations.imageCommit({ container: nth(step.at), repo, tag });
    }
    case 'prune':
      return images.operations.imagePrune({ filters: { dangling: [step.all ? 'false' : 'true'] } });
  }
}
