/** Regular expressions of Python as ones of JavaScript (in its Unicode mode). */
import { exceptionTypes, PyException, Raised, setAttribute } from '../objects/exceptions.ts';
import { PyType } from '../objects/core.ts';

export const FLAG = { I: 2, L: 4, M: 8, S: 16, U: 32, X: 64, A: 256 } as const;

export const errorType = new PyType('PatternError', [exceptionTypes['Exception'] ?? new PyType('Exception', [])], 're');
errorType.hasDict = true;

export interface Translated {
  source: string;
  flags: number;
  groups: number;
  names: Map<string, number>;
}

export function patternError(message: string, pattern: string, position: number): Raised {
  const exception = new PyException(errorType, [`${message} at position ${position}`]);
  for (const [key, value] of Object.entries({ msg: message, pattern, pos: position, lineno: 1, colno: position + 1 })) setAttribute(exception, key, value);
  return new Raised(exception);
} // prettier-ignore

const END = '(?![^])';
const START = '(?<![^])';

/** The classes for texts that are ASCII, and for all. */
const CLASSES = {
  ascii: { d: '0-9', w: 'a-zA-Z0-9_', s: ' \\t\\n\\r\\f\\v' },
  unicode: { d: '\\p{Nd}', w: '\\p{L}\\p{N}\\p{M}_', s: '\\s\\x1c-\\x1f\\x85' },
} as const;

