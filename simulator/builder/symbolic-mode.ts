/** Modes as chmod(1) writes them (`u+x,go=rX`), for --chmod. */
const CLAUSE = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/;

/** The mode that `text` makes of `mode`; undefined where `text` is none. */
export function symbolicMode(text: string, mode: number, isDirectory: boolean): number | undefined {
  let result = mode;
  for (const clause of text.split(',')) {
    const [, who = '', actions] = CLAUSE.exec(clause) ?? [];
    if (actions === undefined) return undefined;
    for (const [, operator = '', letters = ''] of actions.matchAll(/([-+=])([rwxXst]*)/g)) {
      const executable = isDirectory || (result & 0o111) !== 0;
      const bits = bitsOf(letters, who, executable);
      if (operator === '+') result |= bits;
      else if (operator === '-') result &= ~bits;
      else result = (result & ~maskOf(who)) | bits;
    }
  }
  return result;
}

/** What --chmod does to a mode; `text` has been checked. */
export function modeChange(text: string): (mode: number, isDirectory: boolean) => number {
  if (/^[0-7]+$/.test(text)) return () => Number.parseInt(text, 8);
  return (mode, isDirectory) => symbolicMode(text, mode, isDirectory) ?? mode;
}

function maskOf(who: string): number {
  if (who === '' || who.includes('a')) return 0o7777;
  const of = (letter: string, mask: number): number => (who.includes(letter) ? mask : 0);
  return of('u', 0o4700) | of('g', 0o2070) | of('o', 0o1007);
}

function bitsOf(letters: string, who: string, executable: boolean): number {
  const has = (letter: string): boolean => letters.includes(letter);
  const execute = has('x') || (has('X') && executable) ? 0o111 : 0;
  const ordinary = (has('r') ? 0o444 : 0) | (has('w') ? 0o222 : 0) | execute;
  const special = (has('s') ? 0o6000 : 0) | (has('t') ? 0o1000 : 0);
  return (ordinary | special) & maskOf(who);
}
