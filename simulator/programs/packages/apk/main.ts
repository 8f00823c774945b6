/** apk: add, del, update, upgrade, search, info, list, version. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { dirName } from '../../text/paths.ts';
import { strftime, breakDown } from '../../text/strftime.ts';
import { fnmatch } from '../../text/fnmatch.ts';
import { makeDirectories } from '../debian/directories.ts';
import { ALPINE_ALIASES, alpineArchive, BASE_SIZE, readInstalled, readWorld, writeInstalled, writeWorld, type AlpinePackage, type InstalledApk } from './database.ts'; // prettier-ignore
import { ALPINE_FILES } from './files.ts';

const CACHE = '/var/cache/apk';
const VERSION = 'apk-tools 2.14.9, compiled for x86_64.\n';

interface ApkOptions {
  noCache: boolean;
  update: boolean;
  quiet: boolean;
  virtual: string | undefined;
  installed: boolean;
  exists: boolean;
  contents: boolean;
  simulate: boolean;
}

/** Options that change nothing of what is simulated. */
const WITHOUT_EFFECT =
  /^(--upgrade|-u|--latest|-l|--available|-a|--force.*|-f|--allow-untrusted|--no-progress|--progress|--purge|--rdepends|-v|--verbose|-i|--no-network|--root|-vv|-d|--description|--clean-protected|--no-scripts|--initdb)$/;

function readWords(p: Process): { command: string | undefined; operands: string[]; o: ApkOptions; unknown: string | undefined } {
  const o: ApkOptions = { noCache: false, update: false, quiet: false, virtual: undefined, installed: false, exists: false, contents: false, simulate: false };
  const operands: string[] = [];
  let unknown: string | undefined;
  const rest = p.args.slice(1);
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    const [name = '', value] = word.split('=');
    if (word === '--no-cache') o.noCache = true;
    else if (word === '-U' || word === '--update' || word === '--update-cache') o.update = true;
    else if (word === '-q' || word === '--quiet') o.quiet = true;
    else if (word === '-t' || name === '--virtual') o.virtual = value ?? rest.shift();
    else if (word === '-X' || name === '--repository') {
      if (value === undefined) rest.shift();
    }
    else if (word === '-I' || word === '--installed') o.installed = true;
    else if (word === '-e' || word === '--exists') o.exists = true;
    else if (word === '-L' || word === '--contents') o.contents = true;
    else if (word === '-s' || word === '--simulate') o.simulate = true;
    else if (word === '-V' || word === '--version') operands.unshift('--version');
    else if (word.startsWith('-') && word.length > 1) unknown ??= WITHOUT_EFFECT.test(name) ? undefined : word;
    else operands.push(word);
  }
  return { command: operands.shift(), operands, o, unknown };
} // prettier-ignore

class Apk {
  private readonly p: Process;
  private readonly o: ApkOptions;
  private readonly installed: Map<string, InstalledApk>;

  constructor(p: Process, o: ApkOptions) {
    this.p = p;
    this.o = o;
    this.installed = readInstalled(p.fs);
  }

  private async say(text: string): Promise<void> {
    if (!this.o.quiet) await this.p.stdout.write(text);
  }

  private repositories(): string[] {
    const path = '/etc/apk/repositories';
    if (!this.p.fs.exists(path)) return [];
    return this.p.fs.readText(path).split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')); // prettier-ignore
  }

  /** Fetches the indexes; whether they came. With `keep` they stay in the cache. */
  private async fetch(keep: boolean): Promise<boolean> {
    let ok = true;
    for (const repository of this.repositories()) {
      await this.say(`fetch ${repository}/x86_64/APKINDEX.tar.gz\n`);
      if (await this.reaches(repository)) await this.p.sleep(180);
      else {
        ok = false;
        await this.p.sleep(1000);
        await this.p.stderr.write(`WARNING: ${keep ? 'updating and opening' : 'fetching'} ${repository}: temporary error (try again later)\n`); // prettier-ignore
      }
    }
    if (!ok || !keep) return ok;
    makeDirectories(this.p.fs, CACHE);
    for (const [at] of this.repositories().entries())
      this.p.fs.writeStub(`${CACHE}/APKINDEX.${at === 0 ? '066df28d' : 'b53994b4'}.tar.gz`, { size: at === 0 ? 480_000 : 1_900_000 }, 0o644); // prettier-ignore
    return true;
  }

