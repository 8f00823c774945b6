/** COPY, ADD and WORKDIR: files written over a stack, and the layer that this makes. */
import type { ProcessFs } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { isStub, readContent, contentSize } from '../vfs/content.ts';
import { diffUpper } from '../vfs/diff.ts';
import type { Layer, TreeNode } from '../vfs/layer.ts';
import { createMemoryFileSystem } from '../vfs/memory.ts';
import { createMountNamespace } from '../vfs/namespace.ts';
import { createOverlay } from '../vfs/overlay.ts';
import type { Stack } from './backend.ts';
import { type IgnorePattern, isIgnored } from './ignore/pattern.ts';
import { sortedNames, type Selected } from './tree-files.ts';

const ROOT = { uid: 0, gid: 0, groups: [0] };

/** Runs `write` as root over the stack; the layer holds what it changed. */
export function layerOver(stack: Stack, now: number, write: (fs: ProcessFs) => void): Layer {
  const upper = createMemoryFileSystem({ type: 'ext4', now });
  const overlay = createOverlay({ lower: stack, upper });
  const namespace = createMountNamespace(overlay);
  write(namespace.processFs({ namespace, root: '/', cwd: '/', credentials: ROOT, umask: 0, now: () => now }));
  return diffUpper(overlay);
}

export interface CopyPlan {
  selected: readonly Selected[];
  inline: readonly { name: string; bytes: Uint8Array }[];
  /** Absolute; a slash at its end means a directory. */
  destination: string;
  /** undefined keeps the files' own. */
  owner: { uid: number; gid: number } | undefined;
  /** undefined keeps the files' own. */
  /** The mode that --chmod gives to what had another. */
  mode: ((before: number, isDirectory: boolean) => number) | undefined;
  /** Keep the sources' parent directories (--parents). */
  parents: boolean;
  exclude: readonly IgnorePattern[];
  now: number;
}

/** Copies as BuildKit's file operations do: directories by their contents, files into a directory or under a name. */
export function copyInto(fs: ProcessFs, plan: CopyPlan): void {
  const into = plan.destination.endsWith('/') || isDirectory(fs, plan.destination);
  const base = plan.destination.replace(/(.)\/+$/, '$1');
  for (const { path, node } of plan.selected) {
    if (plan.parents) {
      copyNode(fs, node, `${base === '/' ? '' : base}/${path}`, path, plan);
    } else if (node.type === 'directory') {
      makeDirectories(fs, base, plan);
      copyChildren(fs, node, base, '', plan);
    } else {
      const name = path.split('/').at(-1) ?? path;
      copyNode(fs, node, into ? `${base === '/' ? '' : base}/${name}` : base, name, plan);
    }
  }
  for (const { name, bytes } of plan.inline) {
    const at = into ? `${base === '/' ? '' : base}/${name}` : base;
    makeDirectories(fs, parentOf(at), plan);
    const mode = plan.mode?.(0o644, false) ?? 0o644;
    fs.writeFile(at, bytes, mode);
    finish(fs, at, mode, plan.owner ?? ROOT, plan.now);
  }
}

function copyChildren(fs: ProcessFs, node: TreeNode, to: string, path: string, plan: CopyPlan): void {
  for (const name of sortedNames(node)) {
    const child = node.names.get(name)?.node;
    if (child !== undefined)
      copyNode(fs, child, `${to === '/' ? '' : to}/${name}`, path === '' ? name : `${path}/${name}`, plan);
  }
}

/** `path` is where the node stands below its source, for --exclude. */
function copyNode(fs: ProcessFs, node: TreeNode, to: string, path: string, plan: CopyPlan): void {
  if (plan.exclude.length > 0 && isIgnored(plan.exclude, path)) return;
  makeDirectories(fs, parentOf(to), plan);
  const owner = plan.owner ?? { uid: node.uid, gid: node.gid };
  switch (node.type) {
    case 'directory': {
      const there = isDirectory(fs, to);
      if (!there) fs.mkdir(to, 0o755);
      copyChildren(fs, node, to, path, plan);
      if (!there || plan.mode === undefined)
        finish(fs, to, plan.mode?.(node.mode, node.type === 'directory') ?? node.mode, owner, node.mtime);
      break;
    }
    case 'symlink':
      remove(fs, to);
      fs.symlink(node.target, to);
      fs.chown(to, owner.uid, owner.gid, false);
      break;
    case 'file':
      remove(fs, to);
      if (isStub(node.content)) fs.writeStub(to, node.content, node.mode);
      else fs.writeFile(to, readContent(node.content, 0, contentSize(node.content)));
      finish(fs, to, plan.mode?.(node.mode, false) ?? node.mode, owner, node.mtime);
      break;
    default:
      // Devices, fifos and sockets of a context are left out, as the client does not send them.
      break;
  }
}

function finish(fs: ProcessFs, path: string, mode: number, owner: { uid: number; gid: number }, mtime: number): void {
  fs.chown(path, owner.uid, owner.gid);
  fs.chmod(path, mode & 0o7777);
  fs.utimes(path, mtime, mtime);
}

/** mkdir -p with the owner of the copy, as BuildKit makes missing parents. */
export function makeDirectories(fs: ProcessFs, path: string, plan: Pick<CopyPlan, 'owner' | 'now'>): void {
  let at = '';
  for (const name of path.split('/').filter((part) => part !== '')) {
    at += `/${name}`;
    if (fs.exists(at)) continue;
    fs.mkdir(at, 0o755);
    finish(fs, at, 0o755, plan.owner ?? ROOT, plan.now);
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

function isDirectory(fs: ProcessFs, path: string): boolean {
  try {
    return fs.stat(path).type === 'directory';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

/** A file is replaced, not written through: a link there would lead elsewhere. */
function remove(fs: ProcessFs, path: string): void {
  try {
    if (fs.lstat(path).type !== 'directory') fs.unlink(path);
  } catch (error) {
    if (!isSysError(error, 'ENOENT')) throw error;
  }
}
