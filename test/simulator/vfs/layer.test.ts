import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../simulator/kernel/bytes.ts';
import { isSysError } from '../../../simulator/kernel/errno.ts';
import {
  buildLayer,
  copyTree,
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  diffUpper,
  findInTree,
  layerDigest,
  layerFromTar,
  layerToTar,
  nodeAt,
  readTar,
  Space,
  treeOf,
} from '../../../simulator/vfs/index.ts';
import type { FileSystem, Layer } from '../../../simulator/vfs/index.ts';

const NOW = 1_700_000_000_000;

function callsOn(fs: FileSystem) {
  const namespace = createMountNamespace(fs);
  let time = NOW;
  const context = {
    namespace,
    root: '/',
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [] },
    umask: 0o022,
    now: () => ++time,
  };
  return { fs: namespace.processFs(context), namespace, context };
}

function containerOf(lower: readonly Layer[], space?: Space) {
  const upper = createMemoryFileSystem({ now: NOW, ...(space === undefined ? {} : { space }) });
  const overlay = createOverlay({ lower, upper });
  return { overlay, upper, ...callsOn(overlay) };
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

const program = { size: 1_000_000, program: 'coreutils/ls' };
const image = buildLayer(
  [
    { path: '/bin/ls', stub: program },
    { path: '/etc/passwd', content: 'root:x:0:0::/root:/bin/sh\n' },
    { path: '/etc/shadow', content: '', mode: 0o640, gid: 42 },
    { path: '/bin/dir', linkTo: '/bin/ls' },
    { path: '/var/lib/data/one', content: '1', uid: 5, mtime: 1000 },
    { path: '/tmp/', mode: 0o1777 },
    { path: '/bin/sh', target: 'ls' },
  ],
  NOW,
);

describe('a stub', () => {
  it('has its size everywhere and its bytes where someone looks', () => {
    const { fs } = containerOf([image]);
    expect(fs.stat('/bin/ls')).toMatchObject({ size: 1_000_000, mode: 0o755, nlink: 2 });
    expect(fs.programOf('/bin/sh')).toBe('coreutils/ls');
    const bytes = fs.readFile('/bin/ls');
    expect(bytes).toHaveLength(1_000_000);
    expect([...bytes.subarray(0, 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46]);
    expect(bytes.subarray(500).every((byte) => byte === 0)).toBe(true);
  });

  it('starts the same program when copied byte by byte', () => {
    const { fs } = containerOf([image]);
    fs.writeFile('/copy', fs.readFile('/bin/ls'));
    expect(fs.programOf('/copy')).toBe('coreutils/ls');
    fs.writeFile('/text', '#!/bin/sh\n');
    expect(fs.programOf('/text')).toBeUndefined();
  });

  it('is small in an archive, and itself again when read back', () => {
    const archive = layerToTar(image);
    expect(archive.length).toBeLessThan(20_000);
    const again = layerFromTar(archive);
    expect(again.size).toBe(image.size);
    expect(findInTree(again.root, '/bin/ls')?.content).toEqual(program);
    expect(layerDigest(again)).toBe(layerDigest(image));
    const entry = readTar(archive).entries.find(({ name }) => name === 'bin/dir');
    expect(entry?.pax).toEqual(
      new Map([
        ['DRYDOCK.size', '1000000'],
        ['DRYDOCK.program', 'coreutils/ls'],
      ]),
    );
  });

  it('comes of a file with a long tail of zeros', () => {
    const { fs, overlay, namespace, context } = containerOf([]);
    const node = namespace.open(context, '/sparse', { write: true, create: true }, 0o644);
    if (node.kind !== 'file') throw new Error('not a file');
    node.file.pwrite(0, encode('start'));
    node.file.truncate(10 * 2 ** 30);
    expect(fs.stat('/sparse')).toMatchObject({ size: 10 * 2 ** 30, blocks: 8 });
    const layer = layerFromTar(layerToTar(diffUpper(overlay)));
    const { fs: other } = containerOf([layer]);
    expect(other.stat('/sparse').size).toBe(10 * 2 ** 30);
    const read = createOverlay({ lower: [layer], upper: createMemoryFileSystem({ now: 0 }) });
    expect(decode(read.pread(nodeAt(read, '/sparse'), 0, 7))).toBe('start\0\0');
  });
});

describe('layers over one another', () => {
  it('share what only one of them touched', () => {
    const change = buildLayer([
      { path: '/etc/passwd', type: 'whiteout' },
      { path: '/etc/group', content: 'root:x:0:\n' },
    ]);
    const below = treeOf([image]);
    const tree = treeOf([image, change]);
    expect(findInTree(tree, '/etc/passwd')).toBeUndefined();
    expect(findInTree(tree, '/etc/group')?.mode).toBe(0o644);
    expect(findInTree(tree, '/var')).toBe(findInTree(below, '/var'));
    expect(findInTree(tree, '/bin')).toBe(findInTree(below, '/bin'));
    expect(treeOf([image, change])).toBe(tree);
  });

  it('keep the attributes of directories that are only on the way', () => {
    const change = buildLayer([{ path: '/tmp/file', content: '' }]);
    expect(findInTree(treeOf([image, change]), '/tmp')?.mode).toBe(0o1777);
  });

  it('hide what is below an opaque directory, and what a file replaced', () => {
    const change = buildLayer([
      { path: '/var/lib/', opaque: true },
      { path: '/var/lib/new', content: '' },
      { path: '/etc', content: 'a file now' },
    ]);
    const { fs } = containerOf([image, change]);
    expect(fs.readdir('/var/lib').map(({ name }) => name)).toEqual(['new']);
    expect(errorOf(() => fs.stat('/etc/passwd'))).toBe('ENOTDIR');
  });

  it('may be as many as Docker allows', () => {
    const layers = Array.from({ length: 127 }, (_, number) =>
      buildLayer([
        { path: `/many/${number}`, content: String(number) },
        { path: `/many/${number - 2}`, type: 'whiteout' },
        { path: '/last', content: String(number) },
      ]),
    );
    const { fs } = containerOf([image, ...layers]);
    expect(fs.readdir('/many').map(({ name }) => name)).toEqual(['125', '126']);
    expect(fs.readText('/last')).toBe('126');
    expect(fs.stat('/many').nlink).toBe(1);
    expect(errorOf(() => containerOf(Array.from({ length: 501 }, () => image)))).toBe('EINVAL');
  });

  it('refuse a hard link to what the layer does not have', () => {
    expect(() => buildLayer([{ path: '/a', linkTo: '/b' }]).root).toThrow(RangeError);
  });
});

describe('a container on an image', () => {
  it('takes nothing for what it does not change, and copies up by sharing', () => {
    const space = new Space(100_000);
    const { fs, upper } = containerOf([image], space);
    expect(space.used).toBe(4096);
    fs.chmod('/etc/passwd', 0o600);
    // The root directory, /etc and one block of the file.
    expect(upper.used).toBe(3 * 4096);
    expect(errorOf(() => fs.chmod('/bin/ls', 0o700))).toBe('ENOSPC');
  });

  it('shares the disk with others, and is full when they have filled it', () => {
    const space = new Space(100_000);
    const first = containerOf([image], space).fs;
    const second = containerOf([image], space).fs;
    expect(errorOf(() => first.writeFile('/big', new Uint8Array(200_000)))).toBe('ENOSPC');
    expect(second.statfs('/').available).toBeLessThan(4096);
    expect(errorOf(() => second.writeFile('/small', 'x'))).toBe('ENOSPC');
    first.unlink('/big');
    expect(errorOf(() => second.writeFile('/small', 'x'))).toBe('ok');
  });

  it('keeps inode numbers over a copy-up, but parts hard links', () => {
    const { fs } = containerOf([image]);
    const number = fs.stat('/etc/passwd').ino;
    fs.appendFile('/etc/passwd', 'more\n');
    expect(fs.stat('/etc/passwd').ino).toBe(number);
    expect(fs.stat('/bin/dir').ino).toBe(fs.stat('/bin/ls').ino);
    fs.chmod('/bin/dir', 0o700);
    expect(fs.stat('/bin/dir')).toMatchObject({ nlink: 1, mode: 0o700 });
    expect(fs.stat('/bin/dir').ino).not.toBe(fs.stat('/bin/ls').ino);
  });

  it('finds the state of the upper directory again when mounted anew', () => {
    const { fs, upper } = containerOf([image]);
    const numbers = () => [fs.stat('/etc/passwd').ino, fs.stat('/etc').ino];
    fs.appendFile('/etc/passwd', 'more\n');
    fs.unlink('/etc/shadow');
    const before = numbers();
    const again = callsOn(createOverlay({ lower: [image], upper })).fs;
    expect([again.stat('/etc/passwd').ino, again.stat('/etc').ino]).toEqual(before);
    expect(again.readdir('/etc').map(({ name }) => name)).toEqual(['passwd']);
  });

  it('goes back to a snapshot', () => {
    const { fs, overlay } = containerOf([image]);
    fs.writeFile('/etc/motd', 'hello');
    const snapshot = overlay.snapshot();
    fs.unlink('/etc/motd');
    fs.unlink('/etc/passwd');
    fs.mkdir('/etc/passwd');
    overlay.restore(snapshot);
    expect(fs.readText('/etc/motd')).toBe('hello');
    expect(fs.readText('/etc/passwd')).toContain('root');
  });
});

describe('filling a volume from the image', () => {
  it('takes owners, modes, times and links along', () => {
    const { overlay } = containerOf([image]);
    const volume = createMemoryFileSystem({ now: NOW });
    copyTree({ fs: overlay, node: nodeAt(overlay, '/var/lib/data') }, { fs: volume, node: volume.root }, { now: NOW });
    copyTree({ fs: overlay, node: nodeAt(overlay, '/bin') }, { fs: volume, node: volume.root }, { now: NOW });
    const { fs } = callsOn(volume);
    expect(fs.stat('/one')).toMatchObject({ uid: 5, mtime: 1000, size: 1 });
    expect(fs.stat('/ls')).toMatchObject({ nlink: 2, size: 1_000_000, ino: fs.stat('/dir').ino });
    expect(fs.readlink('/sh')).toBe('ls');
  });
});
