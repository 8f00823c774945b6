/** zip(1) of Info-ZIP 3.0: adding, updating and deleting. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { baseName } from '../text/paths.ts';
import { entryOf, readZip, savedShare, writeZip, ZipError, type ZipEntry } from './format.ts';

const HELP = `Copyright (c) 1990-2008 Info-ZIP - Type 'zip "-L"' for software license.
Zip 3.0 (July 5th 2008). Usage:
zip [-options] [-b path] [-t mmddyyyy] [-n suffixes] [zipfile list] [-xi list]
  -r   go into directories            -j   leave directories' names out
  -d   delete entries                 -m   remove the files afterwards
  -u   only what changed              -0 to -9  how hard to try
  -q   say less                       -x   leave these out
`;

interface Settings {
  recursive: boolean;
  junk: boolean;
  remove: boolean;
  move: boolean;
  quiet: boolean;
  level: number;
  excluded: string[];
  operands: string[];
}

/** Undefined on an option that is not there; then `said` is its letter. */
function settingsOf(args: readonly string[]): Settings | string {
  const s: Settings = { recursive: false, junk: false, remove: false, move: false, quiet: false, level: 6, excluded: [], operands: [] }; // prettier-ignore
  let excluding = false;
  for (const word of args) {
    if (!/^-./.test(word) || word === '--') {
      (excluding ? s.excluded : s.operands).push(word);
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'r') s.recursive = true;
      else if (letter === 'j') s.junk = true;
      else if (letter === 'd') s.remove = true;
      else if (letter === 'm') s.move = true;
      else if (letter === 'q') s.quiet = true;
      else if (letter === 'x') excluding = true;
      else if (/\d/.test(letter)) s.level = Number(letter);
      else if (!'uyXvoD'.includes(letter)) return letter;
    }
  }
  return s;
}

class Zip {
  private readonly p: Process;
  private readonly s: Settings;
  private readonly archive: string;
  private readonly entries: Map<string, ZipEntry>;
  private readonly added: string[] = [];
  private changes = 0;

  constructor(p: Process, s: Settings, archive: string, entries: readonly ZipEntry[]) {
    this.p = p;
    this.s = s;
    this.archive = archive;
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  /** With `-` as archive, what is done is told on standard error. */
  private async say(text: string): Promise<void> {
    if (!this.s.quiet) await (this.archive === '-' ? this.p.stderr : this.p.stdout).write(text);
  }

  async run(names: readonly string[]): Promise<number> {
    if (this.s.remove) await this.delete(names);
    else {
      const found: ZipEntry[] = [];
      for (const name of names) await this.gather(name, found);
      for (const entry of found) await this.put(entry);
    }
    if (this.changes === 0) {
      const [message, status] = [`\nzip error: Nothing to do! (${this.archive})\n`, 12] as const;
      await this.p.stdout.write(message);
      return status;
    }
    const bytes = writeZip([...this.entries.values()]);
    if (this.archive === '-') await this.p.write(1, bytes);
    else if (this.entries.size > 0) this.p.fs.writeFile(this.archive, bytes);
    else this.p.fs.unlink(this.archive);
    if (this.s.move) for (const path of this.added.reverse()) this.remove(path);
    return 0;
  }

  private async delete(patterns: readonly string[]): Promise<void> {
    for (const pattern of patterns) {
      const found = [...this.entries.keys()].filter((name) => fnmatch(pattern, name));
      if (found.length === 0) await this.p.stdout.write(`\tzip warning: name not matched: ${pattern}\n`);
      for (const name of found) {
        this.entries.delete(name);
        this.changes++;
        await this.say(`deleting: ${name}\n`);
      }
    }
  }

  /** What is asked for, before anything is told of it. */
  private async gather(given: string, found: ZipEntry[]): Promise<void> {
    const path = given.replace(/(?!^)\/+$/, '');
    const name = path.replace(/^(\.?\/)+/, '');
    if (this.s.excluded.some((pattern) => fnmatch(pattern, name))) return;
    let stat;
    try {
      stat = this.p.fs.stat(path);
      if (stat.type === 'directory') {
        if (!this.s.junk && name !== '' && name !== '.') found.push(entryOf(`${name}/`, stat, new Uint8Array(), 0)); // prettier-ignore
        this.added.push(path);
        if (this.s.recursive)
          for (const entry of this.p.fs.readdir(path)) await this.gather(`${path}/${entry.name}`, found);
        return;
      }
      const stored = this.s.junk ? baseName(path) : name;
      found.push(entryOf(stored, stat, this.p.fs.readFile(path), this.s.level));
      this.added.push(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.p.stdout.write(
        error.code === 'ENOENT'
          ? `\tzip warning: name not matched: ${given}\n`
          : `\tzip warning: could not open for reading: ${given}\n`,
      );
    }
  }

  private async put(entry: ZipEntry): Promise<void> {
    await this.p.step();
    const verb = this.entries.has(entry.name) ? 'updating' : '  adding';
    this.entries.set(entry.name, entry);
    this.changes++;
    const how = entry.stored ? 'stored 0%' : `deflated ${savedShare(entry.size, entry.data.length)}`;
    await this.say(`${verb}: ${entry.name} (${how})\n`);
  }

  private remove(path: string): void {
    if (this.p.fs.lstat(path).type === 'directory') this.p.fs.rmdir(path);
    else this.p.fs.unlink(path);
  }
}

export default async function zip(p: Process): Promise<number> {
  const s = settingsOf(p.args.slice(1));
  if (typeof s === 'string') {
    await p.stderr.write(`\nzip error: Invalid command arguments (short option '${s}' not supported)\n`);
    return 16;
  }
  const [given, ...names] = s.operands;
  if (given === undefined || names.length === 0) {
    await p.stdout.write(HELP);
    return given === undefined ? 0 : 16;
  }
  const archive = given === '-' || baseName(given).includes('.') ? given : `${given}.zip`;
  let entries: ZipEntry[] = [];
  try {
    if (archive !== '-' && p.fs.exists(archive)) entries = readZip(p.fs.readFile(archive));
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    await p.stdout.write(`\nzip error: Zip file structure invalid (${archive})\n`);
    return 3;
  }
  return new Zip(p, s, archive, entries).run(names);
}
