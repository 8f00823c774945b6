/** gzip, gunzip, zcat (and `uncompress` for what gzip made), told apart by name. */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { openSource, readAll } from '../input/source.ts';
import { baseName } from '../text/paths.ts';
import { gunzip, gzip, isGzip, readHeader } from './gzip-format.ts';

const OPTIONS = [
  ['-c, --stdout, --to-stdout', 'write on standard output, keep original files unchanged'],
  ['-d, --decompress, --uncompress', 'decompress'],
  ['-f, --force', 'overwrite files, compress what lies behind links'],
  ['-k, --keep', 'keep (do not delete) input files'],
  ['-l, --list', 'list what compressed files hold'],
  ['-n, --no-name', 'do not save or restore the original name and time'],
  ['-N, --name', 'save or restore the original name and time'],
  ['-q, --quiet', 'no warnings'],
  ['-r, --recursive', 'descend into directories'],
  ['-S, --suffix=SUF', 'use suffix SUF on compressed files'],
  ['-t, --test', 'test the integrity of compressed files'],
  ['-v, --verbose', 'say what is done'],
  ['-1, --fast', 'compress faster'],
  ['-2', ''],
  ['-3', ''],
  ['-4', ''],
  ['-5', ''],
  ['-6', ''],
  ['-7', ''],
  ['-8', ''],
  ['-9, --best', 'compress better'],
] as const;
const help = { usage: '[OPTION]... [FILE]...', about: 'Compress or uncompress FILEs (by default, compress FILES in-place).', options: OPTIONS } as const; // prettier-ignore
const busyboxHelp = {
  usage: '[-cfkdt123456789] [FILE]...',
  about: 'Compress FILEs (or stdin)',
  options: [
    ['-1', 'Faster'], ['-2', ''], ['-3', ''], ['-4', ''], ['-5', ''], ['-6', ''], ['-7', ''], ['-8', ''], ['-9', 'Better'],
    ['-d', 'Decompress'], ['-t', 'Test integrity'], ['-c', 'Write to stdout'], ['-f', 'Force'], ['-k', 'Keep input files'],
    ['-n', ''], ['-v', ''], ['-q', ''], ['-S SUF', ''],
  ],
} as const; // prettier-ignore

interface GzipOptions {
  decompress: boolean;
  stdout: boolean;
  keep: boolean;
  force: boolean;
  list: boolean;
  test: boolean;
  recursive: boolean;
  verbose: boolean;
  named: boolean;
  suffix: string;
  level: number;
}

function readOptions(t: Tool): { o: GzipOptions; files: string[] } {
  const name = baseName(t.busybox ? t.name : (t.p.args[0] ?? ''));
  const { options, operands } = t.parse();
  const o: GzipOptions = {
    decompress: name !== 'gzip', stdout: name === 'zcat', keep: false, force: false, list: false, test: false,
    recursive: false, verbose: false, named: true, suffix: '.gz', level: 6,
  }; // prettier-ignore
  for (const { key, value = '' } of options) {
    if (key === 'c') o.stdout = true;
    else if (key === 'd') o.decompress = true;
    else if (key === 'f') o.force = true;
    else if (key === 'k') o.keep = true;
    else if (key === 'l') o.list = true;
    else if (key === 't') o.test = o.decompress = true;
    else if (key === 'r') o.recursive = true;
    else if (key === 'v') o.verbose = true;
    else if (key === 'n') o.named = false;
    else if (key === 'S') o.suffix = value;
    else if (/^\d$/.test(key)) o.level = Number(key);
  }
  return { o, files: operands };
}

class Gzip {
  private readonly t: Tool;
  private readonly o: GzipOptions;
  private total = 0;

  constructor(t: Tool, o: GzipOptions) {
    this.t = t;
    this.o = o;
  }

  async run(files: readonly string[]): Promise<number> {
    if (this.o.list) await this.t.print('         compressed        uncompressed  ratio uncompressed_name\n');
    if (files.length === 0) await this.standardInput();
    for (const file of files) await this.file(file);
    return this.t.status;
  }

  private async complain(text: string, status = 1): Promise<void> {
    this.t.status = Math.max(this.t.status === 2 && status === 1 ? 1 : this.t.status, status);
    // gzip's own messages stand alone after an empty line when they tell of damaged input.
    await this.t.out.flush();
    await this.t.p.stderr.write(text);
  }

  private async standardInput(): Promise<void> {
    const { t, o } = this;
    if (t.p.isatty(o.decompress ? 0 : 1) && !o.force && !t.busybox) {
      const verb = o.decompress ? 'read from' : 'written to';
      await this.complain(
        `${t.name}: compressed data not ${verb} a terminal. Use -f to force ${o.decompress ? 'de' : ''}compression.\nFor help, type: ${t.name} -h\n`,
      );
      return;
    }
    const input = await readAll(await openSource(t.p, '-'));
    const output = o.decompress ? await this.expand(input, 'stdin') : gzip(input, o.level);
    if (output !== undefined && !o.test) await t.out.bytes(output);
  }

