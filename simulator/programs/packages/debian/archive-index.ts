/** The archive as its index describes it. */
import { DEBIAN_ARCHIVE } from './archive.ts';
import { DEBIAN_BASE } from './base.ts';

export interface DebianPackage {
  name: string;
  version: string;
  /** Bytes of the archive file. */
  download: number;
  /** Kilobytes on disk. */
  installed: number;
  architecture: 'amd64' | 'all';
  /** Named with its architecture in messages: `libc6:amd64`. */
  multiArch: boolean;
  suite: 'main' | 'updates' | 'security';
  depends: readonly string[];
  recommends: readonly string[];
}

const LINE = /^(\S+) (\S+) (\d+) (\d+)([amsu]*)(?: (\S+))?(?: (\S+))?$/;

function names(list: string | undefined): string[] {
  return (list ?? '').split(',').filter((name) => name !== '');
}

function read(text: string, into: Map<string, DebianPackage>): Map<string, DebianPackage> {
  for (const line of text.split('\n')) {
    const [, name, version = '', download, installed, flags = '', depends, recommends] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    into.set(name, {
      name,
      version,
      download: Number(download),
      installed: Number(installed),
      architecture: flags.includes('a') ? 'all' : 'amd64',
      multiArch: flags.includes('m'),
      suite: flags.includes('s') ? 'security' : flags.includes('u') ? 'updates' : 'main',
      depends: names(depends),
      recommends: names(recommends),
    });
  }
  return into;
}

let index: ReadonlyMap<string, DebianPackage> | undefined;

/** Every package that can be installed, by name. */
export function debianArchive(): ReadonlyMap<string, DebianPackage> {
  return (index ??= read(DEBIAN_ARCHIVE, read(DEBIAN_BASE, new Map())));
}

/** Names of old or virtual packages, and which package stands for them now. */
export const STANDS_FOR: Readonly<Record<string, string>> = {
  awk: 'mawk', netcat: 'netcat-traditional', 'mail-transport-agent': 'postfix', 'mysql-client': 'default-mysql-client',
  'mysql-server': 'default-mysql-server', java: 'default-jre', 'default-jdk-headless': 'openjdk-17-jdk-headless', 'openjdk-11-jdk': 'openjdk-17-jdk', 'openjdk-8-jdk': 'openjdk-17-jdk',
  python: 'python3', 'python-pip': 'python3-pip', 'libgl1-mesa-glx': 'libgl1', 'python3-distutils': 'python3-distutils', telnet: 'inetutils-telnet', yarn: 'yarnpkg', 'vim-nox': 'vim', iputils: 'iputils-ping',
}; // prettier-ignore

/** `libc6:amd64` where the architecture belongs to the name. */
export function fullName({ name, multiArch, architecture }: DebianPackage): string {
  return multiArch && architecture !== 'all' ? `${name}:${architecture}` : name;
}
