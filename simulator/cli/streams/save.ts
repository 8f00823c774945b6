/** Archives written to a file or to stdout: docker save, docker export. */
import type { ByteStream } from '../../api/streams.ts';
import type { Writable } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Client } from '../client.ts';
import { goReason, withPathError } from '../go/path-error.ts';
import { cleanPath, splitPath } from '../opts/path.ts';

/**
 * Writes what `open` gives to the file `path`, or to stdout when it is empty. A file only comes to stand there once
 * all of it has arrived. `what` stands before a failure to write it.
 */
export async function saveTo(
  client: Client,
  path: string,
  what: string,
  open: () => Promise<ByteStream>,
): Promise<void> {
  if (path === '') {
    if (client.isTerminal('stdout')) {
      throw new Error('cowardly refusing to save to a terminal. Use the -o flag or redirect');
    }
    return copy(await open(), client.process.stdout);
  }
  try {
    checkTarget(client, path);
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await copyToFile(client, path, await open());
}

/** What Docker's atomic writer wants of the place: a directory that exists, and nothing but a file there. */
function checkTarget(client: Client, path: string): void {
  const { fs } = client.process;
  const directory = cleanPath(splitPath(path).directory || '.');
  try {
    if (fs.stat(directory).type !== 'directory') throw new Error(`not a directory: ${directory}`);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Error(
      `invalid output path: ${goReason(error) === 'no such file or directory' ? `stat ${directory}: ` : ''}${goReason(error)}`,
    );
  }
  if (fs.exists(path) && fs.stat(path).type === 'directory') {
    throw new Error('cannot write to a directory');
  }
}

async function copyToFile(client: Client, path: string, from: ByteStream): Promise<void> {
  const { process } = client;
  const { directory, base } = splitPath(path);
  const temporary = `${directory}.tmp-${base}${process.now()}`;
  const fd = await process.open(temporary, { write: true, create: true, truncate: true }, 0o600);
  try {
    await copy(from, process.writer(fd));
  } catch (error) {
    process.close(fd);
    process.fs.unlink(temporary);
    throw error;
  }
  process.close(fd);
  withPathError('rename', path, () => process.fs.rename(temporary, path));
}

async function copy(from: ByteStream, to: Writable): Promise<void> {
  try {
    for (;;) {
      const bytes = await from.read();
      if (bytes.length === 0) return;
      await to.write(bytes);
    }
  } finally {
    from.close();
  }
}