  private async expand(bytes: Uint8Array, name: string): Promise<Uint8Array | undefined> {
    const { t, o } = this;
    if (bytes.length === 0 && name === 'stdin') return bytes;
    if (!isGzip(bytes) && o.force && o.stdout) return bytes;
    const plain = gunzip(bytes);
    if (plain !== undefined) return plain;
    if (t.busybox) await this.complain(`${t.name}: invalid magic\n`);
    else
      await this.complain(`\n${t.name}: ${name}: ${isGzip(bytes) ? 'unexpected end of file' : 'not in gzip format'}\n`); // prettier-ignore
    return undefined;
  }

  private async file(path: string): Promise<void> {
    const { t, o } = this;
    if (path === '-') return this.standardInput();
    const guess = t.busybox ? t.p.fs.exists(path + o.suffix) : !path.endsWith(o.suffix);
    const real = o.decompress && !t.p.fs.exists(path) && guess ? path + o.suffix : path;
    try {
      const stat = t.p.fs.stat(real);
      if (stat.type === 'directory') {
        if (o.recursive) for (const child of t.p.fs.readdir(real)) await this.file(`${real}/${child.name}`);
        else await this.complain(`${t.name}: ${path} is a directory -- ignored\n`, 2);
        return;
      }
      if (stat.nlink > 1 && !o.force && !o.stdout && !o.test && !o.list && !t.busybox) {
        const others = `${stat.nlink - 1} other link${stat.nlink > 2 ? 's' : ''}`;
        await this.complain(`${t.name}: ${path} has ${others} -- file ignored\n`, 2);
        return;
      }
      const bytes = t.p.fs.readFile(real);
      if (o.list) await this.show(real, bytes);
      else await this.convert(real, bytes, stat.mode, stat.mtime);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.complain(`${t.name}: ${t.busybox ? `can't open '${path}'` : real}: ${error.message}\n`);
    }
  }

  private async show(path: string, bytes: Uint8Array): Promise<void> {
    const plain = await this.expand(bytes, path);
    if (plain === undefined) return;
    const name = path.replace(/\.t?gz$/, (suffix) => (suffix === '.tgz' ? '.tar' : ''));
    await this.t.print(`${String(bytes.length).padStart(19)} ${String(plain.length).padStart(19)} ${ratio(bytes.length - 18 - name.length, plain.length).padStart(6)} ${name}\n`); // prettier-ignore
  }

  /** The name of the result; undefined (with a message) when there is none. */
  private async target(path: string): Promise<string | undefined> {
    const { t, o } = this;
    if (!o.decompress) {
      if (!path.endsWith(o.suffix) || o.force) return path + o.suffix;
      await this.complain(`${t.name}: ${path} already has ${o.suffix} suffix -- unchanged\n`, t.busybox ? 1 : 0);
      return undefined;
    }
    if (path.endsWith('.tgz')) return path.replace(/\.tgz$/, '.tar');
    for (const suffix of [o.suffix, '.z', '.Z']) if (path.endsWith(suffix)) return path.slice(0, -suffix.length);
    await this.complain(`${t.name}: ${t.busybox ? `${path}: unknown suffix - ignored` : `${path}: unknown suffix -- ignored`}\n`, t.busybox ? 1 : 2); // prettier-ignore
    return undefined;
  }

  private async convert(path: string, bytes: Uint8Array, mode: number, mtime: number): Promise<void> {
    const { t, o } = this;
    const target = o.stdout || o.test ? '' : await this.target(path);
    if (target === undefined) return;
    const member = o.named && !t.busybox ? { name: baseName(path), mtime } : {};
    const result = o.decompress ? await this.expand(bytes, path) : gzip(bytes, o.level, member);
    if (result === undefined) return;
    this.total += result.length;
    if (o.test) {
      if (o.verbose) await t.p.stderr.write(`${path}:\t OK\n`);
      return;
    }
    if (o.stdout) {
      await t.out.bytes(result);
      return;
    }
    if (t.p.fs.exists(target) && !o.force) {
      await this.complain(t.busybox ? `${t.name}: can't open '${target}': File exists\n` : `${t.name}: ${target} already exists;\tnot overwritten\n`, t.busybox ? 1 : 2); // prettier-ignore
      return;
    }
    t.p.fs.writeFile(target, result, mode & 0o777);
    t.p.fs.chmod(target, mode);
    t.p.fs.utimes(target, mtime, o.decompress && isGzip(bytes) ? readHeader(bytes).mtime || mtime : mtime);
    if (!o.keep) t.p.fs.unlink(path);
    if (o.verbose) {
      const [small, large] = o.decompress ? [bytes.length, result.length] : [result.length, bytes.length];
      const verb = o.keep ? 'created' : 'replaced with';
      await t.p.stderr.write(`${path}:\t${ratio(small - 18 - baseName(path).length, large).padStart(5)} -- ${verb} ${target}\n`); // prettier-ignore
    }
  }
}

function ratio(compressed: number, plain: number): string {
  return plain === 0 ? '0.0%' : `${(((plain - compressed) / plain) * 100).toFixed(1)}%`;
}

async function main(t: Tool): Promise<number> {
  const { o, files } = readOptions(t);
  return new Gzip(t, o).run(files);
}

export default gnu(main, {
  help,
  package: 'gzip',
  name: 'gzip',
  usageHint: () => "Try `gzip --help' for more information.\n",
});
export const busybox = applet(main, { help: busyboxHelp });