  private async reaches(repository: string): Promise<boolean> {
    try {
      return (await this.p.net.resolve(/^[a-z]+:\/\/([^/:]+)/.exec(repository)?.[1] ?? repository)).length > 0;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return false;
    }
  }

  /** Whether packages can be looked up: the index was fetched now, or lies in the cache. */
  private async index(): Promise<boolean> {
    if (this.o.noCache) return this.fetch(false);
    if (this.o.update) return this.fetch(true);
    const cached = this.p.fs.exists(CACHE) && this.p.fs.readdir(CACHE).some(({ name }) => name.startsWith('APKINDEX'));
    if (!cached)
      for (const repository of this.repositories())
        await this.p.stderr.write(`WARNING: opening from cache ${repository}: No such file or directory\n`);
    return cached;
  }

  private async summary(): Promise<void> {
    const kilobytes = [...this.installed.values()].reduce((sum, { size }) => sum + size, BASE_SIZE);
    const count = [...this.installed.keys()].filter((name) => !name.startsWith('.')).length;
    const virtual = this.installed.size - count;
    await this.say(`OK: ${Math.round(kilobytes / 1024)} MiB in ${count + virtual} packages\n`);
  }

  async update(): Promise<number> {
    const ok = await this.fetch(true);
    const repositories = this.repositories();
    if (ok) {
      for (const [at, repository] of repositories.entries()) await this.say(`${this.release()}-${at === 0 ? '114-g5d8e7b0b4a5' : '120-g8c1f3a2d9be'} [${repository}]\n`); // prettier-ignore
      await this.say('OK: 26326 distinct packages available\n');
      return 0;
    }
    await this.p.stderr.write(`${repositories.length} unavailable, 0 stale; ${this.installed.size} distinct packages available\n`); // prettier-ignore
    return repositories.length;
  }

  private release(): string {
    const path = '/etc/alpine-release';
    return `v${this.p.fs.exists(path) ? this.p.fs.readText(path).trim() : '3.22.2'}`;
  }

  private notRoot(): boolean {
    return this.p.credentials.uid !== 0;
  }

  async add(words: readonly string[]): Promise<number> {
    if (this.notRoot()) {
      await this.p.stderr.write('ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n');
      return 99;
    }
    const known = await this.index();
    const archive = alpineArchive();
    const wanted: AlpinePackage[] = [];
    const missing: string[] = [];
    for (const word of words) {
      const name = word.replace(/[=<>~@].*$/, '');
      if (this.installed.has(name)) continue;
      const found = archive.get(name) ?? archive.get(ALPINE_ALIASES[name] ?? '');
      if (found === undefined || !known) missing.push(name);
      else wanted.push(found);
    }
    if (missing.length > 0) return this.cannotSelect(missing);
    const order = this.plan(wanted);
    const total = order.length + (this.o.virtual === undefined || this.installed.has(this.o.virtual) ? 0 : 1);
    for (const [at, it] of order.entries()) {
      await this.say(`(${at + 1}/${total}) Installing ${it.name} (${it.version})\n`);
      await this.p.sleep(15 + it.size / 60);
      if (!this.o.simulate) this.unpack(it);
    }
    await this.finishAdding(words, order.length, total);
    return 0;
  } // prettier-ignore

  private async finishAdding(words: readonly string[], before: number, total: number): Promise<void> {
    const { virtual } = this.o;
    const world = readWorld(this.p.fs);
    if (virtual !== undefined) {
      const version = strftime('%Y%m%d.%H%M%S', breakDown(this.p.now()));
      if (total > before) await this.say(`(${total}/${total}) Installing ${virtual} (${version})\n`);
      const depends = words.map((word) => word.replace(/[=<>~@].*$/, '')).map((name) => (alpineArchive().has(name) ? name : (ALPINE_ALIASES[name] ?? name))); // prettier-ignore
      this.installed.set(virtual, { name: virtual, version, size: 0, depends, files: [] });
      world.add(virtual);
    } else for (const word of words) world.add(word);
    if (!this.o.simulate) {
      writeInstalled(this.p.fs, this.installed);
      writeWorld(this.p.fs, world);
    }
    if (total > 0) await this.triggers();
    await this.summary();
  }

