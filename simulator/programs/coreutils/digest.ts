/** md5sum(1), sha1sum(1), sha256sum(1) … and b2sum(1), told apart by name; the digests are @noble/hashes'. */
import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { lines, openSource, type Source } from '../input/source.ts';

interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const ALGORITHMS: Readonly<Record<string, { label: string; create: () => Hasher }>> = {
  md5: { label: 'MD5', create: () => md5.create() },
  sha1: { label: 'SHA1', create: () => sha1.create() },
  sha224: { label: 'SHA224', create: () => sha224.create() },
  sha256: { label: 'SHA256', create: () => sha256.create() },
  sha384: { label: 'SHA384', create: () => sha384.create() },
  sha512: { label: 'SHA512', create: () => sha512.create() },
  b2: { label: 'BLAKE2b', create: () => blake2b.create({ dkLen: 64 }) },
};

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Print or check message digests.\n\nWith no FILE, or when FILE is -, read standard input.',
  options: [
    ['-b, --binary', 'read in binary mode'],
    ['-c, --check', 'read checksums from the FILEs and check them'],
    ['--tag', 'create a BSD-style checksum'],
    ['-t, --text', 'read in text mode (default)'],
    ['-z, --zero', 'end each output line with NUL, not newline'],
    ['--ignore-missing', "don't fail or report status for missing files"],
    ['--quiet', "don't print OK for each successfully verified file"],
    ['--status', "don't output anything, status code shows success"],
    ['--strict', 'exit non-zero for improperly formatted checksum lines'],
    ['-w, --warn', 'warn about improperly formatted checksum lines'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-c[sw]] [FILE]...',
  about: 'Print or check checksums',
  options: [
    ['-c', 'Check sums against list in FILEs'],
    ['-s', "Don't output anything, status code shows success"],
    ['-w', 'Warn about improperly formatted checksum lines'],
    ['-b', ''],
    ['-t', ''],
  ],
} as const;

function algorithmOf(t: Tool): { label: string; create: () => Hasher } {
  const name = t.name.slice(t.name.lastIndexOf('/') + 1).replace(/sum(\.textutils)?$/, '');
  return ALGORITHMS[name] ?? { label: 'SHA256', create: () => sha256.create() };
}

