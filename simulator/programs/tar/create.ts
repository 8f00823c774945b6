/** `tar c` and `tar r`: files into members. */
import type { Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { END_OF_ARCHIVE, writeTar, type TarEntry, type TarType } from '../../vfs/tar.ts';
import { BLOCK, putChecksum, putText } from '../../vfs/tar-fields.ts';
import { formatHeader } from '../../vfs/tar.ts';
import { Failure, type Tool, UsageError } from '../command/tool.ts';
import { openSource, readAll } from '../input/source.ts';
import { joinPath, normalPath } from '../text/paths.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';
import { checkWritable, readArchive, writeArchive } from './compressed.ts';
import { isExcluded, LongListing, shownName, unsafePrefix } from './names.ts';
import type { TarOptions } from './options.ts';
import { readTar } from '../../vfs/tar.ts';

const TYPES: Partial<Record<Stat['type'], TarType>> = {
  file: 'file', directory: 'directory', symlink: 'symlink', char: 'char', block: 'block', fifo: 'fifo',
}; // prettier-ignore

class Packer {
  readonly entries: TarEntry[] = [];
  private readonly t: Tool;
  private readonly o: TarOptions;
  private readonly accounts: Accounts;
  private readonly listing: LongListing;
  /** First member of each file with several names, by device and inode. */
  private readonly seen = new Map<string, string>();
  private readonly archive: Stat | undefined;
  private readonly warned = new Set<string>();
  private base = '.';

  constructor(t: Tool, o: TarOptions, archive: Stat | undefined) {
    this.t = t;
    this.o = o;
    this.archive = archive;
    this.accounts = new Accounts(t.p);
    this.listing = new LongListing(t.busybox, zoneOf(t.p), o.numeric);
  }

  async pack(): Promise<void> {
    for (const operand of this.o.operands) {
      if (typeof operand === 'string') await this.add(operand, true);
      else await this.enter(operand.chdir);
    }
  }

  private async enter(directory: string): Promise<void> {
    this.base = normalPath(directory, this.base === '.' ? this.t.p.cwd() : this.base);
    const { fs } = this.t.p;
    if (fs.exists(this.base) && fs.stat(this.base).type === 'directory') return;
    const reason = fs.exists(this.base) ? 'Not a directory' : 'No such file or directory';
    if (this.t.busybox) throw new Failure(`can't change directory to '${directory}': ${reason}`);
    throw new Failure(`${directory}: Cannot open: ${reason}\ntar: Error is not recoverable: exiting now`, 2);
  }

  private path(name: string): string {
    return this.base === '.' || name.startsWith('/') ? name : joinPath(this.base, name);
  }

  private async add(name: string, given: boolean): Promise<void> {
    const { t, o } = this;
    const pause = t.p.step();
    if (pause !== undefined) await pause;
    if (isExcluded(o.exclude, name)) return;
    let stat: Stat;
    try {
      stat = o.follow ? t.p.fs.stat(this.path(name)) : t.p.fs.lstat(this.path(name));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `${name}: ${error.message}` : `${name}: Cannot stat: ${error.message}`, t.busybox ? 1 : 2); // prettier-ignore
      return;
    }
    const type = TYPES[stat.type];
    if (type === undefined) {
      await t.warn(`${name}: socket ignored`);
      return;
    }
    if (this.archive !== undefined && stat.ino === this.archive.ino && stat.dev === this.archive.dev) {
      await t.warn(t.busybox ? `${name}: file is the archive; skipping` : `${name}: archive cannot contain itself; not dumped`); // prettier-ignore
      return;
    }
    try {
      await this.member(name, stat, type);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(t.busybox ? `${name}: ${error.message}` : `${name}: Cannot open: ${error.message}`, t.busybox ? 1 : 2); // prettier-ignore
      return;
    }
    if (type === 'directory' && (o.recursive || !given)) await this.children(name);
  }

  private async children(name: string): Promise<void> {
    if (!this.o.recursive) return;
    const directory = this.path(name);
    for (const child of this.t.p.fs.readdir(directory)) await this.add(joinPath(name, child.name), false);
  }

  private async member(name: string, stat: Stat, type: TarType): Promise<void> {
    const shown = await this.safe(name, 'member names');
    const memberName = type === 'directory' ? `${shown.replace(/\/+$/, '') || '.'}/` : shown;
    const id = `${stat.dev}:${stat.ino}`;
    const first = type !== 'directory' && stat.nlink > 1 ? this.seen.get(id) : undefined;
    if (first === undefined && stat.nlink > 1 && type !== 'directory') {
      this.seen.set(id, memberName);
      await this.safe(name, 'hard link targets');
    }
    const content = type === 'file' && first === undefined ? await this.read(this.path(name)) : new Uint8Array(0);
    const entry: TarEntry = {
      name: memberName,
      type: first === undefined ? type : 'link',
      mode: stat.mode,
      ...this.owners(stat),
      mtime: Math.floor(stat.mtime / 1000) * 1000,
      content,
      ...(first !== undefined ? { linkname: await this.safe(first, 'hard link targets') } : {}),
      ...(type === 'symlink' ? { linkname: this.t.p.fs.readlink(this.path(name)) } : {}),
      ...(type === 'char' || type === 'block' ? { rdev: stat.rdev } : {}),
    };
    this.entries.push(this.t.busybox ? entry : { ...entry, header: gnuHeader(entry) });
    if (this.o.verbose === 0) return;
    const text =
      this.o.verbose > 1 && !this.t.busybox ? this.listing.line(entry) : `${shownName(this.t, entry.name)}\n`;
    if (this.o.archive === '-') await this.t.p.stderr.write(text);
    else await this.t.print(text);
  }

  private owners(stat: Stat): Pick<TarEntry, 'uid' | 'gid' | 'uname' | 'gname'> {
    const { owner, group, numeric } = this.o;
    const uid = owner === undefined ? stat.uid : numberOf(owner, this.accounts.userNamed(owner)?.uid);
    const gid = group === undefined ? stat.gid : numberOf(group, this.accounts.groupNamed(group)?.gid);
    const uname = this.accounts.user(uid)?.name;
    const gname = this.accounts.group(gid)?.name;
    if (numeric) return { uid, gid };
    return { uid, gid, ...(uname === undefined ? {} : { uname }), ...(gname === undefined ? {} : { gname }) };
  }

  private async read(path: string): Promise<Uint8Array> {
    const source = await openSource(this.t.p, path);
    try {
      return await readAll(source);
    } finally {
      source.close();
    }
  }

  private async safe(name: string, what: string): Promise<string> {
    if (this.o.absolute) return name;
    const prefix = unsafePrefix(name);
    if (prefix === '') return name;
    if (!this.warned.has(prefix + what)) {
      this.warned.add(prefix + what);
      const text = this.t.busybox ? `removing leading '${prefix}' from member names` : `Removing leading \`${prefix}' from ${what}`; // prettier-ignore
      if (!this.t.busybox || what === 'member names') await this.t.warn(text);
    }
    return name.slice(prefix.length) || '.';
  }
}

