/**
 * What a container changed: as a layer (`docker commit`), as a list (`docker diff`), and the whole of what it sees
 * (`docker export`). All but the last cost what is in the upper directory, not what the image holds.
 */
import { contentSize } from './content.ts';
import { freeze } from './freeze.ts';
import { createLayer } from './layer.ts';
import type { Layer, TreeNode } from './layer.ts';
import type { OverlayFileSystem } from './overlay.ts';

export type ChangeKind = 'A' | 'C' | 'D';

export interface Change {
  readonly kind: ChangeKind;
  /** Absolute. */
  readonly path: string;
}

/** The upper directory as a layer. It stays as it is now, whatever the container does next. */
export function diffUpper(overlay: OverlayFileSystem): Layer {
  const root = upperTree(overlay);
  return createLayer(() => root);
}

/** Everything that the mount shows, as one layer with nothing to hide. */
export function flatten(overlay: OverlayFileSystem): Layer {
  const root = { ...freeze(overlay, overlay.root), implied: true };
  return createLayer(() => root);
}

function upperTree(overlay: OverlayFileSystem): TreeNode {
  return { ...freeze(overlay.upper, overlay.upper.root, { asUpper: true }), implied: true };
}

/**
 * The changes as `docker diff` lists them: it compares what is seen with and without the upper directory, so a file
 * that was copied up but not changed is none, a directory counts when something in it does, and of a removed directory
 * or replaced one only its own name is listed. Parents come before what is in them (Docker's order is by chance).
 */
export function changesOf(overlay: OverlayFileSystem): Change[] {
  const changes: Change[] = [];
  compareDirectory(overlay.lowerTree, upperTree(overlay), '', changes);
  return changes;
}

function compareDirectory(below: TreeNode | undefined, above: TreeNode, path: string, changes: Change[]): void {
  const old = below?.type === 'directory' ? below : undefined;
  above.names.forEach(({ name, node }) => compareEntry(old?.names.get(name)?.node, node, `${path}/${name}`, changes));
  if (!above.opaque) return;
  old?.names.forEach(({ name }) => {
    if (above.names.get(name) === undefined) changes.push({ kind: 'D', path: `${path}/${name}` });
  });
}

function compareEntry(below: TreeNode | undefined, above: TreeNode | undefined, path: string, changes: Change[]): void {
  if (above === undefined) {
    if (below !== undefined) changes.push({ kind: 'D', path });
    return;
  }
  const inside: Change[] = [];
  compareDirectory(below, above, path, inside);
  if (below === undefined) changes.push({ kind: 'A', path });
  else if (isDifferent(below, above) || inside.length > 0) changes.push({ kind: 'C', path });
  for (const change of inside) changes.push(change);
}

/** What Docker compares. Of directories neither size nor time. */
function isDifferent(below: TreeNode, above: TreeNode): boolean {
  if (below.type !== above.type || below.mode !== above.mode || below.uid !== above.uid || below.gid !== above.gid)
    return true;
  if (below.rdev.major !== above.rdev.major || below.rdev.minor !== above.rdev.minor) return true;
  if (below.xattrs.get('security.capability') !== above.xattrs.get('security.capability')) return true;
  if (above.type === 'directory') return false;
  return !isSameTime(below.mtime, above.mtime) || sizeOf(below) !== sizeOf(above);
}

/** Times from an archive have whole seconds; such a one equals any time in its second. */
function isSameTime(a: number, b: number): boolean {
  if (a === b) return true;
  return Math.floor(a / 1000) === Math.floor(b / 1000) && (a % 1000 === 0 || b % 1000 === 0);
}

function sizeOf(node: TreeNode): number {
  return node.type === 'symlink' ? node.target.length : contentSize(node.content);
}
