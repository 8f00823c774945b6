/** Files that the client hands over: the Dockerfile, .dockerignore and the build context. */
import type { BuildSession } from '../api/build.ts';
import { decode } from '../kernel/bytes.ts';
import { contentSize, isStub, readContent } from '../vfs/content.ts';
import { treeFromTar } from '../vfs/layer-tar.ts';
import type { TreeNode } from '../vfs/layer.ts';
import { readTar } from '../vfs/tar.ts';
import { findNode } from './tree-files.ts';

/** One of the client's directories as a tree, and how many bytes its files have. */
export async function fetchTree(
  session: BuildSession,
  name: string,
  options: { include?: readonly string[]; exclude?: readonly string[] },
): Promise<{ root: TreeNode; bytes: number }> {
  const stream = await session.directory(name, options);
  const archive = await stream.readAll();
  stream.close();
  const root = treeFromTar(readTar(archive).entries);
  return { root, bytes: sizeOf(root) };
}

function sizeOf(node: TreeNode): number {
  if (node.type === 'file') return contentSize(node.content);
  let size = 0;
  node.names.forEach((entry) => {
    if (entry.node !== undefined) size += sizeOf(entry.node);
  });
  return size;
}

/** The text of a file of the tree; undefined when there is none. */
export function textIn(root: TreeNode, path: string): string | undefined {
  const found = findNode(root, path);
  if (found?.node.type !== 'file' || isStub(found.node.content)) return undefined;
  return decode(readContent(found.node.content, 0, contentSize(found.node.content)));
}
