/**
 * What a regular file holds. Content is immutable: whoever is handed a `Uint8Array` as content must not write into it
 * afterwards, and whoever reads gets views that must not be written into either.
 *
 * A stub is content that has a size but (almost) no bytes. It stands for large things whose bytes nobody looks at: the
 * machine code of a program, a database image, a file that `dd if=/dev/zero` made. Its definition, in this one place:
 *
 * - Reading it yields its head, then zeros up to `size`. The zeros are made when read, never kept.
 * - The head of a program stub or of a note is a short text made by `stubHead`; a file with a long tail of zeros keeps
 *   the bytes before the tail as its head.
 * - In a tar archive a stub is stored as its head alone, with the PAX records `DRYDOCK.size`, and where they apply
 *   `DRYDOCK.program` and `DRYDOCK.note` (see layer-tar.ts). So a layer's digest is the real SHA-256 of real tar
 *   bytes, a real Docker can load the archive (and finds small files), and loading it here restores the size.
 * - The bytes of a program stub start like an ELF file and name the program, so that a copy made byte by byte (`cp`,
 *   `cat`, a pipe through tar) still starts that program.
 */
import { decode, encode } from '../kernel/bytes.ts';

export interface Stub {
  /** What stat and ls show, in bytes. */
  readonly size: number;
  /** The program (name in the kernel's program table) that executing the file starts. */
  readonly program?: string;
  /** What the file stands for, for those who look inside. */
  readonly note?: string;
  /** Given when the first bytes are not what `stubHead` makes of the other fields. */
  readonly head?: Uint8Array;
}

export type Content = Uint8Array | Stub;

export const EMPTY: Uint8Array = new Uint8Array(0);

const ELF = '\x7fELF\x02\x01\x01\0';
const TITLE = 'drydock stub\n';

export function isStub(content: Content): content is Stub {
  return !(content instanceof Uint8Array);
}

export function contentSize(content: Content): number {
  return isStub(content) ? content.size : content.length;
}

/** The bytes a stub begins with: at most `size` of them. */
export function stubHead(stub: Stub): Uint8Array {
  if (stub.head !== undefined) return stub.head;
  let text = (stub.program === undefined ? '' : ELF) + TITLE + `size ${stub.size}\n`;
  if (stub.program !== undefined) text += `program ${stub.program}\n`;
  if (stub.note !== undefined) text += `note ${stub.note}\n`;
  return encode(text).subarray(0, stub.size);
}

/** At most `max` bytes from `offset`; empty at and past the end. May be a view: do not write into it. */
export function readContent(content: Content, offset: number, max: number): Uint8Array {
  const end = Math.min(contentSize(content), offset + max);
  if (offset >= end) return EMPTY;
  if (!isStub(content)) return content.subarray(offset, end);
  const bytes = new Uint8Array(end - offset);
  const head = stubHead(content);
  if (offset < head.length) bytes.set(head.subarray(offset, end));
  return bytes;
}

/** The program that content starts when executed: of a stub, or of bytes that were copied from one. */
export function programIn(content: Content): string | undefined {
  if (isStub(content) && content.program !== undefined) return content.program;
  return programInHead(readContent(content, 0, 512));
}

/** As `programIn`, for the first bytes of a file. */
export function programInHead(head: Uint8Array): string | undefined {
  if (head[0] !== 0x7f || head[1] !== 0x45) return undefined;
  const text = decode(head);
  if (!text.startsWith(ELF + TITLE)) return undefined;
  return /\nprogram ([^\n]+)\n/.exec(text)?.[1];
}