export function translate(pattern: string, given: number, ascii: boolean): Translated {
  let flags = given;
  const names = new Map<string, number>();
  let groups = 0;
  let at = 0;
  let out = '';
  const open: number[] = [];
  const opening = /^\(\?([aiLmsux]+)\)/.exec(pattern);
  if (opening?.[1] !== undefined) {
    for (const letter of opening[1]) flags |= flagOf(letter);
    at = opening[0].length;
  }
  const classes = ascii || (flags & FLAG.A) !== 0 ? CLASSES.ascii : CLASSES.unicode;
  const fail = (message: string, place = at): Raised => patternError(message, pattern, place);
  const isWord = `[${classes.w}]`;
  let repeatable = false;
  const hex = (code: number): string => `\\u{${code.toString(16)}}`;

  const escape = (inClass: boolean): string => {
    const c = pattern.charAt(at + 1);
    const begin = at;
    at += 2;
    if (c === '') throw fail('bad escape (end of pattern)', begin);
    if (c === 'd' || c === 'w' || c === 's') return inClass ? classes[c] : `[${classes[c]}]`;
    if (c === 'D' || c === 'W' || c === 'S') {
      const inner = classes[c === 'D' ? 'd' : c === 'W' ? 'w' : 's'];
      if (!inClass) return `[^${inner}]`;
      return c === 'S' ? '\\S' : c === 'D' ? (classes === CLASSES.ascii ? '\\D' : '\\P{Nd}') : '\\W';
    }
    if (!inClass) {
      if (c === 'b')
        return classes === CLASSES.ascii ? '\\b' : `(?:(?<=${isWord})(?!${isWord})|(?<!${isWord})(?=${isWord}))`;
      if (c === 'B')
        return classes === CLASSES.ascii ? '\\B' : `(?:(?<=${isWord})(?=${isWord})|(?<!${isWord})(?!${isWord}))`;
      if (c === 'A') return START;
      if (c === 'Z') return END;
      if (/[1-9]/.test(c)) {
        const digits = /^\d{1,2}/.exec(pattern.slice(begin + 1))?.[0] ?? c;
        if (/^[0-3][0-7]{2}/.test(pattern.slice(begin + 1))) {
          at = begin + 4;
          return hex(parseInt(pattern.slice(begin + 1, begin + 4), 8));
        }
        at = begin + 1 + digits.length;
        if (Number(digits) > groups) throw fail(`invalid group reference ${digits}`, begin + 1);
        return `(?:\\${digits})`;
      }
    } else if (c === 'b') return '\\x08';
    if (c === '0') {
      const digits = /^[0-7]{1,3}/.exec(pattern.slice(begin + 1))?.[0] ?? '0';
      at = begin + 1 + digits.length;
      return hex(parseInt(digits, 8));
    }
    const size = { x: 2, u: 4, U: 8 }[c];
    if (size !== undefined) {
      const digits = pattern.slice(at, at + size);
      if (!new RegExp(`^[\\da-fA-F]{${size}}$`).test(digits))
        throw fail(`incomplete escape ${pattern.slice(begin, at + digits.length)}`, begin);
      at += size;
      return hex(parseInt(digits, 16));
    }
    if (c === 'a') return '\\x07';
    if ('fnrtv'.includes(c)) return `\\${c}`;
    if (/[A-Za-z]/.test(c)) throw fail(`bad escape \\${c}`, begin);
    return literal(c);
  };

  const set = (): string => {
    const begin = at;
    at++;
    let body = pattern.charAt(at) === '^' ? '[^' : '[';
    if (body === '[^') at++;
    let first = true;
    for (;;) {
      const c = pattern.charAt(at);
      if (c === '') throw fail('unterminated character set', begin);
      if (c === ']' && !first) break;
      first = false;
      if (c === '\\') body += escape(true);
      else {
        const point = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
        at += point.length;
        body += /[\^[\]\\/()|{}&!#$%*+,.:;<=>?@`~]/.test(point)
          ? hex(point.codePointAt(0) ?? 0)
          : point === '-'
            ? dash(body)
            : point;
      }
    }
    at++;
    return `${body}]`;
  };

  const dash = (body: string): string => {
    const next = pattern.charAt(at);
    const range = next !== ']' && body !== '[' && body !== '[^' && !/(?:\\[dwsDWS]|\\p\{\w+\}_?)$/.test(body);
    return range && !(next === '\\' && /[dwsDWS]/.test(pattern.charAt(at + 1))) ? '-' : '\\-';
  };

  const group = (): string => {
    const rest = pattern.slice(at);
    if (!rest.startsWith('(?')) {
      groups++;
      open.push(at);
      at++;
      return '(';
    }
    const named = /^\(\?P<([^>]*)>/.exec(rest);
    if (named?.[1] !== undefined) {
      if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(named[1]))
        throw fail(`bad character in group name '${named[1]}'`, at + 4);
      if (names.has(named[1]))
        throw fail(
          `redefinition of group name '${named[1]}' as group ${groups + 1}; was group ${names.get(named[1]) ?? 0}`,
          at + 4,
        );
      groups++;
      names.set(named[1], groups);
      open.push(at);
      at += named[0].length;
      return '(';
    }
    const back = /^\(\?P=([^)]*)\)/.exec(rest);
    if (back?.[1] !== undefined) {
      const number = names.get(back[1]);
      if (number === undefined) throw fail(`unknown group name '${back[1]}'`, at + 4);
      at += back[0].length;
      return `(?:\\${number})`;
    }
    const comment = /^\(\?#[^)]*\)/.exec(rest);
    if (comment !== null) {
      at += comment[0].length;
      return '(?:)';
    }
    const look = /^\(\?(?:<?[=!]|:)/.exec(rest)?.[0];
    if (look !== undefined) {
      open.push(at);
      at += look.length;
      return look;
    }
    const scoped = /^\(\?([aimsux]*)(?:-([imsx]+))?:/.exec(rest);
    if (scoped !== null) {
      // Flags of a part are taken to be those of the whole.
      for (const letter of scoped[1] ?? '') flags |= flagOf(letter);
      open.push(at);
      at += scoped[0].length;
      return '(?:';
    }
    if (rest.startsWith('(?>')) {
      open.push(at);
      at += 3;
      return '(?:';
    }
    if (/^\(\?[aiLmsux]+\)/.test(rest)) throw fail('global flags not at the start of the expression');
    throw fail(`unknown extension ?${rest.charAt(2)}`, at + 1);
  };

  while (at < pattern.length) {
    const c = pattern.charAt(at);
    if ((flags & FLAG.X) !== 0 && /[\s#]/.test(c)) {
      at = c === '#' ? (pattern.indexOf('\n', at) < 0 ? pattern.length : pattern.indexOf('\n', at)) : at + 1;
      continue;
    }
    const before = repeatable;
    repeatable = true;
    switch (c) {
      case '\\': out += escape(false); break;
      case '[': out += set(); break;
      case '(': out += group(); repeatable = out.endsWith(')'); break;
      case ')':
        if (open.pop() === undefined) throw fail('unbalanced parenthesis');
        out += ')';
        at++;
        break;
      case '.': out += (flags & FLAG.S) !== 0 ? '[^]' : '[^\\n]'; at++; break;
      case '^': out += (flags & FLAG.M) !== 0 ? '(?<![^\\n])' : START; at++; break;
      case '$': out += (flags & FLAG.M) !== 0 ? '(?![^\\n])' : '(?=\\n?(?![^]))'; at++; break;
      case '|': out += '|'; at++; repeatable = false; break;
      case '*': case '+': case '?': case '{': {
        const quantifier = /^(?:[*+?]|\{\d*,?\d*\})/.exec(pattern.slice(at))?.[0];
        if (quantifier === undefined || quantifier === '{}' || quantifier === '{,}') {
          out += hex(c.charCodeAt(0));
          at++;
          break;
        }
        if (!before) throw fail(c === '{' || out === '' || out.endsWith('(') || out.endsWith('|') ? 'nothing to repeat' : 'multiple repeat');
        const bounds = /^\{(\d*),?(\d*)\}$/.exec(quantifier);
        if (bounds !== null && bounds[2] !== '' && Number(bounds[1]) > Number(bounds[2])) throw fail('min repeat greater than max repeat', at + 1);
        out += quantifier.replace(/^\{,/, '{0,');
        at += quantifier.length;
        if (pattern.charAt(at) === '?' || pattern.charAt(at) === '+') out += pattern.charAt(at++) === '?' ? '?' : '';
        repeatable = false;
        break;
      }
      default: {
        const point = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
        out += literal(point);
        at += point.length;
      }
    } // prettier-ignore
  }
  const unclosed = open.pop();
  if (unclosed !== undefined) throw fail('missing ), unterminated subpattern', unclosed);
  return { source: out, flags, groups, names };
}

function flagOf(letter: string): number {
  return { a: FLAG.A, i: FLAG.I, L: FLAG.L, m: FLAG.M, s: FLAG.S, u: FLAG.U, x: FLAG.X }[letter] ?? 0;
}

function literal(c: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(c) ? `\\${c}` : /[\x00-\x1f]/.test(c) ? `\\u{${c.charCodeAt(0).toString(16)}}` : c;
}
