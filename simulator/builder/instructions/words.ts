/** The argument forms of instructions: JSON lists, name=value pairs, words. */
import type { KeyValue } from './types.ts';

/** The JSON (exec) form, or undefined when the text is not a JSON list of strings: then it is shell form. */
export function jsonList(text: string): string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each): each is string => typeof each === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A JSON list, or words separated by blanks. */
export function listOrWords(text: string): string[] {
  return jsonList(text) ?? text.split(/\s+/).filter((word) => word !== '');
}

/** Words of `name=value name="v w"` lines; quotes and escapes stay in them. */
export function quotedWords(text: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === undefined && /\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (character === escape && quote !== "'" && at + 1 < text.length) {
      word += character + (text[++at] ?? '');
      continue;
    }
    if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
    word += character;
  }
  if (word !== '') words.push(word);
  return words;
}

/** Without a name and a value the line cannot even be split: then the error is `bare` (see DockerfileError). */
export type PairsResult = { pairs: KeyValue[]; legacy: boolean } | { error: string; bare: boolean };

/** `ENV a=b c=d`, or the legacy `ENV a b c` that sets one variable. */
export function readPairs(name: string, text: string, escape: string): PairsResult {
  const words = quotedWords(text, escape);
  const [first] = words;
  if (first === undefined) return { error: `${name} requires at least one argument`, bare: false };
  if (!first.includes('=')) {
    const match = /^(\S+)\s+([\s\S]*)$/.exec(text.trim());
    if (match === null) return { error: `${name} must have two arguments`, bare: true };
    return { pairs: [{ key: match[1] ?? '', value: match[2] ?? '' }], legacy: true };
  }
  const pairs: KeyValue[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at === -1) {
      const error = `Syntax error - can't find = in "${word}". Must be of the form: name=value`;
      return { error, bare: true };
    }
    pairs.push({ key: word.slice(0, at), value: word.slice(at + 1) });
  }
  if (pairs.some((pair) => pair.key === '')) return { error: `${name} names can not be blank`, bare: false };
  return { pairs, legacy: false };
}
