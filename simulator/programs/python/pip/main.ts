/** pip: install, download, uninstall, freeze, list, show, check, config, cache, index. */
import type { Process } from '../../../kernel/abi.ts';
import { confirm } from '../../command/ask.ts';
import { FileError } from './files.ts';
import { COMMANDS, HELP } from './help.ts';
import { findRelease, versionsOf } from './index.ts';
import { broken, download, install } from './install.ts';
import { readWords, type PipWords } from './options.ts';
import { canonical, readRequirement, RequirementError } from './requirement.ts';
import { installedIn, siteOf, userSite, type Installed, type Site } from './site.ts';
import { filesOf, remove } from './unpack.ts';

const byName = (a: Installed, b: Installed): number => (canonical(a.name) < canonical(b.name) ? -1 : 1);

interface Run {
  p: Process;
  site: Site;
  words: PipWords;
  installed: Map<string, Installed>;
}

async function freeze({ p, installed }: Run): Promise<number> {
  for (const { name, version } of [...installed.values()].sort(byName))
    if (!['pip', 'setuptools', 'wheel'].includes(canonical(name))) await p.stdout.write(`${name}==${version}\n`);
  return 0;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]): string => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ').trimEnd(); // prettier-ignore
  const [head = [], ...rest] = rows;
  return [line(head), widths.map((width) => '-'.repeat(width)).join(' '), ...rest.map(line)].join('\n') + '\n';
}

async function list({ p, installed, words }: Run): Promise<number> {
  const all = [...installed.values()].sort(byName);
  if (words.options.format === 'freeze') {
    for (const { name, version } of all) await p.stdout.write(`${name}==${version}\n`);
    return 0;
  }
  if (words.options.format === 'json') {
    await p.stdout.write(
      `[${all.map(({ name, version }) => `{"name": "${name}", "version": "${version}"}`).join(', ')}]\n`,
    );
    return 0;
  }
  if (words.options.outdated) {
    const old = all.flatMap((it) => {
      const newest = findRelease(it.name, [])?.version;
      return newest === undefined || newest === it.version ? [] : [[it.name, it.version, newest, 'wheel']];
    });
    if (old.length > 0) await p.stdout.write(table([['Package', 'Version', 'Latest', 'Type'], ...old]));
    return 0;
  }
  if (all.length > 0) await p.stdout.write(table([['Package', 'Version'], ...all.map(({ name, version }) => [name, version])])); // prettier-ignore
  return 0;
}

async function show({ p, installed, words, site }: Run): Promise<number> {
  if (words.operands.length === 0) {
    await p.stderr.write('WARNING: ERROR: Please provide a package name or names.\n');
    return 1;
  }
  const missing = words.operands.filter((name) => !installed.has(canonical(name)));
  if (missing.length > 0) await p.stderr.write(`WARNING: Package(s) not found: ${missing.join(', ')}\n`);
  const found = words.operands.flatMap((name) => installed.get(canonical(name)) ?? []);
  for (const [at, it] of found.entries()) {
    const names = (requirements: readonly string[]): string => requirements.map((line) => readRequirement(line).name).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(', '); // prettier-ignore
    const users = [...installed.values()].filter((other) => other.requires.some((line) => canonical(readRequirement(line).name) === canonical(it.name))); // prettier-ignore
    const rows = [`Name: ${it.name}`, `Version: ${it.version}`, `Summary: ${it.summary}`, 'Home-page: ', 'Author: ', 'Author-email: ', 'License: ', `Location: ${it.path.replace(/\/[^/]*$/, '')}`, `Requires: ${names(it.requires)}`, `Required-by: ${users.map(({ name }) => name).sort().join(', ')}`]; // prettier-ignore
    if (words.options.files) rows.push('Files:', ...filesOf(p, it).map((path) => `  ${path.replace(`${site.packages}/`, '')}`)); // prettier-ignore
    await p.stdout.write(`${at > 0 ? '---\n' : ''}${rows.join('\n')}\n`);
  }
  return found.length === 0 ? 1 : 0;
}

async function uninstall({ p, installed, words }: Run): Promise<number> {
  const names = [...words.operands];
  for (const path of words.options.requirements) {
    if (!p.fs.exists(path)) throw new FileError(`Could not open requirements file: [Errno 2] No such file or directory: '${path}'`); // prettier-ignore
    names.push(...p.fs.readText(path).split('\n').map((line) => /^[\w.-]+/.exec(line.trim())?.[0] ?? '').filter((it) => it !== '')); // prettier-ignore
  }
  if (names.length === 0) {
    await p.stderr.write('ERROR: You must give at least one requirement to uninstall (see "pip help uninstall")\n');
    return 1;
  }
  for (const name of names) {
    const it = installed.get(canonical(readRequirement(name).name));
    if (it === undefined) {
      await p.stderr.write(`WARNING: Skipping ${name} as it is not installed.\n`);
      continue;
    }
    await p.stdout.write(
      `Found existing installation: ${it.name} ${it.version}\nUninstalling ${it.name}-${it.version}:\n`,
    );
    if (!words.options.yes) {
      const site = it.path.replace(/\/[^/]*$/, '');
      const places = new Set(filesOf(p, it).map((path) => (path.startsWith(`${site}/`) ? `${site}/${path.slice(site.length + 1).split('/')[0] ?? ''}/*` : path))); // prettier-ignore
      await p.stdout.write(`  Would remove:\n${[...places].sort().map((path) => `    ${path}\n`).join('')}`); // prettier-ignore
      if (!(await confirm(p, 'Proceed (Y/n)? '))) continue;
    }
    remove(p, it);
    await p.stdout.write(`  Successfully uninstalled ${it.name}-${it.version}\n`);
  }
  if (p.credentials.uid === 0) await p.stderr.write("WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.\n"); // prettier-ignore
  return 0;
}

