/** Words of MySQL's SQL. Comments are left out, except that `/*! ... *\/` holds SQL. */
import { SqlError } from '../errors.ts';

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'hex' | 'operator' | 'parameter' | 'variable' | 'end';

export interface Token {
  kind: TokenKind;
  /** The value: a string without quotes, a name without backticks, an operator as written. */
  text: string;
  /** Of words: in capitals. */
  upper: string;
  /** Where it begins and ends in the statement. */
  at: number;
  end: number;
  /** Blank space precedes it. */
  spaced: boolean;
}

const OPERATORS = ['<=>', '->>', '->', '<<', '>>', '<>', '!=', '<=', '>=', ':=', '||', '&&', '=', '<', '>', '+', '-', '*', '/', '%', '(', ')', ',', '.', ';', '!', '~', '^', '&', '|', '@', '{', '}', ':']; // prettier-ignore

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', "'": "'", '"': '"', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a', '\\': '\\', '%': '\\%', _: '\\_',
}; // prettier-ignore

/** The end of the comment that begins at `at`, or undefined when there is none. */
function commentEnd(sql: string, at: number): number | undefined {
  if (sql[at] === '#' || (sql.startsWith('--', at) && /^(\s|$)/.test(sql.slice(at + 2, at + 3)))) {
    const newline = sql.indexOf('\n', at);
    return newline < 0 ? sql.length : newline + 1;
  }
  if (!sql.startsWith('/*', at) || /^[!]/.test(sql.slice(at + 2, at + 3))) return undefined;
  const close = sql.indexOf('*/', at + 2);
  return close < 0 ? sql.length : close + 2;
}

export function readQuoted(sql: string, at: number): { text: string; end: number } | undefined {
  const quote = sql[at] ?? '';
  let text = '';
  for (let i = at + 1; i < sql.length; i++) {
    const char = sql[i] ?? '';
    if (char === quote) {
      if (sql[i + 1] !== quote) return { text, end: i + 1 };
      text += quote;
      i++;
    } else if (char === '\\' && quote !== '`') {
      const next = sql[++i] ?? '';
      text += ESCAPES[next] ?? next;
    } else text += char;
  }
  return undefined;
}

/** Version comments are opened: `/*!40101 SET x *\/` reads `SET x`. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  let opened = 0;
  const push = (kind: TokenKind, text: string, end: number): void => {
    tokens.push({ kind, text, upper: kind === 'word' ? text.toUpperCase() : '', at, end, spaced });
    at = end;
    spaced = false;
  };
  while (at < sql.length) {
    const char = sql[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      spaced = true;
      continue;
    }
    const comment = commentEnd(sql, at);
    if (comment !== undefined) {
      at = comment;
      spaced = true;
      continue;
    }
    if (sql.startsWith('/*!', at)) {
      opened++;
      at += 3 + (/^\d{5,6}/.exec(sql.slice(at + 3, at + 9))?.[0].length ?? 0);
      spaced = true;
      continue;
    }
    if (opened > 0 && sql.startsWith('*/', at)) {
      opened--;
      at += 2;
      spaced = true;
      continue;
    }
    if (char === "'" || char === '"' || char === '`') {
      const read = readQuoted(sql, at);
      if (read === undefined) throw new UnclosedQuote(sql.slice(at));
      push(char === '`' ? 'quoted' : 'string', read.text, read.end);
      continue;
    }
    const rest = sql.slice(at, at + 400);
    const hex = /^(?:0x([0-9a-fA-F]+)(?![\w$])|[xX]'([0-9a-fA-F]*)')/.exec(rest);
    if (hex !== null) {
      push('hex', hex[1] ?? hex[2] ?? '', at + hex[0].length);
      continue;
    }
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest);
    const previous = tokens.at(-1);
    const afterDot = previous?.kind === 'operator' && previous.text === '.' && previous.end === at;
    if (
      number !== null &&
      !afterDot &&
      !/^\d+[A-Za-z_$]/.test(rest.slice(0, number[0].length + 1).replace(/^\d+[eE][+-]?\d+$/, '0'))
    ) {
      push('number', number[0], at + number[0].length);
      continue;
    }
    const variable = /^@@(?:(?:global|session|local)\.)?[\w$]+|^@(?:[\w$.]+|`[^`]*`|'[^']*')/i.exec(rest);
    if (variable !== null) {
      push('variable', variable[0], at + variable[0].length);
      continue;
    }
    const word = /^[\w$\u0080-\uffff]+/.exec(rest);
    if (word !== null) {
      push('word', word[0], at + word[0].length);
      continue;
    }
    if (char === '?') {
      push('parameter', '?', at + 1);
      continue;
    }
    const operator = OPERATORS.find((each) => sql.startsWith(each, at));
    if (operator === undefined) throw new UnclosedQuote(sql.slice(at));
    push('operator', operator, at + operator.length);
  }
  tokens.push({ kind: 'end', text: '', upper: '', at: sql.length, end: sql.length, spaced });
  return tokens;
}

/** The text cannot be read on from here. */
export class UnclosedQuote extends Error {
  override name = 'UnclosedQuote';
}

export function syntaxError(sql: string, at: number, product: string): SqlError {
  const near = sql.slice(at, at + 80);
  const line = sql.slice(0, at).split('\n').length;
  return new SqlError(
    1064,
    '42000',
    `You have an error in your SQL syntax; check the manual that corresponds to your ${product} server version for the right syntax to use near '${near}' at line ${line}`,
  );
}
