/** Lays a release down in a site, and takes it away again. */
import type { Process } from '../../../kernel/abi.ts';
import { makeDirectories } from '../../packages/debian/directories.ts';
import { libraryFiles, librarySource } from '../lib/sources.ts';
import type { Release } from './index.ts';
import { canonical } from './requirement.ts';
import type { Installed, Site } from './site.ts';

/** Of modules that are not simulated: importing them says so in one line. */
function placeholder(module: string, name: string): string {
  return `raise ImportError("${name} is installed, but it is not simulated: '${module}' cannot be imported here")\n`;
}

function launcher(site: Site, target: string): string {
  const [module = '', path = 'main'] = target.split(':');
  const [first = 'main'] = path.split('.');
  return `#!${site.prefix}/bin/python${site.python}\nimport sys\nfrom ${module} import ${first}\nif __name__ == '__main__':\n    sys.exit(${path}())\n`; // prettier-ignore
}

/** Text of the modules that a release brings, by path below the site. */
async function modulesOf(p: Process, release: Release): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const module of release.modules) {
    const ours = [...libraryFiles(`site-packages/${module}/`), ...libraryFiles(`site-packages/${module}.py`)];
    for (const path of ours) {
      const text = await p.outside(() => librarySource(path));
      files.set(path.slice('site-packages/'.length), text ?? '');
    }
    if (ours.length === 0) files.set(`${module}/__init__.py`, placeholder(module, release.name));
  }
  return files;
}

function metadata({ name, version, requires, extras }: Release): string {
  const rows = [`Metadata-Version: 2.4`, `Name: ${name}`, `Version: ${version}`];
  for (const each of requires) rows.push(`Requires-Dist: ${each.name}${each.extras.length > 0 ? `[${each.extras.join(',')}]` : ''}${each.specifier}`); // prettier-ignore
  for (const extra of extras.keys()) rows.push(`Provides-Extra: ${extra}`);
  return `${rows.join('\n')}\n\n`;
}

export async function unpack(p: Process, site: Site, release: Release): Promise<void> {
  const { fs } = p;
  const recorded: string[] = [];
  let weight = 0;
  const put = (path: string, text: string, mode?: number): void => {
    makeDirectories(fs, path.replace(/\/[^/]*$/, ''));
    fs.writeFile(path, text, mode);
    if (mode !== undefined) fs.chmod(path, mode);
    recorded.push(path);
    weight += text.length;
  };
  for (const [path, text] of await modulesOf(p, release)) put(`${site.packages}/${path}`, text);
  for (const [name, target] of release.commands)
    put(`${site.commands}/${name}`, target === '' ? `#!/bin/sh\necho "${name}: ${release.name} is installed, but it is not simulated" >&2\nexit 1\n` : launcher(site, target), 0o755); // prettier-ignore
  const info = `${site.packages}/${release.distribution}-${release.version}.dist-info`;
  put(`${info}/METADATA`, metadata(release));
  put(`${info}/INSTALLER`, 'pip\n');
  put(`${info}/WHEEL`, `Wheel-Version: 1.0\nTag: ${release.tag === 'sdist' ? 'py3-none-any' : release.tag}\n`);
  if (release.commands.size > 0) put(`${info}/entry_points.txt`, `[console_scripts]\n${[...release.commands].map(([name, target]) => `${name} = ${target}\n`).join('')}`); // prettier-ignore
  if (release.modules.length > 0) put(`${info}/top_level.txt`, release.modules.map((it) => `${it}\n`).join(''));
  const rest = release.installed - weight;
  if (rest > 0) {
    const path = `${info}/unlisted`;
    fs.writeStub(path, { size: rest, note: 'stands for the files of the package that are not listed here' }, 0o644);
    recorded.push(path);
  }
  put(`${info}/RECORD`, [...recorded, `${info}/RECORD`].map((path) => `${path.startsWith(`${site.packages}/`) ? path.slice(site.packages.length + 1) : path},,\n`).join('')); // prettier-ignore
}

function removeTree(p: Process, path: string): void {
  for (const { name, type } of p.fs.readdir(path)) {
    if (type === 'directory') removeTree(p, `${path}/${name}`);
    else p.fs.unlink(`${path}/${name}`);
  }
  p.fs.rmdir(path);
}

/** Paths that belong to an installed package. */
export function filesOf(p: Process, it: Installed): string[] {
  const site = it.path.replace(/\/[^/]*$/, '');
  const record = `${it.path}/RECORD`;
  if (!p.fs.exists(record)) return [];
  return p.fs.readText(record).split('\n').map((line) => line.split(',')[0] ?? '').filter((path) => path !== '').map((path) => (path.startsWith('/') ? path : `${site}/${path}`)); // prettier-ignore
}

export function remove(p: Process, it: Installed): void {
  const site = it.path.replace(/\/[^/]*$/, '');
  const folders = new Set<string>();
  for (const path of filesOf(p, it)) {
    if (p.fs.exists(path)) p.fs.unlink(path);
    for (let folder = path.replace(/\/[^/]*$/, ''); folder.startsWith(`${site}/`); folder = folder.replace(/\/[^/]*$/, '')) folders.add(folder); // prettier-ignore
  }
  for (const folder of [...folders].sort().reverse()) {
    const cached = `${folder}/__pycache__`;
    if (p.fs.exists(cached)) removeTree(p, cached);
    if (p.fs.exists(folder) && p.fs.readdir(folder).length === 0) p.fs.rmdir(folder);
  }
  if (p.fs.exists(it.path)) removeTree(p, it.path);
}

/** Whether the library of the simulated Python has a module of this project. */
export function isSimulated(name: string, modules: readonly string[]): boolean {
  return modules.length === 0 || canonical(name) === 'pip' || modules.some((it) => libraryFiles(`site-packages/${it}`).length > 0); // prettier-ignore
}
