/** pip install and pip download. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { makeDirectories } from '../../packages/debian/directories.ts';
import { isPath, readProject, readRequirementsFile, type Project } from './files.ts';
import { fileName, findRelease, versionsOf, type Release } from './index.ts';
import type { PipOptions } from './options.ts';
import { canonical, markerHolds, readRequirement } from './requirement.ts';
import { Conflict, installOrder, NoRelease, resolve, type Chosen, type Wanted } from './resolve.ts';
import { installedIn, userSite, type Installed, type Site } from './site.ts';
import { remove, unpack } from './unpack.ts';
import { compareVersions, satisfies } from './version.ts';

/** How pip of this version writes its log, which changed over the years. */
export class Reporter {
  private readonly p: Process;
  private readonly quiet: number;
  readonly pip: string;

  constructor(p: Process, quiet: number, pip: string) {
    this.p = p;
    this.quiet = quiet;
    this.pip = pip;
  }

  async say(text: string): Promise<void> {
    if (this.quiet === 0) await this.p.stdout.write(`${text}\n`);
  }

  async warn(text: string): Promise<void> {
    if (this.quiet < 2) await this.p.stderr.write(`WARNING: ${text}\n`);
  }

  async error(text: string): Promise<void> {
    if (this.quiet < 3) await this.p.stderr.write(`ERROR: ${text}\n`);
  }

  since(version: string): boolean {
    return compareVersions(this.pip, version) >= 0;
  }

