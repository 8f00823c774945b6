/** Words of Postgres's SQL, as the tokens of the shared parser: names in lower case, `||` as an operator of its own. */
import { UnclosedQuote, type Token, type TokenKind } from './lexer.ts';

/** `||` joins texts here; the shared parser knows it by this name. */
export const CONCATENATION = '|||';

const OPERATORS = ['!~~*', '!~*', '->>', '~~*', '<=', '>=', '<>', '!=', '::', '||', '->', '!~', '~*', '=', '<', '>', '+', '-', '*', '/', '%', '(', ')', ',', '.', ';', '~', '^', '&', '|', '[', ']', ':', '@', '#', '?', '$']; // prettier-ignore

function skipComment(sql: string, at: number): number {
  if (sql.startsWith('--', at)) {
    const newline = sql.indexOf('\n', at);
    return newline < 0 ? sql.length : newline + 1;
  }
  if (!sql.startsWith('/*', at)) return at;
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    if (sql.startsWith('/*', i)) depth++;
    else if (sql.startsWith('*/', i) && --depth === 0) return i + 2;
  }
  return sql.length;
}

/** A text between quotes, in which a doubled quote stands for itself; `escapes`: E'…' with backslashes. */
function quoted(sql: string, at: number, escapes = false): { text: string; end: number } {
  const quote = sql[at] ?? '';
  let text = '';
  for (let i = at + 1; i < sql.length; i++) {
    const char = sql[i] ?? '';
    if (char === quote) {
      if (sql[i + 1] !== quote) return { text, end: i + 1 };
      i++;
    } else if (escapes && char === '\\') {
      i++;
      text += ({ n: '\n', t: '\t', r: '\r' } as Readonly<Record<string, string>>)[sql[i] ?? ''] ?? sql[i] ?? '';
      continue;
    }
    text += char;
  }
  throw new UnclosedQuote(sql.slice(at));
}

export function tokenizePostgres(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let spaced = false;
  const push = (kind: TokenKind, text: string, end: number): void => {
    tokens.push({ kind, text, upper: kind === 'word' ? text.toUpperCase() : '', at, end, spaced });
    at = end;
    spaced = false;
  };
  while (at < sql.length) {
    const char = sql[at] ?? '';
    const after = /\s/.test(char) ? at + 1 : skipComment(sql, at);
    if (after > at) {
      at = after;
      spaced = true;
      continue;
    }
    const rest = sql.slice(at, at + 400);
    const dollar = /^\$([A-Za-z_]\w*)?\$/.exec(rest)?.[0];
    const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest)?.[0];
    const word = /^[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/.exec(rest)?.[0];
    if (char === "'") {
      const { text, end } = quoted(sql, at);
      push('string', text, end);
    } else if (/^[eE]'/.test(rest)) {
      const { text, end } = quoted(sql, at + 1, true);
      push('string', text, end);
    } else if (char === '"') {
      const { text, end } = quoted(sql, at);
      push('quoted', text, end);
    } else if (dollar !== undefined) {
      const close = sql.indexOf(dollar, at + dollar.length);
      if (close < 0) throw new UnclosedQuote(sql.slice(at));
      push('string', sql.slice(at + dollar.length, close), close + dollar.length);
    } else if (number !== undefined) push('number', number, at + number.length);
    else if (word !== undefined) push('word', word.toLowerCase(), at + word.length);
    else {
      const operator = OPERATORS.find((each) => sql.startsWith(each, at));
      if (operator === undefined) throw new UnclosedQuote(sql.slice(at));
      push('operator', operator === '||' ? CONCATENATION : operator, at + operator.length);
    }
  }
  tokens.push({ kind: 'end', text: '', upper: '', at: sql.length, end: sql.length, spaced });
  return tokens;
}
