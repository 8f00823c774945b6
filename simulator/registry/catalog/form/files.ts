/**
 * Files of a catalogue image, written down as a record from path to what lies there. A plain string is a text file
 * of root's with mode 0644; everything else is made by the functions below. Directories on the way need not be named.
 */
import type { LayerEntry } from '../../../vfs/layer-build.ts';
import { encode } from '../../../kernel/bytes.ts';

export interface Attributes {
  mode?: number;
  uid?: number;
  gid?: number;
}

export type FileSpec = string | Omit<LayerEntry, 'path'>;
export type Files = Readonly<Record<string, FileSpec>>;

export function text(content: string, attributes: Attributes = {}): FileSpec {
  return { content, ...attributes };
}

/** An executable text: a shell or Python script. */
export function script(content: string, attributes: Attributes = {}): FileSpec {
  return { content, mode: 0o755, ...attributes };
}

/** An executable of `size` bytes that starts the program `name` of the kernel's table. */
export function program(name: string, size = 35_208, attributes: Attributes = {}): FileSpec {
  return { stub: { size, program: name }, mode: 0o755, ...attributes };
}

/** A file that has a size but no bytes anyone looks at: a library, a database, an archive. `note` says what it stands for. */
export function stub(size: number, note?: string, attributes: Attributes = {}): FileSpec {
  return { stub: note === undefined ? { size } : { size, note }, ...attributes };
}

export function directory(attributes: Attributes = {}): FileSpec {
  return { type: 'directory', ...attributes };
}

export function link(target: string): FileSpec {
  return { target };
}

/** Another name of a file that stands earlier in the same record. */
export function hardLink(to: string): FileSpec {
  return { linkTo: to };
}

/** What the layers below have at this path is gone (a whiteout). */
export const removed: FileSpec = { type: 'whiteout' };

export function entriesOf(files: Files): LayerEntry[] {
  return Object.entries(files).map(([path, spec]) =>
    typeof spec === 'string' ? { path, content: spec } : { path, ...spec },
  );
}

/** Bytes of the files of one layer, as `docker history` counts them: hard links once, directories and links none. */
export function sizeOf(entries: readonly LayerEntry[]): number {
  let size = 0;
  for (const { content, stub } of entries) {
    if (stub !== undefined) size += stub.size;
    else if (typeof content === 'string') size += encode(content).length;
    else if (content !== undefined) size += 'size' in content ? content.size : content.length;
  }
  return size;
}

/** Executables in one directory that are all the same program: `applets('/bin', 'busybox', 'ls cat …')`. */
export function programs(places: Readonly<Record<string, string>>, sizes: (path: string) => number): Files {
  return Object.fromEntries(Object.entries(places).map(([path, name]) => [path, program(name, sizes(path))]));
}

export function links(targets: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(Object.entries(targets).map(([path, target]) => [path, link(target)]));
}

/** The files of all records; later ones win. */
export function together(records: readonly Files[]): Files {
  return Object.fromEntries(records.flatMap((files) => Object.entries(files)));
}
