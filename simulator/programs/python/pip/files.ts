/** Requirements files, and projects of one's own. */
import type { Process } from '../../../kernel/abi.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { markerHolds, readRequirement } from './requirement.ts';
import type { Wanted } from './resolve.ts';

/** What is wrong with a file, as pip says it after `ERROR: `. */
export class FileError extends Error {
  override name = 'FileError';
}

/** Lines of a requirements file, with those that it includes. Options in it change nothing, except -r, -c and -e. */
export function readRequirementsFile(p: Process, path: string, python: string, editable: string[]): Wanted[] {
  let text: string;
  try {
    text = p.fs.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const [number, words] = error.code === 'ENOENT' ? [2, 'No such file or directory'] : error.code === 'EISDIR' ? [21, 'Is a directory'] : [13, 'Permission denied']; // prettier-ignore
    throw new FileError(`Could not open requirements file: [Errno ${number}] ${words}: '${path}'`);
  }
  const wanted: Wanted[] = [];
  const rows = text.replace(/^\uFEFF/, '').replace(/\\\r?\n/g, ' ').split(/\r?\n/); // prettier-ignore
  for (const [at, row] of rows.entries()) {
    const line = row.replace(/(^|\s)#.*$/, '').replace(/\s--hash[= ]\S+/g, '').trim(); // prettier-ignore
    if (line === '') continue;
    const option = /^(-r|--requirement|-c|--constraint|-e|--editable)[ =]?\s*(.+)$/.exec(line);
    if (option !== null) {
      const target = (option[2] ?? '').trim();
      if (/^-(e|-editable)/.test(option[1] ?? '')) editable.push(target);
      else if (/^-(r|-req)/.test(option[1] ?? '')) wanted.push(...readRequirementsFile(p, target.startsWith('/') ? target : path.replace(/[^/]*$/, target), python, editable)); // prettier-ignore
      continue;
    }
    if (line.startsWith('-')) continue;
    if (isPath(line)) {
      editable.push(line);
      continue;
    }
    if (markerHolds(line, python)) wanted.push({ ...readRequirement(line), from: `-r ${path} (line ${at + 1})` });
  }
  return wanted;
}

export function isPath(word: string): boolean {
  return (
    word === '.' || word.startsWith('./') || word.startsWith('/') || word.startsWith('../') || word.startsWith('.[')
  );
}

export interface Project {
  name: string;
  version: string;
  requires: string[];
  commands: Map<string, string>;
  directory: string;
}

function list(text: string): string[] {
  return [...text.matchAll(/["']([^"']+)["']/g)].map((found) => found[1] ?? '');
}

/** What pyproject.toml or setup.py say of a project, as far as it is written down plainly. */
export function readProject(p: Process, directory: string): Project {
  const at = directory.replace(/\[.*\]$/, '').replace(/\/$/, '') || '/';
  if (!p.fs.exists(at)) throw new FileError(`${directory} is not a valid editable requirement. It should either be a path to a local project or a VCS URL (beginning with bzr+http, bzr+https, bzr+ssh, bzr+sftp, bzr+ftp, bzr+lp, bzr+file, git+http, git+https, git+ssh, git+git, git+file, hg+file, hg+http, hg+https, hg+ssh, hg+static-http, svn+ssh, svn+http, svn+https, svn+svn, svn+file).`); // prettier-ignore
  const real = p.fs.realpath(at);
  const toml = `${real}/pyproject.toml`;
  const setup = `${real}/setup.py`;
  if (p.fs.exists(toml)) {
    const text = p.fs.readText(toml);
    const commands = /\[project\.scripts\]\s*\n((?:[^[\n][^\n]*\n?)*)/.exec(text)?.[1] ?? '';
    return {
      name: /^name\s*=\s*["']([^"']+)/m.exec(text)?.[1] ?? 'unknown',
      version: /^version\s*=\s*["']([^"']+)/m.exec(text)?.[1] ?? '0.0.0',
      requires: list(/^dependencies\s*=\s*\[([\s\S]*?)\]/m.exec(text)?.[1] ?? ''),
      commands: new Map(
        [...commands.matchAll(/^([\w.-]+)\s*=\s*["']([^"']+)["']/gm)].map((it) => [it[1] ?? '', it[2] ?? '']),
      ),
      directory: real,
    };
  }
  if (p.fs.exists(setup)) {
    const text = p.fs.readText(setup);
    const commands = /console_scripts["']?\s*[:=]\s*\[([\s\S]*?)\]/.exec(text)?.[1] ?? '';
    return {
      name: /name\s*=\s*["']([^"']+)/.exec(text)?.[1] ?? 'UNKNOWN',
      version: /version\s*=\s*["']([^"']+)/.exec(text)?.[1] ?? '0.0.0',
      requires: list(/install_requires\s*=\s*\[([\s\S]*?)\]/.exec(text)?.[1] ?? ''),
      commands: new Map(
        list(commands).map((row) => [row.split('=')[0]?.trim() ?? '', row.split('=')[1]?.trim() ?? '']),
      ),
      directory: real,
    };
  }
  throw new FileError(`file://${real} does not appear to be a Python project: neither 'setup.py' nor 'pyproject.toml' found.`); // prettier-ignore
}
