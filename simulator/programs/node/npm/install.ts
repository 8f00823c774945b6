/** Putting packages into node_modules, and writing down what was put there. */
import type { Npm } from './tool.ts';
import type { Manifest } from './manifest.ts';
import type { RegistryPackage } from './index.ts';

export interface Installed {
  added: number;
  total: number;
}

interface Wish {
  global: boolean;
  wanted: ReadonlyMap<string, string>;
  asked: readonly { name: string; range: string }[];
  dev: boolean;
  manifest: Manifest | undefined;
  clean: boolean;
}

/** Milliseconds that fetching and unpacking a package takes. */
const EACH = 12;

export async function installPackages(
  tool: Npm,
  all: ReadonlyMap<string, RegistryPackage>,
  wish: Wish,
): Promise<Installed> {
  const { p } = tool;
  const root = wish.global ? '/usr/local/lib/node_modules' : `${p.cwd()}/node_modules`;
  let added = 0;
  for (const [name, found] of all) {
    const home = `${root}/${name}`;
    if (p.fs.exists(`${home}/package.json`) && !wish.clean) continue;
    const version = exactVersion(wish.wanted.get(name)) ?? found.version;
    put(tool, home, name, { ...found, version });
    for (const command of found.bin ?? [])
      putCommand(tool, home, wish.global ? '/usr/local/bin' : `${root}/.bin`, command, name);
    added += 1;
    await p.sleep(EACH);
  }
  if (!wish.global) record(tool, all, wish);
  return { added, total: all.size };
}

/** `1.2.3`, `^1.2.3`, `~1.2.3`: that very version. A real npm may find a newer one that fits. */
function exactVersion(range: string | undefined): string | undefined {
  return /^[\^~=v]?(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(range ?? '')?.[1];
}

function makeFolder(tool: Npm, path: string): void {
  const { fs } = tool.p;
  let at = '';
  for (const part of path.split('/').filter((it) => it !== '')) {
    at += `/${part}`;
    if (!fs.exists(at)) fs.mkdir(at);
  }
}

function put(tool: Npm, home: string, name: string, found: RegistryPackage): void {
  const { fs } = tool.p;
  makeFolder(tool, `${home}/lib`);
  const { version, dependencies = [] } = found;
  fs.writeFile(
    `${home}/package.json`,
    `${JSON.stringify({ name, version, main: 'index.js', dependencies: Object.fromEntries(dependencies.map((it) => [it, '*'])) }, null, 2)}\n`,
  );
  fs.writeFile(`${home}/README.md`, `# ${name}\n\nSimulated by Drydock.\n`);
  fs.writeFile(`${home}/LICENSE`, 'As its authors say.\n');
  const load =
    found.own === true
      ? `module.exports = require('drydock:${name}');\n`
      : `throw new Error('the npm package ${name} is not simulated by Drydock');\n`;
  fs.writeFile(`${home}/index.js`, `// Drydock simulates npm packages; this is not the real one.\n${load}`);
  if (name === 'dotenv') fs.writeFile(`${home}/config.js`, "require('./index.js').config();\n");
  fs.writeStub(`${home}/lib/${name.replace(/^.*\//, '')}.bundle.js`, {
    size: Math.max(0, found.size - 1200),
    note: `the rest of ${name}`,
  });
}

/** As npm does: the command lies in its package, and a link to it where commands are looked for. */
function putCommand(tool: Npm, home: string, folder: string, command: string, name: string): void {
  const { fs } = tool.p;
  makeFolder(tool, folder);
  makeFolder(tool, `${home}/bin`);
  const text =
    name === 'nodemon'
      ? "#!/usr/bin/env node\nrequire('drydock:nodemon');\n"
      : `#!/bin/sh\necho "${command}: not simulated by Drydock" >&2\nexit 1\n`;
  fs.writeFile(`${home}/bin/${command}.js`, text, 0o755);
  fs.chmod(`${home}/bin/${command}.js`, 0o755);
  if (fs.exists(`${folder}/${command}`)) fs.unlink(`${folder}/${command}`);
  const up = folder.endsWith('/.bin') ? '..' : '../lib/node_modules';
  fs.symlink(`${up}/${name}/bin/${command}.js`, `${folder}/${command}`);
}

/** package.json takes what was asked for; package-lock.json takes everything. */
function record(
  tool: Npm,
  all: ReadonlyMap<string, RegistryPackage>,
  { asked, dev, manifest, wanted, clean }: Wish,
): void {
  const { p, flags } = tool;
  const whole: Record<string, unknown> = { ...manifest?.whole };
  if (asked.length > 0 && !flags.has('--no-save')) {
    const key = dev ? 'devDependencies' : 'dependencies';
    const list: Record<string, string> = { ...(dev ? manifest?.devDependencies : manifest?.dependencies) };
    for (const { name, range } of asked)
      list[name] =
        range === '' || range === 'latest'
          ? `^${all.get(name)?.version ?? ''}`
          : exactVersion(range) === range
            ? `^${range}`
            : range;
    whole[key] = Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
    p.fs.writeFile(`${p.cwd()}/package.json`, `${JSON.stringify(whole, null, 2)}\n`);
  }
  if (!clean) recordLock(tool, whole, manifest, all, wanted);
}

/** Writes package-lock.json for a package.json that holds `whole`. */
export function recordLock(
  { p, flags }: Npm,
  whole: Readonly<Record<string, unknown>>,
  manifest: Manifest | undefined,
  all: ReadonlyMap<string, RegistryPackage>,
  wanted: ReadonlyMap<string, string>,
): void {
  if (flags.has('--no-package-lock')) return;
  const { name = p.cwd().replace(/^.*\//, ''), version } = manifest ?? {};
  const root = { name, ...(version === undefined ? {} : { version }), ...(whole['dependencies'] === undefined ? {} : { dependencies: whole['dependencies'] }), ...(whole['devDependencies'] === undefined ? {} : { devDependencies: whole['devDependencies'] }) }; // prettier-ignore
  const packages: Record<string, unknown> = { '': root };
  for (const [each, found] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const exact = exactVersion(wanted.get(each)) ?? found.version;
    packages[`node_modules/${each}`] = {
      version: exact,
      resolved: `https://registry.npmjs.org/${each}/-/${each.replace(/^.*\//, '')}-${exact}.tgz`,
      license: 'MIT',
    };
  }
  const lock = { name, ...(version === undefined ? {} : { version }), lockfileVersion: 3, requires: true, packages };
  p.fs.writeFile(`${p.cwd()}/package-lock.json`, `${JSON.stringify(lock, null, 2)}\n`);
}
