/** File modes: `drwxr-xr-x`, and the octal and symbolic forms of chmod(1). */
import type { FileType, Stat } from '../../kernel/abi.ts';

const TYPE_LETTERS: Readonly<Record<FileType, string>> = {
  file: '-', directory: 'd', symlink: 'l', char: 'c', block: 'b', fifo: 'p', socket: 's',
}; // prettier-ignore

/** The bits of st_mode's S_IFMT. */
export const TYPE_BITS: Readonly<Record<FileType, number>> = {
  file: 0o100000, directory: 0o040000, symlink: 0o120000, char: 0o020000, block: 0o060000, fifo: 0o010000, socket: 0o140000,
}; // prettier-ignore

export function typeLetter(type: FileType): string {
  return TYPE_LETTERS[type];
}

function triplet(bits: number, special: boolean, letter: string): string {
  const execute = (bits & 1) !== 0;
  const last = special ? (execute ? letter : letter.toUpperCase()) : execute ? 'x' : '-';
  return `${(bits & 4) !== 0 ? 'r' : '-'}${(bits & 2) !== 0 ? 'w' : '-'}${last}`;
}

/** Nine letters: `rwxr-x--t`. */
export function permissionString(mode: number): string {
  return (
    triplet((mode >> 6) & 7, (mode & 0o4000) !== 0, 's') +
    triplet((mode >> 3) & 7, (mode & 0o2000) !== 0, 's') +
    triplet(mode & 7, (mode & 0o1000) !== 0, 't')
  );
}

/** Ten letters, as `ls -l` begins: `drwxr-xr-x`. */
export function modeString(stat: Pick<Stat, 'type' | 'mode'>): string {
  return typeLetter(stat.type) + permissionString(stat.mode);
}

/** What a parsed mode does to the mode of a file. `umask` limits clauses without ugoa. */
export type ModeChange = (mode: number, isDirectory: boolean, umask: number) => number;

const WHO_BITS: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };

function spread(bits: number): number {
  return (bits << 6) | (bits << 3) | bits;
}

function copied(letter: string, mode: number): number {
  const shift = letter === 'u' ? 6 : letter === 'g' ? 3 : 0;
  return spread((mode >> shift) & 7);
}

function permissionBits(letters: string, mode: number, isDirectory: boolean): number {
  let bits = 0;
  for (const letter of letters) {
    if (letter === 'r') bits |= spread(4);
    else if (letter === 'w') bits |= spread(2);
    else if (letter === 'x') bits |= spread(1);
    else if (letter === 'X') bits |= isDirectory || (mode & 0o111) !== 0 ? spread(1) : 0;
    else if (letter === 's') bits |= 0o6000;
    else if (letter === 't') bits |= 0o1000;
    else bits |= copied(letter, mode);
  }
  return bits;
}

function clause(text: string): ModeChange | undefined {
  const [, who = '', actions] = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(text) ?? [];
  if (actions === undefined) return undefined;
  const steps = [...actions.matchAll(/([-+=])([rwxXstugo]*)/g)];
  return (mode, isDirectory, umask) => {
    let affected = who === '' ? 0o7777 & ~umask : 0;
    for (const letter of who) affected |= WHO_BITS[letter] ?? 0;
    if (who !== '' && /[ugo]/.test(who) && !who.includes('a')) affected |= who.includes('o') ? 0o1000 : 0;
    let result = mode;
    for (const [, operator, letters = ''] of steps) {
      const bits = permissionBits(letters, result, isDirectory) & affected;
      if (operator === '+') result |= bits;
      else if (operator === '-') result &= ~bits;
      else result = (result & ~(affected & (isDirectory ? 0o1777 : 0o7777))) | bits;
    }
    return result;
  };
}

/** Reads `755`, `u+x,go-w`, `=r`, `u=g`; undefined when it is no mode. */
export function parseMode(text: string): ModeChange | undefined {
  if (/^[0-7]{1,5}$/.test(text) && Number.parseInt(text, 8) <= 0o7777) {
    const octal = Number.parseInt(text, 8);
    // GNU chmod keeps a directory's setuid and setgid bits unless they are named with five digits.
    return (mode, isDirectory) => (isDirectory && text.length < 5 ? octal | (mode & 0o6000) : octal);
  }
  const clauses: ModeChange[] = [];
  for (const part of text.split(',')) {
    const change = clause(part);
    if (change === undefined) return undefined;
    clauses.push(change);
  }
  return (mode, isDirectory, umask) => clauses.reduce((value, change) => change(value, isDirectory, umask), mode);
}

export function octalMode(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
