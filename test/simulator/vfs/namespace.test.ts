import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../simulator/kernel/errno.ts';
import { createMemoryFileSystem } from '../../../simulator/vfs/memory.ts';
import type { MountNamespace } from '../../../simulator/vfs/mounts.ts';
import { createMountNamespace } from '../../../simulator/vfs/namespace.ts';

const ROOT: Credentials = { uid: 0, gid: 0, groups: [] };

function machine() {
  let time = 1_000;
  const disk = createMemoryFileSystem({ now: time });
  const namespace = createMountNamespace(disk);
  const as = (credentials: Credentials, cwd = '/', root = '/') => ({
    namespace,
    root,
    cwd,
    credentials,
    umask: 0o022,
    now: () => ++time,
  });
  return {
    disk,
    namespace,
    as,
    fs: namespace.processFs(as(ROOT)),
    user: namespace.processFs(as({ uid: 1000, gid: 1000, groups: [] })),
  };
}

function errorOf(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (isSysError(error)) return error.code;
    throw error;
  }
}

function fileOf(namespace: MountNamespace, context: Parameters<MountNamespace['open']>[0], path: string) {
  const node = namespace.open(context, path, { read: true, write: true, create: true }, 0o644);
  if (node.kind !== 'file') throw new Error(`${path} is a ${node.kind}`);
  return node.file;
}

describe('path walk', () => {
  it('follows links in the middle and at the end, up to forty', () => {
    const { fs } = machine();
    fs.mkdir('/a');
    fs.writeFile('/a/f', 'text');
    fs.symlink('/a', '/l');
    fs.symlink('f', '/a/g');
    expect(fs.readText('/l/g')).toBe('text');
    expect(fs.realpath('/l/../a/./g')).toBe('/a/f');
    expect(fs.lstat('/l').type).toBe('symlink');
    expect(fs.lstat('/l/').type).toBe('directory');
    fs.symlink('loop', '/loop');
    expect(errorOf(() => fs.stat('/loop'))).toBe('ELOOP');
  });

  it('says ENOTDIR, ENOENT and ENAMETOOLONG as Linux does', () => {
    const { fs } = machine();
    fs.writeFile('/f', '');
    expect(errorOf(() => fs.stat('/f/x'))).toBe('ENOTDIR');
    expect(errorOf(() => fs.stat('/f/'))).toBe('ENOTDIR');
    expect(errorOf(() => fs.stat('/no/x'))).toBe('ENOENT');
    expect(errorOf(() => fs.stat(''))).toBe('ENOENT');
    expect(errorOf(() => fs.writeFile('/' + 'n'.repeat(256), ''))).toBe('ENAMETOOLONG');
    expect(errorOf(() => fs.writeFile('/' + '가'.repeat(86), ''))).toBe('ENAMETOOLONG');
    expect(errorOf(() => fs.writeFile('/' + '가'.repeat(85), ''))).toBe('ok');
  });

  it('keeps a process inside its root', () => {
    const { fs, namespace, as } = machine();
    fs.mkdir('/jail');
    fs.mkdir('/jail/in');
    fs.writeFile('/secret', 'x');
    fs.symlink('/in', '/jail/abs');
    const jailed = namespace.processFs(as(ROOT, '/in', '/jail'));
    expect(jailed.exists('/secret')).toBe(false);
    expect(jailed.exists('../../secret')).toBe(false);
    expect(jailed.realpath('/abs')).toBe('/in');
    expect(jailed.realpath('.')).toBe('/in');
  });

  it('creates through a dangling link, but not exclusively', () => {
    const { fs, namespace, as } = machine();
    fs.symlink('/target', '/link');
    fs.writeFile('/link', 'a');
    expect(fs.readText('/target')).toBe('a');
    expect(
      errorOf(() => namespace.open(as(ROOT), '/link', { write: true, create: true, exclusive: true }, 0o644)),
    ).toBe('EEXIST');
    expect(errorOf(() => namespace.open(as(ROOT), '/link', { read: true, noFollow: true }, 0))).toBe('ELOOP');
  });
});