  /** Bytes as pip shows them, in thousands. */
  size(bytes: number): string {
    if (bytes >= 10_000_000) return `${Math.round(bytes / 1e6)}.${Math.floor((bytes / 1e5) % 10)} MB`.replace(/^\d+/, String(Math.floor(bytes / 1e6))); // prettier-ignore
    if (bytes >= 1_000_000) return `${(bytes / 1e6).toFixed(1)} MB`;
    if (bytes >= 10_000) return `${Math.floor(bytes / 1000)} kB`;
    return bytes >= 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${bytes} bytes`;
  }

  /** The finished bar that stays in a log, from the size on at which there is one. */
  async bar(bytes: number, indent: string): Promise<void> {
    if (bytes <= (this.since('25.0') ? 512 * 1024 : 40_000)) return;
    const [unit, by] = bytes >= 1_000_000 ? ['MB', 1e6] : ['kB', 1e3];
    const amount = (bytes / by).toFixed(1);
    const rate = (8 + (bytes % 900) / 20).toFixed(1);
    const end = this.since('25.1') ? ' 0:00:00' : 'eta 0:00:00';
    await this.say(`${indent}${'━'.repeat(40)} ${amount}/${amount} ${unit} ${rate} MB/s ${end}`);
  }
}

const NETWORK = 'files.pythonhosted.org';

async function reaches(p: Process): Promise<boolean> {
  try {
    return (await p.net.resolve(NETWORK)).length > 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    return false;
  }
}

async function retry(p: Process, out: Reporter, name: string): Promise<void> {
  for (let left = 4; left >= 0; left--) {
    const bytes = p.random(5);
    const address = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await out.warn(`Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f${address}>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/${canonical(name)}/`); // prettier-ignore
    await p.sleep(250 * 2 ** (4 - left));
  }
}

function shown(wanted: Wanted): string {
  const extras = wanted.extras.length > 0 ? `[${wanted.extras.join(',')}]` : '';
  return `${wanted.name}${extras}${wanted.specifier.split(',').sort().join(',')}${wanted.from === '' ? '' : ` (from ${wanted.from})`}`; // prettier-ignore
}

interface Task {
  p: Process;
  site: Site;
  options: PipOptions;
  out: Reporter;
}

/** Both what words and what files ask for. */
function gather({ p, site, options }: Task, operands: readonly string[]): { wanted: Wanted[]; projects: Project[] } {
  const editable = [...options.editable, ...operands.filter(isPath)];
  const wanted: Wanted[] = [];
  for (const word of operands) {
    if (isPath(word) || !markerHolds(word, site.python)) continue;
    wanted.push({ ...readRequirement(word), from: '' });
  }
  for (const path of options.requirements) wanted.push(...readRequirementsFile(p, path, site.python, editable));
  const projects = [...new Set(editable)].map((directory) => readProject(p, directory));
  for (const { requires, name, version } of projects)
    for (const line of requires) if (markerHolds(line, site.python)) wanted.push({ ...readRequirement(line), from: `${name}==${version}` }); // prettier-ignore
  return { wanted, projects };
}

async function tellConflict({ out }: Task, { asked }: Conflict): Promise<number> {
  const names = [...new Set(asked.map(({ name, specifier }) => `${name}${specifier === '' ? '' : specifier}`))];
  const users = asked.filter(({ from }) => from === '' || from.startsWith('-r'));
  const about = users.length === asked.length ? names.join(' and ') : asked.map(({ name, specifier, from }) => `${from === '' || from.startsWith('-r') ? `${name}${specifier}` : from.split('->')[0]}`).join(' and '); // prettier-ignore
  await out.error(`Cannot install ${about} because these package versions have conflicting dependencies.`);
  await out.say('\nThe conflict is caused by:');
  for (const { name, specifier, from } of asked) await out.say(`    ${from === '' || from.startsWith('-r') ? 'The user requested' : `${from.split('->')[0] ?? ''} depends on`} ${name}${specifier}`); // prettier-ignore
  await out.say("\nTo fix this you could try to:\n1. loosen the range of package versions you've specified\n2. remove package versions to allow pip to attempt to solve the dependency conflict\n"); // prettier-ignore
  await out.error('ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts'); // prettier-ignore
  return 1;
}

async function tellMissing({ out, p }: Task, { wanted }: NoRelease): Promise<number> {
  const online = await reaches(p);
  if (!online) await retry(p, out, wanted.name);
  const versions = online ? versionsOf(wanted.name) : [];
  const from = wanted.from === '' ? '' : `from ${wanted.from}`;
  const label = `${wanted.name}${wanted.specifier}`;
  const said = `(from ${from === '' ? '' : `${from.slice(5)}) (from `}versions: ${versions.length === 0 ? 'none' : versions.join(', ')})`;
  await out.error(`Could not find a version that satisfies the requirement ${label} ${said}`);
  await out.error(`No matching distribution found for ${label}${from === '' ? '' : ` (${from})`}`);
  return 1;
}

/** What is told while the releases are found: each is fetched as far as pip needs it to go on. */
function observing({ p, site, out }: Task, fetched: Set<string>) {
  return {
    async satisfied(wanted: Wanted, it: Installed): Promise<void> {
      const where = it.path.replace(/\/[^/]*$/, '');
      await out.say(`Requirement already satisfied: ${shown({ ...wanted, from: '' })} in ${where}${wanted.from === '' ? '' : ` (from ${wanted.from})`} (${it.version})`); // prettier-ignore
    },
    async collecting(wanted: Wanted, release: Release): Promise<void> {
      await out.say(`Collecting ${shown(wanted)}`);
      if (!(await reaches(p))) {
        throw new NoRelease(wanted);
      }
      const file = fileName(release, site.python);
      await p.sleep(60);
      if (release.tag !== 'sdist' && out.since('23.3')) {
        await out.say(`  Downloading ${file}.metadata (${out.size(release.metadata)})`);
        return;
      }
      await out.say(`  Downloading ${file} (${out.size(release.size)})`);
      await out.bar(release.size, '     ');
      await p.sleep(release.size / 25_000);
      fetched.add(file);
      if (release.tag === 'sdist') await prepareSource(p, out);
    },
  };
}

async function prepareSource(p: Process, out: Reporter): Promise<void> {
  if (out.since('23.1')) {
    await out.say('  Installing build dependencies: started');
    await p.sleep(1500);
    await out.say("  Installing build dependencies: finished with status 'done'");
    await out.say('  Getting requirements to build wheel: started');
    await p.sleep(300);
    await out.say("  Getting requirements to build wheel: finished with status 'done'");
    await out.say('  Preparing metadata (pyproject.toml): started');
    await p.sleep(200);
    await out.say("  Preparing metadata (pyproject.toml): finished with status 'done'");
    return;
  }
  await out.say('  Preparing metadata (setup.py): started');
  await p.sleep(300);
  await out.say("  Preparing metadata (setup.py): finished with status 'done'");
}

/** Source archives that hold C need a compiler and the headers of a library, which slim images lack. */
const NEEDS_TO_BUILD: Readonly<Record<string, { tool: string; words: string }>> = {
  psycopg2: { tool: 'pg_config', words: 'Error: pg_config executable not found.' },
  mysqlclient: { tool: 'mysql_config', words: 'Exception: Can not find valid pkg-config name.' },
  uwsgi: { tool: 'gcc', words: "Exception: you need a C compiler to build uWSGI" },
  'mysql-python': { tool: 'mysql_config', words: "ModuleNotFoundError: No module named 'ConfigParser'" },
}; // prettier-ignore

async function build({ p, out }: Task, sources: readonly Chosen[]): Promise<boolean> {
  if (sources.length === 0) return true;
  await out.say(`Building wheels for collected packages: ${sources.map(({ name }) => name).join(', ')}`);
  const failed: string[] = [];
  for (const { name, release } of sources) {
    const step = out.since('23.1')
      ? `Building wheel for ${name} (pyproject.toml)`
      : `Building wheel for ${name} (setup.py)`;
    await out.say(`  ${step}: started`);
    await p.sleep(2000);
    const needed = NEEDS_TO_BUILD[canonical(release.name)];
    if (
      needed !== undefined &&
      !['/usr/bin', '/usr/local/bin'].some((folder) => p.fs.exists(`${folder}/${needed.tool}`))
    ) {
      await out.say(`  ${step}: finished with status 'error'`);
      await out.error(`  Command errored out with exit status 1:\n  ${needed.words}`.replace(/^ {2}/, ''));
      await out.error(`  ERROR: Failed building wheel for ${name}`.replace(/^ {2}ERROR: /, ''));
      failed.push(name);
      continue;
    }
    await out.say(`  ${step}: finished with status 'done'`);
    await out.say(`  Created wheel for ${name}: filename=${release.distribution.toLowerCase()}-${release.version}-py3-none-any.whl size=${release.size} sha256=${digestFor(name)}`); // prettier-ignore
    await out.say(`  Stored in directory: /root/.cache/pip/wheels/${digestFor(name).slice(0, 2)}/${digestFor(name).slice(2, 4)}/${digestFor(name).slice(4, 6)}/${digestFor(name).slice(6)}`); // prettier-ignore
  }
  const done = sources.filter(({ name }) => !failed.includes(name)).map(({ name }) => name);
  if (done.length > 0) await out.say(`Successfully built ${done.join(' ')}`);
  if (failed.length === 0) return true;
  await out.say(`Failed to build ${failed.join(' ')}`);
  await out.error(`Failed to build installable wheels for some pyproject.toml based projects (${failed.join(', ')})`);
  return false;
}

/** A wheel built here has a digest nobody knows before; one that is the same each time is as good. */
function digestFor(name: string): string {
  let state = 0x811c9dc5;
  let text = '';
  for (let at = 0; text.length < 64; at++) {
    for (const letter of `${name}${at}`) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    text += state.toString(16).padStart(8, '0');
  }
  return text.slice(0, 64);
}

function writable(p: Process, path: string): boolean {
  for (let at = path; at !== ''; at = at.replace(/\/[^/]*$/, '')) if (p.fs.exists(at)) return p.fs.access(at, 'w');
  return false;
}

async function fetchAll({ p, site, out }: Task, plan: readonly Chosen[], fetched: ReadonlySet<string>): Promise<void> {
  for (const { release } of plan) {
    const file = fileName(release, site.python);
    if (fetched.has(file)) continue;
    await out.say(`Downloading ${file} (${out.size(release.size)})`);
    await out.bar(release.size, '   ');
    await p.sleep(30 + release.size / 25_000);
  }
}

async function plan(task: Task, operands: readonly string[], installed: ReadonlyMap<string, Installed>) {
  const { options, out } = task;
  const { wanted, projects } = gather(task, operands);
  if (wanted.length === 0 && projects.length === 0) return undefined;
  for (const { directory } of projects) {
    await out.say(`Obtaining file://${directory}`);
    await prepareSource(task.p, out);
  }
  const fetched = new Set<string>();
  const found = await resolve(wanted, installed, { upgrade: options.upgrade, dependencies: options.dependencies, reinstall: options.reinstall }, observing(task, fetched)); // prettier-ignore
  const order = [...found.chosen.values()];
  await fetchAll(task, order, fetched);
  return { ...found, order, projects };
}

