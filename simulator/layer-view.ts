/** Looking into layers and file systems from outside: for the screen's trees and for judging lessons. Nothing changes. */
import type { Daemon } from './daemon/context.ts';
import { isSysError } from './kernel/errno.ts';
import { contentSize, isStub, readContent } from './vfs/content.ts';
import type { Layer, TreeNode } from './vfs/layer.ts';
import { changesOf, createMountNamespace, findInTree, treeOf } from './vfs/index.ts';

/** Files that a layer brings and takes away, as absolute paths in order. */
export interface LayerChanges {
  adds: string[];
  removes: string[];
}

export interface SeenFile {
  path: string;
  type: TreeNode['type'] | 'whiteout';
  size: number;
  mode: number;
}

/** Longest content that is handed out whole, bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Every file of a layer, whiteouts among them; directories only where the layer itself changes them. */
export function* filesOf(node: TreeNode, path = ''): Generator<SeenFile> {
  const entries: { name: string; node: TreeNode | undefined }[] = [];
  node.names.forEach((entry) => entries.push(entry));
  for (const { name, node: child } of entries) {
    const at = `${path}/${name}`;
    if (child === undefined) yield { path: at, type: 'whiteout', size: 0, mode: 0 };
    else {
      if (!child.implied)
        yield {
          path: at,
          type: child.type,
          size: child.type === 'file' ? contentSize(child.content) : 0,
          mode: child.mode,
        };
      if (child.type === 'directory') yield* filesOf(child, at);
    }
  }
}

export function changesOfLayer(layer: Layer): LayerChanges {
  const changes: LayerChanges = { adds: [], removes: [] };
  for (const { path, type } of filesOf(layer.root)) (type === 'whiteout' ? changes.removes : changes.adds).push(path);
  return changes;
}

/** undefined for an image that is not here. */
export function imageLayers({ images }: Daemon, reference: string): readonly Layer[] | undefined {
  const image = images.find(reference);
  return image === undefined ? undefined : images.layers(image.id);
}

/** The bytes of a regular file of an image; undefined where there is none. */
export function readImageFile(daemon: Daemon, reference: string, path: string): Uint8Array | undefined {
  const layers = imageLayers(daemon, reference);
  const node = layers === undefined ? undefined : findInTree(treeOf(layers), path);
  return node?.type === 'file'
    ? readContent(node.content, 0, Math.min(contentSize(node.content), isStub(node.content) ? 4096 : MOST_BYTES))
    : undefined;
}

/** A file of a container, running or not, and whether it stands in the writable layer. */
export function readContainerFile(
  daemon: Daemon,
  id: string,
  path: string,
): { bytes: Uint8Array; layer: 'writable' | 'image' } | undefined {
  const live = daemon.live.containers.get(id);
  if (live === undefined) return undefined;
  const clock = daemon.kernel.clock;
  const namespace = live.run?.mounts ?? createMountNamespace(live.overlay);
  const fs = namespace.processFs({
    namespace,
    root: '/',
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [0] },
    umask: 0o022,
    now: () => clock.now(),
  });
  try {
    const stat = fs.stat(path);
    const bytes = stat.type === 'file' ? fs.readFile(path).slice(0, MOST_BYTES) : new Uint8Array();
    const writable = changesOf(live.overlay).some((change) => change.path === path && change.kind !== 'D');
    return { bytes, layer: writable ? 'writable' : 'image' };
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}
