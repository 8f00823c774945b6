/** /var/lib/dpkg/status and apt's notes on what was asked for. */
import { dirName } from '../../text/paths.ts';
import { makeDirectories } from './directories.ts';
import { DEBIAN_BASE } from './base.ts';
import type { ProcessFs } from '../../../kernel/abi.ts';

const STATUS = '/var/lib/dpkg/status';
const EXTENDED = '/var/lib/apt/extended_states';

export interface InstalledPackage {
  name: string;
  version: string;
  architecture: string;
  /** `install ok installed`, `deinstall ok config-files`. */
  status: string;
  /** The paragraph as it stands in the file. */
  text: string;
}

function field(paragraph: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(paragraph)?.[1] ?? '';
}

/** Everything dpkg knows of. A system whose database has never been written has the minimal packages. */
export function readStatus(fs: ProcessFs): Map<string, InstalledPackage> {
  const all = new Map<string, InstalledPackage>();
  const database = fs.exists(STATUS) ? fs.readText(STATUS) : minimalStatus();
  for (const text of database.split(/\n\n+/)) {
    const name = field(text, 'Package');
    if (name === '') continue;
    const version = field(text, 'Version');
    all.set(name, { name, version, architecture: field(text, 'Architecture'), status: field(text, 'Status'), text });
  }
  return all;
}

function minimalStatus(): string {
  return Array.from(
    DEBIAN_BASE.matchAll(/^(\S+) (\S+) \d+ \d+([a-z]*)/gm),
    ([, name = '', version = '', flags = '']) => {
      const multiArch = flags.includes('m') ? 'Multi-Arch: same\n' : '';
      return `Package: ${name}\nStatus: install ok installed\nArchitecture: ${flags.includes('a') ? 'all' : 'amd64'}\n${multiArch}Version: ${version}\n\n`;
    },
  ).join('');
}

export function writeStatus(fs: ProcessFs, all: ReadonlyMap<string, InstalledPackage>): void {
  const paragraphs = [...all.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => `${text.trim()}\n\n`);
  makeDirectories(fs, dirName(STATUS));
  fs.writeFile(STATUS, paragraphs.join(''));
}

export function isInstalled(found: InstalledPackage | undefined): boolean {
  return found?.status.endsWith(' installed') === true;
}

/** Packages that came along with others, not by their own name. */
export function readAutomatic(fs: ProcessFs): Set<string> {
  if (!fs.exists(EXTENDED)) return new Set();
  return new Set(Array.from(fs.readText(EXTENDED).matchAll(/^Package: (.*)$/gm), ([, name = '']) => name));
}

export function writeAutomatic(fs: ProcessFs, names: ReadonlySet<string>): void {
  makeDirectories(fs, dirName(EXTENDED));
  fs.writeFile(EXTENDED, [...names].sort().map((name) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n\n`).join('')); // prettier-ignore
}
