/** Archives made by real tools (test/recorders/tars.sh): read as Python reads them, rewritten byte for byte. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, decode } from '../../../simulator/kernel/bytes.ts';
import {
  entriesOf,
  layerDigest,
  layerFromTar,
  readTar,
  tarOf,
  TarReader,
  writeTar,
} from '../../../simulator/vfs/index.ts';
import type { TarEntry } from '../../../simulator/vfs/index.ts';

type Row = [
  type: string,
  name: string,
  mode: number,
  uid: number,
  gid: number,
  size: number,
  mtime: number,
  link: string,
  hash: string,
];
const folder = new URL('data/tars/', import.meta.url);
const list = JSON.parse(readFileSync(new URL('list.json', folder), 'utf8')) as Record<
  string,
  { sha256: string; entries: Row[] }
>;

function archiveOf(name: string): Uint8Array {
  return new Uint8Array(gunzipSync(readFileSync(new URL(name, folder))));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function rowOf(entry: TarEntry): Row {
  const isFile = entry.type === 'file';
  return [
    entry.type,
    entry.name.replace(/(?<=.)\/+$/, ''),
    entry.mode,
    entry.uid,
    entry.gid,
    isFile ? entry.content.length : 0,
    Math.round(entry.mtime) / 1000,
    entry.linkname ?? '',
    isFile ? sha256(entry.content).slice(0, 12) : '',
  ];
}

describe.each(Object.entries(list))('%s', (name, { sha256: digest, entries }) => {
  const archive = archiveOf(name);

  it('says what Python reads in it', () => {
    expect(readTar(archive).entries.map(rowOf)).toEqual(entries);
  });

  it('is rewritten byte for byte', () => {
    const read = readTar(archive);
    expect(sha256(concat([...writeTar(read.entries, read.trailer)]))).toBe(digest);
    expect(layerDigest(layerFromTar(archive))).toBe(`sha256:${digest}`);
  });

  it('reads the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 }), (sizes) => {
        const reader = new TarReader();
        const found: TarEntry[] = [];
        for (let at = 0, turn = 0; at < archive.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          found.push(...reader.push(archive.subarray(at, at + size)));
          at += size;
        }
        const rest = reader.end();
        expect(found.map(rowOf)).toEqual(entries);
        expect(sha256(concat([...writeTar(found, rest)]))).toBe(digest);
      }),
      { numRuns: 20 },
    );
  });

  it('comes out of the canonical writer and back with the same meaning', () => {
    const plain = readTar(archive).entries.map(({ header: _, ...entry }) => entry);
    const again = readTar(tarOf(plain)).entries;
    const wholeSeconds = (row: Row) => row.map((value, at) => (at === 6 ? Math.floor(Number(value)) : value));
    expect(again.map((entry) => wholeSeconds(rowOf(entry)))).toEqual(entries.map(wholeSeconds));
  });
});

describe('the canonical archive of a layer', () => {
  it('is the one that Docker makes of the same files', () => {
    const archive = archiveOf('docker-layer.tar.gz');
    const canonical = tarOf(entriesOf(layerFromTar(archive).root));
    const names = (bytes: Uint8Array) => readTar(bytes).entries.map(rowOf);
    expect(names(canonical)).toEqual(names(archive));
    expect(sha256(canonical)).toBe(sha256(archive));
  });
});

describe('damaged archives', () => {
  it('are refused', () => {
    const archive = archiveOf('gnu.tar.gz');
    expect(() => readTar(archive.subarray(0, 700))).toThrow('unexpected EOF');
    const broken = archive.slice();
    broken.set([0x78], 5);
    expect(() => readTar(broken)).toThrow('invalid tar header');
    expect(decode(readTar(new Uint8Array(1024)).trailer)).toHaveLength(1024);
  });
});
