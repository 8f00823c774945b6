/** What the dump tools read: all files one after another, as far as wanted. */
import { concat } from '../../kernel/bytes.ts';
import type { Tool } from '../command/tool.ts';
import { eachSource, type EachOptions } from '../input/each.ts';

/** At most `most` bytes of the files together, and how many could be opened. Files that cannot be read are complained about. */
export async function readAllInputs(
  t: Tool,
  paths: readonly string[],
  most: number,
  options?: EachOptions,
): Promise<{ bytes: Uint8Array; opened: number }> {
  const chunks: Uint8Array[] = [];
  let opened = 0;
  let size = 0;
  await eachSource(
    t,
    paths,
    async (source) => {
      opened++;
      while (size < most) {
        const chunk = await source.read(Math.min(65536, most - size));
        if (chunk.length === 0) return;
        chunks.push(chunk);
        size += chunk.length;
      }
    },
    options,
  );
  return { bytes: concat(chunks), opened };
}