async function hashOf(t: Tool, source: Source): Promise<string> {
  const hasher = algorithmOf(t).create();
  for (;;) {
    const chunk = await source.read(262144);
    if (chunk.length === 0) break;
    hasher.update(chunk);
    const pause = t.p.step(1 + (chunk.length >> 10));
    if (pause !== undefined) await pause;
  }
  return [...hasher.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The digest of a file, or undefined after a complaint. */
async function digestFile(t: Tool, path: string): Promise<string | undefined> {
  let opened = false;
  try {
    const source = await openSource(t.p, path);
    opened = true;
    try {
      return await hashOf(t, source);
    } finally {
      source.close();
    }
  } catch (error) {
    if (!isSysError(error)) throw error;
    await t.fail(
      t.busybox
        ? opened
          ? `read error: ${error.message}`
          : `can't open '${path}': ${error.message}`
        : `${t.file(path)}: ${error.message}`,
    );
    return undefined;
  }
}

/** A name with a newline or backslash is escaped, and the line marked by a backslash. */
function sumLine(hash: string, path: string, binary: boolean): string {
  const odd = /[\\\n\r]/.test(path);
  const name = odd ? path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r') : path;
  return `${odd ? '\\' : ''}${hash} ${binary ? '*' : ' '}${name}`;
}

interface Entry {
  hash: string;
  path: string;
}

function parseSumLine(line: string): Entry | undefined {
  const plain = /^\\?([0-9A-Fa-f]{32,128}) [ *]?(.+)$/s.exec(line);
  if (plain !== null) return { hash: (plain[1] ?? '').toLowerCase(), path: plain[2] ?? '' };
  const tagged = /^\w+ \((.+)\) = ([0-9A-Fa-f]{32,128})$/s.exec(line);
  return tagged === null ? undefined : { hash: (tagged[2] ?? '').toLowerCase(), path: tagged[1] ?? '' };
}

interface Tally {
  read: number;
  malformed: number;
  mismatched: number;
  unreadable: number;
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

class Checker {
  private readonly t: Tool;
  private readonly flags: ReadonlySet<string>;

  constructor(t: Tool, flags: ReadonlySet<string>) {
    this.t = t;
    this.flags = flags;
  }

  private get silent(): boolean {
    return this.flags.has('status') || (this.t.busybox && this.flags.has('s'));
  }

  async check(listPath: string): Promise<void> {
    const { t } = this;
    const tally: Tally = { read: 0, malformed: 0, mismatched: 0, unreadable: 0 };
    let source: Source;
    try {
      source = await openSource(t.p, listPath);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return t.fail(t.busybox ? `can't open '${listPath}': ${error.message}` : `${t.file(listPath)}: ${error.message}`);
    }
    for await (const line of lines(() => source.read())) await this.line(line, tally);
    source.close();
    await this.summary(listPath, tally);
  }

  private async line(line: string, tally: Tally): Promise<void> {
    const { t } = this;
    const entry = parseSumLine(line);
    if (entry === undefined) {
      tally.malformed++;
      return;
    }
    if (this.flags.has('ignore-missing') && !t.p.fs.exists(entry.path)) return;
    tally.read++;
    const hash = await digestFile(t, entry.path);
    if (hash === undefined) tally.unreadable++;
    else if (hash !== entry.hash) tally.mismatched++;
    const verdict = hash === undefined ? 'FAILED open or read' : hash === entry.hash ? 'OK' : 'FAILED';
    if (this.silent || (verdict === 'OK' && this.flags.has('quiet'))) return;
    if (t.busybox && hash === undefined) return;
    await t.print(`${entry.path}: ${verdict}\n`);
  }

  private async summary(listPath: string, tally: Tally): Promise<void> {
    const { t } = this;
    if (t.busybox) {
      const bad = tally.mismatched + tally.unreadable + tally.malformed;
      const all = tally.read + tally.malformed;
      if (bad > 0) await t.fail(`WARNING: ${bad} of ${all} computed checksums did NOT match`);
      if (all === 0) await t.fail(`${listPath}: no checksum lines found`);
      return;
    }
    if (tally.read === 0)
      return t.fail(
        `${t.file(listPath)}: no properly formatted ${this.flags.has('ignore-missing') ? 'checksum lines found' : 'checksum lines found'}`,
      );
    if (tally.mismatched + tally.unreadable > 0 || (tally.malformed > 0 && this.flags.has('strict'))) t.status = 1;
    if (this.silent) return;
    if (tally.malformed > 0)
      await t.warn(
        `WARNING: ${tally.malformed} ${plural(tally.malformed, 'line is', 'lines are')} improperly formatted`,
      );
    if (tally.unreadable > 0)
      await t.warn(
        `WARNING: ${tally.unreadable} listed ${plural(tally.unreadable, 'file', 'files')} could not be read`,
      );
    if (tally.mismatched > 0)
      await t.warn(
        `WARNING: ${tally.mismatched} computed ${plural(tally.mismatched, 'checksum', 'checksums')} did NOT match`,
      );
  }
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const flags = new Set(options.map((option) => option.key));
  const paths = operands.length === 0 ? ['-'] : operands;
  if (flags.has('c')) {
    const checker = new Checker(t, flags);
    for (const path of paths) await checker.check(path);
    return t.status;
  }
  const end = flags.has('z') ? '\0' : '\n';
  for (const path of paths) {
    const hash = await digestFile(t, path);
    if (hash === undefined) continue;
    await t.print(
      (flags.has('tag')
        ? `${algorithmOf(t).label} (${path}) = ${hash}`
        : sumLine(hash, path, flags.has('b') && !t.busybox)) + end,
    );
  }
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
