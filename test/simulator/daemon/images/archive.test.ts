import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byteStream } from '../../../../simulator/api/channel.ts';
import { decode } from '../../../../simulator/kernel/bytes.ts';
import { gunzip, gzip } from '../../../../simulator/registry/gzip.ts';
import { readTar, tarFile, tarOf } from '../../../../simulator/vfs/index.ts';
import { object } from '../../../../simulator/daemon/images/image-file.ts';
import { createHarness, lines } from './support.ts';
import type { Harness } from './support.ts';

/**
 * `docker save zzrec/a:1 zzrec/a:2 zzrec/b` by Docker 28.5.2: an imported image of one layer, and a commit of a container
 * of it under two names.
 */
const RECORDED = gunzip(
  Buffer.from(readFileSync(new URL('data/docker-28.5.2-save.tar.gz.base64', import.meta.url), 'utf8'), 'base64'),
);

const load = async ({ images }: Harness, bytes: Uint8Array): Promise<string[]> =>
  lines(await images.operations.imageLoad({}, byteStream([bytes])));
const save = async ({ images }: Harness, ...names: string[]): Promise<Uint8Array> =>
  (await images.operations.imageGetAll({ names })).readAll();
const files = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(readTar(bytes).entries.map(({ name, content }) => [name, decode(content)]));

describe('docker load', () => {
  it('reads what a real Docker saved', async () => {
    const harness = createHarness();
    expect(await load(harness, RECORDED)).toEqual([
      'Loaded image: zzrec/a:1',
      'Loaded image: zzrec/a:2',
      'Loaded image: zzrec/b:latest',
    ]);
    const { operations } = harness.images;
    expect(await operations.imageInspect('zzrec/a:2')).toMatchObject({
      RepoTags: ['zzrec/a:2', 'zzrec/b:latest'],
      Comment: 'a & b',
      Author: 'me <me@x>',
      Config: { Cmd: ['x'], Env: ['A=<b>'] },
    });
    expect(await operations.imageHistory('zzrec/a:2')).toMatchObject([
      { CreatedBy: 'x' },
      { Comment: 'Imported from -' },
    ]);
  });

  it('takes compressed archives too', async () => {
    expect(await load(createHarness(), gzip(RECORDED))).toHaveLength(3);
  });

  it('moves a name from an older image, and says so', async () => {
    const harness = createHarness();
    await harness.pull('base');
    await harness.tag('base', 'zzrec/b:latest');
    const { id } = harness.images.get('base');
    expect(await load(harness, RECORDED)).toContain(
      `The image zzrec/b:latest already exists, renaming the old one with ID ${id} to empty string`,
    );
  });

  it('tells the id of what has no name', async () => {
    const harness = createHarness();
    await harness.pull('base');
    const { id } = harness.images.get('base');
    const archive = await save(harness, id);
    await harness.rmi('base');
    expect(await load(harness, archive)).toEqual([`Loaded image ID: ${id}`]);
  });

  it.each([
    ['garbage\n', 'ERROR unexpected EOF'],
    ['', /^ERROR open \/var\/lib\/docker\/tmp\/docker-import-\d+\/repositories: no such file or directory$/],
  ])('refuses %j', async (text, message) => {
    const [line = ''] = await load(createHarness(), new TextEncoder().encode(text));
    expect(line).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('refuses an archive that is none of images', async () => {
    const [line = ''] = await load(createHarness(), tarOf([tarFile('f', 'hi')]));
    expect(line).toMatch(/\/repositories: no such file or directory$/);
  });

  it('refuses a layer that is not what the configuration says', async () => {
    const entries = readTar(RECORDED).entries.map(({ header: _, ...entry }) =>
      entry.content.length > 5000 ? { ...entry, content: tarOf([tarFile('other', 'x')]) } : entry,
    );
    const [line = ''] = await load(createHarness(), tarOf(entries));
    expect(line).toMatch(
      /^ERROR invalid diffID for layer 0: expected "sha256:[0-9a-f]{64}", got "sha256:[0-9a-f]{64}"$/,
    );
  });
});

describe('docker save', () => {
  it('writes, file for file, what the real one wrote', async () => {
    const harness = createHarness();
    await load(harness, RECORDED);
    const saved = files(await save(harness, 'zzrec/a:1', 'zzrec/a:2', 'zzrec/b'));
    const recorded = files(RECORDED);
    expect(Object.keys(saved)).toEqual(Object.keys(recorded));
    // The real one writes the images in an order that differs from time to time.
    const sorted = (items: unknown): string[] =>
      Array.from(Array.isArray(items) ? items : [], (item) => JSON.stringify(item)).sort();
    const json = (text = 'null'): unknown => JSON.parse(text);
    const manifests = (text = 'null'): unknown => object(JSON.parse(text))['manifests'];
    expect(sorted(json(saved['manifest.json']))).toEqual(sorted(json(recorded['manifest.json'])));
    expect(sorted(manifests(saved['index.json']))).toEqual(sorted(manifests(recorded['index.json'])));
    for (const name of Object.keys(recorded).filter((each) => !/^(manifest|index)\.json$/.test(each))) {
      expect(saved[name], name).toBe(recorded[name]);
    }
  });

  it('and load brings back the same images', async () => {
    const one = createHarness();
    await one.pull('app');
    await one.tag('app', 'my/app:1');
    const other = createHarness();
    expect(await load(other, await save(one, 'app', 'my/app:1'))).toEqual([
      'Loaded image: app:latest',
      'Loaded image: my/app:1',
    ]);
    expect(other.images.get('app')).toEqual(one.images.get('app'));
    expect(other.images.size(other.images.get('app').id)).toBe(one.images.size(one.images.get('app').id));
  });

  it('of a name without a tag saves all its tags', async () => {
    const harness = createHarness();
    await harness.pull('base');
    await harness.pull('base:old');
    const manifest = JSON.parse(files(await save(harness, 'base'))['manifest.json'] ?? '[]') as {
      RepoTags: string[];
    }[];
    expect(manifest.map(({ RepoTags }) => RepoTags)).toEqual([['base:latest'], ['base:old']]);
  });

  it.each([
    ['nosuch', 'No such image: nosuch'],
    ['nosuch:1', 'reference does not exist'],
    ['Bad', 'invalid reference format: repository name (library/Bad) must be lowercase'],
    ['sha256:abc', 'No such image: sha256:abc'],
  ])('refuses %s', async (name, message) => {
    await expect(save(createHarness(), name)).rejects.toThrow(message);
  });
});
