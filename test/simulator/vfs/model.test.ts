/** File systems against models so simple that they can be seen to be right. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProcessFs } from '../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../simulator/kernel/errno.ts';
import {
  createMemoryFileSystem,
  createMountNamespace,
  createOverlay,
  diffUpper,
  flatten,
  layerFromTar,
  layerToTar,
  loadMemoryFileSystem,
  saveMemoryFileSystem,
} from '../../../simulator/vfs/index.ts';
import type { FileSystem, Layer, MemoryFileSystem, MemorySnapshot } from '../../../simulator/vfs/index.ts';
import { readContent } from '../../../simulator/vfs/content.ts';
import { FileBody } from '../../../simulator/vfs/file-body.ts';
import { Names } from '../../../simulator/vfs/names.ts';
import { Radix } from '../../../simulator/vfs/radix.ts';

/** `null` is a directory, text is a file. */
type Model = Map<string, string | null>;

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `/${names.join('/')}`);
const text = fc.constantFrom('', 'one', 'two two');
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mkdir' as const), path }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), path, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('append' as const), path, text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('unlink' as const), path }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rmdir' as const), path }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rename' as const), path, to: path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('snapshot' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;
type Change = Exclude<Operation, { do: 'snapshot' | 'restore' | 'commit' }>;

const hasInside = (model: Model, at: string) => [...model.keys()].some((known) => known.startsWith(`${at}/`));

/** The error of the walk to the path's directory, if any. */
function walkError(model: Model, at: string): string | undefined {
  const parents = at
    .split('/')
    .slice(1, -1)
    .map((_, index, all) => `/${all.slice(0, index + 1).join('/')}`);
  for (const parent of parents) {
    if (!model.has(parent)) return 'ENOENT';
    if (model.get(parent) !== null) return 'ENOTDIR';
  }
  return undefined;
}

function change(model: Model, operation: Change): string {
  const { path: at } = operation;
  const failed = walkError(model, at) ?? (operation.do === 'rename' ? walkError(model, operation.to) : undefined);
  if (failed !== undefined) return failed;
  const there = model.get(at);
  switch (operation.do) {
    case 'mkdir':
      if (there !== undefined) return 'EEXIST';
      model.set(at, null);
      return 'ok';
    case 'write':
    case 'append':
      if (there === null) return 'EISDIR';
      model.set(at, (operation.do === 'append' ? (there ?? '') : '') + operation.text);
      return 'ok';
    case 'unlink':
      if (there === undefined) return 'ENOENT';
      if (there === null) return 'EISDIR';
      model.delete(at);
      return 'ok';
    case 'rmdir':
      if (there === undefined) return 'ENOENT';
      if (there !== null) return 'ENOTDIR';
      if (hasInside(model, at)) return 'ENOTEMPTY';
      model.delete(at);
      return 'ok';
    case 'rename':
      return rename(model, at, operation.to);
  }
}

function rename(model: Model, from: string, to: string): string {
  const moved = model.get(from);
  if (moved === undefined) return 'ENOENT';
  if (to.startsWith(`${from}/`)) return 'EINVAL';
  if (from.startsWith(`${to}/`)) return 'ENOTEMPTY';
  if (from === to) return 'ok';
  const replaced = model.get(to);
  if (moved === null && replaced !== undefined && replaced !== null) return 'ENOTDIR';
  if (moved !== null && replaced === null) return 'EISDIR';
  if (replaced === null && hasInside(model, to)) return 'ENOTEMPTY';
  for (const [known, body] of [...model]) {
    if (known !== from && !known.startsWith(`${from}/`)) continue;
    model.delete(known);
    model.set(to + known.slice(from.length), body);
  }
  return 'ok';
}

function perform(fs: ProcessFs, operation: Change): string {
  try {
    if (operation.do === 'mkdir') fs.mkdir(operation.path);
    else if (operation.do === 'write') fs.writeFile(operation.path, operation.text);
    else if (operation.do === 'append') fs.appendFile(operation.path, operation.text);
    else if (operation.do === 'unlink') fs.unlink(operation.path);
    else if (operation.do === 'rmdir') fs.rmdir(operation.path);
    else fs.rename(operation.path, operation.to);
    return 'ok';
  } catch (error) {
    if (isSysError(error)) return error.code;
    throw error;
  }
}

function callsOn(fs: FileSystem): ProcessFs {
  const namespace = createMountNamespace(fs);
  const credentials = { uid: 0, gid: 0, groups: [] };
  return namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0, now: () => 5 });
}

function contentsOf(fs: ProcessFs, at = '', found: Model = new Map()): Model {
  for (const { name: entry, type } of fs.readdir(at === '' ? '/' : at)) {
    const inside = `${at}/${entry}`;
    found.set(inside, type === 'directory' ? null : fs.readText(inside));
    if (type === 'directory') contentsOf(fs, inside, found);
  }
  return found;
}

const sorted = (model: Model) => [...model].sort(([a], [b]) => (a < b ? -1 : 1));

interface Machine {
  fs(): ProcessFs;
  snapshot(): MemorySnapshot;
  restore(snapshot: MemorySnapshot): void;
  /** Snapshots from before it are of no use. */
  commit(): void;
}

function memoryMachine(): Machine {
  let disk: MemoryFileSystem = createMemoryFileSystem({ now: 0 });
  return {
    fs: () => callsOn(disk),
    snapshot: () => disk.snapshot(),
    restore: (snapshot) => disk.restore(snapshot),
    commit: () => {
      const blobs: Uint8Array[] = [];
      const saved = saveMemoryFileSystem(disk, (bytes) => blobs.push(bytes) - 1);
      const used = disk.usage();
      disk = loadMemoryFileSystem(saved, (number) => blobs[number] ?? new Uint8Array());
      expect(disk.usage()).toEqual(used);
    },
  };
}

