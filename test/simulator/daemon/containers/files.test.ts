import { expect, test } from 'vitest';
import { byteStream } from '../../../../simulator/api/channel.ts';
import { readTar, tarFile, tarOf } from '../../../../simulator/vfs/index.ts';
import { failure, testDaemon } from '../support.ts';

test('diff lists what was added, changed and removed', async () => {
  const { run, engine } = testDaemon();
  await run({ name: 'one' }, 'write', '/tmp/new', 'x');
  expect(await engine.containerChanges('one')).toEqual([
    { Path: '/tmp', Kind: 0 },
    { Path: '/tmp/new', Kind: 1 },
  ]);
  await run({ name: 'two' }, 'rm', '/etc/motd');
  expect(await engine.containerChanges('two')).toEqual([
    { Path: '/etc', Kind: 0 },
    { Path: '/etc/motd', Kind: 2 },
  ]);
  await run({ name: 'same' }, 'true');
  expect(await engine.containerChanges('same')).toBeNull();
  await run({ name: 'mounted', host: { Binds: ['vol:/data'], Tmpfs: { '/scratch': '' } } }, 'write', '/data/x', '1');
  expect((await engine.containerChanges('mounted'))?.map(({ Path, Kind }) => `${Kind} ${Path}`).sort()).toEqual([
    '1 /data',
    '1 /scratch',
  ]);
});

test('cp out: a file, a directory, a volume, and what is not there', async () => {
  const { run, create, engine } = testDaemon();
  await run({ name: 'one', host: { Binds: ['vol:/data'] } }, 'write', '/data/x', 'in volume');
  const namesAt = async (path: string): Promise<string[]> => {
    const { content } = await engine.containerArchive('one', { path });
    return readTar(await content.readAll()).entries.map(({ name }) => name);
  };
  expect(await namesAt('/etc/motd')).toEqual(['motd']);
  expect(await namesAt('/data')).toEqual(['data/', 'data/x']);
  expect(await namesAt('/srv/data/')).toEqual(['data/', 'data/seed']);
  expect((await engine.containerArchiveInfo('one', { path: '/srv' })).mode).toBe(2 ** 31 + 0o755);
  expect(await failure(engine.containerArchive('one', { path: '/nosuch' }))).toBe(
    '404 Could not find the file /nosuch in container one',
  );
  await create({ name: 'new' }, 'true');
  expect((await engine.containerArchiveInfo('new', { path: '/etc/motd' })).size).toBe(6);
});

test('cp in: into a directory, through a volume, and refusals', async () => {
  const { start, exec, engine } = testDaemon();
  await start({ name: 'one', host: { Binds: ['vol:/data', 'vol:/ro:ro'] } }, 'sleep', '100');
  const archive = () => byteStream([tarOf([tarFile('sub/f.txt', 'from host')])]);
  await engine.putContainerArchive('one', { path: '/data' }, archive());
  expect((await exec('one', 'cat', '/data/sub/f.txt')).stdout).toBe('from host');
  expect(await failure(engine.putContainerArchive('one', { path: '/ro' }, archive()))).toBe(
    '400 mounted volume is marked read-only',
  );
  expect(await failure(engine.putContainerArchive('one', { path: '/etc/motd' }, archive()))).toBe(
    '400 extraction point is not a directory',
  );
  expect(await failure(engine.putContainerArchive('one', { path: '/no/dir' }, archive()))).toBe(
    '404 Could not find the file /no/dir in container one',
  );
  const asFile = byteStream([tarOf([tarFile('etc', 'x')])]);
  expect(await failure(engine.putContainerArchive('one', { path: '/', noOverwriteDirNonDir: true }, asFile))).toBe(
    '500 cannot overwrite directory "/etc" with non-directory "etc"',
  );
});

test('export is the whole tree, without mounts', async () => {
  const { run, engine } = testDaemon();
  await run({ name: 'one', host: { Binds: ['vol:/data'] } }, 'write', '/data/x', '1');
  const { entries } = readTar(await (await engine.containerExport('one')).readAll());
  const names = entries.map(({ name }) => name);
  expect(names).toContain('etc/motd');
  expect(names).toContain('.dockerenv');
  expect(names).toContain('data/');
  expect(names).not.toContain('data/x');
});

test('commit keeps what a container wrote, and its command', async () => {
  const { run, engine } = testDaemon();
  await run({ name: 'base' }, 'write', '/msg', 'hello');
  const { Id } = await engine.imageCommit({ container: 'base', repo: 'greeter', tag: '1' });
  expect((await engine.imageInspect('greeter:1')).Id).toBe(Id);
  expect((await engine.imageInspect('greeter:1')).Config?.Cmd).toEqual(['write', '/msg', 'hello']);
  expect((await run({ image: 'greeter:1' }, 'cat', '/msg')).stdout).toBe('hello');
});

test('a read-only root, and what lies on other mounts', async () => {
  const { run } = testDaemon();
  const host = { ReadonlyRootfs: true, Tmpfs: { '/scratch': '' } };
  expect((await run({ host }, 'write', '/x', '1')).exitCode).not.toBe(0);
  expect((await run({ host }, 'write', '/scratch/x', '1')).exitCode).toBe(0);
});
