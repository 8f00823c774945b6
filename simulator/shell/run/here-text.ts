/** Descriptors that read a text: here-documents and here-strings. */
import type { Shell } from '../state/shell.ts';

/** What surely fits into a pipe without a reader. */
const PIPE_ROOM = 16_384;

/** A descriptor from which `bytes` can be read: a pipe, or, as in real shells, an unlinked file when it is large. */
export async function openText(shell: Shell, bytes: Uint8Array): Promise<number> {
  if (bytes.length > PIPE_ROOM) return openFile(shell, bytes);
  const pipe = shell.p.pipe();
  if (bytes.length > 0) await shell.p.write(pipe.write, bytes);
  shell.p.close(pipe.write);
  return pipe.read;
}

async function openFile(shell: Shell, bytes: Uint8Array): Promise<number> {
  const directory = shell.variable('TMPDIR') ?? '/tmp';
  const path = `${directory}/sh-thd.${[...shell.p.random(6)].map((byte) => byte.toString(36)).join('')}`;
  shell.p.fs.writeFile(path, bytes, 0o600);
  const fd = await shell.p.open(path, { read: true });
  shell.p.fs.unlink(path);
  return fd;
}
