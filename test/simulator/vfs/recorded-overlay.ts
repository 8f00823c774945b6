/** Replays a recorded sequence (test/recorders/overlay.py) on the simulator's overlay and shows it in the recorder's form. */
import type { FileType, Stat } from '../../../simulator/kernel/abi.ts';
import { decode, encode } from '../../../simulator/kernel/bytes.ts';
import { isSysError, SysError } from '../../../simulator/kernel/errno.ts';
import {
  buildLayer,
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  layerFromTar,
  layerToTar,
} from '../../../simulator/vfs/index.ts';
import type { FileSystem, Handle, Layer, LayerEntry, RegularFile } from '../../../simulator/vfs/index.ts';
import { isOpaque, isWhiteout } from '../../../simulator/vfs/whiteout.ts';

export type RecordedEntry =
  ['d' | 'f', string, number, number, number, number, boolean | string] | ['l' | 'h', string, string] | ['w', string];
export interface Recorded {
  lower: RecordedEntry[][];
  ops: (string | number | string[])[][];
  merged: string[];
  upper: string[];
}
/** Long after every recorded time, which the recorder shows as `now`. */
const NOW = 1e12;
const LETTERS: Record<FileType, string> = {
  directory: 'd',
  file: 'f',
  symlink: 'l',
  char: 'c',
  fifo: 'p',
  block: 'b',
  socket: 's',
};

export function entryOf(entry: RecordedEntry): LayerEntry {
  const path = entry[1];
  switch (entry[0]) {
    case 'd':
      return {
        path,
        type: 'directory',
        mode: entry[2],
        uid: entry[3],
        gid: entry[4],
        mtime: entry[5] * 1000,
        opaque: entry[6] === true,
      };
    case 'f':
      return {
        path,
        type: 'file',
        mode: entry[2],
        uid: entry[3],
        gid: entry[4],
        mtime: entry[5] * 1000,
        content: String(entry[6]),
      };
    case 'l':
      return { path, target: entry[2], mtime: 1_000_000 };
    case 'h':
      return { path, linkTo: entry[2] };
    case 'w':
      return { path, type: 'whiteout' };
  }
}

/** `throughTar` sends the layers through their archives. */
export function layersOf(recorded: Recorded, throughTar: boolean): Layer[] {
  const layers = recorded.lower.map((entries) => buildLayer(entries.map(entryOf)));
  return throughTar ? layers.map((layer) => layerFromTar(layerToTar(layer))) : layers;
}

export function replay(recorded: Recorded, throughTar = false) {
  const upper = createMemoryFileSystem({ now: NOW });
  const overlay = createOverlay({ lower: layersOf(recorded, throughTar), upper });
  const ops = new Operations(overlay);
  const results = recorded.ops.map((op) => ops.run(op));
  return { results, merged: treeLines(overlay, false), upper: treeLines(upper, true), overlay };
}

class Operations {
  readonly #namespace;
  readonly #opened: { file: RegularFile; how: string }[] = [];
  #time = NOW;

  constructor(fs: FileSystem) {
    this.#namespace = createMountNamespace(fs);
  }

