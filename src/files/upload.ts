/** The learner's own files: from a file chooser, or dropped with whole folders. */
import type { FileEdit } from '../../simulator/index.ts';

export interface OwnFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly file: File;
}

/** More than this is taken for a mistake (a `node_modules`, a disk image). Bytes. */
export const MOST_BYTES = 64 * 1024 * 1024;
export const MOST_FILES = 2000;

export async function droppedFiles(transfer: DataTransfer): Promise<readonly OwnFile[]> {
  // Entries must be taken before anything is awaited: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) return chosenFiles(transfer.files);
  return (await Promise.all(entries.map((entry) => filesOf(entry, '')))).flat();
}

export function chosenFiles(files: Iterable<File>): readonly OwnFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

async function filesOf(entry: FileSystemEntry, below: string): Promise<readonly OwnFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: `${below}${entry.name}`, file }];
  }
  if (!isDirectory(entry)) return [];
  const reader = entry.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives some entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    children.push(...some);
  }
  return (await Promise.all(children.map((child) => filesOf(child, `${below}${entry.name}/`)))).flat();
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Writes below `directory`. undefined when it is too much. */
export async function uploads(directory: string, files: readonly OwnFile[]): Promise<readonly FileEdit[] | undefined> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  if (total > MOST_BYTES || files.length > MOST_FILES) return undefined;
  return Promise.all(
    files.map(async ({ path, file }): Promise<FileEdit> => {
      const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
      return { do: 'write', path: `${directory}/${parts.join('/')}`, bytes: new Uint8Array(await file.arrayBuffer()) };
    }),
  );
}
