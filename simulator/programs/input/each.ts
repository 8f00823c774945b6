/** The loop of most filters: every input file in turn, complaints about those that cannot be read, the others all the same. */
import { isSysError, type SysError } from '../../kernel/errno.ts';
import type { Tool } from '../command/tool.ts';
import { openSource, type Source } from './source.ts';

export interface EachOptions {
  /** The message when a file cannot be opened (default `FILE: REASON`). */
  openFailed?: (path: string, error: SysError) => string;
  /** The message when reading fails (default as for opening). */
  readFailed?: (path: string, error: SysError) => string;
  status?: number;
}

/** Runs `work` over each of `paths` (`-` and none at all: standard input). */
export async function eachSource(
  t: Tool,
  paths: readonly string[],
  work: (source: Source, path: string) => Promise<void>,
  options: EachOptions = {},
): Promise<void> {
  const plain = (path: string, error: SysError): string => `${t.file(path)}: ${error.message}`;
  const openFailed = options.openFailed ?? plain;
  const readFailed = options.readFailed ?? openFailed;
  for (const path of paths.length === 0 ? ['-'] : paths) {
    let source: Source;
    try {
      source = await openSource(t.p, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(openFailed(path, error), options.status);
      continue;
    }
    try {
      await work(source, path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(readFailed(path, error), options.status);
    } finally {
      source.close();
    }
  }
}