async function check({ p, installed }: Run): Promise<number> {
  const rows = broken(installed);
  await p.stdout.write(rows.length === 0 ? 'No broken requirements found.\n' : `${rows.join('\n')}\n`);
  return rows.length === 0 ? 0 : 1;
}

async function config({ p, words }: Run): Promise<number> {
  const [action] = words.operands;
  if (action === 'list') {
    for (const [name, value] of p.env) if (name.startsWith('PIP_')) await p.stdout.write(`:env:.${name.slice(4).toLowerCase().replaceAll('_', '-')}='${value}'\n`); // prettier-ignore
    return 0;
  }
  await p.stderr.write(`pip config ${action ?? ''}: only list is simulated\n`);
  return 1;
}

async function cache({ p, words }: Run): Promise<number> {
  const [action] = words.operands;
  switch (action) {
    case 'dir': await p.stdout.write(`${p.env.get('HOME') ?? '/root'}/.cache/pip\n`); return 0;
    case 'purge': await p.stdout.write('Files removed: 0\n'); return 0;
    case 'list': await p.stdout.write('No locally built wheels cached.\n'); return 0;
    default: await p.stderr.write(`ERROR: Need an action (dir, info, list, purge, remove) to perform.\n`); return 1;
  }
} // prettier-ignore

async function index({ p, words, installed }: Run): Promise<number> {
  const [action, name] = words.operands;
  const versions = name === undefined ? [] : versionsOf(name).reverse();
  if (action !== 'versions' || name === undefined) {
    await p.stderr.write('ERROR: Need an action (versions) to perform.\n');
    return 1;
  }
  if (versions.length === 0) {
    await p.stderr.write(`ERROR: No matching distribution found for ${name}\n`);
    return 1;
  }
  await p.stdout.write(`${name} (${versions[0] ?? ''})\nAvailable versions: ${versions.join(', ')}\n`);
  const have = installed.get(canonical(name));
  if (have !== undefined) await p.stdout.write(`  INSTALLED: ${have.version}\n  LATEST:    ${versions[0] ?? ''}\n`);
  return 0;
}

async function run(it: Run, pip: string): Promise<number> {
  const { p, site, words } = it;
  switch (words.command) {
    case 'install': return install(p, site, words.options, words.operands, pip);
    case 'download': return download(p, site, words.options, words.operands, pip);
    case 'uninstall': return uninstall(it);
    case 'freeze': return freeze(it);
    case 'list': return list(it);
    case 'show': return show(it);
    case 'check': return check(it);
    case 'config': return config(it);
    case 'cache': return cache(it);
    case 'index': return index(it);
    case 'search': await p.stderr.write('ERROR: XMLRPC request failed [code: -32500]\nRuntimeError: PyPI no longer supports \'pip search\' (or XML-RPC search). Please use https://pypi.org/search (via a browser) instead. See https://warehouse.pypa.io/api-reference/xml-rpc.html#deprecated-methods for more information.\n'); return 1;
    case 'help': await p.stdout.write(HELP); return 0;
    default: await p.stderr.write(`pip ${words.command ?? ''}: not simulated\n`); return 1;
  }
} // prettier-ignore

export default async function pip(p: Process): Promise<number> {
  const site = siteOf(p);
  const words = readWords(p.args.slice(1));
  const installed = installedIn(p.fs, [userSite(p, site).packages, site.packages, '/usr/lib/python3/dist-packages']);
  const version = installed.get('pip')?.version ?? '25.0.1';
  if (words.version) {
    await p.stdout.write(`pip ${version} from ${site.packages}/pip (python ${site.python})\n`);
    return 0;
  }
  if (words.command === undefined || words.help) {
    await p.stdout.write(HELP);
    return 0;
  }
  if (words.error !== undefined) {
    await p.stderr.write(
      `\nUsage:   \n  pip ${words.command} [options] <requirement specifier> [package-index-options] ...\n\n${words.error}\n`,
    );
    return 2;
  }
  if (!COMMANDS.includes(words.command)) {
    const close = COMMANDS.find((each) => each.startsWith(words.command?.slice(0, 3) ?? '?'));
    await p.stderr.write(
      `ERROR: unknown command "${words.command}"${close === undefined ? '' : ` - maybe you meant "${close}"`}\n`,
    );
    return 1;
  }
  try {
    return await run({ p, site, words, installed }, version);
  } catch (error) {
    if (!(error instanceof RequirementError || error instanceof FileError)) throw error;
    await p.stderr.write(`ERROR: ${error.message}\n`);
    return 1;
  }
}
