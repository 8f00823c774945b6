/** tree(1) of Debian 12 (2.1.0). Output as HTML, XML or JSON and lists of files as input are not there. */
import type { Process, Stat } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { Colors } from './coreutils/ls/color.ts';
import { readEntry, type Entry } from './coreutils/ls/entry.ts';
import { formatTime } from './coreutils/ls/long.ts';
import { encodeText } from './text/codec.ts';
import { fnmatch } from './text/fnmatch.ts';
import { collation, isUtf8 } from './text/locale.ts';
import { modeString } from './text/mode.ts';
import { humanSize } from './text/size.ts';
import { compareVersions } from './text/version-order.ts';
import { zoneOf } from './text/zone.ts';
import { Accounts } from './users/accounts.ts';
import { parseTreeArguments, TreeUsageError, type TreeOptions } from './tree/options.ts';

interface Glyphs {
  branch: string;
  last: string;
  bar: string;
}

/** The blanks after a bar are no-break spaces, as tree writes them. */
const DRAWN: Glyphs = { branch: '├── ', last: '└── ', bar: '│\u00a0\u00a0 ' };
const ASCII: Glyphs = { branch: '|-- ', last: '`-- ', bar: '|   ' };

class Tree {
  private readonly p: Process;
  private readonly o: TreeOptions;
  private readonly glyphs: Glyphs;
  private readonly accounts: Accounts;
  private readonly colors: Colors | undefined;
  private readonly collate: (a: string, b: string) => number;
  private text = '';
  private directories = 0;
  private files = 0;
  private bytes = 0;
  status = 0;

  constructor(p: Process, o: TreeOptions) {
    this.p = p;
    this.o = o;
    this.glyphs = (o.charset === undefined ? isUtf8(p.env) : /utf-?8/i.test(o.charset)) ? DRAWN : ASCII;
    this.accounts = new Accounts(p);
    const colored =
      (o.color ?? (p.isatty(1) && p.env.has('LS_COLORS'))) && (p.env.has('TERM') || p.env.has('LS_COLORS'));
    this.colors = colored ? new Colors(p.env.get('LS_COLORS')) : undefined;
    this.collate = collation(p.env);
  }

  async run(): Promise<number> {
    for (const path of this.o.paths) await this.root(path);
    if (this.o.report) this.text += this.report();
    if (this.o.output === undefined) await this.p.write(1, encodeText(this.text));
    else this.p.fs.writeFile(this.o.output, encodeText(this.text));
    return this.status;
  }

  private async root(path: string): Promise<void> {
    const entry = this.entryAt(path, path);
    if (entry?.stat.type !== 'directory') {
      const target = entry?.targetStat?.type === 'directory';
      if (!target) {
        if (entry === undefined) this.status = 2;
        else this.files++;
        this.text += `${entry === undefined ? '' : this.facts(entry.stat)}${path}  [error opening dir]\n`;
        return;
      }
    }
    this.text += this.facts(entry.stat) + this.name({ ...entry, stat: entry.targetStat ?? entry.stat }, path);
    await this.below(path, '', 1);
  }

  private entryAt(name: string, path: string): Entry | undefined {
    try {
      return readEntry(this.p.fs, name, path, false);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return undefined;
    }
  }

  /** What is in a directory, with the line end of the directory's own line before it. */
  private async below(path: string, prefix: string, depth: number): Promise<void> {
    if (depth > this.o.depth) {
      this.text += '\n';
      return;
    }
    let entries: Entry[];
    try {
      entries = this.shown(path, this.p.fs.readdir(path).map(({ name }) => name)); // prettier-ignore
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.text += '  [error opening dir]\n';
      this.status = 2;
      return;
    }
    if (entries.length > this.o.fileLimit) {
      if (depth === 1) this.directories++;
      this.text += `  [${entries.length} entries exceeds filelimit, not opening dir]\n`;
      return;
    }
    this.text += '\n';
    // What a tree begins with is counted when there is something in it.
    if (depth === 1 && entries.length > 0) this.directories++;
    for (const [n, entry] of entries.entries()) {
      await this.p.step();
      await this.line(path, entry, prefix, n === entries.length - 1, depth);
    }
  }

  private async line(path: string, entry: Entry, prefix: string, last: boolean, depth: number): Promise<void> {
    const { glyphs, o } = this;
    const full = path.endsWith('/') ? path + entry.name : `${path}/${entry.name}`;
    const directory = entry.stat.type === 'directory' || (o.followLinks && entry.targetStat?.type === 'directory');
    const drawn = o.indent ? prefix + (last ? glyphs.last : glyphs.branch) : '';
    this.text += drawn + this.facts(entry.stat) + this.name(entry, o.fullPath ? full : entry.name);
    if (directory || entry.targetStat?.type === 'directory') this.directories++;
    else this.files++;
    if (entry.stat.type === 'file') this.bytes += entry.stat.size;
    if (directory) await this.below(full, prefix + (last ? '    ' : glyphs.bar), depth + 1);
    else this.text += '\n';
  }

