/** ADD of local archives: tar, plain or gzipped, is unpacked into the destination. */
import { gunzipSync } from 'fflate';
import type { ProcessFs } from '../kernel/abi.ts';
import { contentSize, isStub, readContent } from '../vfs/content.ts';
import { treeFromTar } from '../vfs/layer-tar.ts';
import { readTar, TarError } from '../vfs/tar.ts';
import { copyInto } from './copy-layer.ts';
import type { Selected } from './tree-files.ts';

/** Unpacks those of `selected` that are archives; gives the others, which are copied as they are. */
export function unpackArchives(
  fs: ProcessFs,
  selected: readonly Selected[],
  destination: string,
  now: number,
): Selected[] {
  return selected.filter((each) => {
    const tree = archiveTree(each);
    if (tree === undefined) return true;
    const into = destination.endsWith('/') ? destination : `${destination}/`;
    copyInto(fs, {
      selected: [{ path: '', node: tree }],
      inline: [],
      destination: into,
      owner: undefined,
      mode: undefined,
      parents: false,
      exclude: [],
      now,
    });
    return false;
  });
}

function archiveTree({ node }: Selected) {
  if (node.type !== 'file' || isStub(node.content)) return undefined;
  const bytes = readContent(node.content, 0, contentSize(node.content));
  try {
    const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
    if (!isTar(plain)) return undefined;
    return treeFromTar(readTar(plain).entries);
  } catch (error) {
    // What cannot be read as an archive is a file like any other.
    if (error instanceof TarError || error instanceof Error) return undefined;
    throw error;
  }
}

/** `ustar` at its place in the first header. */
function isTar(bytes: Uint8Array): boolean {
  return bytes.length >= 512 && String.fromCharCode(...bytes.subarray(257, 262)) === 'ustar';
}
