/** unzip(1) of Info-ZIP 6.0, and busybox's. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { fnmatch } from '../text/fnmatch.ts';
import { baseName, dirName, joinPath } from '../text/paths.ts';
import { contentOf, readZip, savedShare, ZipError, type ZipEntry } from './format.ts';

const HELP = `UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.

Usage: unzip [-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]
  -p  to standard output       -l  list               -t  test
  -o  overwrite without asking -n  never overwrite    -q  quiet
  -j  without directories      -d  directory to extract into
`;

interface Settings {
  action: 'extract' | 'list' | 'verbose' | 'test' | 'pipe' | 'names';
  overwrite: 'ask' | 'always' | 'never';
  quiet: boolean;
  junk: boolean;
  into: string;
  archive: string | undefined;
  wanted: string[];
  unwanted: string[];
}

function settingsOf(args: readonly string[]): Settings | undefined {
  const s: Settings = { action: 'extract', overwrite: 'ask', quiet: false, junk: false, into: '', archive: undefined, wanted: [], unwanted: [] }; // prettier-ignore
  const words = [...args];
  let excluding = false;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!/^-./.test(word)) {
      if (s.archive === undefined) s.archive = word;
      else (excluding ? s.unwanted : s.wanted).push(word);
      continue;
    }
    if (word === '-Z1') {
      s.action = 'names';
      continue;
    }
    for (const [at, letter] of [...word.slice(1)].entries()) {
      if (letter === 'd') {
        const attached = word.slice(at + 2);
        s.into = attached === '' ? (words.shift() ?? '') : attached;
        break;
      }
      if (letter === 'l') s.action = 'list';
      else if (letter === 'v') s.action = 'verbose';
      else if (letter === 't') s.action = 'test';
      else if (letter === 'p') s.action = 'pipe';
      else if (letter === 'o') s.overwrite = 'always';
      else if (letter === 'n') s.overwrite = 'never';
      else if (letter === 'q') s.quiet = true;
      else if (letter === 'j') s.junk = true;
      else if (letter === 'x') excluding = true;
      else return undefined;
    }
  }
  return s;
}

const two = (number: number): string => String(number).padStart(2, '0');

function when(ms: number): string {
  const at = new Date(ms);
  return `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

function filesOf(count: number): string {
  return `${count} file${count === 1 ? '' : 's'}`;
}

function listing(entries: readonly ZipEntry[]): string {
  const rows = entries.map((it) => `${String(it.size).padStart(9)}  ${when(it.mtime)}   ${it.name}\n`).join('');
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return `  Length      Date    Time    Name\n---------  ---------- -----   ----\n${rows}---------                     -------\n${String(total).padStart(9)}                     ${filesOf(entries.length)}\n`;
}

function verbose(entries: readonly ZipEntry[]): string {
  const row = (it: ZipEntry): string =>
    `${String(it.size).padStart(8)}  ${it.stored ? 'Stored' : 'Defl:N'} ${String(it.data.length).padStart(8)} ${savedShare(it.size, it.data.length).padStart(4)} ${when(it.mtime)} ${it.crc.toString(16).padStart(8, '0')}  ${it.name}\n`;
  const size = entries.reduce((sum, it) => sum + it.size, 0);
  const packed = entries.reduce((sum, it) => sum + it.data.length, 0);
  return ` Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n--------  ------  ------- ---- ---------- ----- --------  ----\n${entries.map(row).join('')}--------          -------  ---                            -------\n${String(size).padStart(8)}         ${String(packed).padStart(8)} ${savedShare(size, packed).padStart(4)}                            ${filesOf(entries.length)}\n`;
}

class Unzip {
  private readonly p: Process;
  private readonly s: Settings;
  private readonly busybox: boolean;
  private overwrite: Settings['overwrite'];

  constructor(p: Process, s: Settings, busybox: boolean) {
    this.p = p;
    this.s = s;
    this.busybox = busybox;
    this.overwrite = s.overwrite;
  }

  private async say(text: string): Promise<void> {
    if (!this.s.quiet) await this.p.stdout.write(text);
  }

  async extract(entries: readonly ZipEntry[]): Promise<number> {
    for (const entry of entries) {
      await this.p.step();
      // Names that lead out of the directory lose what leads there.
      const name = entry.name.replace(/^\/+/, '').replaceAll(/(^|\/)\.\.(?=\/)/g, '$1.');
      const path = this.place(this.s.junk ? baseName(name) : name);
      if (name.endsWith('/')) {
        if (this.s.junk || this.p.fs.exists(path)) continue;
        await this.say(`   creating: ${path}\n`);
        this.makeDirectories(path);
        continue;
      }
      if (this.p.fs.exists(path) && !(await this.mayOverwrite(path))) continue;
      const content = contentOf(entry);
      this.makeDirectories(dirName(path));
      this.p.fs.writeFile(path, content);
      if (entry.mode !== 0) this.p.fs.chmod(path, entry.mode & 0o777);
      this.p.fs.utimes(path, entry.mtime, entry.mtime);
      const verb = entry.stored && !this.busybox ? ' extracting' : '  inflating';
      await this.say(`${verb}: ${this.busybox ? path : `${path.padEnd(22)}  `}\n`);
    }
    return 0;
  }

  private place(name: string): string {
    return this.s.into === '' ? name : joinPath(this.s.into, name);
  }

  private makeDirectories(path: string): void {
    const parts = path.split('/').filter((part) => part !== '');
    for (let n = 1; n <= parts.length; n++) {
      const each = `${path.startsWith('/') ? '/' : ''}${parts.slice(0, n).join('/')}`;
      if (each !== '.' && !this.p.fs.exists(each)) this.p.fs.mkdir(each);
    }
  }

  private async mayOverwrite(path: string): Promise<boolean> {
    if (this.overwrite !== 'ask') return this.overwrite === 'always';
    for (;;) {
      await this.p.stderr.write(`replace ${path}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `);
      let answer = '';
      while (!answer.includes('\n')) {
        const chunk = await this.p.read(0, 1);
        if (chunk.length === 0) {
          await this.p.stderr.write(' NULL\n(EOF or read error, treating as "[N]one" ...)\n');
          this.overwrite = 'never';
          return false;
        }
        answer += String.fromCharCode(...chunk);
      }
      const letter = answer[0];
      if (letter === 'A') this.overwrite = 'always';
      if (letter === 'N') this.overwrite = 'never';
      if (letter === 'y' || letter === 'A') return true;
      if (letter === 'n' || letter === 'N') return false;
      await this.p.stderr.write(`error:  invalid response [${answer.trim()}]\n`);
    }
  }
}

async function noArchive(p: Process, s: Settings, archive: string): Promise<number> {
  await (s.action === 'list' ? p.stdout : p.stdout).write(`Archive:  ${archive}\n`);
  await p.stderr.write(
    `  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\n`,
  );
  if ((p.fs.stat(archive).mode & 0o111) !== 0)
    await p.stdout.write(`note:  ${archive} may be a plain executable, not an archive\n`);
  await p.stderr.write(
    `unzip:  cannot find zipfile directory in one of ${archive} or\n        ${archive}.zip, and cannot find ${archive}.ZIP, period.\n`,
  );
  return 9;
}

async function run(p: Process, args: readonly string[], busybox: boolean): Promise<number> {
  const s = settingsOf(args);
  if (s?.archive === undefined) {
    await (s === undefined ? p.stderr : p.stdout).write(HELP);
    return s === undefined ? 10 : 0;
  }
  const given = s.archive;
  const archive = [given, `${given}.zip`, `${given}.ZIP`].find((it) => p.fs.exists(it));
  if (archive === undefined) {
    await p.stderr.write(
      busybox
        ? `unzip: can't open ${given}[.zip]\n`
        : `unzip:  cannot find or open ${given}, ${given}.zip or ${given}.ZIP.\n`,
    );
    return busybox ? 1 : 9;
  }
  let entries: ZipEntry[];
  try {
    entries = readZip(p.fs.readFile(archive));
  } catch (error) {
    if (isSysError(error)) {
      await p.stderr.write(`unzip:  cannot find or open ${given}, ${given}.zip or ${given}.ZIP.\n`);
      return 9;
    }
    if (!(error instanceof ZipError)) throw error;
    return noArchive(p, s, archive);
  }
  const chosen = entries.filter(
    ({ name }) =>
      (s.wanted.length === 0 || s.wanted.some((pattern) => fnmatch(pattern, name))) &&
      !s.unwanted.some((pattern) => fnmatch(pattern, name)),
  );
  const missing = s.wanted.filter((pattern) => !entries.some(({ name }) => fnmatch(pattern, name)));
  if (!s.quiet && s.action !== 'pipe' && s.action !== 'names') await p.stdout.write(`Archive:  ${archive}\n`);
  let status = 0;
  if (s.action === 'list') await p.stdout.write(listing(chosen));
  else if (s.action === 'verbose') await p.stdout.write(verbose(chosen));
  else if (s.action === 'names') await p.stdout.write(chosen.map(({ name }) => `${name}\n`).join(''));
  else if (s.action === 'pipe') for (const entry of chosen) await p.write(1, contentOf(entry));
  else if (s.action === 'test') {
    for (const entry of chosen) {
      contentOf(entry);
      await p.stdout.write(`    testing: ${entry.name.padEnd(22)}   OK\n`);
    }
    await p.stdout.write(`No errors detected in compressed data of ${archive}.\n`);
  } else status = await new Unzip(p, s, busybox).extract(chosen);
  for (const name of missing) await p.stderr.write(`caution: filename not matched:  ${name}\n`);
  return missing.length > 0 ? 11 : status;
}

export default (p: Process): Promise<number> => run(p, p.args.slice(1), false);
export const busybox = (p: Process, _name: string, args: readonly string[]): Promise<number> => run(p, args, true);
