/** `--output type=local|tar`: the file system of the result as a tar stream. */
import type { ByteStream } from '../api/streams.ts';
import { concat, decode } from '../kernel/bytes.ts';
import { wholeEntriesOf } from '../vfs/layer-tar.ts';
import { writeTar } from '../vfs/tar.ts';
import { treeOf } from '../vfs/tree.ts';
import type { Stack } from './backend.ts';

/** The stream, and how many bytes it has. */
export function filesystemTar(stack: Stack): { stream: ByteStream; bytes: number } {
  const archive = concat([...writeTar(wholeEntriesOf(treeOf(stack)))]);
  return { stream: streamOf(archive), bytes: archive.length };
}

function streamOf(archive: Uint8Array): ByteStream {
  let rest: Uint8Array | undefined = archive;
  const take = (): Uint8Array => {
    const all = rest ?? new Uint8Array();
    rest = undefined;
    return all;
  };
  return {
    read: (max = 65536) => {
      const all = take();
      if (all.length > max) rest = all.subarray(max);
      return Promise.resolve(all.subarray(0, max));
    },
    readAll: () => Promise.resolve(take()),
    readText: () => Promise.resolve(decode(take())),
    async *lines() {
      for (const line of decode(take()).split('\n')) yield line;
    },
    close: () => void take(),
  };
}