  private async triggers(): Promise<void> {
    await this.say(`Executing busybox-${this.installed.get('busybox')?.version ?? '1.37.0-r19'}.trigger\n`);
    if (this.installed.has('ca-certificates')) await this.say(`Executing ca-certificates-${this.installed.get('ca-certificates')?.version ?? ''}.trigger\n`); // prettier-ignore
  }

  private async cannotSelect(names: readonly string[]): Promise<number> {
    const by = this.o.virtual === undefined ? '' : this.o.virtual;
    const rows = names.map((name) => `  ${name} (no such package):\n    required by: ${by === '' ? `world[${name}]` : `${by}-${strftime('%Y%m%d.%H%M%S', breakDown(this.p.now()))}[${name}]`}\n`); // prettier-ignore
    await this.p.stderr.write(`ERROR: unable to select packages:\n${rows.join('')}`);
    return names.length;
  }

  /** What others need comes first. */
  private plan(wanted: readonly AlpinePackage[]): AlpinePackage[] {
    const archive = alpineArchive();
    const order: AlpinePackage[] = [];
    const seen = new Set<string>();
    const visit = (it: AlpinePackage): void => {
      if (seen.has(it.name) || this.installed.has(it.name)) return;
      seen.add(it.name);
      for (const name of it.depends) {
        const found = archive.get(name);
        if (found !== undefined) visit(found);
      }
      order.push(it);
    };
    for (const it of wanted) visit(it);
    return order;
  }

  private unpack(it: AlpinePackage): void {
    const { fs } = this.p;
    const files: string[] = [];
    let weight = 0;
    const place = (path: string, make: () => void): void => {
      makeDirectories(fs, dirName(path));
      if (isThere(this.p, path)) fs.unlink(path);
      make();
      files.push(path);
    };
    for (const [path, program] of Object.entries(it.commands)) {
      const size = Math.max(4096, Math.min(4_000_000, Math.floor((it.size * 614) / Object.keys(it.commands).length)));
      place(path, () => fs.writeStub(path, { size, program }, 0o755));
      weight += size;
    }
    for (const [path, text] of Object.entries(ALPINE_FILES[it.name] ?? {})) if (!isThere(this.p, path)) place(path, () => fs.writeFile(path, text)); // prettier-ignore
    const rest = it.size * 1024 - weight;
    const path = `/usr/share/unlisted/${it.name}`;
    if (rest > 0) place(path, () => fs.writeStub(path, { size: rest, note: 'stands for the files of the package that are not listed here' })); // prettier-ignore
    const { name, version, size, depends } = it;
    this.installed.set(name, { name, version, size, depends, files });
  }

  async del(words: readonly string[]): Promise<number> {
    if (this.notRoot()) {
      await this.p.stderr.write('ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied\n'); // prettier-ignore
      return 99;
    }
    const world = readWorld(this.p.fs);
    for (const word of words) world.delete(word);
    const needed = new Set<string>();
    const visit = (name: string): void => {
      const it = this.installed.get(name);
      if (it === undefined || needed.has(name)) return;
      needed.add(name);
      for (const each of it.depends) visit(each);
    };
    const roots = new Set(world);
    for (const { name, size, depends } of this.installed.values()) if (size === 0 && depends.length === 0 && !words.includes(name)) roots.add(name); // prettier-ignore
    for (const name of roots) visit(name.replace(/[=<>~@].*$/, ''));
    const gone = [...this.installed.values()].filter(({ name }) => !needed.has(name)).reverse();
    for (const [at, it] of gone.entries()) {
      await this.say(`(${at + 1}/${gone.length}) Purging ${it.name} (${it.version})\n`);
      for (const path of it.files) if (isThere(this.p, path)) this.p.fs.unlink(path);
      this.installed.delete(it.name);
      this.restoreApplets(it);
    }
    writeInstalled(this.p.fs, this.installed);
    writeWorld(this.p.fs, world);
    if (gone.length > 0) await this.say(`Executing busybox-${this.installed.get('busybox')?.version ?? '1.37.0-r19'}.trigger\n`); // prettier-ignore
    await this.summary();
    return 0;
  }

