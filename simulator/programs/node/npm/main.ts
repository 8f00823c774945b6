/**
 * The programs `npm`, `npx` and `yarn` as far as courses use them: init, install, ci, run, start, test, ls, prune, cache,
 * over a simulated registry. What they do not do fails with one line.
 */
import type { Process } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { findPackage, withDependencies } from './index.ts';
import { installPackages, type Installed } from './install.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { configure } from './config.ts';
import { forget, prune } from './prune.ts';
import { initialise, runScript, listScripts } from './scripts.ts';
import { NpmError, type Npm } from './tool.ts';

function npmVersion(p: Process): string {
  const path = '/usr/local/lib/node_modules/npm/package.json';
  const text = p.fs.exists(path) ? decode(p.fs.readFile(path)) : '';
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? '10.8.2';
}

export default async function npm(p: Process): Promise<number> {
  const name = (p.args[0] ?? 'npm').replace(/^.*\//, '').replace(/-cli\.js$/, '');
  const version = npmVersion(p);
  const major = Number(version.split('.')[0]);
  const cut = p.args.indexOf('--', 1);
  const own = p.args.slice(1, cut < 0 ? undefined : cut);
  const extra = cut < 0 ? [] : p.args.slice(cut + 1);
  const words = own.filter((arg) => !arg.startsWith('-'));
  const error =
    name === 'yarn' ? 'error' : major >= 10 && Number(version.split('.')[1]) >= 7 ? 'npm error' : 'npm ERR!';
  const tool: Npm = { p, version, flags: new Set(own.filter((arg) => arg.startsWith('-'))), error };
  try {
    if (name === 'npx') return await npx(tool, p.args.slice(1));
    if (own[0] === '-v' || own[0] === '--version') {
      await p.stdout.write(`${name === 'yarn' ? '1.22.22' : version}\n`);
      return 0;
    }
    return await command(tool, name === 'yarn' ? yarnWords(words) : words, extra);
  } catch (failure) {
    if (!(failure instanceof NpmError)) throw failure;
    const log = logFile(p);
    const lines =
      name === 'yarn' ? failure.lines : [...failure.lines, `A complete log of this run can be found in: ${log}`];
    await p.stderr.write(lines.map((line) => `${error} ${line}`.trimEnd()).join('\n') + '\n');
    return 1;
  }
}

/** `yarn`, `yarn add`, and `yarn NAME` for a script. */
function yarnWords(words: readonly string[]): string[] {
  const [first, ...rest] = words;
  if (first === undefined) return ['install'];
  if (first === 'add') return ['install', ...rest];
  return ['init', 'install', 'run', 'start', 'test', 'cache'].includes(first) ? [...words] : ['run', ...words];
}

function logFile(p: Process): string {
  const stamp = new Date(p.now()).toISOString().replace(/[:.]/g, '_');
  return `${p.env.get('HOME') ?? '/root'}/.npm/_logs/${stamp}-debug-0.log`;
}

const INSTALL = new Set(['install', 'i', 'add', 'ci', 'clean-install', 'update', 'up']);

async function command(tool: Npm, words: readonly string[], extra: readonly string[]): Promise<number> {
  const { p } = tool;
  const [verb = '', ...names] = words;
  if (INSTALL.has(verb)) return install(tool, verb, names);
  switch (verb) {
    case 'init':
    case 'create':
      return initialise(tool, names);
    case 'run':
    case 'run-script': {
      const [script, ...more] = names;
      return script === undefined
        ? listScripts(tool, manifestOf(tool))
        : runScript(tool, manifestOf(tool), script, [...more, ...extra]);
    }
    case 'start':
    case 'test':
    case 't':
    case 'stop':
    case 'restart':
      return runScript(tool, manifestOf(tool), verb === 't' ? 'test' : verb, [...names, ...extra]);
    case 'ls':
    case 'list':
      return list(tool);
    case 'cache':
      if (tool.flags.has('--force') || tool.flags.has('-f'))
        await p.stderr.write(
          `${tool.error.replace(/ERR!|error/, tool.error.endsWith('!') ? 'WARN' : 'warn')} using --force Recommended protections disabled.\n`,
        );
      return 0;
    case 'prune':
      return pruned(tool, manifestOf(tool));
    case 'uninstall':
    case 'un':
    case 'remove':
    case 'rm':
      return pruned(tool, forget(tool, manifestOf(tool), names));
    case 'config':
      return configure(tool, names);
    case 'set':
    case 'get':
      return configure(tool, [verb, ...names]);
    case 'audit':
      await p.stdout.write('found 0 vulnerabilities\n');
      return 0;
    case 'root':
      await p.stdout.write(`${tool.flags.has('-g') ? '/usr/local/lib' : p.cwd()}/node_modules\n`);
      return 0;
    case '':
      await p.stdout.write(
        "npm <command>\n\nUsage:\n\nnpm install        install all the dependencies in your project\nnpm install <foo>  add the <foo> dependency to your project\nnpm test           run this project's tests\nnpm run <foo>      run the script named <foo>\n",
      );
      return 1;
    default:
      throw new NpmError([`npm ${verb} is not simulated by Drydock`]);
  }
}

function manifestOf(tool: Npm): Manifest {
  const path = `${tool.p.cwd()}/package.json`;
  try {
    return readManifest(tool.p, path);
  } catch (error) {
    if (isSysError(error, 'ENOENT')) throw missingManifest(path);
    if (error instanceof SyntaxError) throw new NpmError(['code EJSONPARSE', `path ${path}`, `JSON.parse ${error.message.replace(/ \(line.*$/, '')} while parsing '${decode(tool.p.fs.readFile(path)).slice(0, 20)}'`, 'JSON.parse Failed to parse JSON data.', 'JSON.parse Note: package.json must be actual JSON, not just JavaScript.']); // prettier-ignore
    throw error;
  }
}

function missingManifest(path: string): NpmError {
  return new NpmError(['code ENOENT', 'syscall open', `path ${path}`, 'errno -2', `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`, 'enoent This is related to npm not being able to find a file.', 'enoent']); // prettier-ignore
}

async function online(tool: Npm): Promise<void> {
  try {
    if ((await tool.p.net.resolve('registry.npmjs.org')).length > 0) return;
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  throw new NpmError(['code EAI_AGAIN', 'syscall getaddrinfo', 'errno EAI_AGAIN', 'request to https://registry.npmjs.org/ failed, reason: getaddrinfo EAI_AGAIN registry.npmjs.org']); // prettier-ignore
}

async function install(tool: Npm, verb: string, names: readonly string[]): Promise<number> {
  const { p, flags } = tool;
  const begun = p.now();
  const global = flags.has('-g') || flags.has('--global');
  const path = `${p.cwd()}/package.json`;
  const clean = verb === 'ci' || verb === 'clean-install';
  if (clean && !p.fs.exists(`${p.cwd()}/package-lock.json`)) {
    throw new NpmError(['code EUSAGE', '', 'The `npm ci` command can only install with an existing package-lock.json or', 'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or', 'later to generate a package-lock.json file, then try again.', '', 'Clean install a project', '', 'Usage:', 'npm ci', '']); // prettier-ignore
  }
  if (names.length === 0 && !p.fs.exists(path)) throw missingManifest(path);
  const manifest = !global && p.fs.exists(path) ? manifestOf(tool) : undefined;
  const asked = names.map(splitName);
  for (const { name } of asked)
    if (!/^[./~]|^https?:|^git/.test(name) && findPackage(name) === undefined) await unknown(tool, name);
  const dev = flags.has('-D') || flags.has('--save-dev');
  const wanted = new Map<string, string>(asked.map(({ name, range }) => [name, range]));
  if (!global && manifest !== undefined) {
    for (const [name, range] of wantedBy(tool, manifest)) {
      if (!wanted.has(name)) wanted.set(name, range);
      if (findPackage(name) === undefined) await unknown(tool, name);
    }
  }
  if (wanted.size > 0) await online(tool);
  const all = withDependencies(wanted.keys());
  const done: Installed = await installPackages(tool, all, { global, wanted, asked, dev, manifest, clean });
  const packages = counted(done.total + 1);
  const added = done.added > 0 ? `added ${counted(done.added)}` : 'up to date';
  return report(tool, begun, flags.has('--no-audit') || global ? added : `${added}, and audited ${packages}`);
}

const counted = (n: number): string => `${n} package${n === 1 ? '' : 's'}`;

/** The last lines of what changes node_modules. */
async function report({ p, flags }: Npm, begun: number, what: string): Promise<number> {
  if (['-s', '--silent', '--quiet', '-q'].some((flag) => flags.has(flag))) return 0;
  const took = p.now() - begun;
  const shown = took < 1000 ? `${Math.round(took)}ms` : `${Math.round(took / 1000)}s`;
  await p.stdout.write(`\n${what} in ${shown}\n${what.includes('audited') ? '\nfound 0 vulnerabilities\n' : ''}`);
  return 0;
}

/** What package.json asks for, with what is only for development unless that is left out. */
function wantedBy({ p, flags }: Npm, manifest: Manifest): Map<string, string> {
  const production =
    [...flags].some((flag) => /^--(production|only=prod(uction)?|omit=dev)$/.test(flag)) ||
    p.env.get('NODE_ENV') === 'production';
  return new Map(Object.entries({ ...manifest.dependencies, ...(production ? {} : manifest.devDependencies) }));
}

async function pruned(tool: Npm, manifest: Manifest): Promise<number> {
  const begun = tool.p.now();
  const { removed, left } = prune(tool, wantedBy(tool, manifest));
  await tool.p.sleep(300);
  const audited = `audited ${counted(left + 1)}`;
  return report(tool, begun, removed > 0 ? `removed ${counted(removed)}, and ${audited}` : `up to date, ${audited}`);
}

function splitName(word: string): { name: string; range: string } {
  const at = word.indexOf('@', 1);
  return at < 0 ? { name: word, range: '' } : { name: word.slice(0, at), range: word.slice(at + 1) };
}

async function unknown(tool: Npm, name: string): Promise<never> {
  await online(tool);
  throw new NpmError(['code E404', `404 Not Found - GET https://registry.npmjs.org/${name.replace('/', '%2f')} - Not found`, '404', `404  '${name}@*' is not in this registry.`, '404 (Drydock simulates the packages that courses use.)', '404', '404 Note that you can also install from a', '404 tarball, folder, http url, or git folder.']); // prettier-ignore
}

async function list(tool: Npm): Promise<number> {
  const { p } = tool;
  const manifest = p.fs.exists(`${p.cwd()}/package.json`) ? manifestOf(tool) : undefined;
  const names = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).sort();
  const head = manifest?.name === undefined ? p.cwd() : `${manifest.name}@${manifest.version ?? ''} ${p.cwd()}`;
  const lines = names.map((name, i) => {
    const path = `${p.cwd()}/node_modules/${name}/package.json`;
    const branch = i === names.length - 1 ? '└──' : '├──';
    return p.fs.exists(path)
      ? `${branch} ${name}@${readManifest(p, path).version ?? ''}`
      : `${branch} UNMET DEPENDENCY ${name}@${manifest?.dependencies?.[name] ?? ''}`;
  });
  await p.stdout.write(`${[head, ...(lines.length > 0 ? lines : ['└── (empty)'])].join('\n')}\n\n`);
  return 0;
}

async function npx(tool: Npm, args: readonly string[]): Promise<number> {
  const words = args.filter((arg) => arg !== '-y' && arg !== '--yes');
  const [name = '', ...rest] = words;
  const local = `${tool.p.cwd()}/node_modules/.bin/${name}`;
  if (!tool.p.fs.exists(local))
    throw new NpmError([`npx ${name}: running a package that is not installed is not simulated by Drydock`]);
  return tool.p.exec(local, [local, ...rest]);
}
