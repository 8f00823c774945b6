/** Alpine's repositories as an index, and apk's database of what is installed. */
import type { ProcessFs } from '../../../kernel/abi.ts';
import { ALPINE_ARCHIVE } from './archive.ts';

export interface AlpinePackage {
  name: string;
  version: string;
  /** KiB on disk. */
  size: number;
  depends: readonly string[];
  /** Path to program. */
  commands: Readonly<Record<string, string>>;
}

let index: ReadonlyMap<string, AlpinePackage> | undefined;

export function alpineArchive(): ReadonlyMap<string, AlpinePackage> {
  return (index ??= new Map(
    ALPINE_ARCHIVE.split('\n').flatMap((line): [string, AlpinePackage][] => {
      const [name = '', version = '', size, depends = '-', commands = ''] = line.split(' ');
      if (name === '') return [];
      return [[name, { name, version, size: Number(size), depends: depends === '-' ? [] : depends.split(','), commands: readCommands(commands) }]];
    }),
  ));
} // prettier-ignore

function readCommands(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split(',')
      .filter((word) => word !== '')
      .map((word) => {
        const [path = '', program] = word.split('=');
        return [path.startsWith('/') ? path : `/usr/bin/${path}`, program ?? path.slice(path.lastIndexOf('/') + 1)];
      }),
  );
}

/** Names under which courses ask for packages that are called otherwise now. */
export const ALPINE_ALIASES: Readonly<Record<string, string>> = {
  'dnsutils': 'bind-tools', 'python': 'python3', 'nodejs-current': 'nodejs', 'mysql': 'mariadb', 'postgresql': 'postgresql17', 'php': 'php83', 'php-fpm': 'php83-fpm', 'docker': 'docker-cli',
  'openjdk17-jdk': 'openjdk17', 'openjdk21': 'openjdk17', 'openjdk11-jre': 'openjdk17-jre', 'openjdk8-jre': 'openjdk17-jre', 'py-pip': 'py3-pip', 'libressl': 'openssl', 'libpng-dev': 'libpng', 'musl-utils': 'musl-dev',
}; // prettier-ignore

export interface InstalledApk {
  name: string;
  version: string;
  /** KiB. */
  size: number;
  depends: readonly string[];
  files: readonly string[];
}

const DATABASE = '/lib/apk/db/installed';
const WORLD = '/etc/apk/world';
/** KiB of the base system, whose packages the database lists without sizes. */
export const BASE_SIZE = 7900;

export function readInstalled(fs: ProcessFs): Map<string, InstalledApk> {
  const all = new Map<string, InstalledApk>();
  if (!fs.exists(DATABASE)) return all;
  for (const paragraph of fs.readText(DATABASE).split(/\n\n+/)) {
    const field = (letter: string): string => new RegExp(`^${letter}:(.*)$`, 'm').exec(paragraph)?.[1] ?? '';
    const name = field('P');
    if (name === '') continue;
    const files = Array.from(paragraph.matchAll(/^R:(.*)$/gm), ([, path = '']) => path);
    const depends = field('D').split(' ').filter((word) => word !== ''); // prettier-ignore
    all.set(name, { name, version: field('V'), size: Number(field('I')) / 1024, depends, files });
  }
  return all;
}

export function writeInstalled(fs: ProcessFs, all: ReadonlyMap<string, InstalledApk>): void {
  const paragraphs = [...all.values()].map(({ name, version, size, depends, files }) =>
    `P:${name}\nV:${version}\nA:x86_64\n${size > 0 ? `I:${size * 1024}\n` : ''}${depends.length > 0 ? `D:${depends.join(' ')}\n` : ''}${files.map((path) => `R:${path}\n`).join('')}\n`); // prettier-ignore
  fs.writeFile(DATABASE, paragraphs.join(''));
}

/** What was asked for by name. */
export function readWorld(fs: ProcessFs): Set<string> {
  return new Set(fs.exists(WORLD) ? fs.readText(WORLD).split(/\s+/).filter((word) => word !== '') : []); // prettier-ignore
}

export function writeWorld(fs: ProcessFs, world: ReadonlySet<string>): void {
  fs.writeFile(WORLD, [...world].sort().map((name) => `${name}\n`).join('')); // prettier-ignore
}
