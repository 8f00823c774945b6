/** `tar x` and `tar t`: members of an archive into files, or into a list. */
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { readTar, TarError, type TarEntry } from '../../vfs/tar.ts';
import { Failure, type Tool } from '../command/tool.ts';
import { dirName, joinPath, normalPath } from '../text/paths.ts';
import { zoneOf } from '../text/zone.ts';
import { Accounts } from '../users/accounts.ts';
import { readArchive } from './compressed.ts';
import { isExcluded, LongListing, Selection, shownName, stripped, unsafePrefix } from './names.ts';
import type { TarOptions } from './options.ts';

const DELAYED = 'Exiting with failure status due to previous errors';

async function members(t: Tool, o: TarOptions): Promise<readonly TarEntry[]> {
  const bytes = await readArchive(t, o);
  try {
    return readTar(bytes).entries;
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    if (t.busybox) throw new Failure(error.message === 'unexpected EOF' ? 'short read' : 'invalid tar magic');
    if (error.message === 'unexpected EOF' && bytes.length >= 512)
      throw new Failure('Unexpected EOF in archive\ntar: Error is not recoverable: exiting now', 2);
    throw new Failure(`This does not look like a tar archive\ntar: ${DELAYED}`, 2);
  }
}

/** Members that are asked for, and complaints in the end about those that are not there. */
async function each(t: Tool, o: TarOptions, work: (entry: TarEntry) => Promise<void>): Promise<number> {
  const selection = new Selection(o.operands.filter((operand) => typeof operand === 'string'));
  for (const entry of await members(t, o)) {
    const pause = t.p.step();
    if (pause !== undefined) await pause;
    if (selection.takes(entry.name) && !isExcluded(o.exclude, entry.name)) await work(entry);
  }
  await t.out.flush();
  for (const name of selection.missing())
    await t.fail(`${name}: ${t.busybox ? 'not found' : 'Not found'} in archive`, t.busybox ? 1 : 2);
  if (t.status !== 0 && !t.busybox) await t.warn(DELAYED);
  return t.status;
}

export async function list(t: Tool, o: TarOptions): Promise<number> {
  const listing = new LongListing(t.busybox, zoneOf(t.p), o.numeric);
  return each(t, o, async (entry) => {
    await t.print(o.verbose > 0 ? listing.line(entry) : `${shownName(t, entry.name)}\n`);
  });
}

class Unpacker {
  private readonly t: Tool;
  private readonly o: TarOptions;
  private readonly base: string;
  private readonly accounts: Accounts;
  private readonly owners: boolean;
  private readonly modes: boolean;
  /** Directories get their time and mode in the end, when nothing more is put into them. */
  private readonly directories: { path: string; entry: TarEntry }[] = [];
  private readonly listing: LongListing;
  private warned = '';

  constructor(t: Tool, o: TarOptions, base: string) {
    this.t = t;
    this.o = o;
    this.base = base;
    this.accounts = new Accounts(t.p);
    const root = t.p.credentials.uid === 0;
    this.owners = o.sameOwner ?? root;
    this.modes = o.keepPermissions ?? root;
    this.listing = new LongListing(t.busybox, zoneOf(t.p), o.numeric);
  }

  async take(entry: TarEntry): Promise<void> {
    const name = stripped(await this.safe(entry.name), this.o.strip);
    if (this.o.verbose > 0 && (name !== undefined || this.t.busybox))
      await this.t.print(this.o.verbose > 1 && !this.t.busybox ? this.listing.line(entry) : `${shownName(this.t, entry.name)}\n`); // prettier-ignore
    if (name === undefined) return;
    if (this.o.toStdout) {
      if (entry.type === 'file') await this.t.out.bytes(entry.content);
      return;
    }
    try {
      await this.place(entry, normalPath(name, this.base));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.failed(entry, name, error);
    }
  }

  private async failed(entry: TarEntry, name: string, error: SysError): Promise<void> {
    const busybox = this.t.busybox;
    const verb = entry.type === 'directory' ? 'mkdir' : 'open';
    await this.t.fail(
      busybox ? `can't ${entry.type === 'directory' ? 'make dir' : 'open'} ${busybox ? `'${name}'` : name}: ${error.message}` : `${name}: Cannot ${verb}: ${error.message}`,
      busybox ? 1 : 2,
    ); // prettier-ignore
  }

