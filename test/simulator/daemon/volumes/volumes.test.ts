import { expect, test } from 'vitest';
import { failure, testDaemon } from '../support.ts';

test('data outlives its container', async () => {
  const { run, engine, hostFs } = testDaemon();
  const host = { Binds: ['data:/d'] };
  await run({ host }, 'write', '/d/file', 'kept');
  expect((await run({ host }, 'cat', '/d/file')).stdout).toBe('kept');
  expect(hostFs.readText('/var/lib/docker/volumes/data/_data/file')).toBe('kept');
  expect(await engine.volumeInspect('data')).toMatchObject({
    Name: 'data',
    Labels: null,
    Options: null,
    Scope: 'local',
  });
});

test('the first use of a volume copies what the image has there', async () => {
  const { run } = testDaemon();
  expect((await run({ host: { Binds: ['empty:/srv/data:nocopy'] } }, 'ls', '/srv/data')).stdout).toBe('\n');
  expect((await run({ host: { Binds: ['empty:/srv/data'] } }, 'ls', '/srv/data')).stdout).toBe('seed\n');
  expect((await run({ host: { Binds: ['empty:/x'] } }, 'cat', '/x/seed')).stdout).toBe('seeded\n');
});

test('a volume in use stays, an anonymous one goes with its container', async () => {
  const { create, engine } = testDaemon();
  const id = await create({ name: 'one', Volumes: { '/anon': {} }, host: { Binds: ['data:/d'] } }, 'true');
  expect(await failure(engine.volumeDelete('data'))).toBe(`409 remove data: volume is in use - [${id}]`);
  expect((await engine.volumeList()).Volumes).toHaveLength(2);
  await engine.containerDelete('one', { v: true });
  expect((await engine.volumeList()).Volumes.map(({ Name }) => Name)).toEqual(['data']);
  await engine.volumeDelete('data');
  expect(await failure(engine.volumeDelete('data'))).toBe('404 get data: no such volume');
  await engine.volumeDelete('data', { force: true });
});

test('prune takes anonymous volumes, and with all=true the named ones', async () => {
  const { run, engine } = testDaemon();
  await engine.volumeCreate({ Name: 'named' });
  await run({ name: 'one', Volumes: { '/anon': {} } }, 'write', '/anon/f', '12345');
  await engine.containerDelete('one');
  const pruned = await engine.volumePrune();
  expect([pruned.VolumesDeleted?.length, pruned.SpaceReclaimed]).toEqual([1, 5]);
  expect(await engine.volumePrune({ filters: { all: ['true'] } })).toEqual({
    VolumesDeleted: ['named'],
    SpaceReclaimed: 0,
  });
});

test('-v makes a missing source, --mount does not', async () => {
  const { run, hostFs } = testDaemon();
  await run({ host: { Binds: ['/made/here:/x'] } }, 'write', '/x/f', '1');
  expect(hostFs.readText('/made/here/f')).toBe('1');
  const Mounts = [{ Type: 'bind', Source: '/nosuch', Target: '/x' }];
  expect(await failure(run({ host: { Mounts } }, 'true'))).toBe(
    '400 invalid mount config for type "bind": bind source path does not exist: /nosuch',
  );
});

test('files, read-only mounts and mounts that cannot be', async () => {
  const { run, hostFs } = testDaemon();
  hostFs.writeFile('/root/f', 'from host');
  hostFs.mkdir('/root/d');
  expect((await run({ host: { Binds: ['/root/f:/new/deep/f:ro'] } }, 'cat', '/new/deep/f')).stdout).toBe('from host');
  expect((await run({ host: { Binds: ['/root/f:/f:ro'] } }, 'write', '/f', 'x')).exitCode).not.toBe(0);
  const cannot = (source: string, target: string): string =>
    `error mounting "${source}" to rootfs at "${target}": mount ${source}:${target} (via /proc/self/fd/6), flags: 0x5000: ` +
    'not a directory: Are you trying to mount a directory onto a file (or vice-versa)? ' +
    'Check if the specified host path exists and is the expected type';
  expect(await failure(run({ host: { Binds: ['/root/d:/etc/passwd'] } }, 'true'))).toContain(
    cannot('/root/d', '/etc/passwd'),
  );
  expect(await failure(run({ host: { Binds: ['/root/f:/etc'] } }, 'true'))).toContain(cannot('/root/f', '/etc'));
});

test.each([
  [
    ['/a:b'],
    `invalid volume specification: '/a:b': invalid mount config for type "bind": invalid mount path: 'b' mount path must be absolute`,
  ],
  [
    ['/a:/'],
    `invalid volume specification: '/a:/': invalid mount config for type "bind": invalid specification: destination can't be '/'`,
  ],
  [['/a:/b:bad'], 'invalid mode: bad'],
  [
    ['rel/x:/y'],
    'create rel/x: "rel/x" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. ' +
      'If you intended to pass a host directory, use absolute path',
  ],
  [['x1:/b', '/tmp:/b'], 'Duplicate mount point: /b'],
])('refuses the binds %j', async (Binds, message) => {
  const { create } = testDaemon();
  expect((await failure(create({ host: { Binds } }, 'true'))).slice(4)).toBe(message);
});

test('tmpfs is empty at every start, and as large as was said', async () => {
  const { start, exec, engine } = testDaemon();
  await start({ name: 'one', host: { Tmpfs: { '/cache': 'size=2m' } } }, 'sleep', '100');
  await exec('one', 'write', '/cache/x', '1');
  expect((await exec('one', 'ls', '/cache')).stdout).toBe('x\n');
  await engine.containerRestart('one', { t: 0 });
  expect((await exec('one', 'ls', '/cache')).stdout).toBe('\n');
  expect((await exec('one', 'cat', '/proc/mounts')).stdout).toContain(
    'tmpfs /cache tmpfs rw,nosuid,nodev,noexec,relatime,size=2048k 0 0',
  );
});

test('volumes come from another container, read-only if so said', async () => {
  const { run, create } = testDaemon();
  await run({ name: 'owner', host: { Binds: ['shared:/shared'] }, Volumes: { '/anon': {} } }, 'write', '/anon/b', '2');
  expect((await run({ host: { VolumesFrom: ['owner'] } }, 'cat', '/anon/b')).stdout).toBe('2');
  expect((await run({ host: { VolumesFrom: ['owner:ro'] } }, 'write', '/shared/c', 'x')).exitCode).not.toBe(0);
  expect(await failure(create({ host: { VolumesFrom: ['nosuch'] } }, 'true'))).toBe('400 No such container: nosuch');
});
