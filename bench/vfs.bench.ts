/**
 * What file systems cost: walks and lookups over 50,000 files in few and in many layers, and whether starting,
 * changing and committing a container depends on the size of its image (it must not).
 */
import type { ProcessFs } from '../simulator/kernel/abi.ts';
import {
  buildLayer,
  changesOf,
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  diffUpper,
  layerDigest,
  layerFromTar,
  layerToTar,
} from '../simulator/vfs/index.ts';
import type { FileSystem, Layer, LayerEntry } from '../simulator/vfs/index.ts';
import type { Figures, Measurement } from './measure.ts';

const FILES = 50_000;
const PER_DIRECTORY = 50;

function pathOf(number: number): string {
  const directory = Math.floor(number / PER_DIRECTORY);
  return `/usr/share/d${Math.floor(directory / 40)}/e${directory % 40}/file${number}.txt`;
}

/** `files` files, spread over `layers` layers of which each also changes a few directories of the others. */
function imageOf(files: number, layers: number): Layer[] {
  const entries = Array.from({ length: layers }, (): LayerEntry[] => []);
  for (let number = 0; number < files; number++) {
    entries[number % layers]?.push({ path: pathOf(number), content: 'x'.repeat(number % 200), mtime: 1e12 });
  }
  return entries.map((list) => buildLayer(list, 1e12));
}

function mountOf(lower: readonly Layer[]) {
  return createOverlay({ lower, upper: createMemoryFileSystem({ now: 1e12 }) });
}

function callsOn(fs: FileSystem): ProcessFs {
  const namespace = createMountNamespace(fs);
  let time = 1e12;
  const credentials = { uid: 1000, gid: 1000, groups: [] };
  return namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0o022, now: () => ++time });
}

/** What `ls -lR` asks: entries of every directory, and the attributes of every entry by its path. */
function listAll(fs: ProcessFs, directory: string): number {
  let seen = 0;
  for (const { name } of fs.readdir(directory)) {
    const path = directory === '/' ? `/${name}` : `${directory}/${name}`;
    seen++;
    if (fs.lstat(path).type === 'directory') seen += listAll(fs, path);
  }
  return seen;
}

function lookups(fs: ProcessFs): void {
  for (let number = 0; number < FILES; number += 2) fs.stat(pathOf(number));
}

/** Least milliseconds of a few runs, each on what `prepare` makes. */
function time<T>(prepare: () => T, work: (on: T) => unknown, runs = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const on = prepare();
    const start = performance.now();
    work(on);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

let images: { one: Layer[]; many: Layer[]; small: Layer[] } | undefined;

function fixtures() {
  if (images === undefined) {
    images = { one: imageOf(FILES, 1), many: imageOf(FILES, 127), small: imageOf(100, 1) };
    // The merged view of a chain is made once, when its image is first used.
    for (const lower of [images.one, images.many, images.small]) mountOf(lower);
  }
  return images;
}

/** A container that has written, removed and changed a few files. */
function changed(lower: readonly Layer[]) {
  const overlay = mountOf(lower);
  const namespace = createMountNamespace(overlay);
  const credentials = { uid: 0, gid: 0, groups: [] };
  const fs = namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0o022, now: () => 1e12 });
  for (let number = 0; number < 20; number++) {
    fs.writeFile(`/new${number}`, 'new');
    fs.appendFile(pathOf(number), 'more');
    fs.unlink(pathOf(number + 20));
  }
  return overlay;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Both figures of something that must not depend on the size of the image. */
function flat(work: (lower: readonly Layer[]) => number): string {
  const { one, small } = fixtures();
  return `${rounded(work(small))} / ${rounded(work(one))}`;
}

function bench(name: string, unit: string, run: () => number | string): [name: string, measure: Measurement] {
  return [name, () => ({ value: run(), unit })];
}

const figures: Figures = Object.fromEntries([
  bench('ls -lR over 50,000 files, 1 layer', 'ms', () =>
    rounded(
      time(
        () => callsOn(mountOf(fixtures().one)),
        (fs) => listAll(fs, '/'),
      ),
    ),
  ),
  bench('ls -lR over 50,000 files, 127 layers', 'ms', () =>
    rounded(
      time(
        () => callsOn(mountOf(fixtures().many)),
        (fs) => listAll(fs, '/'),
      ),
    ),
  ),
  bench('25,000 lookups in 127 layers against 1', 'times', () => {
    const [one, many] = [fixtures().one, fixtures().many].map((lower) => time(() => callsOn(mountOf(lower)), lookups));
    return rounded((many ?? 0) / (one ?? 1));
  }),
  bench('25,000 lookups, warm', 'ms', () => {
    const fs = callsOn(mountOf(fixtures().one));
    lookups(fs);
    return rounded(time(() => fs, lookups));
  }),
  bench('mount of an image of 100 / 50,000 files', 'ms', () => flat((lower) => time(() => lower, mountOf))),
  bench('docker diff of 60 changes on 100 / 50,000 files', 'ms', () =>
    flat((lower) => time(() => changed(lower), changesOf)),
  ),
  bench('docker commit of 60 changes on 100 / 50,000 files', 'ms', () =>
    flat((lower) =>
      time(
        () => changed(lower),
        (overlay) => mountOf([...lower, diffUpper(overlay)]),
      ),
    ),
  ),
  bench('merged view of 127 layers with 50,000 files, made once', 'ms', () =>
    rounded(
      time(
        () => {
          const lower = imageOf(FILES, 127);
          for (const layer of lower) layer.root.names.get('usr');
          return lower;
        },
        mountOf,
        2,
      ),
    ),
  ),
  bench('layer of 50,000 files out of its tar', 'ms', () => {
    const archive = layerToTar(imageOf(FILES, 1)[0] ?? buildLayer([]));
    return rounded(
      time(
        () => layerFromTar(archive),
        (layer) => layer.root,
        3,
      ),
    );
  }),
  bench('digest of a layer of 50,000 files', 'ms', () =>
    rounded(time(() => imageOf(FILES, 1)[0] ?? buildLayer([]), layerDigest, 2)),
  ),
  bench('snapshot of a disk with 50,000 files, and a write after it', 'ms', () => {
    const disk = createMemoryFileSystem({ now: 0 });
    for (let number = 0; number < FILES; number++) {
      disk.create(disk.root, `file${number}`, { type: 'file', mode: 0o644, uid: 0, gid: 0 }, 0);
    }
    let number = 0;
    const once = () => {
      disk.snapshot();
      disk.create(disk.root, `another${number++}`, { type: 'file', mode: 0o644, uid: 0, gid: 0 }, 0);
    };
    return rounded(
      time(
        () => undefined,
        () => {
          for (let turn = 0; turn < 100; turn++) once();
        },
      ) / 100,
    );
  }),
  bench('100 MB written to a file in pieces of 64 KiB', 'ms', () => {
    const piece = new Uint8Array(65_536).fill(7);
    return rounded(
      time(
        () => mountOf([]),
        (fs) => {
          const file = fs.create(fs.root, 'f', { type: 'file', mode: 0o644, uid: 0, gid: 0 }, 0);
          for (let at = 0; at < 100 * 2 ** 20; at += piece.length) fs.pwrite(file, at, piece, 0);
        },
        2,
      ),
    );
  }),
]);

export default figures;