describe('names', () => {
  it('refuses to remove, replace and move what Linux refuses', () => {
    const { fs } = machine();
    fs.mkdir('/d');
    fs.mkdir('/d/e');
    fs.writeFile('/f', '');
    expect(errorOf(() => fs.rmdir('/d'))).toBe('ENOTEMPTY');
    expect(errorOf(() => fs.rmdir('/f'))).toBe('ENOTDIR');
    expect(errorOf(() => fs.unlink('/d'))).toBe('EISDIR');
    expect(errorOf(() => fs.rename('/d', '/d/e/x'))).toBe('EINVAL');
    expect(errorOf(() => fs.rename('/d/e', '/d'))).toBe('ENOTEMPTY');
    expect(errorOf(() => fs.rename('/d/e', '/f'))).toBe('ENOTDIR');
    expect(errorOf(() => fs.rename('/f', '/d'))).toBe('EISDIR');
    expect(errorOf(() => fs.rename('/f', '/g/'))).toBe('ENOTDIR');
    expect(errorOf(() => fs.mkdir('/f'))).toBe('EEXIST');
    expect(errorOf(() => fs.rmdir('/'))).toBe('EBUSY');
    expect(errorOf(() => fs.rmdir('/d/e/.'))).toBe('EINVAL');
    expect(errorOf(() => fs.rmdir('/d/e/..'))).toBe('ENOTEMPTY');
    expect(errorOf(() => fs.link('/d', '/h'))).toBe('EPERM');
  });

  it('counts links', () => {
    const { fs } = machine();
    fs.writeFile('/f', 'x');
    fs.link('/f', '/g');
    expect(fs.stat('/f')).toMatchObject({ nlink: 2, ino: fs.stat('/g').ino });
    fs.unlink('/f');
    expect(fs.stat('/g').nlink).toBe(1);
    fs.mkdir('/d');
    fs.mkdir('/d/e');
    expect(fs.stat('/d').nlink).toBe(3);
    fs.rename('/d/e', '/e');
    expect(fs.stat('/d').nlink).toBe(2);
  });

  it('sets the times of the file and of its directory', () => {
    const { fs } = machine();
    fs.mkdir('/d');
    const made = fs.stat('/d').mtime;
    fs.writeFile('/d/f', '');
    expect(fs.stat('/d').mtime).toBeGreaterThan(made);
    const before = fs.stat('/d').mtime;
    const file = fs.stat('/d/f');
    fs.appendFile('/d/f', 'more');
    expect(fs.stat('/d').mtime).toBe(before);
    expect(fs.stat('/d/f').mtime).toBeGreaterThan(file.mtime);
    const written = fs.stat('/d/f');
    fs.chmod('/d/f', 0o600);
    expect(fs.stat('/d/f').mtime).toBe(written.mtime);
    expect(fs.stat('/d/f').ctime).toBeGreaterThan(written.ctime);
  });
});

describe('open files', () => {
  it('stay valid after their name is gone, and hold their room until closed', () => {
    const { fs, disk, namespace, as } = machine();
    const empty = disk.usage().used;
    const file = fileOf(namespace, as(ROOT), '/f');
    file.pwrite(0, new Uint8Array(10_000).fill(7));
    fs.unlink('/f');
    expect(file.pread(9_999, 5)).toEqual(new Uint8Array([7]));
    expect(disk.usage().used).toBe(empty + 12_288);
    file.close();
    expect(disk.usage().used).toBe(empty);
  });

  it('have holes that read as zeros and occupy nothing', () => {
    const { fs, namespace, as } = machine();
    const file = fileOf(namespace, as(ROOT), '/f');
    file.pwrite(10_000_000, new Uint8Array([1]));
    expect(fs.stat('/f')).toMatchObject({ size: 10_000_001, blocks: 8 });
    expect(file.pread(5_000_000, 3)).toEqual(new Uint8Array(3));
    expect(file.pread(9_999_999, 3)).toEqual(new Uint8Array([0, 1]));
  });

  it('fill the disk and then fail', () => {
    const disk = createMemoryFileSystem({ type: 'tmpfs', size: 65_536, now: 0 });
    const namespace = createMountNamespace(disk);
    const context = { namespace, root: '/', cwd: '/', credentials: ROOT, umask: 0, now: () => 1 };
    const file = fileOf(namespace, context, '/big');
    expect(errorOf(() => file.pwrite(0, new Uint8Array(100_000)))).toBe('ENOSPC');
    expect(file.size()).toBe(65_536);
    expect(namespace.processFs(context).statfs('/')).toMatchObject({ size: 65_536, used: 65_536, available: 0 });
  });
});

describe('permissions', () => {
  it('hold for those who are not root', () => {
    const { fs, user } = machine();
    fs.mkdir('/d', 0o700);
    fs.writeFile('/d/f', 'x');
    fs.writeFile('/r', 'x', 0o600);
    expect(errorOf(() => user.stat('/d/f'))).toBe('EACCES');
    expect(errorOf(() => user.readText('/r'))).toBe('EACCES');
    expect(errorOf(() => user.writeFile('/new', ''))).toBe('EACCES');
    expect(errorOf(() => user.chmod('/r', 0o777))).toBe('EPERM');
    expect(errorOf(() => user.chown('/r', 1000, 1000))).toBe('EPERM');
    expect(user.access('/r', 'r')).toBe(false);
  });

  it('let owners alone remove from a sticky directory', () => {
    const { fs, user, namespace, as } = machine();
    fs.mkdir('/tmp');
    fs.chmod('/tmp', 0o1777);
    user.writeFile('/tmp/mine', '');
    const other = namespace.processFs(as({ uid: 1001, gid: 1001, groups: [] }));
    expect(errorOf(() => other.unlink('/tmp/mine'))).toBe('EPERM');
    expect(errorOf(() => user.unlink('/tmp/mine'))).toBe('ok');
  });

  it('hand down the group of a setgid directory', () => {
    const { fs, user } = machine();
    fs.mkdir('/s');
    fs.chown('/s', 0, 50);
    fs.chmod('/s', 0o2777);
    user.mkdir('/s/d');
    user.writeFile('/s/f', '');
    expect(fs.stat('/s/d')).toMatchObject({ gid: 50, mode: 0o2755 });
    expect(fs.stat('/s/f')).toMatchObject({ gid: 50, mode: 0o644 });
  });

  it('take setuid away when the owner changes or a stranger writes', () => {
    const { fs, user } = machine();
    fs.writeFile('/f', '');
    fs.chmod('/f', 0o6777);
    user.appendFile('/f', 'x');
    expect(fs.stat('/f').mode).toBe(0o777);
    fs.chmod('/f', 0o4755);
    fs.chown('/f', 1000, -1);
    expect(fs.stat('/f')).toMatchObject({ uid: 1000, gid: 0, mode: 0o755 });
  });
});