function overlayMachine(): Machine {
  let lower: Layer[] = [];
  const mount = () => createOverlay({ lower, upper: createMemoryFileSystem({ now: 0 }) });
  let overlay = mount();
  return {
    fs: () => callsOn(overlay),
    snapshot: () => overlay.snapshot(),
    restore: (snapshot) => overlay.restore(snapshot),
    commit: () => {
      const merged = sorted(contentsOf(callsOn(overlay)));
      const flat = flatten(overlay);
      lower = [...lower, layerFromTar(layerToTar(diffUpper(overlay)))];
      overlay = mount();
      for (const layers of [[flat], [layerFromTar(layerToTar(flat))]]) {
        const other = createOverlay({ lower: layers, upper: createMemoryFileSystem({ now: 0 }) });
        expect(sorted(contentsOf(callsOn(other)))).toEqual(merged);
      }
    },
  };
}

describe.each([
  ['a memory file system', memoryMachine],
  ['an overlay that is committed now and then', overlayMachine],
])('%s', (_, machineOf) => {
  it('does what the model does, with the same errors', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40 }), (operations) => {
        const machine = machineOf();
        let model: Model = new Map();
        let kept: { model: Model; snapshot: MemorySnapshot } | undefined;
        for (const next of operations) {
          if (next.do === 'snapshot') kept = { model: new Map(model), snapshot: machine.snapshot() };
          else if (next.do === 'commit') machine.commit();
          else if (next.do !== 'restore') {
            const result = perform(machine.fs(), next);
            // Directories that lie in a layer do not move (overlayfs without redirect_dir).
            if (result === 'EXDEV') expect(next.do === 'rename' && model.get(next.path)).toBeNull();
            else expect(result, JSON.stringify(next)).toBe(change(model, next));
          } else if (kept !== undefined) {
            machine.restore(kept.snapshot);
            model = new Map(kept.model);
          }
          if (next.do === 'commit') kept = undefined;
        }
        expect(sorted(contentsOf(machine.fs()))).toEqual(sorted(model));
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});

describe('the body of a file', () => {
  const size = fc.oneof(fc.nat(300), fc.nat(200_000), fc.constantFrom(0, 4096, 65_536, 131_072));
  const step = fc.oneof(
    fc.record({ do: fc.constant('write' as const), at: size, length: size, byte: fc.nat(2) }),
    fc.record({ do: fc.constant('truncate' as const), at: size }),
    fc.record({ do: fc.constant('fork' as const) }),
    fc.record({ do: fc.constant('content' as const) }),
  );

  it('is what an array of bytes is, and a copy of it stays as it was', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(step, { maxLength: 12 }), (start, steps) => {
        let model = new Uint8Array(start).fill(9);
        const body = new FileBody(model);
        const copies: [FileBody, Uint8Array][] = [];
        for (const next of steps) {
          if (next.do === 'fork') copies.push([body.fork(), model]);
          else if (next.do === 'content')
            expect(Buffer.compare(readContent(body.content(), 0, 2 ** 30), model)).toBe(0);
          else {
            const end =
              next.do === 'write' ? Math.max(model.length, next.length === 0 ? 0 : next.at + next.length) : next.at;
            const grown = new Uint8Array(end);
            grown.set(model.subarray(0, end));
            model = grown;
            if (next.do === 'truncate') body.truncate(next.at);
            else if (next.length > 0) {
              const bytes = new Uint8Array(next.length).fill(next.byte);
              body.write(next.at, bytes);
              model.set(bytes, next.at);
            }
          }
        }
        for (const [held, bytes] of [[body, model] as const, ...copies]) {
          expect(held.size).toBe(bytes.length);
          expect(Buffer.compare(held.read(0, 2 ** 30), bytes)).toBe(0);
          expect(Buffer.compare(held.read(70_000, 5000), bytes.subarray(70_000, 75_000))).toBe(0);
          expect(held.blocks).toBeLessThanOrEqual(Math.ceil(bytes.length / 4096));
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('persistent maps', () => {
  const key = fc.oneof(fc.nat(40), fc.nat(5000), fc.nat(3_000_000));
  const step = fc.record({ do: fc.constantFrom('set' as const, 'delete' as const, 'fork' as const), key });

  it('are what a Map is, and forks do not see each other', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const radix = new Radix<number>();
        const names = new Names<{ name: string }>();
        const model = new Map<number, number>();
        const copies: [Radix<number>, Names<{ name: string }>, Map<number, number>][] = [[radix, names, model]];
        for (const [turn, next] of steps.entries()) {
          if (next.do === 'fork') copies.push([radix.fork(), names.fork(), new Map(model)]);
          else if (next.do === 'set') {
            radix.set(next.key, turn);
            names.set({ name: String(next.key) });
            model.set(next.key, turn);
          } else {
            radix.delete(next.key);
            expect(names.delete(String(next.key))).toBe(model.delete(next.key));
          }
        }
        for (const [numbers, texts, expected] of copies) {
          const keys = [...expected.keys()].sort((a, b) => a - b);
          expect([...numbers.entries()]).toEqual(keys.map((number) => [number, expected.get(number)]));
          expect(numbers.lastKey()).toBe(keys.at(-1) ?? -1);
          expect([...texts].map((entry) => entry.name)).toEqual(keys.map(String).sort());
          expect(texts.size).toBe(expected.size);
          for (const number of keys) expect(texts.get(String(number))).toBeDefined();
        }
      }),
      { numRuns: 100 },
    );
  });
});