  /** Where a package had taken the place of an applet, the applet is there again. */
  private restoreApplets(it: InstalledApk): void {
    const { fs } = this.p;
    const applets = new Set(['/bin/ping', '/bin/ps', '/bin/tar', '/sbin/ip', '/sbin/ifconfig', '/sbin/route', '/usr/bin/wget', '/usr/bin/less', '/usr/bin/nc', '/usr/bin/tree', '/usr/bin/unzip', '/usr/bin/nslookup', '/usr/bin/top', '/usr/bin/free', '/usr/bin/find', '/usr/bin/xargs', '/usr/bin/clear', '/usr/bin/xxd']); // prettier-ignore
    for (const path of it.files) if (applets.has(path) && !isThere(this.p, path)) fs.symlink('/bin/busybox', path);
  }

  async info(words: readonly string[]): Promise<number> {
    if (words.length === 0) {
      for (const name of [...this.installed.keys()].sort()) await this.p.stdout.write(`${name}\n`);
      return 0;
    }
    let status = 0;
    for (const word of words) {
      const it = this.installed.get(word);
      if (it === undefined) status = 1;
      else if (this.o.exists) await this.p.stdout.write(`${word}\n`);
      else if (this.o.contents) await this.p.stdout.write(`${word}-${it.version} contains:\n${it.files.map((path) => `${path.slice(1)}\n`).join('')}\n`); // prettier-ignore
      else await this.p.stdout.write(`${word}-${it.version} installed size:\n${it.size < 1024 ? `${Math.round(it.size)} KiB` : `${Math.round(it.size / 1024)} MiB`}\n\n`); // prettier-ignore
    }
    return status;
  }

  async search(words: readonly string[]): Promise<number> {
    if (!(await this.index())) return 1;
    for (const { name, version } of alpineArchive().values())
      if (words.length === 0 || words.some((word) => name.includes(word.replaceAll('*', '')) || fnmatch(word, name)))
        await this.p.stdout.write(`${name}-${version}\n`);
    return 0;
  }

  async list(words: readonly string[]): Promise<number> {
    for (const { name, version } of [...this.installed.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))
      if (words.length === 0 || words.some((word) => fnmatch(word, name)))
        await this.p.stdout.write(`${name}-${version} x86_64 {${name}} [installed]\n`);
    return 0;
  }

  async upgrade(): Promise<number> {
    if (!(await this.index())) return 1;
    await this.summary();
    return 0;
  }
}

function isThere(p: Process, path: string): boolean {
  try {
    p.fs.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

const USAGE = `apk-tools 2.14.9, compiled for x86_64.

usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]

Package installation and removal:
  add        Add packages to the system
  del        Remove packages from the system

System maintenance:
  update     Get the newest indexes of the repositories
  upgrade    Bring what is installed up to date

Querying package information:
  info       Say what is known of packages
  list       List packages
  search     Look for packages
  version    Compare versions
`;

export default async function apk(p: Process): Promise<number> {
  const { command, operands, o, unknown } = readWords(p);
  const tool = new Apk(p, o);
  if (unknown !== undefined) {
    await p.stderr.write(`apk: unrecognized option: ${unknown.replace(/^-+/, '')}\n`);
    return 1;
  }
  switch (command) {
    case 'add': return tool.add(operands);
    case 'del': return tool.del(operands);
    case 'update': return tool.update();
    case 'upgrade': return tool.upgrade();
    case 'info': return tool.info(operands);
    case 'list': return tool.list(operands);
    case 'search': return tool.search(operands);
    case 'fix': case 'cache': case 'version': return 0;
    case '--version': await p.stdout.write(VERSION); return 0;
    case undefined: await p.stdout.write(USAGE); return 1;
    default:
      await p.stderr.write(`ERROR: '${command}' is not an apk command. See 'apk --help'.\n`);
      return 1;
  }
} // prettier-ignore
