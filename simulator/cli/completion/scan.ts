/** Tells flags, their values and arguments apart in words that are not complete yet. */
import type { FlagTable } from '../flags/flag.ts';

export interface ScannedWords {
  readonly args: readonly string[];
  /** Names of the flags that were given. */
  readonly used: ReadonlySet<string>;
  /** The flag whose value the next word is. */
  readonly pending: string | undefined;
  /** Nothing after this is a flag. */
  readonly ended: boolean;
  /** The words as they were given. */
  readonly words: readonly string[];
}

/** `interspersed` is false where flags end at the first argument. */
export function scanWords(table: FlagTable, words: readonly string[], interspersed: boolean): ScannedWords {
  const used = new Set<string>();
  const args: string[] = [];
  let pending: string | undefined;
  let ended = false;
  for (const word of words) {
    if (pending !== undefined) {
      pending = undefined;
    } else if (ended || word === '-' || !word.startsWith('-')) {
      args.push(word);
      ended ||= !interspersed;
    } else if (word === '--') {
      ended = true;
    } else {
      pending = flagOf(table, word, used);
    }
  }
  return { args, used, pending, ended, words };
}

/** Notes the flags in a word; gives the one whose value the next word is. */
function flagOf(table: FlagTable, word: string, used: Set<string>): string | undefined {
  if (word.startsWith('--')) {
    const [name = '', value] = word.slice(2).split(/=(.*)/s);
    used.add(name);
    return value === undefined && takesValue(table, name) ? name : undefined;
  }
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const name = Object.entries(table).find(([, flag]) => flag.shorthand === letter)?.[0];
    if (name === undefined) return undefined;
    used.add(name);
    if (takesValue(table, name)) return at === word.length - 1 ? name : undefined;
  }
  return undefined;
}

const takesValue = (table: FlagTable, name: string): boolean => {
  const flag = table[name];
  return flag !== undefined && flag.noOptDefault === undefined;
};