function numberOf(text: string, named: number | undefined): number {
  const id = named ?? Number(text.replace(/^.*:/, '').replace(/^\+/, ''));
  if (!Number.isInteger(id)) throw new Failure(`${text}: Invalid owner\ntar: Error is not recoverable: exiting now`, 2);
  return id;
}

/** GNU's own magic and version fields in place of POSIX's, where no pax header is needed. */
function gnuHeader(entry: TarEntry): Uint8Array {
  const header = formatHeader(entry);
  if (header.length !== BLOCK || header[345] !== 0) return header;
  putText(header, 'magic', 'ustar  \0');
  putChecksum(header);
  return header;
}

export async function create(t: Tool, o: TarOptions): Promise<number> {
  if (!o.operands.some((operand) => typeof operand === 'string')) {
    if (t.busybox) throw new Failure('empty archive');
    throw new UsageError('Cowardly refusing to create an empty archive', 2);
  }
  await checkWritable(t, o);
  const before = o.mode === 'append' && t.p.fs.exists(o.archive) ? readTar(await readArchive(t, o)).entries : [];
  const fd = o.archive === '-' ? 1 : await openArchive(t, o.archive);
  const packer = new Packer(t, o, o.archive === '-' ? undefined : t.p.fstat(fd));
  await packer.pack();
  const pieces = [...writeTar([...before, ...packer.entries], END_OF_ARCHIVE)];
  await t.out.flush();
  await writeArchive(t, o, fd, pieces);
  if (fd !== 1) t.p.close(fd);
  if (o.totals) {
    const bytes = Math.ceil(pieces.reduce((sum, piece) => sum + piece.length, 0) / 10240) * 10240;
    await t.p.stderr.write(`Total bytes written: ${bytes} (${Math.round(bytes / 1024)}KiB, ?/s)\n`);
  }
  for (const [at, pattern] of o.late.entries()) {
    if (at === 0) await t.warn('The following options were used after any non-optional arguments in archive create or update mode.  These options are positional and affect only arguments that follow them.  Please, rearrange them properly.'); // prettier-ignore
    await t.fail(`--exclude '${pattern}' has no effect`, 2);
  }
  if (t.status !== 0)
    await t.warn(t.busybox ? 'error exit delayed from previous errors' : 'Exiting with failure status due to previous errors'); // prettier-ignore
  return t.status;
}

async function openArchive(t: Tool, path: string): Promise<number> {
  try {
    return await t.p.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (t.busybox) throw new Failure(`can't open '${path}': ${error.message}`);
    throw new Failure(`${path}: Cannot open: ${error.message}\ntar: Error is not recoverable: exiting now`, 2);
  }
}
