/**
 * Tar archives, in and out. Reads what GNU tar, bsdtar, busybox and Go's archive/tar (docker) write: v7, ustar, pax
 * and GNU headers. Entries keep their header blocks as they came, so writing what was read gives the same bytes;
 * entries made here get the header that Docker would write: ustar where that suffices, else pax.
 *
 * Not supported: sparse members, archives in several volumes.
 */
import { concat, decode, encode, isZero } from '../kernel/bytes.ts';
import type { DeviceNumber } from './file-system.ts';
import { utf8Length } from './path.ts';
import {
  BLOCK, checksumOf, fitsOctal, formatPax, getNumber, getText, isAscii, parsePax, putChecksum, putOctal, putText,
} from './tar-fields.ts'; // prettier-ignore
import type { FieldName } from './tar-fields.ts';

export type TarType = 'file' | 'link' | 'symlink' | 'char' | 'block' | 'directory' | 'fifo';

const TYPE_FLAGS: Readonly<Record<TarType, string>> = {
  file: '0', link: '1', symlink: '2', char: '3', block: '4', directory: '5', fifo: '6',
}; // prettier-ignore

export interface TarEntry {
  /** As in the archive; those of directories usually end in a slash. */
  readonly name: string;
  readonly type: TarType;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly uname?: string;
  readonly gname?: string;
  /** Milliseconds since the epoch, fractions as far as the archive has them. */
  readonly mtime: number;
  /** Of links and symbolic links. */
  readonly linkname?: string;
  readonly rdev?: DeviceNumber;
  /** Records of the pax header that no other field tells. */
  readonly pax?: ReadonlyMap<string, string>;
  readonly content: Uint8Array;
  /** The header blocks (with the extended ones before) as they were read. Leave out after changing anything. */
  readonly header?: Uint8Array;
}

/** The archive is damaged or uses what is not supported; the message says which. */
export class TarError extends Error {
  override name = 'TarError';
}

/** Reads an archive piece by piece: feed it with `push`, which gives the entries that have become complete. */
export class TarReader {
  /** Pieces of which no member is complete yet, and how many bytes the next one needs. */
  #waiting: Uint8Array[] = [];
  #waitingLength = 0;
  #needed = BLOCK;
  /** From the first block of zeros on; undefined before. */
  #trailer: Uint8Array[] | undefined;
  readonly #extension: Extension = { global: new Map(), local: new Map(), blocks: [] };

  push(bytes: Uint8Array): TarEntry[] {
    if (this.#trailer !== undefined) {
      this.#trailer.push(bytes);
      return [];
    }
    this.#waiting.push(bytes);
    this.#waitingLength += bytes.length;
    return this.#waitingLength < this.#needed ? [] : this.#members(concat(this.#waiting));
  }

