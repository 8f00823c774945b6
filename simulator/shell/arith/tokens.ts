/** Splits an arithmetic expression into numbers, names (with their subscripts) and operators. */
import type { ArithmeticRules } from './rules.ts';
import { ArithmeticError } from './tree.ts';
import { parseDigits } from './int64.ts';
import type { Int } from './int64.ts';

export type ArithmeticToken =
  | { kind: 'number'; value: Int; at: number }
  | { kind: 'name'; name: string; subscript: string | undefined; at: number }
  | { kind: 'operator'; text: string; at: number }
  | { kind: 'end'; at: number };

const OPERATORS = [
  '<<=', '>>=', '**', '++', '--', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '*=', '/=', '%=', '+=', '-=', '&=', '^=', '|=',
  '*', '/', '%', '+', '-', '<', '>', '=', '!', '~', '&', '^', '|', '?', ':', ',', '(', ')',
] as const; // prettier-ignore

export function tokenize(text: string, rules: ArithmeticRules): ArithmeticToken[] {
  const tokens: ArithmeticToken[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(text.charAt(at))) at += 1;
    if (at >= text.length) break;
    const { token, next } = readToken(text, at, rules);
    tokens.push(token);
    at = next;
  }
  tokens.push({ kind: 'end', at: tokens.at(-1)?.at ?? 0 });
  return tokens;
}

function readToken(text: string, at: number, rules: ArithmeticRules): { token: ArithmeticToken; next: number } {
  const char = text.charAt(at);
  if (char >= '0' && char <= '9') return readNumber(text, at, rules);
  const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(text.slice(at, at + 256))?.[0];
  if (name !== undefined) return readName(text, at, name, rules);
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, at) && rules.operator(candidate));
  // A character that begins no token is given to the parser, which knows whether an operand was expected.
  return { token: { kind: 'operator', text: operator ?? char, at }, next: at + (operator ?? char).length };
}

function readName(
  text: string,
  at: number,
  name: string,
  rules: ArithmeticRules,
): { token: ArithmeticToken; next: number } {
  const open = at + name.length;
  if (!rules.arrays || text.charAt(open) !== '[')
    return { token: { kind: 'name', name, subscript: undefined, at }, next: open };
  const close = matchingBracket(text, open);
  if (close < 0) throw new ArithmeticError('subscript', text, text.slice(at));
  return { token: { kind: 'name', name, subscript: text.slice(open + 1, close), at }, next: close + 1 };
}

function matchingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '[') depth += 1;
    else if (text.charAt(i) === ']' && --depth === 0) return i;
  }
  return -1;
}

function readNumber(text: string, at: number, rules: ArithmeticRules): { token: ArithmeticToken; next: number } {
  const shape = rules.bases ? /^[0-9][0-9A-Za-z#@_]*/ : /^(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9][0-9]*)/;
  const word = shape.exec(text.slice(at, at + 256))?.[0] ?? text.charAt(at);
  const value = rules.bases ? basedNumber(text, at, word) : plainNumber(word);
  return { token: { kind: 'number', value, at }, next: at + word.length };
}

function plainNumber(word: string): Int {
  if (/^0[xX]/.test(word)) return parseDigits(word.slice(2), 16, true) ?? 0;
  return parseDigits(word, word.length > 1 && word.startsWith('0') ? 8 : 10, true) ?? 0;
}

function basedNumber(text: string, at: number, word: string): Int {
  if (word.length < 15 && /^[1-9][0-9]*$/.test(word)) return Number(word);
  const { base, digits } = splitBase(text, at, word);
  const value = parseDigits(digits, base);
  if (value === undefined) throw new ArithmeticError('digit', text, text.slice(at));
  return value;
}

function splitBase(text: string, at: number, word: string): { base: number; digits: string } {
  const hash = word.indexOf('#');
  if (hash < 0) {
    if (/^0[xX]/.test(word)) return { base: 16, digits: word.slice(2) };
    return word.length > 1 && word.startsWith('0') ? { base: 8, digits: word.slice(1) } : { base: 10, digits: word };
  }
  const base = Number(word.slice(0, hash));
  if (!(base >= 2 && base <= 64)) throw new ArithmeticError('base', text, text.slice(at));
  const digits = word.slice(hash + 1);
  if (digits === '') throw new ArithmeticError('number', text, text.slice(at));
  return { base, digits };
}