  run(op: readonly (string | number | string[])[]): string | string[] {
    const [uid, name, a, b, c] = op;
    const id = Number(uid);
    const context = {
      namespace: this.#namespace,
      root: '/',
      cwd: '/',
      credentials: { uid: id, gid: id, groups: [] },
      umask: 0o022,
      now: () => ++this.#time,
    };
    const open = (path: string, flags: object, mode = 0) => this.#namespace.open(context, path, flags, mode);
    const fs = this.#namespace.processFs(context);
    const path = String(a);
    const write = (node: ReturnType<typeof open>, text: string, append: boolean) => {
      if (node.kind === 'fifo') throw new SysError('ENXIO');
      if (node.kind === 'file' && text !== '') node.file.pwrite(append ? node.file.size() : 0, encode(text));
      if (node.kind === 'file') node.file.close();
      return 'ok';
    };
    const calls: Record<string, () => unknown> = {
      create: () => write(open(path, { write: true, create: true, truncate: true }, Number(b)), String(c), false),
      exclusive: () => write(open(path, { write: true, create: true, exclusive: true }, Number(b)), '', false),
      append: () => write(open(path, { write: true, append: true }), String(b), true),
      open: () => {
        const flags = {
          r: { read: true },
          rw: { read: true, write: true },
          'w+': { read: true, write: true, create: true },
        }[String(b)];
        const node = open(path, flags ?? {}, 0o640);
        if (node.kind !== 'file') return 'other';
        this.#opened.push({ file: node.file, how: String(b) });
        return 'file';
      },
      fread: () => decode(this.#opened[Number(a)]?.file.pread(0, 100) ?? encode('none')),
      fwrite: () => {
        const opened = this.#opened[Number(a)];
        if (opened === undefined || opened.how === 'r') return 'none';
        opened.file.pwrite(1, encode(String(b)));
        return 'ok';
      },
      read: () => {
        const node = open(path, { read: true });
        if (node.kind === 'directory') return 'EISDIR';
        return node.kind === 'file' ? decode(node.file.pread(0, 100)) : 'other';
      },
      list: () =>
        fs
          .readdir(path)
          .map((entry) => entry.name)
          .sort(),
      stat: () => shape(fs.stat(path)),
      lstat: () => shape(fs.lstat(path)),
      mkdir: () => fs.mkdir(path, Number(b)),
      rmdir: () => fs.rmdir(path),
      unlink: () => fs.unlink(path),
      rename: () => fs.rename(path, String(b)),
      link: () => fs.link(path, String(b)),
      symlink: () => fs.symlink(path, String(b)),
      chmod: () => fs.chmod(path, Number(b)),
      chown: () => fs.chown(path, Number(b), Number(c)),
      lchown: () => fs.chown(path, Number(b), Number(c), false),
      utime: () => fs.utimes(path, Number(b) * 1000, Number(b) * 1000),
      truncate: () => fs.truncate(path, Number(b)),
      mkfifo: () => fs.mknod(path, 'fifo', 0o622),
      mknod: () => fs.mknod(path, 'char', 0o666, { major: 1, minor: 3 }),
    };
    try {
      const result = calls[String(name)]?.();
      return Array.isArray(result) ? result.map(String) : typeof result === 'string' ? result : 'ok';
    } catch (error) {
      if (isSysError(error)) return error.code;
      throw error;
    }
  }
}

function shape(stat: Stat): string {
  return `${LETTERS[stat.type]} ${stat.mode.toString(8)} ${stat.uid} ${stat.gid} ${stat.nlink}`;
}

/** Everything below the root, in the recorder's order (directory by directory, each directory's names in order). */
export function treeLines(fs: FileSystem, asUpper: boolean): string[] {
  const lines: string[] = [];
  const numbers = new Map<number, number>();
  const visit = (directory: Handle, prefix: string) => {
    for (const { name } of fs.readdir(directory)) {
      const node = fs.lookup(directory, name);
      if (node === undefined) throw new Error(`${prefix}${name} is listed but not found`);
      lines.push(line(fs, node, prefix + name, numbers, asUpper));
      if (fs.typeOf(node) === 'directory') visit(node, `${prefix}${name}/`);
    }
  };
  visit(fs.root, '');
  return lines;
}

function line(fs: FileSystem, node: Handle, path: string, numbers: Map<number, number>, asUpper: boolean): string {
  if (asUpper && isWhiteout(fs, node)) return `w ${path}`;
  const stat = fs.getattr(node);
  const number = numbers.get(stat.ino) ?? numbers.size;
  numbers.set(stat.ino, number);
  const isDirectory = stat.type === 'directory';
  const when = stat.type === 'symlink' ? '-' : stat.mtime >= NOW ? 'now' : String(stat.mtime / 1000);
  const links = asUpper && isDirectory ? '-' : stat.nlink;
  return `${LETTERS[stat.type]} ${stat.mode.toString(8)} ${stat.uid}:${stat.gid} ${when} ${links} ${number} ${path} ${body(fs, node, asUpper)}`;
}

function body(fs: FileSystem, node: Handle, asUpper: boolean): string {
  const type = fs.typeOf(node);
  if (type === 'file') return decode(fs.pread(node, 0, 1000));
  if (type === 'symlink') return fs.readlink(node, undefined);
  return asUpper && type === 'directory' && isOpaque(fs, node) ? 'opaque' : '';
}