const NOTHING_GIVEN = 'You must give at least one requirement to install (see "pip help install")';

/** What names an installed package, with its version. */
function label({ name, release }: Chosen): string {
  return `${name}-${release.version}`;
}

async function installProjects({ p, site, out }: Task, projects: readonly Project[]): Promise<string[]> {
  const done: string[] = [];
  for (const it of projects) {
    const release: Release = { name: it.name, version: it.version, size: 0, metadata: 0, installed: 0, distribution: it.name.replace(/[-.]/g, '_'), tag: 'py3-none-any', requires: it.requires.map(readRequirement), extras: new Map(), commands: it.commands, modules: [] }; // prettier-ignore
    await out.say(`Building wheels for collected packages: ${it.name}`);
    await unpack(p, site, release);
    const source = p.fs.exists(`${it.directory}/src`) ? `${it.directory}/src` : it.directory;
    p.fs.writeFile(`${site.packages}/__editable__.${it.name}-${it.version}.pth`, `${source}\n`);
    done.push(`${it.name}-${it.version}`);
  }
  return done;
}

export async function install(p: Process, normal: Site, options: PipOptions, operands: readonly string[], pip: string): Promise<number> {
  const out = new Reporter(p, options.quiet, pip);
  const root = p.credentials.uid === 0;
  let site = normal;
  const marker = `${normal.prefix}/lib/python${normal.python}/EXTERNALLY-MANAGED`;
  if (!normal.venv && !options.breakSystem && options.target === undefined && p.fs.exists(marker)) return externallyManaged(p, normal);
  if (options.target !== undefined) site = { ...normal, packages: options.target, commands: `${options.target}/bin` };
  else if (options.user || !writable(p, normal.packages)) {
    if (!options.user) await out.say('Defaulting to user installation because normal site-packages is not writeable');
    site = userSite(p, normal);
  }
  const task = { p, site, options, out };
  const installed = installedIn(p.fs, [site.packages, normal.packages, '/usr/lib/python3/dist-packages']);
  try {
    const found = await plan(task, operands, options.target === undefined ? installed : new Map());
    if (found === undefined) {
      if (options.requirements.length === 0) {
        await out.error(NOTHING_GIVEN);
        return 1;
      }
      return await finish(task, root);
    }
    const order = installOrder(found.chosen);
    if (!(await build(task, order.filter(({ release }) => release.tag === 'sdist')))) return 1;
    if (options.dryRun) {
      if (order.length > 0) await out.say(`Would install ${order.map(label).sort().join(' ')}`);
      return 0;
    }
    if (order.length + found.projects.length > 0) await lay(task, order, found);
    return await finish(task, root);
  } catch (error) {
    if (error instanceof Conflict) return tellConflict(task, error);
    if (error instanceof NoRelease) return tellMissing(task, error);
    throw error;
  }
} // prettier-ignore

