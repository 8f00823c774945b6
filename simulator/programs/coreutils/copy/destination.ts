/** Operands of cp, mv and ln: several sources and a directory, or one source and its new name. */
import type { Stat } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { Failure, UsageError, type Tool } from '../../command/tool.ts';
import { baseName, joinPath, trimSlashes } from '../../text/paths.ts';

export interface Move {
  from: string;
  to: string;
}

export interface DestinationOptions {
  /** -t DIRECTORY. */
  targetDirectory: string | undefined;
  /** -T: the destination is a name, never a directory to put things into. */
  noTargetDirectory: boolean;
}

function statOf(t: Tool, path: string): Stat | undefined {
  try {
    return t.p.fs.stat(path);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
}

/** Pairs of old and new name. Throws UsageError or Failure in cp's and mv's words. */
export function destinations(t: Tool, operands: readonly string[], options: DestinationOptions): Move[] {
  const { targetDirectory, noTargetDirectory } = options;
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing file operand');
  if (targetDirectory !== undefined) {
    const stat = statOf(t, targetDirectory);
    if (stat === undefined)
      throw new Failure(`target directory ${t.quote(targetDirectory)}: No such file or directory`);
    if (stat.type !== 'directory') throw new Failure(`target directory ${t.quote(targetDirectory)}: Not a directory`);
    return operands.map((from) => ({ from, to: joinPath(targetDirectory, baseName(from)) }));
  }
  const sources = operands.slice(0, -1);
  const last = operands.at(-1) ?? '';
  const [only] = sources;
  if (only === undefined)
    throw new UsageError(t.busybox ? '' : `missing destination file operand after ${t.quote(last)}`);
  const target = statOf(t, last);
  if (noTargetDirectory) {
    if (sources.length > 1) throw new UsageError(t.busybox ? '' : `extra operand ${t.quote(operands[2] ?? '')}`);
    return [{ from: only, to: last }];
  }
  if (target?.type === 'directory') return sources.map((from) => ({ from, to: joinPath(last, nameIn(from)) }));
  // busybox takes an existing file for a directory when a directory is to be copied there, and fails below it.
  const below = t.name === 'cp' && t.busybox && target !== undefined && statOf(t, only)?.type === 'directory';
  if (sources.length === 1) return [{ from: only, to: below ? joinPath(last, nameIn(only)) : last }];
  if (t.busybox) return sources.map((from) => ({ from, to: joinPath(last, baseName(from)) }));
  throw new Failure(
    `target ${t.quote(last)}: ${target === undefined ? 'No such file or directory' : 'Not a directory'}`,
  );
}

/** `cp -r dir/. target` copies into the target itself. */
function nameIn(from: string): string {
  const name = baseName(from);
  return name === '/' ? '' : trimSlashes(name);
}
