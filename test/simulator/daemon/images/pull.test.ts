import { describe, expect, it } from 'vitest';
import { createHarness, lines } from './support.ts';

const ID = /^[0-9a-f]{12}: /;
const steps = (text: readonly string[]): string[] =>
  text.map((line) => line.replace(ID, '<id>: ').replace(/[0-9a-f]{64}/, '<sha>'));

describe('docker pull', () => {
  it('tells each layer, the digest and what has come of it', async () => {
    const { pull, events } = createHarness();
    expect(steps(await pull('base'))).toEqual([
      'latest: Pulling from library/base',
      '<id>: Pulling fs layer',
      '<id>: Verifying Checksum',
      '<id>: Download complete',
      '<id>: Pull complete',
      'Digest: sha256:<sha>',
      'Status: Downloaded newer image for base:latest',
    ]);
    expect(events).toEqual([{ action: 'pull', id: 'base:latest', attributes: { name: 'base' } }]);
  });

  it('is up to date the second time, and knows another tag of the same image', async () => {
    const { pull } = createHarness();
    await pull('base');
    expect(steps(await pull('base'))).toEqual([
      'latest: Pulling from library/base',
      'Digest: sha256:<sha>',
      'Status: Image is up to date for base:latest',
    ]);
    expect(steps(await pull('base:1')).at(-1)).toBe('Status: Downloaded newer image for base:1');
  });

  it('takes shared layers from what is there', async () => {
    const { pull } = createHarness();
    await pull('base');
    expect(steps(await pull('app')).slice(0, 4)).toEqual([
      'latest: Pulling from library/app',
      '<id>: Already exists',
      '<id>: Pulling fs layer',
      '<id>: Pulling fs layer',
    ]);
  });

  it('finds its layers again after the image was removed, as long as another one has them', async () => {
    const { pull, rmi } = createHarness();
    await pull('base');
    await pull('app');
    await rmi('base');
    expect(steps(await pull('base'))[1]).toBe('<id>: Already exists');
  });

  it('by digest gives the image no tag', async () => {
    const { pull, images } = createHarness();
    await pull('base');
    const [digest = ''] = (await images.operations.imageInspect('base')).RepoDigests;
    await images.operations.imageDelete('base');
    const [name = '', sha = ''] = digest.split('@');
    const text = await lines(await images.operations.imageCreate({ fromImage: name, tag: sha }));
    expect(text[0]).toBe(`docker.io/library/base@${sha}: Pulling from library/base`);
    expect(text.at(-1)).toBe(`Status: Downloaded newer image for base@${sha}`);
    expect(await images.operations.imageInspect(digest)).toMatchObject({ RepoTags: [], RepoDigests: [digest] });
  });

  it('of a whole repository names each tag', async () => {
    const { images } = createHarness();
    const text = steps(await lines(await images.operations.imageCreate({ fromImage: 'base' })));
    expect(text.filter((line) => !line.startsWith('<id>'))).toEqual([
      '1: Pulling from library/base',
      'Digest: sha256:<sha>',
      'latest: Pulling from library/base',
      'Digest: sha256:<sha>',
      'old: Pulling from library/base',
      'Digest: sha256:<sha>',
      'Status: Downloaded newer image for base',
    ]);
  });

  it.each([
    [
      'nosuch',
      "pull access denied for nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    [
      'someuser/nosuch:2',
      "pull access denied for someuser/nosuch, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    ],
    ['base:nosuch', 'manifest for base:nosuch not found: manifest unknown: manifest unknown'],
    ['UPPER', 'invalid reference format: repository name (library/UPPER) must be lowercase'],
  ])('refuses %s', async (name, message) => {
    await expect(createHarness().pull(name)).rejects.toThrow(message);
  });

  it('tells a platform that the index does not have after the first line', async () => {
    const { images } = createHarness();
    const text = await lines(
      await images.operations.imageCreate({ fromImage: 'base', tag: 'latest', platform: 'windows/amd64' }),
    );
    expect(text).toEqual([
      'latest: Pulling from library/base',
      'ERROR no matching manifest for windows/amd64 in the manifest list entries',
    ]);
    await expect(
      images.operations.imageCreate({ fromImage: 'base', tag: 'latest', platform: 'bad/x/y/z' }),
    ).rejects.toThrow('"bad/x/y/z": cannot parse platform specifier: invalid argument');
  });

  it('takes the image of another platform when asked for it', async () => {
    const { images } = createHarness();
    await lines(await images.operations.imageCreate({ fromImage: 'base', tag: 'latest', platform: 'arm64' }));
    expect(await images.operations.imageInspect('base')).toMatchObject({ Architecture: 'arm64', Variant: 'v8' });
  });

  it('without network, or with too many pulls, says so', async () => {
    const harness = createHarness();
    harness.conditions.offline = true;
    await expect(harness.pull('base')).rejects.toThrow(
      'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.2.3:53: server misbehaving',
    );
    harness.conditions.offline = false;
    harness.conditions.rateLimited = true;
    await expect(harness.pull('base')).rejects.toThrow(
      'toomanyrequests: You have reached your unauthenticated pull rate limit.',
    );
  });

  it('takes simulated time, and shows how far it is', async () => {
    const { images } = createHarness({ conditions: { bandwidth: 1_000_000, unpacking: 4_000_000 } });
    const messages = [];
    for await (const message of await images.operations.imageCreate({ fromImage: 'base', tag: 'latest' }))
      messages.push(message);
    const loading = messages
      .filter(({ status }) => status === 'Downloading')
      .map(({ progressDetail }) => progressDetail?.current ?? 0);
    expect(loading.length).toBeGreaterThan(10);
    expect(loading).toEqual([...loading].sort((a, b) => a - b));
    expect(loading.at(-1)).toBe(2_000_000);
    expect(messages.find(({ status }) => status === 'Downloading')?.progress).toMatch(/^\[=*> *\] +[\d.]+kB\/2MB$/);
    expect(messages.filter(({ status }) => status === 'Extracting').length).toBeGreaterThan(2);
  });

  it('leaves nothing behind when it fails midway', async () => {
    const { images, conditions, store } = createHarness({ conditions: { bandwidth: 100_000 } });
    const stream = await images.operations.imageCreate({ fromImage: 'app', tag: 'latest' });
    const text: string[] = [];
    for await (const message of stream) {
      if (message.status === 'Downloading') conditions.offline = true;
      if (message.error !== undefined) text.push(message.error);
    }
    expect(text).toEqual(['unexpected EOF']);
    expect(store.read().images).toMatchObject({ images: {}, layers: {}, leases: {} });
  });
});