async function lay(task: Task, order: readonly Chosen[], found: { replaced: readonly Installed[]; projects: readonly Project[] }): Promise<void> {
  const { p, site, out } = task;
  await out.say(`Installing collected packages: ${[...order.map(({ name }) => name), ...found.projects.map(({ name }) => name)].join(', ')}`);
  makeDirectories(p.fs, site.packages);
  makeDirectories(p.fs, site.commands);
  for (const { release } of order) {
    const old = found.replaced.find(({ name }) => canonical(name) === canonical(release.name));
    if (old !== undefined) {
      await out.say(`  Attempting uninstall: ${old.name}`);
      await out.say(`    Found existing installation: ${old.name} ${old.version}`);
      await out.say(`    Uninstalling ${old.name}-${old.version}:`);
      if (canonical(old.name) !== 'pip') remove(p, old);
      else p.fs.unlink(`${old.path}/METADATA`);
      await out.say(`      Successfully uninstalled ${old.name}-${old.version}`);
    }
    await unpack(p, site, release);
    await p.sleep(20 + release.installed / 150_000);
  }
  await warnOfPath(task, order);
  const own = await installProjects(task, found.projects);
  await out.say(`Successfully installed ${[...order.map(label), ...own].sort((a, b) => (a < b ? -1 : 1)).join(' ')}`);
} // prettier-ignore

async function warnOfPath({ p, site, out, options }: Task, order: readonly Chosen[]): Promise<void> {
  const path = (p.env.get('PATH') ?? '').split(':');
  if (path.includes(site.commands) || options.target !== undefined) return;
  for (const { release } of order) {
    const names = [...release.commands.keys()].sort();
    if (names.length === 0) continue;
    const list =
      names.length === 1
        ? `script ${names[0] ?? ''} is`
        : `scripts ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} are`;
    await out.warn(`  The ${list} installed in '${site.commands}' which is not on PATH.\n  Consider adding this directory to PATH or, if you prefer to suppress this warning, use --no-warn-script-location.`.trimStart()); // prettier-ignore
  }
}

