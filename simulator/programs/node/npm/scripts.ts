/** Scripts of package.json, and `npm init`. */
import { NpmError, type Npm } from './tool.ts';
import type { Manifest } from './manifest.ts';

export async function runScript(tool: Npm, manifest: Manifest, name: string, args: readonly string[]): Promise<number> {
  const { p, flags } = tool;
  const scripts = manifest.scripts ?? {};
  let text = scripts[name];
  if (text === undefined && name === 'start' && p.fs.exists(`${p.cwd()}/server.js`)) text = 'node server.js';
  if (text === undefined) {
    if (flags.has('--if-present')) return 0;
    throw new NpmError([`Missing script: "${name}"`, ...(name === 'start' ? ['', 'Did you mean one of these?', '  npm star # Mark your favorite packages', '  npm stars # View packages marked as favorites'] : []), '', 'To see a list of scripts, run:', '  npm run']); // prettier-ignore
  }
  const quiet = flags.has('-s') || flags.has('--silent');
  for (const stage of [`pre${name}`, name, `post${name}`]) {
    const line = stage === name ? [text, ...args.map(quoted)].join(' ') : scripts[stage];
    if (line === undefined) continue;
    if (!quiet)
      await p.stdout.write(
        `\n> ${manifest.name ?? ''}${manifest.version === undefined ? '' : `@${manifest.version}`} ${stage}\n> ${line}\n\n`,
      );
    const status = await shell(tool, manifest, stage, line);
    if (status !== 0) return status;
  }
  return 0;
}

const quoted = (word: string): string => (/^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The script is a child that hears the signals npm hears. */
async function shell(tool: Npm, manifest: Manifest, stage: string, line: string): Promise<number> {
  const { p } = tool;
  const env = new Map(p.env);
  const bins = ancestors(p.cwd()).map((folder) => `${folder}/node_modules/.bin`);
  env.set('PATH', [...bins, env.get('PATH') ?? ''].join(':'));
  for (const [key, value] of [['npm_lifecycle_event', stage], ['npm_lifecycle_script', line], ['npm_package_name', manifest.name ?? ''], ['npm_package_version', manifest.version ?? ''], ['npm_execpath', p.executable], ['INIT_CWD', p.cwd()]] as const) env.set(key, value); // prettier-ignore
  const pid = p.spawn('/bin/sh', ['sh', '-c', line], { env });
  for (const signal of ['INT', 'TERM', 'HUP'] as const) {
    p.onSignal(signal, () => {
      p.kill(pid, signal);
    });
  }
  const ended = await p.wait(pid);
  const status = ended?.status;
  if (status?.kind === 'exited') return status.code;
  return status?.kind === 'signaled' ? 128 + (status.signal === 'INT' ? 2 : status.signal === 'TERM' ? 15 : 9) : 1;
}

function ancestors(folder: string): string[] {
  const parts = folder.split('/').filter((part) => part !== '');
  return parts.map((_part, i) => `/${parts.slice(0, parts.length - i).join('/')}`);
}

export async function listScripts(tool: Npm, manifest: Manifest): Promise<number> {
  const lifecycle = new Set(['start', 'test', 'stop', 'restart', 'install', 'prepare']);
  const entries = Object.entries(manifest.scripts ?? {});
  const show = (list: readonly (readonly [string, string])[]): string =>
    list.map(([name, text]) => `  ${name}\n    ${text}\n`).join('');
  const [own, others] = [
    entries.filter(([name]) => lifecycle.has(name)),
    entries.filter(([name]) => !lifecycle.has(name)),
  ];
  const label = `${manifest.name ?? ''}@${manifest.version ?? ''}`;
  if (own.length > 0) await tool.p.stdout.write(`Lifecycle scripts included in ${label}:\n${show(own)}`);
  if (others.length > 0)
    await tool.p.stdout.write(
      `${own.length > 0 ? 'available' : `Scripts available in ${label}`} via \`npm run\`:\n${show(others)}`,
    );
  return 0;
}

export async function initialise(tool: Npm, names: readonly string[]): Promise<number> {
  const { p, flags } = tool;
  if (names.length > 0) throw new NpmError([`npm init ${names[0] ?? ''} is not simulated by Drydock`]);
  if (!flags.has('-y') && !flags.has('--yes')) throw new NpmError(['npm init without -y is not simulated by Drydock']);
  const path = `${p.cwd()}/package.json`;
  const name = p
    .cwd()
    .replace(/^.*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-');
  const main = ['index.js', 'server.js', 'app.js'].find((file) => p.fs.exists(`${p.cwd()}/${file}`)) ?? 'index.js';
  const scripts = {
    test: 'echo "Error: no test specified" && exit 1',
    ...(p.fs.exists(`${p.cwd()}/server.js`) ? { start: 'node server.js' } : {}),
  };
  const text = `${JSON.stringify({ name, version: '1.0.0', description: '', main, scripts, keywords: [], author: '', license: 'ISC' }, null, 2)}\n`;
  if (!p.fs.exists(path)) p.fs.writeFile(path, text);
  await p.stdout.write(`Wrote to ${path}:\n\n${text}\n\n`);
  return 0;
}
