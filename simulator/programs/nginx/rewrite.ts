/** The rewrite module: return, rewrite, set, if and break, in the order they are written. */
import type { Directive } from './config-parser.ts';
import { configError } from './config-parser.ts';
import { substitute, type Exchange } from './variables.ts';

export type Rewritten =
  | { kind: 'go on' }
  | { kind: 'return'; status: number; text: string | undefined }
  /** Look for a location again. */
  | { kind: 'again' }
  /** An `if` was true: its directives come before those around it. */
  | { kind: 'inside'; directives: readonly Directive[] };

function holds(x: Exchange, condition: readonly string[]): boolean {
  const words = condition
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '')
    .split(/\s+/);
  const [first = '', operator, ...rest] = words;
  const value = rest.join(' ');
  if (/^!?-[fde]$/.test(first)) {
    const path = substitute(x, operator ?? '');
    const stat = x.p.fs.exists(path) ? x.p.fs.stat(path) : undefined;
    const is = first.endsWith('f')
      ? stat?.type === 'file'
      : first.endsWith('d')
        ? stat?.type === 'directory'
        : stat !== undefined;
    return is !== first.startsWith('!');
  }
  const left = substitute(x, first);
  switch (operator) {
    case undefined: return left !== '' && left !== '0';
    case '=': return left === substitute(x, value);
    case '!=': return left !== substitute(x, value);
    case '~': case '~*': case '!~': case '!~*': {
      const match = new RegExp(value, operator.endsWith('*') ? 'i' : '').exec(left);
      if (match !== null) x.captures = [...match].map((text) => text ?? '');
      return (match !== null) !== operator.startsWith('!');
    }
    default: return false;
  } // prettier-ignore
}

function rewrite(x: Exchange, { args }: Directive): Rewritten | 'break' | undefined {
  const [pattern = '', replacement = '', flag] = args;
  const match = new RegExp(pattern).exec(x.uri);
  if (match === null) return undefined;
  x.captures = [...match].map((text) => text ?? '');
  const text = substitute(x, replacement);
  if (flag === 'redirect' || flag === 'permanent' || /^https?:\/\//.test(text)) {
    const query = x.args === '' || text.includes('?') ? '' : `?${x.args}`;
    return { kind: 'return', status: flag === 'permanent' ? 301 : 302, text: text + query };
  }
  const [path = '', query] = text.split('?', 2);
  x.uri = path;
  if (query !== undefined) x.args = query === '' ? '' : x.args === '' ? query : `${query}&${x.args}`;
  x.variables.set('\0rewritten', '1');
  if (flag === 'break') return 'break';
  return flag === 'last' ? { kind: 'again' } : undefined;
}

/** Runs them all. `inLocation`: a changed address means another look for the location. */
export function runRewrites(x: Exchange, directives: readonly Directive[], inLocation: boolean): Rewritten {
  const before = x.uri;
  for (const each of directives) {
    if (each.name === 'set') x.variables.set((each.args[0] ?? '').slice(1), substitute(x, each.args[1] ?? ''));
    else if (each.name === 'break') return { kind: 'go on' };
    else if (each.name === 'return') return returned(x, each);
    else if (each.name === 'rewrite') {
      const result = rewrite(x, each);
      if (result === 'break') return { kind: 'go on' };
      if (result !== undefined) return result.kind === 'again' && !inLocation ? { kind: 'go on' } : result;
    } else if (each.name === 'if' && holds(x, each.args)) {
      const inner = runRewrites(x, each.block ?? [], inLocation);
      if (inner.kind !== 'go on') return inner;
      return { kind: 'inside', directives: each.block ?? [] };
    }
  }
  return inLocation && x.uri !== before ? { kind: 'again' } : { kind: 'go on' };
}

function returned(x: Exchange, each: Directive): Rewritten {
  const [first = '', text] = each.args;
  if (/^\d+$/.test(first))
    return { kind: 'return', status: Number(first), text: text === undefined ? undefined : substitute(x, text) };
  if (!/^https?:|^\$/.test(first)) throw configError(`invalid return code "${first}"`, each);
  return { kind: 'return', status: 302, text: substitute(x, first) };
}