async function finish({ p, site, options, out }: Task, root: boolean): Promise<number> {
  if (
    root &&
    !site.venv &&
    options.rootAction !== 'ignore' &&
    p.env.get('PIP_ROOT_USER_ACTION') !== 'ignore' &&
    options.target === undefined &&
    out.since('21.1')
  ) {
    // prettier-ignore
    const unusable = out.since('24.2') ? ', possibly rendering your system unusable' : '';
    const option = out.since('24.2') ? '. Use the --root-user-action option if you know what you are doing and want to suppress this warning.' : ''; // prettier-ignore
    await out.warn(`Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager${unusable}. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv${option}`); // prettier-ignore
  }
  await notice(p, out, options, site);
  return 0;
}

async function notice(p: Process, out: Reporter, options: PipOptions, site: Site): Promise<void> {
  const newest = findRelease('pip', [])?.version ?? '';
  const now = installedIn(p.fs, [site.packages]).get('pip')?.version ?? out.pip;
  if (!options.versionCheck || options.quiet > 0 || p.env.get('PIP_DISABLE_PIP_VERSION_CHECK') === '1') return;
  if (compareVersions(now, newest) >= 0 || !(await reaches(p))) return;
  const how =
    out.since('22.2') && p.args[0]?.includes('/') !== true ? 'pip install --upgrade pip' : 'pip install --upgrade pip';
  if (out.since('22.0')) await p.stderr.write(`\n[notice] A new release of pip ${out.since('22.3') ? 'is ' : ''}available: ${out.pip} -> ${newest}\n[notice] To update, run: ${how}\n`); // prettier-ignore
  else await p.stderr.write(`WARNING: You are using pip version ${out.pip}; however, version ${newest} is available.\nYou should consider upgrading via the '${site.prefix}/bin/python -m pip install --upgrade pip' command.\n`); // prettier-ignore
}

async function externallyManaged(p: Process, site: Site): Promise<number> {
  await p.stderr.write(`error: externally-managed-environment

× This environment is externally managed
╰─> To install Python packages system-wide, try apt install
    python3-xyz, where xyz is the package you are trying to
    install.
    
    If you wish to install a non-Debian-packaged Python package,
    create a virtual environment using python3 -m venv path/to/venv.
    Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
    sure you have python3-full installed.
    
    If you wish to install a non-Debian packaged Python application,
    it may be easiest to use pipx install xyz, which will manage a
    virtual environment for you. Make sure you have pipx installed.
    
    See /usr/share/doc/python${site.python}/README.venv for more information.

note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.
hint: See PEP 668 for the detailed specification.
`);
  return 1;
}

/** Files of wheels in a directory: their bytes are not simulated. */
export async function download(p: Process, site: Site, options: PipOptions, operands: readonly string[], pip: string): Promise<number> {
  const out = new Reporter(p, options.quiet, pip);
  const task = { p, site, options, out };
  try {
    const found = await plan(task, operands, new Map());
    if (found === undefined) {
      await out.error(NOTHING_GIVEN.replace('install', 'download').replace('help install', 'help download'));
      return 1;
    }
    makeDirectories(p.fs, options.destination);
    for (const { release } of found.order) {
      const path = `${options.destination}/${fileName(release, site.python)}`;
      p.fs.writeStub(path, { size: release.size, note: 'a package of which only the size is simulated' });
      await out.say(`Saved ${path.startsWith('/') ? path : `./${path.replace(/^\.\//, '')}`}`);
    }
    await out.say(`Successfully downloaded ${found.order.map(({ name }) => name).join(' ')}`);
    return 0;
  } catch (error) {
    if (error instanceof Conflict) return tellConflict(task, error);
    if (error instanceof NoRelease) return tellMissing(task, error);
    throw error;
  }
} // prettier-ignore

/** Requirements of what is installed that nothing installed satisfies, as `pip check` says it. */
export function broken(installed: ReadonlyMap<string, Installed>): string[] {
  const rows: string[] = [];
  for (const it of installed.values()) {
    for (const line of it.requires) {
      const requirement = readRequirement(line);
      const there = installed.get(canonical(requirement.name));
      if (there === undefined) rows.push(`${it.name} ${it.version} requires ${requirement.name}, which is not installed.`);
      else if (!satisfies(there.version, requirement.clauses)) rows.push(`${it.name} ${it.version} has requirement ${requirement.name}${requirement.specifier}, but you have ${there.name} ${there.version}.`); // prettier-ignore
    }
  }
  return rows;
}