  private shown(path: string, names: readonly string[]): Entry[] {
    const { o } = this;
    const entries = names.flatMap((name): Entry[] => {
      if (!o.all && name.startsWith('.')) return [];
      const entry = this.entryAt(name, path.endsWith('/') ? path + name : `${path}/${name}`);
      if (entry === undefined) return [];
      const directory = entry.stat.type === 'directory' || entry.targetStat?.type === 'directory';
      if (o.directoriesOnly && !directory) return [];
      if (o.ignore.some((pattern) => this.matches(pattern, name))) return [];
      if (o.only.length > 0 && !directory && !o.only.some((pattern) => this.matches(pattern, name))) return [];
      if (o.prune && entry.targetStat?.type === 'directory' && !o.followLinks) return [];
      if (o.prune && entry.stat.type === 'directory' && this.isEmpty(`${path}/${name}`)) return [];
      return [entry];
    });
    return entries.sort((a, b) => this.order(a, b));
  }

  private isEmpty(path: string): boolean {
    try {
      return this.shown(path, this.p.fs.readdir(path).map(({ name }) => name)).length === 0; // prettier-ignore
    } catch (error) {
      if (!isSysError(error)) throw error;
      return false;
    }
  }

  private matches(pattern: string, name: string): boolean {
    return pattern.split('|').some((each) => fnmatch(each.replace(/\/$/, ''), name, { ignoreCase: this.o.ignoreCase }));
  }

  private order(a: Entry, b: Entry): number {
    const { o } = this;
    const isDirectory = (entry: Entry): boolean => entry.stat.type === 'directory';
    if (o.dirsFirst && isDirectory(a) !== isDirectory(b)) return isDirectory(a) ? -1 : 1;
    const by = {
      name: () => this.collate(a.name, b.name),
      version: () => compareVersions(a.name, b.name),
      time: () => a.stat.mtime - b.stat.mtime || this.collate(a.name, b.name),
      size: () => b.stat.size - a.stat.size || this.collate(a.name, b.name),
      none: () => 0,
    }[o.sort]();
    return o.reverse ? -by : by;
  }

  /** What stands in brackets before a name. */
  private facts(stat: Stat): string {
    const { o } = this;
    const parts: string[] = [];
    if (o.inode) parts.push(String(stat.ino).padStart(7));
    if (o.mode) parts.push(modeString(stat));
    if (o.user) parts.push(this.accounts.userName(stat.uid).padEnd(8).slice(0, 32));
    if (o.group) parts.push(this.accounts.groupName(stat.gid).padEnd(8).slice(0, 32));
    if (o.human) parts.push(humanSize(stat.size, o.si ? 1000 : 1024).padStart(4));
    else if (o.size) parts.push(String(stat.size).padStart(11));
    if (o.date)
      parts.push(
        formatTime({ timeStyle: o.timeFormat === undefined ? 'locale' : `+${o.timeFormat}`, zone: zoneOf(this.p), now: this.p.now() }, stat.mtime), // prettier-ignore
      );
    return parts.length === 0 ? '' : `[${parts.join(' ')}]  `;
  }

  private name(entry: Entry, shown: string): string {
    const { o, colors } = this;
    const quoted = o.quote ? `"${this.plain(shown)}"` : this.plain(shown);
    const paint = (text: string, code: string | undefined): string => colors?.paint(text, code ?? '00') ?? text;
    let text = paint(quoted, colors?.nameCode(entry));
    if (entry.stat.type === 'symlink') {
      const target = entry.target ?? '';
      text += ` -> ${o.quote ? `"${target}"` : target}`;
    }
    if (!o.classify) return text;
    const stat = entry.targetStat ?? entry.stat;
    const mark = { directory: '/', fifo: '|', socket: '=' }[stat.type as string];
    return text + (mark ?? (stat.type === 'file' && (stat.mode & 0o111) !== 0 ? '*' : ''));
  }

  /** Without a character set of its own, blanks and what is not ASCII are escaped. */
  private plain(name: string): string {
    if (this.o.literal || isUtf8(this.p.env)) return name;
    let text = '';
    for (const byte of encodeText(name)) {
      if (byte === 0x20 && !this.o.quote) text += '\\ ';
      else
        text +=
          byte > 0x20 && byte < 0x7f
            ? String.fromCharCode(byte)
            : byte === 0x20
              ? ' '
              : `\\${byte.toString(8).padStart(3, '0')}`;
    }
    return text;
  }

  private report(): string {
    const directories = `${this.directories} director${this.directories === 1 ? 'y' : 'ies'}`;
    const files = this.o.directoriesOnly ? '' : `, ${this.files} file${this.files === 1 ? '' : 's'}`;
    const used = !this.o.du
      ? ''
      : this.o.human
        ? `${humanSize(this.bytes).padStart(5)} used in `
        : `${String(this.bytes).padStart(11)} bytes used in `;
    return `\n${used}${directories}${files}\n`;
  }
}

export default async function tree(p: Process): Promise<number> {
  try {
    const options = parseTreeArguments(p.args.slice(1));
    if (options.say !== undefined) {
      await p.stdout.write(isUtf8(p.env) ? options.say : options.say.replace('©', '(c)'));
      return 0;
    }
    return await new Tree(p, options).run();
  } catch (error) {
    if (!(error instanceof TreeUsageError)) throw error;
    await p.stderr.write(error.message);
    return 1;
  }
}
