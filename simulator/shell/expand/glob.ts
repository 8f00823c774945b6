/** Path name expansion. */
import type { DirEntry } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { compilePattern } from '../pattern/match.ts';
import { hasPatternCharacters, unescapePattern } from '../pattern/parse.ts';
import type { Shell } from '../state/shell.ts';
import { compareBytes } from '../text/raw.ts';

interface GlobRules {
  extglob: boolean;
  ignoreCase: boolean;
  dotglob: boolean;
  globstar: boolean;
  /** `.*` leaves out `.` and `..` (bash since 5.2). */
  skipDots: boolean;
}

const DOTS: readonly DirEntry[] = [
  { name: '.', type: 'directory', ino: 0 },
  { name: '..', type: 'directory', ino: 0 },
];

/** Names that match `pattern`, sorted; when there are none, what the shell's options say (usually `text`). */
export function expandPathnames(shell: Shell, pattern: string, text: string): string[] {
  const { options } = shell;
  const rules = {
    extglob: options.shopt('extglob'),
    ignoreCase: options.shopt('nocaseglob'),
    dotglob: options.shopt('dotglob'),
    globstar: options.shopt('globstar'),
    skipDots: shell.dialect.name === 'bash' && options.shopt('globskipdots'),
  };
  const found = globNames(shell, pattern, rules).filter((name) => !isIgnored(shell, name));
  if (found.length > 0) return found.sort(compareBytes);
  if (options.shopt('failglob')) throw shell.dialect.fail('glob', `no match: ${text}`);
  return options.shopt('nullglob') ? [] : [text];
}

/** GLOBIGNORE. */
function isIgnored(shell: Shell, name: string): boolean {
  const ignore = shell.variable('GLOBIGNORE');
  if (ignore === undefined || ignore === '') return false;
  return ignore
    .split(':')
    .some((pattern) => compilePattern(pattern, { extglob: true, ignoreCase: false }).matches(name));
}

function globNames(shell: Shell, pattern: string, rules: GlobRules): string[] {
  const components = splitComponents(pattern);
  const absolute = pattern.startsWith('/');
  let found = [absolute ? '/' : ''];
  components.forEach((component, i) => {
    const last = i === components.length - 1;
    found = found.flatMap((base) => step(shell, base, component, last, rules));
  });
  return found;
}

/** The parts between slashes; repeated slashes stay with the part before them. */
function splitComponents(pattern: string): string[] {
  const components: string[] = [];
  let current = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === '\\') current += char + pattern.charAt(++i);
    else if (char === '/') {
      if (current !== '' || components.length > 0) components.push(current);
      current = '';
    } else current += char;
  }
  components.push(current);
  return components;
}

function step(shell: Shell, base: string, component: string, last: boolean, rules: GlobRules): string[] {
  if (component === '') return last ? [base] : [base];
  if (component === '**' && rules.globstar) return globstar(shell, base, last, rules);
  if (!hasPatternCharacters(component, rules.extglob)) {
    const path = base + unescapePattern(component);
    if (last) return exists(shell, path) ? [path] : [];
    return exists(shell, path) ? [`${path}/`] : [];
  }
  const matcher = compilePattern(component, rules);
  const showsDots = component.startsWith('.') || component.startsWith('\\.');
  const dots = showsDots && !rules.skipDots ? DOTS : [];
  return [...dots, ...entries(shell, base)]
    .filter((entry) => (!entry.name.startsWith('.') || showsDots || rules.dotglob) && matcher.matches(entry.name))
    .filter((entry) => last || isDirectory(shell, base, entry))
    .map((entry) => base + entry.name + (last ? '' : '/'));
}

/** `**`: every file and directory below, without following links. */
function globstar(shell: Shell, base: string, last: boolean, rules: GlobRules): string[] {
  const found = base === '' || !last ? (last ? [] : [base]) : [base];
  const visit = (directory: string): void => {
    for (const entry of entries(shell, directory)) {
      if (entry.name.startsWith('.') && !rules.dotglob) continue;
      const path = directory + entry.name;
      if (last || entry.type === 'directory') found.push(last ? path : `${path}/`);
      if (entry.type === 'directory') visit(`${path}/`);
    }
  };
  visit(base);
  return found;
}

function entries(shell: Shell, base: string): DirEntry[] {
  try {
    return shell.p.fs.readdir(base === '' ? '.' : base);
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

function exists(shell: Shell, path: string): boolean {
  try {
    shell.p.fs.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function isDirectory(shell: Shell, base: string, entry: DirEntry): boolean {
  if (entry.type !== 'symlink') return entry.type === 'directory';
  try {
    return shell.p.fs.stat(base + entry.name).type === 'directory';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
