/** Where the loader reads files, and where its warnings go. */
import type { Variables } from './template.ts';
import { cleanPath } from './canonical.ts';

export interface Source {
  /** Throws an error whose message is Go's for a file that cannot be read ("open FILE: no such file or directory"). */
  read(path: string): string;
  kind(path: string): 'file' | 'directory' | undefined;
  readonly cwd: string;
  readonly home: string;
  readonly warn: (text: string) => void;
}

export const variablesOf = (env: ReadonlyMap<string, string>): Variables => ({ get: (name) => env.get(name) });

export const absolute = (path: string, from: string): string =>
  path.startsWith('/') ? cleanPath(path) : cleanPath(`${from}/${path}`);

export const directoryOf = (path: string): string => cleanPath(path.slice(0, path.lastIndexOf('/') + 1) || '.');
