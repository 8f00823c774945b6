/** Looking into trees of files for COPY: selecting sources, and digests of what is selected. */
import type { TreeNode } from '../vfs/layer.ts';
import { contentSize, isStub, readContent } from '../vfs/content.ts';
import { cleanPath } from './ignore/pattern.ts';

/** A file or directory that a source names, with the path under which it was found (no leading slash). */
export interface Selected {
  path: string;
  node: TreeNode;
}

/** Follows links within the tree; undefined when there is nothing. */
export function findNode(root: TreeNode, path: string, followLast = true): Selected | undefined {
  let pending = cleanPath(`/${path}`)
    .split('/')
    .filter((part) => part !== '');
  const done: { name: string; node: TreeNode }[] = [];
  for (let links = 0; pending.length > 0;) {
    const [name = '', ...rest] = pending;
    pending = rest;
    if (name === '..') {
      done.pop();
      continue;
    }
    const parent = done.at(-1)?.node ?? root;
    const node = parent.names.get(name)?.node;
    if (node === undefined) return undefined;
    if (node.type === 'symlink' && (followLast || pending.length > 0)) {
      if (++links > 40) return undefined;
      if (node.target.startsWith('/')) done.length = 0;
      pending = [...node.target.split('/').filter((part) => part !== '' && part !== '.'), ...pending];
      continue;
    }
    done.push({ name, node });
  }
  return { path: done.map(({ name }) => name).join('/'), node: done.at(-1)?.node ?? root };
}

/** What a source of COPY names; a pattern may name several, or none. undefined: a plain name that is not there. */
export function selectSource(root: TreeNode, source: string): Selected[] | undefined {
  if (!/[*?[\\]/.test(source)) {
    const found = findNode(root, source);
    return found === undefined ? undefined : [{ ...found, path: cleanPath(`/${source}`).slice(1) }];
  }
  const parts = cleanPath(`/${source}`)
    .split('/')
    .filter((part) => part !== '');
  return match(root, parts, '');
}

function match(node: TreeNode, parts: readonly string[], path: string): Selected[] {
  const [pattern, ...rest] = parts;
  if (pattern === undefined) return [{ path, node }];
  const regexp = nameRegExp(pattern);
  const found: Selected[] = [];
  for (const name of sortedNames(node)) {
    const child = node.names.get(name)?.node;
    if (child !== undefined && regexp.test(name))
      found.push(...match(child, rest, path === '' ? name : `${path}/${name}`));
  }
  return found;
}

/** Go's filepath.Match for one name. */
function nameRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\[(\^?)([^\]]*)\]|[\\^$.|+(){}]|\*|\?/g,
    (token, negated: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${negated ?? ''}${set}]`;
      if (token === '*') return '[^/]*';
      if (token === '?') return '[^/]';
      return `\\${token}`;
    },
  );
  return new RegExp(`^${source}$`);
}

export function sortedNames(node: TreeNode): string[] {
  const names: string[] = [];
  node.names.forEach((entry) => {
    if (entry.node !== undefined) names.push(entry.name);
  });
  return names.sort();
}

/**
 * A digest of a file or of all below a directory, by names, modes, owners and contents. Times do not count, as in
 * BuildKit's content checksums.
 */
export function treeDigest(node: TreeNode, digest: (content: Uint8Array | string) => string): string {
  return digest([...describe(node, '', digest)].join('\n'));
}

const contentDigests = new WeakMap<object, string>();

function* describe(node: TreeNode, path: string, digest: (content: Uint8Array | string) => string): Iterable<string> {
  yield `${path} ${node.type} ${node.mode.toString(8)} ${node.uid}:${node.gid} ${node.target} ${contentDigest(node, digest)}`;
  if (node.type !== 'directory') return;
  for (const name of sortedNames(node)) {
    const child = node.names.get(name)?.node;
    if (child !== undefined) yield* describe(child, `${path}/${name}`, digest);
  }
}

function contentDigest(node: TreeNode, digest: (content: Uint8Array | string) => string): string {
  if (node.type !== 'file') return '';
  const { content } = node;
  const known = contentDigests.get(content);
  if (known !== undefined) return known;
  const made = isStub(content)
    ? digest(JSON.stringify(content))
    : digest(readContent(content, 0, contentSize(content)));
  contentDigests.set(content, made);
  return made;
}

/** Every file of a tree with its own digest, by path: what the explanation of a cache miss compares. */
export function fileDigests(
  selected: readonly Selected[],
  digest: (content: Uint8Array | string) => string,
): Record<string, string> {
  const files: Record<string, string> = {};
  const visit = (node: TreeNode, path: string): void => {
    if (node.type !== 'directory') {
      files[path] = `${node.mode.toString(8)} ${node.target} ${contentDigest(node, digest)}`;
      return;
    }
    for (const name of sortedNames(node)) {
      const child = node.names.get(name)?.node;
      if (child !== undefined) visit(child, path === '' ? name : `${path}/${name}`);
    }
  };
  for (const { path, node } of selected) visit(node, path);
  return files;
}
