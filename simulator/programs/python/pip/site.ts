/** Where a Python keeps what pip installs, and what is there: one `NAME-VERSION.dist-info` a package, as PEP 376 has it. */
import type { Process, ProcessFs } from '../../../kernel/abi.ts';
import { canonical } from './requirement.ts';

export interface Site {
  /** Of the interpreter: /usr/local, /usr, or the root of a virtual environment. */
  prefix: string;
  /** `3.12`. */
  python: string;
  /** Directory of importable packages, and of commands. */
  packages: string;
  commands: string;
  venv: boolean;
}

export interface Installed {
  name: string;
  version: string;
  /** The dist-info directory. */
  path: string;
  requires: readonly string[];
  summary: string;
}

function pythonVersionIn(fs: ProcessFs, prefix: string): string | undefined {
  const lib = `${prefix}/lib`;
  if (!fs.exists(lib)) return undefined;
  const folders = fs.readdir(lib).map(({ name }) => /^python(\d+\.\d+)$/.exec(name)?.[1]).filter((it) => it !== undefined); // prettier-ignore
  return folders.find((each) => fs.exists(`${lib}/python${each}/site-packages`)) ?? folders[0];
}

/** The installation that a command like /usr/local/bin/pip3.12 belongs to. */
export function siteOf(p: Process): Site {
  const [word = 'pip'] = p.args;
  const called = word.includes('/') ? word : p.executable;
  const beside = called.replace(/\/[^/]*$/, '');
  const venv = beside !== '' && p.fs.exists(`${beside}/../pyvenv.cfg`);
  const prefix = (venv ? p.fs.realpath(`${beside}/..`) : p.executable.replace(/\/bin\/[^/]*$/, '')) || '/usr';
  const python = pythonVersionIn(p.fs, prefix) ?? /pip(\d+\.\d+)$/.exec(p.executable)?.[1] ?? '3.11';
  const debian = prefix === '/usr' && p.fs.exists('/usr/lib/python3/dist-packages');
  const packages = debian
    ? `/usr/local/lib/python${python}/dist-packages`
    : `${prefix}/lib/python${python}/site-packages`;
  return { prefix, python, packages, commands: debian ? '/usr/local/bin' : `${prefix}/bin`, venv };
}

/** Where a user who may not write there installs to. */
export function userSite(p: Process, site: Site): Site {
  const home = p.env.get('HOME') ?? '/root';
  return { ...site, packages: `${home}/.local/lib/python${site.python}/site-packages`, commands: `${home}/.local/bin` };
}

function field(metadata: string, name: string): string[] {
  const head = metadata.split('\n\n')[0] ?? '';
  return head.split('\n').filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)); // prettier-ignore
}

function readInstalled(fs: ProcessFs, path: string): Installed | undefined {
  const file = `${path}/METADATA`;
  if (!fs.exists(file)) return undefined;
  const text = fs.readText(file);
  const [name, version] = [field(text, 'Name')[0], field(text, 'Version')[0]];
  if (name === undefined || version === undefined) return undefined;
  return { name, version, path, requires: field(text, 'Requires-Dist'), summary: field(text, 'Summary')[0] ?? '' };
}

/** What is installed, by canonical name. Earlier directories win. */
export function installedIn(fs: ProcessFs, directories: readonly string[]): Map<string, Installed> {
  const found = new Map<string, Installed>();
  for (const directory of directories) {
    if (!fs.exists(directory)) continue;
    for (const { name } of fs.readdir(directory)) {
      const it = name.endsWith('.dist-info') ? readInstalled(fs, `${directory}/${name}`) : undefined;
      if (it !== undefined && !found.has(canonical(it.name))) found.set(canonical(it.name), it);
    }
  }
  return found;
}