  private async place(entry: TarEntry, path: string): Promise<void> {
    const { fs } = this.t.p;
    this.parents(path);
    const there = this.lstat(path);
    if (entry.type === 'directory') {
      if (there === 'symlink' && fs.exists(path) && fs.stat(path).type === 'directory') return;
      if (there !== undefined && there !== 'directory') fs.unlink(path);
      if (there !== 'directory') fs.mkdir(path, 0o700);
      this.directories.push({ path, entry });
      return;
    }
    if (there !== undefined && this.o.keepOld) {
      if (this.t.busybox) throw new Failure(`can't open '${entry.name}': File exists`);
      await this.t.fail(`${entry.name}: Cannot open: File exists`, 2);
      return;
    }
    if (there === 'directory') fs.rmdir(path);
    else if (there !== undefined) fs.unlink(path);
    this.make(entry, path);
    if (entry.type !== 'link') this.attributes(entry, path);
  }

  private make(entry: TarEntry, path: string): void {
    const { fs } = this.t.p;
    const { linkname = '', rdev } = entry;
    switch (entry.type) {
      case 'symlink':
        fs.symlink(linkname, path);
        break;
      case 'link':
        fs.link(normalPath(stripped(linkname.slice(unsafePrefix(linkname).length), this.o.strip) ?? '', this.base), path);
        break;
      case 'char':
      case 'block':
      case 'fifo':
        fs.mknod(path, entry.type, entry.mode, rdev);
        break;
      default:
        fs.writeFile(path, entry.content, entry.mode & 0o777);
    } // prettier-ignore
  }

  private attributes(entry: TarEntry, path: string): void {
    const { fs } = this.t.p;
    if (this.owners) {
      const { uid, gid } = this.ids(entry);
      fs.chown(path, uid, gid, false);
    }
    if (entry.type !== 'symlink') fs.chmod(path, this.modes ? entry.mode : entry.mode & 0o777 & ~this.t.p.umask());
    if (this.o.keepTimes) fs.utimes(path, this.t.p.now(), entry.mtime, false);
  }

  /** Names count where this machine knows them, numbers otherwise. */
  private ids(entry: TarEntry): { uid: number; gid: number } {
    if (this.o.numeric) return entry;
    const uid = entry.uname === undefined ? undefined : this.accounts.userNamed(entry.uname)?.uid;
    const gid = entry.gname === undefined ? undefined : this.accounts.groupNamed(entry.gname)?.gid;
    return { uid: uid ?? entry.uid, gid: gid ?? entry.gid };
  }

  finish(): void {
    for (const { path, entry } of this.directories.reverse()) this.attributes(entry, path);
  }

  private parents(path: string): void {
    const directory = dirName(path);
    if (this.lstat(directory) !== undefined) return;
    this.parents(directory);
    this.t.p.fs.mkdir(directory);
  }

  private lstat(path: string): string | undefined {
    try {
      return this.t.p.fs.lstat(path).type;
    } catch (error) {
      if (isSysError(error, 'ENOENT') || isSysError(error, 'ENOTDIR')) return undefined;
      throw error;
    }
  }

  private async safe(name: string): Promise<string> {
    if (this.o.absolute) return name;
    const prefix = unsafePrefix(name);
    if (prefix === '') return name;
    if (this.warned !== prefix) {
      this.warned = prefix;
      await this.t.warn(this.t.busybox ? `removing leading '${prefix}' from member names` : `Removing leading \`${prefix}' from member names`); // prettier-ignore
    }
    return name.slice(prefix.length);
  }
}

export async function extract(t: Tool, o: TarOptions): Promise<number> {
  let base = t.p.cwd();
  for (const operand of o.operands) if (typeof operand !== 'string') base = normalPath(operand.chdir, base);
  const { fs } = t.p;
  if (!fs.exists(base) || fs.stat(base).type !== 'directory') {
    const shown = o.operands.findLast((operand) => typeof operand !== 'string')?.chdir ?? base;
    const reason = fs.exists(base) ? 'Not a directory' : 'No such file or directory';
    if (t.busybox) throw new Failure(`can't change directory to '${shown}': ${reason}`);
    throw new Failure(`${shown}: Cannot open: ${reason}\ntar: Error is not recoverable: exiting now`, 2);
  }
  const unpacker = new Unpacker(t, o, base === '/' ? '/' : joinPath(base, '').replace(/\/$/, ''));
  const status = await each(t, o, (entry) => unpacker.take(entry));
  unpacker.finish();
  return status;
}
