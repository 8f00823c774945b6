/**
 * The merged view: what a container sees in one directory, which layer each name comes from, and what lower layers have
 * there that is hidden. Read-only; costs what the layers have in that directory.
 */
import type { Daemon } from '../daemon/context.ts';
import type { Container } from '../daemon/world.ts';
import type { FileType } from '../kernel/abi.ts';
import { rootFs } from '../daemon/host.ts';
import { diffUpper } from '../vfs/index.ts';
import type { Layer, TreeNode } from '../vfs/layer.ts';
import { sizeOf } from './layer-files.ts';

/** A layer under a container's root, as the view names it. `init` is the daemon's own between image and container. */
export type MergedLayer = { readonly is: 'image'; readonly chain: string } | { readonly is: 'init' | 'writable' };

export interface MergedEntry {
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly target: string;
  /** Index into `layers`; of a directory the topmost layer that has it. undefined below a mount. */
  readonly from: number | undefined;
  /** Something of a lower layer that is no longer seen: another file stands over it, or a whiteout. */
  readonly hidden: 'replaced' | 'removed' | undefined;
  /** What is mounted over the name: a volume's name, a host path, or `tmpfs`. */
  readonly mount: string | undefined;
}

export interface MergedDirectory {
  /** From the lowest to the writable one. */
  readonly layers: readonly MergedLayer[];
  readonly entries: readonly MergedEntry[];
}

/** undefined for a container or a directory that is not there. */
export function mergedDirectory(daemon: Daemon, id: string, path: string): MergedDirectory | undefined {
  const container = daemon.store.read().containers[id];
  const live = daemon.live.containers.get(id);
  if (container === undefined || live === undefined) return undefined;
  const stack = [...live.overlay.lower, diffUpper(live.overlay)];
  const layers = layerNames(daemon, container, stack.length);
  const mount = mountAbove(container, path);
  if (mount !== undefined) return { layers, entries: mountedEntries(daemon, container, path) };
  const directories = directoriesAt(stack, path);
  if (directories === undefined) return undefined;
  return { layers, entries: withMounts(container, path, entriesOf(directories)) };
}

function layerNames(daemon: Daemon, container: Container, count: number): MergedLayer[] {
  const { images, layers } = daemon.store.read().images;
  const byDirectory = new Map(Object.values(layers).map((layer) => [layer.cacheId, layer.chainId]));
  const kept = container.graph.flatMap((directory) => byDirectory.get(directory) ?? []).reverse();
  const chain = images[container.imageId]?.chain ?? kept;
  const names = Array.from({ length: count - 2 }, (_, at): MergedLayer => ({ is: 'image', chain: chain[at] ?? '' }));
  return [...names, { is: 'init' }, { is: 'writable' }];
}

interface StackedDirectory {
  readonly layer: number;
  readonly node: TreeNode;
}

/** The directory in each layer that shows something of it, the topmost first. */
function directoriesAt(stack: readonly Layer[], path: string): readonly StackedDirectory[] | undefined {
  let directories: StackedDirectory[] = stack.map(({ root }, layer) => ({ layer, node: root })).reverse();
  for (const name of path.split('/').filter((part) => part !== '')) {
    const next: StackedDirectory[] = [];
    for (const { layer, node } of directories) {
      const entry = node.names.get(name);
      if (entry !== undefined) {
        if (entry.node?.type !== 'directory') break;
        next.push({ layer, node: entry.node });
        if (entry.node.opaque) break;
      }
      if (node.opaque) break;
    }
    if (next.length === 0) return undefined;
    directories = next;
  }
  return directories;
}

function entriesOf(directories: readonly StackedDirectory[]): MergedEntry[] {
  const names = new Set<string>();
  for (const { node } of directories) node.names.forEach(({ name }) => names.add(name));
  return [...names].sort().flatMap((name) => occurrencesOf(directories, name));
}

/** What is seen under the name, then what it hides. Directories of several layers are one, until something ends that. */
function occurrencesOf(directories: readonly StackedDirectory[], name: string): MergedEntry[] {
  const entries: MergedEntry[] = [];
  let cover: 'replaced' | 'removed' | undefined;
  let merging = false;
  for (const { layer, node: directory } of directories) {
    const entry = directory.names.get(name);
    if (entry === undefined) continue;
    const { node } = entry;
    const isDirectory = node?.type === 'directory';
    if (node === undefined) {
      cover ??= merging ? 'replaced' : 'removed';
    } else if (!merging || !isDirectory) {
      if (merging) cover = 'replaced';
      entries.push(seen(name, node, layer, cover));
      merging = cover === undefined && isDirectory;
      if (!merging) cover ??= 'replaced';
    }
    if (cover !== undefined) merging = false;
    else if (isDirectory && node.opaque) {
      merging = false;
      cover = 'replaced';
    }
  }
  return entries;
}

function seen(name: string, node: TreeNode, from: number, hidden: MergedEntry['hidden']): MergedEntry {
  return { name, type: node.type, size: sizeOf(node), target: node.target, from, hidden, mount: undefined };
}

function mountAbove(container: Container, path: string): string | undefined {
  return Object.keys(container.mounts).find((at) => path === at || path.startsWith(`${at.replace(/\/$/, '')}/`));
}

function withMounts(container: Container, path: string, entries: readonly MergedEntry[]): MergedEntry[] {
  const base = path === '/' ? '' : path;
  return entries.map((entry) => {
    const mount = container.mounts[`${base}/${entry.name}`];
    if (mount === undefined || entry.hidden !== undefined) return entry;
    return { ...entry, mount: mount.name || mount.source || mount.type };
  });
}

/** What lies in a mounted volume or host directory; empty where the mount shows nothing while the container is down. */
function mountedEntries(daemon: Daemon, container: Container, path: string): MergedEntry[] {
  const run = daemon.live.containers.get(container.id)?.run;
  const at = mountAbove(container, path) ?? path;
  const source = container.mounts[at]?.source ?? '';
  const fs = rootFs(run?.mounts ?? daemon.host.mounts, daemon.kernel.clock);
  const place = run === undefined ? `${source}${path.slice(at.length)}` : path;
  if (source === '' && run === undefined) return [];
  if (!fs.exists(place) || fs.stat(place).type !== 'directory') return [];
  return fs.readdir(place).map(({ name }) => {
    const { type, size } = fs.lstat(`${place}/${name}`);
    const target = type === 'symlink' ? fs.readlink(`${place}/${name}`) : '';
    return {
      name,
      type,
      size: type === 'file' ? size : 0,
      target,
      from: undefined,
      hidden: undefined,
      mount: undefined,
    };
  });
}
