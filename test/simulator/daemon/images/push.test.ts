import { describe, expect, it } from 'vitest';
import { createHarness, lines } from './support.ts';
import type { Harness } from './support.ts';

const conditions = { accounts: { ann: 'secret' } };
const ANN = { username: 'ann', password: 'secret' };

const push = async (
  { images }: Harness,
  name: string,
  auth?: { username: string; password: string },
): Promise<string[]> => {
  const [repo = '', tag = 'latest'] = name.split(':');
  const text = await lines(await images.operations.imagePush(repo, { tag }, auth === undefined ? {} : { auth }));
  return text.map((line) => line.replace(/[0-9a-f]{64}|\b[0-9a-f]{12}\b/g, '<id>'));
};

describe('docker push to the Hub', () => {
  it('of an official image ends in two refusals, after all layers were there', async () => {
    const harness = createHarness();
    await harness.pull('base');
    expect(await push(harness, 'base')).toEqual([
      'The push refers to repository [docker.io/library/base]',
      '<id>: Preparing',
      '<id>: Layer already exists',
      'ERROR errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
    ]);
  });

  it("to someone else's name is denied at once", async () => {
    const harness = createHarness({ conditions });
    await harness.pull('base');
    await harness.tag('base', 'someuser/bb:latest');
    for (const auth of [undefined, ANN]) {
      expect(await push(harness, 'someuser/bb', auth)).toEqual([
        'The push refers to repository [docker.io/someuser/bb]',
        '<id>: Preparing',
        'ERROR denied: requested access to the resource is denied',
      ]);
    }
  });

  it('to the own name works, takes official layers from where they are, and can be pulled', async () => {
    const harness = createHarness({ conditions });
    await harness.pull('app');
    harness.run('box', 'app');
    const overlay = harness.overlay('box');
    overlay.create(overlay.root, 'mine', { type: 'file', mode: 0o644, uid: 0, gid: 0 }, 0);
    await harness.images.operations.imageCommit({ container: 'box', repo: 'ann/app', tag: '1' });
    const text = await push(harness, 'ann/app:1', ANN);
    expect(text.slice(0, 5)).toEqual([
      'The push refers to repository [docker.io/ann/app]',
      '<id>: Preparing',
      '<id>: Preparing',
      '<id>: Preparing',
      '<id>: Preparing',
    ]);
    expect(text.slice(5, -1).sort()).toEqual([
      '<id>: Mounted from library/app',
      '<id>: Mounted from library/app',
      '<id>: Mounted from library/app',
      '<id>: Pushed',
    ]);
    const { id } = harness.images.get('ann/app:1');
    await harness.rmi('ann/app:1');
    expect((await harness.pull('ann/app:1')).at(-1)).toBe('Status: Downloaded newer image for ann/app:1');
    expect(harness.images.get('ann/app:1').id).toBe(id);
  });

  it('with a wrong password says so', async () => {
    const harness = createHarness({ conditions });
    await harness.pull('base');
    await harness.tag('base', 'ann/base:latest');
    expect((await push(harness, 'ann/base', { username: 'ann', password: 'wrong' })).at(-1)).toBe(
      'ERROR Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password',
    );
  });
});

describe('docker push of what is not here', () => {
  it.each([
    ['nosuch', 'ERROR An image does not exist locally with the tag: nosuch'],
    ['base:nosuch', 'ERROR tag does not exist: base:nosuch'],
  ])('%s', async (name, message) => {
    const harness = createHarness();
    await harness.pull('base');
    expect((await push(harness, name)).at(-1)).toBe(message);
  });
});

describe('docker search', () => {
  it('finds by name, the official one first', async () => {
    const { images } = createHarness();
    const found = await images.operations.imageSearch({ term: 'app' });
    expect(found).toEqual([
      { star_count: 10, is_official: true, name: 'app', is_automated: false, description: 'The image app.' },
    ]);
    expect(await images.operations.imageSearch({ term: 'zzz' })).toEqual([]);
  });

  it.each([
    [{ limit: 200 }, 'limit 200 is outside the range of [1, 100]'],
    [{ filters: { foo: ['a'] } }, "invalid filter 'foo'"],
    [{ filters: { stars: ['abc'] } }, `invalid filter 'stars=abc': strconv.Atoi: parsing "abc": invalid syntax`],
    [{ filters: { 'is-official': ['maybe'] } }, "invalid filter 'is-official=[maybe]'"],
  ])('%j', async (query, message) => {
    await expect(createHarness().images.operations.imageSearch({ term: 'a', ...query })).rejects.toThrow(message);
  });
});

describe('what the registry has', () => {
  it('is told without pulling', async () => {
    const { images } = createHarness();
    const { Descriptor, Platforms } = await images.operations.distributionInspect('base');
    expect(Descriptor.mediaType).toBe('application/vnd.oci.image.index.v1+json');
    expect(Platforms[0]).toEqual({ architecture: 'amd64', os: 'linux' });
    expect(images.count()).toBe(0);
    await expect(images.operations.distributionInspect('base:nosuch')).rejects.toThrow(
      'manifest unknown: manifest unknown',
    );
  });
});
