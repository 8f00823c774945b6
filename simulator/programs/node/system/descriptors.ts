/** Files by number: what `fs.open` and its kin ask, and reading from the standard input. */
import { ProcessGone, type OpenFlags, type Process } from '../../../kernel/abi.ts';
import { concat } from '../../../kernel/bytes.ts';
import { isSysError, SysError } from '../../../kernel/errno.ts';
import type { EventQueue } from '../events.ts';
import { describe, failure } from './answer.ts';

type Later = Promise<string | Uint8Array | number | undefined>;

async function guarded(
  syscall: string,
  path: string | undefined,
  run: () => Promise<string | Uint8Array | number | undefined>,
): Later {
  try {
    return await run();
  } catch (error) {
    return failure(describe(error, syscall, path));
  }
}

export async function openFile(p: Process, path: string, flags: OpenFlags, mode: number): Later {
  return guarded('open', path, async () => p.open(path, flags, mode));
}

/** Reads once: at most `count` bytes, from `position` when it is given. */
export async function readOnce(p: Process, fd: number, count: number, position: number | null): Later {
  return guarded('read', undefined, async () => {
    if (p.fstat(fd).type === 'directory') throw new SysError('EISDIR');
    if (position === null) return p.read(fd, count);
    const before = p.seek(fd, 0, 'current');
    p.seek(fd, position, 'start');
    const bytes = await p.read(fd, count);
    p.seek(fd, before, 'start');
    return bytes;
  });
}

export async function readToEnd(p: Process, fd: number): Later {
  return guarded('read', undefined, async () => {
    const chunks: Uint8Array[] = [];
    for (;;) {
      const chunk = await p.read(fd, 65536);
      if (chunk.length === 0) return concat(chunks);
      chunks.push(chunk);
    }
  });
}

export async function writeAt(p: Process, fd: number, bytes: Uint8Array, position: number | null): Later {
  return guarded('write', undefined, async () => {
    if (position === null) await p.write(fd, bytes);
    else {
      const before = p.seek(fd, 0, 'current');
      p.seek(fd, position, 'start');
      await p.write(fd, bytes);
      p.seek(fd, before, 'start');
    }
    return bytes.length;
  });
}

/** Reads in the background and tells handle `id`. */
export function readLater(p: Process, events: EventQueue, id: number, fd: number): void {
  p.background(async () => {
    try {
      events.push(id, 'data', undefined, await p.read(fd, 65536));
    } catch (error) {
      if (error instanceof ProcessGone) throw error;
      if (!isSysError(error)) throw error;
      events.fail(id, describe(error, 'read'));
    }
  });
}
