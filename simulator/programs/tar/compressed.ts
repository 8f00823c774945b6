/** Archives on their way in and out: opened by name or taken from a stream, compressed as asked or as found. */
import { concat } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Failure, type Tool } from '../command/tool.ts';
import { candidates } from '../command/path-search.ts';
import { gunzip, gzip, isGzip } from '../compress/gzip-format.ts';
import { openSource, readAll } from '../input/source.ts';
import type { Compression, TarOptions } from './options.ts';

const FATAL = 'Error is not recoverable: exiting now';
const GNU_BLOCKING = 10240;

export async function readArchive(t: Tool, o: TarOptions): Promise<Uint8Array> {
  const bytes = await readFile(t, o.archive);
  const found = compressionIn(bytes);
  if (found === 'none' && (o.compression ?? 'none') === 'none') return bytes;
  if (!t.busybox && o.archive === '-' && o.compression === undefined && found !== 'none')
    throw new Failure(`Archive is compressed. Use ${LETTERS[found]} option\ntar: ${FATAL}`, 2);
  const asked = found === 'none' ? (o.compression ?? 'none') : found;
  if (asked !== 'gzip') throw await withoutFilter(t, asked);
  const plain = gunzip(bytes);
  if (plain !== undefined) return plain;
  if (t.busybox) throw new Failure('invalid magic\ntar: short read');
  await t.p.stderr.write(`\ngzip: stdin: ${isGzip(bytes) ? 'unexpected end of file' : 'not in gzip format'}\n`);
  throw new Failure(`Child returned status 1\ntar: ${FATAL}`, 2);
}

const LETTERS: Readonly<Record<Exclude<Compression, 'none'>, string>> = { gzip: '-z', bzip2: '-j', xz: '-J', zstd: '--zstd' }; // prettier-ignore

async function readFile(t: Tool, path: string): Promise<Uint8Array> {
  if (path === '-' && !t.busybox && t.p.isatty(0))
    throw new Failure(`Refusing to read archive contents from terminal (missing -f option?)\ntar: ${FATAL}`, 2);
  try {
    const source = await openSource(t.p, path);
    try {
      return await readAll(source);
    } finally {
      source.close();
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (t.busybox) throw new Failure(error.code === 'EISDIR' ? 'short read' : `can't open '${path}': ${error.message}`);
    if (error.code === 'EISDIR') throw new Failure(`${path}: Cannot read: ${error.message}\ntar: At beginning of tape, quitting now\ntar: ${FATAL}`, 2); // prettier-ignore
    throw new Failure(`${path}: Cannot open: ${error.message}\ntar: ${FATAL}`, 2); // prettier-ignore
  }
}

export function compressionIn(bytes: Uint8Array): Compression {
  if (isGzip(bytes)) return 'gzip';
  if (bytes[0] === 0x42 && bytes[1] === 0x5a && bytes[2] === 0x68) return 'bzip2';
  if (bytes[0] === 0xfd && bytes[1] === 0x37 && bytes[2] === 0x7a) return 'xz';
  return bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd ? 'zstd' : 'none';
}

/** Says, as tar does, that the filter's program is missing; or that it is there and not simulated. */
async function withoutFilter(t: Tool, filter: Compression): Promise<Failure> {
  if (t.busybox) return new Failure('invalid magic\ntar: short read');
  if (candidates(t.p, filter).length > 0)
    return new Failure(`${filter} compression is not part of this simulation; gzip (-z) is`, 2);
  await t.p.stderr.write(`tar (child): ${filter}: Cannot exec: No such file or directory\ntar (child): ${FATAL}\n`);
  return new Failure(`Child returned status 2\ntar: ${FATAL}`, 2);
}

/** Checks before the work begins that the archive can be written at all. */
export async function checkWritable(t: Tool, o: TarOptions): Promise<void> {
  if (o.archive === '-' && !t.busybox && t.p.isatty(1))
    throw new Failure(`Refusing to write archive contents to terminal (missing -f option?)\ntar: ${FATAL}`, 2);
  if (o.compression !== undefined && o.compression !== 'none' && o.compression !== 'gzip')
    throw await withoutFilter(t, o.compression);
}

export async function writeArchive(t: Tool, o: TarOptions, fd: number, pieces: readonly Uint8Array[]): Promise<void> {
  const whole = concat([...pieces, padding(t, pieces)]);
  await t.p.write(fd, o.compression === 'gzip' ? gzip(whole) : whole);
}

/** GNU tar writes whole records of twenty blocks. */
function padding(t: Tool, pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const over = length % GNU_BLOCKING;
  return new Uint8Array(t.busybox || over === 0 ? 0 : GNU_BLOCKING - over);
}
