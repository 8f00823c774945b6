/** Taking packages away: `npm prune` and `npm uninstall`. */
import type { Process } from '../../../kernel/abi.ts';
import { withDependencies } from './index.ts';
import { recordLock } from './install.ts';
import type { Manifest } from './manifest.ts';
import type { Npm } from './tool.ts';

/** Removes what neither package.json nor what it names needs. Answers how many went and how many are left. */
export function prune(tool: Npm, wanted: ReadonlyMap<string, string>): { removed: number; left: number } {
  const { p } = tool;
  const root = `${p.cwd()}/node_modules`;
  const needed = withDependencies(wanted.keys());
  const gone = installedIn(p, root).filter((name) => !needed.has(name));
  for (const name of gone) {
    removeTree(p, `${root}/${name}`);
    const scope = name.startsWith('@') ? `${root}/${name.slice(0, name.indexOf('/'))}` : undefined;
    if (scope !== undefined && p.fs.readdir(scope).length === 0) p.fs.rmdir(scope);
  }
  removeCommands(p, root);
  return { removed: gone.length, left: installedIn(p, root).length };
}

/** Takes names out of package.json and package-lock.json. */
export function forget(tool: Npm, manifest: Manifest, names: readonly string[]): Manifest {
  const { p } = tool;
  const without = (list: Readonly<Record<string, string>> | undefined): Record<string, string> =>
    Object.fromEntries(Object.entries(list ?? {}).filter(([name]) => !names.includes(name)));
  const whole: Record<string, unknown> = { ...manifest.whole };
  const lists = { dependencies: without(manifest.dependencies), devDependencies: without(manifest.devDependencies) };
  for (const [key, list] of Object.entries(lists)) {
    if (Object.keys(list).length > 0) whole[key] = list;
    else if (manifest.whole[key] !== undefined && key === 'devDependencies') Reflect.deleteProperty(whole, key);
    else if (manifest.whole[key] !== undefined) whole[key] = list;
  }
  p.fs.writeFile(`${p.cwd()}/package.json`, `${JSON.stringify(whole, null, 2)}\n`);
  const wanted = new Map(Object.entries({ ...lists.dependencies, ...lists.devDependencies }));
  recordLock(tool, whole, { ...manifest, ...lists }, withDependencies(wanted.keys()), wanted);
  return { ...manifest, ...lists, whole };
}

function installedIn(p: Process, root: string): string[] {
  if (!p.fs.exists(root)) return [];
  return p.fs
    .readdir(root)
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap(({ name }) =>
      name.startsWith('@') ? p.fs.readdir(`${root}/${name}`).map((inner) => `${name}/${inner.name}`) : [name],
    );
}

/** Links to commands of packages that are gone. */
function removeCommands(p: Process, root: string): void {
  const folder = `${root}/.bin`;
  if (!p.fs.exists(folder)) return;
  for (const { name } of p.fs.readdir(folder)) {
    const target = p.fs.readlink(`${folder}/${name}`);
    if (!p.fs.exists(`${folder}/${target}`)) p.fs.unlink(`${folder}/${name}`);
  }
}

function removeTree(p: Process, path: string): void {
  if (p.fs.lstat(path).type !== 'directory') {
    p.fs.unlink(path);
    return;
  }
  for (const { name } of p.fs.readdir(path)) removeTree(p, `${path}/${name}`);
  p.fs.rmdir(path);
}
