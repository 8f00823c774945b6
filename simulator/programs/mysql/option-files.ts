/**
 * Option files, as the server and its clients read them: `[group]`, `name=value`, `!include`, `!includedir`. Names are
 * given back with dashes, in the order in which they count (later ones win).
 */
import type { Process } from '../../kernel/abi.ts';

export interface GivenOption {
  /** With dashes: `default-character-set`. */
  name: string;
  /** Undefined without a `=`. */
  value: string | undefined;
}

/** How deep files may include one another. */
const DEEPEST = 10;

function readable(p: Process, path: string): boolean {
  return p.fs.exists(path) && p.fs.stat(path).type === 'file' && p.fs.access(path, 'r');
}

function unquote(text: string): string {
  const inner = /^(['"])(.*)\1$/.exec(text)?.[2] ?? text;
  return inner.replace(/\\([ntrbs\\"'])/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r', b: '\b', s: ' ' })[letter] ?? letter); // prettier-ignore
}

function readFile(p: Process, path: string, groups: readonly string[], found: GivenOption[], depth: number): void {
  if (!readable(p, path) || depth > DEEPEST) return;
  let wanted = false;
  for (const raw of p.fs.readText(path).split('\n')) {
    const line = raw.trim();
    const include = /^!include(dir)?\s+(.*)$/.exec(line);
    if (include !== null) {
      const target = include[2] ?? '';
      const files = include[1] === undefined ? [target] : filesOf(p, target);
      for (const file of files) readFile(p, file, groups, found, depth + 1);
      continue;
    }
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const group = /^\[(.*)\]/.exec(line)?.[1];
    if (group !== undefined) wanted = groups.includes(group.trim());
    else if (wanted) found.push(readLine(line));
  }
}

function readLine(line: string): GivenOption {
  const [, name = '', value] = /^([^=\s]+)\s*(?:=\s*(.*?)\s*(?:\s#.*)?)?$/s.exec(line) ?? [];
  return { name: name.replaceAll('_', '-'), value: value === undefined ? undefined : unquote(value) };
}

function filesOf(p: Process, directory: string): string[] {
  const path = directory.replace(/\/$/, '');
  if (!p.fs.exists(path) || p.fs.stat(path).type !== 'directory') return [];
  return p.fs.readdir(path).map(({ name }) => `${path}/${name}`).filter((name) => name.endsWith('.cnf')).sort(); // prettier-ignore
}

/**
 * What the option files say for these groups. The first arguments choose the files: `--no-defaults`,
 * `--defaults-file=PATH`, `--defaults-extra-file=PATH`; `rest` are the arguments without them.
 */
export function readOptionFiles(
  p: Process,
  args: readonly string[],
  groups: readonly string[],
): { given: GivenOption[]; rest: string[] } {
  const home = p.env.get('HOME');
  let files = ['/etc/my.cnf', '/etc/mysql/my.cnf', ...(home === undefined ? [] : [`${home}/.my.cnf`])];
  const rest = [...args];
  for (;;) {
    const [, name, value = ''] = /^--(no-defaults|defaults-file|defaults-extra-file|defaults-group-suffix)(?:=(.*))?$/s.exec(rest[0] ?? '') ?? []; // prettier-ignore
    if (name === undefined) break;
    rest.shift();
    if (name === 'no-defaults') files = [];
    else if (name === 'defaults-file') files = [value];
    else if (name === 'defaults-extra-file') files.push(value);
  }
  const given: GivenOption[] = [];
  for (const file of files) readFile(p, file, groups, given, 0);
  return { given, rest };
}