  /** To be called after the last piece. Gives what follows the last entry: zero blocks, usually. TarError. */
  end(): Uint8Array {
    if (this.#trailer === undefined && this.#waitingLength > 0) throw new TarError('unexpected EOF');
    return concat(this.#trailer ?? []);
  }

  /** All members that are complete in `data`; the rest is kept for later. */
  #members(data: Uint8Array): TarEntry[] {
    const entries: TarEntry[] = [];
    let rest = data;
    this.#needed = BLOCK;
    while (rest.length >= BLOCK) {
      const block = rest.subarray(0, BLOCK);
      if (isZero(block)) {
        this.#trailer = [rest];
        return entries;
      }
      if (getNumber(block, 'checksum') !== checksumOf(block)) throw new TarError('invalid tar header');
      const flag = String.fromCharCode(block[156] ?? 0);
      const size = this.#sizeOf(block, flag);
      this.#needed = BLOCK + Math.ceil(size / BLOCK) * BLOCK;
      if (rest.length < this.#needed) break;
      const content = rest.subarray(BLOCK, BLOCK + size);
      if (isExtension(flag)) readExtension(this.#extension, flag, content, rest.subarray(0, this.#needed));
      else entries.push(this.#entry(block, flag, content));
      rest = rest.subarray(this.#needed);
      this.#needed = BLOCK;
    }
    this.#waiting = rest.length === 0 ? [] : [rest];
    this.#waitingLength = rest.length;
    return entries;
  }

  #sizeOf(block: Uint8Array, flag: string): number {
    if (!isExtension(flag)) {
      const record = this.#extension.local.get('size') ?? this.#extension.global.get('size');
      if (record !== undefined) return Number(record);
      // Of links some writers give the size of what they link to, without any bytes following.
      if (flag >= '1' && flag <= '6') return 0;
    }
    return getNumber(block, 'size');
  }

  #entry(block: Uint8Array, flag: string, content: Uint8Array): TarEntry {
    const records = new Map([...this.#extension.global, ...this.#extension.local]);
    const header = this.#extension.blocks.length === 0 ? block : concat([...this.#extension.blocks, block]);
    this.#extension.local.clear();
    this.#extension.blocks.length = 0;
    return entryOf(block, flag, records, content, header);
  }
}

interface Extension {
  readonly global: Map<string, string>;
  readonly local: Map<string, string>;
  readonly blocks: Uint8Array[];
}

function isExtension(flag: string): boolean {
  return flag === 'x' || flag === 'g' || flag === 'L' || flag === 'K';
}

function readExtension(extension: Extension, flag: string, content: Uint8Array, blocks: Uint8Array): void {
  if (flag === 'L' || flag === 'K') extension.local.set(flag === 'L' ? 'path' : 'linkpath', upToNul(content));
  else
    for (const [key, value] of parsePax(content)) (flag === 'g' ? extension.global : extension.local).set(key, value);
  extension.blocks.push(blocks);
}

const FIELDS_OF_PAX = ['path', 'linkpath', 'size', 'uid', 'gid', 'uname', 'gname', 'mtime'];

function entryOf(
  block: Uint8Array,
  flag: string,
  records: Map<string, string>,
  content: Uint8Array,
  header: Uint8Array,
): TarEntry {
  const name = records.get('path') ?? nameOf(block);
  const type = typeOf(flag, name);
  const number = (field: FieldName) => Number(records.get(field) ?? getNumber(block, field));
  const linkname = records.get('linkpath') ?? getText(block, 'linkname');
  const uname = records.get('uname') ?? getText(block, 'uname');
  const gname = records.get('gname') ?? getText(block, 'gname');
  const entry = {
    name, type, content, header,
    mode: getNumber(block, 'mode') & 0o7777,
    uid: number('uid'),
    gid: number('gid'),
    mtime: number('mtime') * 1000,
    ...(uname === '' ? {} : { uname }),
    ...(gname === '' ? {} : { gname }),
    ...(type === 'link' || type === 'symlink' ? { linkname } : {}),
    ...(type === 'char' || type === 'block' ? { rdev: rdevOf(block) } : {}),
  }; // prettier-ignore
  for (const key of FIELDS_OF_PAX) records.delete(key);
  return records.size === 0 ? entry : { ...entry, pax: records };
}

function typeOf(flag: string, name: string): TarType {
  switch (flag) {
    case '\0':
      return name.endsWith('/') ? 'directory' : 'file';
    case '0':
    case '7':
      return 'file';
    case '1':
      return 'link';
    case '2':
      return 'symlink';
    case '3':
      return 'char';
    case '4':
      return 'block';
    case '5':
      return 'directory';
    case '6':
      return 'fifo';
    default:
      throw new TarError(`unsupported tar member type ${JSON.stringify(flag)}`);
  }
}

function nameOf(block: Uint8Array): string {
  const name = getText(block, 'name');
  // Old GNU headers use the room of the prefix for other things.
  const prefix = block[257 + 5] === 0 ? getText(block, 'prefix') : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function rdevOf(block: Uint8Array): DeviceNumber {
  return { major: getNumber(block, 'devmajor'), minor: getNumber(block, 'devminor') };
}

function upToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** All entries of an archive in memory; their contents are views of it. TarError. */
export function readTar(archive: Uint8Array): { entries: TarEntry[]; trailer: Uint8Array } {
  const reader = new TarReader();
  const entries = reader.push(archive);
  return { entries, trailer: reader.end() };
}

/** Two blocks of zeros, which end an archive. */
export const END_OF_ARCHIVE: Uint8Array = new Uint8Array(2 * BLOCK);

/** The archive in pieces that are not to be written into. `trailer` is what ends it. */
export function* writeTar(
  entries: Iterable<TarEntry>,
  trailer: Uint8Array = END_OF_ARCHIVE,
): IterableIterator<Uint8Array> {
  for (const entry of entries) {
    yield entry.header ?? formatHeader(entry);
    if (entry.content.length > 0) yield entry.content;
    const rest = entry.content.length % BLOCK;
    if (rest > 0) yield END_OF_ARCHIVE.subarray(0, BLOCK - rest);
  }
  yield trailer;
}

/** The header blocks as Go's archive/tar writes them for Docker: ustar when it can say all, else with a pax header before. */
export function formatHeader(entry: TarEntry): Uint8Array {
  const records = new Map(entry.pax);
  const split = splitName(entry.name);
  if (split === undefined || !isAscii(entry.name)) records.set('path', entry.name);
  const linkname = entry.linkname ?? '';
  if (linkname.length > 100 || !isAscii(linkname)) records.set('linkpath', linkname);
  const seconds = Math.floor(entry.mtime / 1000);
  for (const [key, value] of [
    ['uid', entry.uid],
    ['gid', entry.gid],
    ['size', entry.content.length],
    ['mtime', seconds],
  ] as const) {
    if (!fitsOctal(key, value)) records.set(key, String(value));
  }
  if (!isAscii(entry.uname ?? '')) records.set('uname', entry.uname ?? '');
  if (!isAscii(entry.gname ?? '')) records.set('gname', entry.gname ?? '');
  // The prefix field belongs to ustar alone: with a pax header, a long name stands there.
  if (records.size > 0 && utf8Length(entry.name) > 100) records.set('path', entry.name);
  const main = mainBlock(entry, seconds, records.size > 0 ? ['', onlyAscii(entry.name)] : (split ?? ['', '']));
  return records.size === 0 ? main : concat([paxBlocks(entry.name, records), main]);
}

function mainBlock(entry: TarEntry, seconds: number, [prefix, name]: readonly [string, string]): Uint8Array {
  const block = new Uint8Array(BLOCK);
  putText(block, 'name', name);
  // A cut name must not look like a directory's.
  if (name.length > 100 && block[99] === 0x2f) for (let at = 99; at >= 0 && block[at] === 0x2f; at--) block[at] = 0;
  putText(block, 'prefix', prefix);
  putOctal(block, 'mode', entry.mode);
  putOctal(block, 'uid', entry.uid);
  putOctal(block, 'gid', entry.gid);
  putOctal(block, 'size', entry.content.length);
  putOctal(block, 'mtime', seconds);
  putText(block, 'type', TYPE_FLAGS[entry.type]);
  putText(block, 'linkname', onlyAscii(entry.linkname ?? ''));
  putText(block, 'magic', 'ustar\u000000');
  putText(block, 'uname', onlyAscii(entry.uname ?? ''));
  putText(block, 'gname', onlyAscii(entry.gname ?? ''));
  putOctal(block, 'devmajor', entry.rdev?.major ?? 0);
  putOctal(block, 'devminor', entry.rdev?.minor ?? 0);
  putChecksum(block);
  return block;
}

function paxBlocks(name: string, records: ReadonlyMap<string, string>): Uint8Array {
  const data = formatPax(records);
  const blocks = new Uint8Array(BLOCK + Math.ceil(data.length / BLOCK) * BLOCK);
  const block = blocks.subarray(0, BLOCK);
  putText(block, 'name', onlyAscii(paxName(name)).slice(0, 100).replace(/\/+$/, ''));
  for (const field of ['mode', 'uid', 'gid', 'mtime'] as const) putOctal(block, field, 0);
  putOctal(block, 'size', data.length);
  putText(block, 'type', 'x');
  putText(block, 'magic', 'ustar\u000000');
  putChecksum(block);
  blocks.set(data, BLOCK);
  return blocks;
}

/** `a/b` becomes `a/PaxHeaders.0/b`. */
function paxName(name: string): string {
  const slash = name.lastIndexOf('/');
  const directory = name.slice(0, slash + 1).replace(/\/+$/, '');
  return `${directory === '' ? '' : directory + '/'}PaxHeaders.0/${name.slice(slash + 1)}`;
}

/** Prefix and name as ustar divides a long path, or undefined when it cannot. */
function splitName(path: string): readonly [string, string] | undefined {
  const length = utf8Length(path);
  if (length <= 100) return ['', path];
  const cut = path.slice(0, 156).lastIndexOf('/', length <= 156 && path.endsWith('/') ? length - 2 : 155);
  if (cut <= 0 || length - cut - 1 > 100 || length - cut - 1 === 0) return undefined;
  return [path.slice(0, cut), path.slice(cut + 1)];
}

function onlyAscii(text: string): string {
  return isAscii(text) ? text : text.replace(/[^\x01-\x7f]/g, '');
}

/** The whole archive in one piece. */
export function tarOf(entries: Iterable<TarEntry>): Uint8Array {
  return concat([...writeTar(entries)]);
}

/** An entry of a plain file, for archives that are made here (manifest.json of `docker save`). */
export function tarFile(name: string, content: Uint8Array | string, mtime = 0, mode = 0o644): TarEntry {
  return {
    name,
    type: 'file',
    mode,
    uid: 0,
    gid: 0,
    mtime,
    content: typeof content === 'string' ? encode(content) : content,
  };
}
