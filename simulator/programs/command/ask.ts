/** Questions on stderr, answered by a line of standard input. */
import type { Process } from '../../kernel/abi.ts';

/** Reads one line, byte by byte as far as needed so that what follows stays for others. Empty at end of file. */
export async function readLine(p: Process, fd = 0): Promise<string | undefined> {
  const bytes: number[] = [];
  for (;;) {
    const chunk = await p.read(fd, 1);
    const [byte] = chunk;
    if (byte === undefined) return bytes.length === 0 ? undefined : new TextDecoder().decode(Uint8Array.from(bytes));
    if (byte === 10) return new TextDecoder().decode(Uint8Array.from(bytes));
    bytes.push(byte);
  }
}

/** Prints the question and reads the answer: whether it begins with y or Y. */
export async function confirm(p: Process, question: string): Promise<boolean> {
  await p.stderr.write(question);
  return /^[yY]/.test((await readLine(p)) ?? '');
}