describe('mounts', () => {
  it('cover what lies below, cross with .. and keep names from moving between them', () => {
    const { fs, namespace } = machine();
    fs.mkdir('/mnt');
    fs.writeFile('/mnt/under', '');
    const tmp = createMemoryFileSystem({ type: 'tmpfs', now: 0 });
    namespace.mount('/mnt', tmp);
    expect(fs.exists('/mnt/under')).toBe(false);
    fs.writeFile('/mnt/over', '');
    expect(fs.realpath('/mnt/../mnt/over')).toBe('/mnt/over');
    expect(errorOf(() => fs.rename('/mnt/over', '/over'))).toBe('EXDEV');
    expect(errorOf(() => fs.link('/mnt/over', '/over'))).toBe('EXDEV');
    expect(errorOf(() => fs.rmdir('/mnt'))).toBe('EBUSY');
    expect(fs.stat('/mnt').dev).not.toBe(fs.stat('/').dev);
    expect(fs.statfs('/mnt/over').mountPoint).toBe('/mnt');
    namespace.unmount('/mnt');
    expect(fs.exists('/mnt/under')).toBe(true);
  });

  it('bind a file, which stays the same inode when the source name is replaced', () => {
    const { fs, disk, namespace } = machine();
    fs.writeFile('/source', 'old');
    fs.writeFile('/etc', '');
    namespace.mount('/etc', disk, { subpath: '/source', readOnly: true });
    expect(errorOf(() => fs.writeFile('/etc', 'x'))).toBe('EROFS');
    expect(errorOf(() => fs.unlink('/etc'))).toBe('EBUSY');
    fs.writeFile('/new', 'new');
    fs.rename('/new', '/source');
    expect(fs.readText('/etc')).toBe('old');
    fs.appendFile('/source', '!');
    expect(fs.readText('/source')).toBe('new!');
  });

  it('refuse writing when read-only, with EEXIST and EACCES before EROFS as Linux has them', () => {
    const { fs, user, disk, namespace } = machine();
    fs.mkdir('/ro');
    fs.mkdir('/data');
    fs.writeFile('/data/f', 'x');
    namespace.mount('/ro', disk, { subpath: '/data', readOnly: true });
    expect(errorOf(() => fs.mkdir('/ro/f'))).toBe('EEXIST');
    expect(errorOf(() => fs.mkdir('/ro/g'))).toBe('EROFS');
    expect(errorOf(() => fs.unlink('/ro/none'))).toBe('EROFS');
    expect(errorOf(() => fs.writeFile('/ro/f', ''))).toBe('EROFS');
    expect(errorOf(() => user.writeFile('/ro/f', ''))).toBe('EACCES');
    expect(errorOf(() => fs.chmod('/ro/f', 0))).toBe('EROFS');
  });
});

describe('watch', () => {
  it('hears of the file, of what is directly below, and of a file put in its place', () => {
    const { fs } = machine();
    fs.mkdir('/d');
    fs.writeFile('/d/f', '');
    let file = 0;
    let directory = 0;
    const stop = fs.watch('/d/f', () => file++);
    fs.watch('/d', () => directory++);
    fs.appendFile('/d/f', 'x');
    expect([file, directory]).toEqual([1, 1]);
    fs.writeFile('/d/other', '');
    expect(file).toBe(1);
    fs.rename('/d/other', '/d/f');
    expect(file).toBeGreaterThan(1);
    const heard = file;
    stop();
    fs.unlink('/d/f');
    expect(file).toBe(heard);
  });
});

describe('snapshots of a memory file system', () => {
  it('restore everything, and do not see later writes', () => {
    const { fs, disk } = machine();
    fs.mkdir('/d');
    fs.writeFile('/d/f', 'before');
    const snapshot = disk.snapshot();
    const used = disk.usage();
    fs.writeFile('/d/f', 'after, and longer');
    fs.writeFile('/d/g', new Uint8Array(100_000));
    fs.appendFile('/d/f', '!');
    disk.restore(snapshot);
    expect(fs.readText('/d/f')).toBe('before');
    expect(fs.exists('/d/g')).toBe(false);
    expect(disk.usage()).toEqual(used);
    fs.appendFile('/d/f', ' again');
    disk.restore(snapshot);
    expect(fs.readText('/d/f')).toBe('before');
  });
});
