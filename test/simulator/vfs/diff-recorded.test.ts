/** `docker diff` after random changes, recorded on a real Docker (test/recorders/docker-diff.py). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProcessFs } from '../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../simulator/kernel/errno.ts';
import {
  buildLayer,
  changesOf,
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  diffUpper,
  layerFromTar,
  layerToTar,
} from '../../../simulator/vfs/index.ts';
import { entryOf, treeLines } from './recorded-overlay.ts';
import type { RecordedEntry } from './recorded-overlay.ts';

interface Record {
  image: RecordedEntry[];
  containers: { script: [command: string, path: string, extra?: string][]; diff: string[] }[];
}
const NOW = 1e12;
const record = JSON.parse(readFileSync(new URL('data/docker-diff.json', import.meta.url), 'utf8')) as Record;
const image = buildLayer(record.image.map(entryOf));

/** What the recorder's shell functions do. */
function perform(fs: ProcessFs, [command, path, extra = '']: [string, string, string?], now: number): void {
  const isDirectory = fs.exists(path) && fs.stat(path).type === 'directory';
  const isFile = fs.exists(path) && fs.stat(path).type === 'file';
  switch (command) {
    case 'write':
      return fs.writeFile(path, extra);
    case 'append':
      return fs.appendFile(path, extra);
    case 'touch':
      return fs.exists(path) ? fs.utimes(path, now, now) : fs.writeFile(path, '');
    case 'mkdir':
      return fs.mkdir(path);
    case 'rmdir':
      return fs.rmdir(path);
    case 'rm':
      return fs.unlink(path);
    case 'remove':
      return removeAll(fs, path);
    case 'chmod':
      return fs.chmod(path, Number.parseInt(extra, 8));
    case 'chown':
      return fs.chown(path, Number(extra.split(':')[0]), Number(extra.split(':')[1]));
    case 'move':
      return isDirectory ? undefined : fs.rename(path, extra);
    case 'link':
      return fs.link(path, extra);
    case 'symlink':
      // `ln -s a DIRECTORY` makes DIRECTORY/a.
      return fs.symlink(path, fs.exists(extra) && fs.stat(extra).type === 'directory' ? `${extra}/${path}` : extra);
    case 'mkfifo':
      return fs.mknod(path, 'fifo', 0o666);
    case 'open':
      return isFile ? fs.appendFile(path, '') : undefined;
    default:
      throw new Error(`the recorder has no ${command}`);
  }
}

function removeAll(fs: ProcessFs, path: string): void {
  if (fs.lstat(path).type !== 'directory') {
    fs.unlink(path);
    return;
  }
  for (const { name } of fs.readdir(path)) removeAll(fs, `${path}/${name}`);
  fs.rmdir(path);
}

function containerAfter(script: Record['containers'][number]['script']) {
  const overlay = createOverlay({ lower: [image], upper: createMemoryFileSystem({ now: NOW }) });
  const namespace = createMountNamespace(overlay);
  let time = NOW;
  const credentials = { uid: 0, gid: 0, groups: [] };
  const fs = namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0o022, now: () => ++time });
  for (const operation of script) {
    try {
      perform(fs, operation, ++time);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return overlay;
}

describe('docker diff', () => {
  it.each(record.containers.map((container, number) => [number, container] as const))(
    'agrees: %i',
    (_, { script, diff }) => {
      const changes = changesOf(containerAfter(script)).map(({ kind, path }) => `${kind} ${path}`);
      expect(changes.sort(), JSON.stringify(script)).toEqual(diff);
    },
  );
});

describe('docker commit', () => {
  it('makes a layer that shows over the image what the container showed', () => {
    for (const { script } of record.containers) {
      const overlay = containerAfter(script);
      const layer = layerFromTar(layerToTar(diffUpper(overlay)));
      const again = createOverlay({ lower: [image, layer], upper: createMemoryFileSystem({ now: NOW }) });
      // Times lose what is below a second, and links over layers are counted by layer.
      const plain = (line: string) => line.replace(/ (now|[\d.]+) (\d+|-) \d+ (?=data)/, ' ');
      expect(treeLines(again, false).map(plain), JSON.stringify(script)).toEqual(treeLines(overlay, false).map(plain));
    }
  });
});
