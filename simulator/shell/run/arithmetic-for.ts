import type { ArithmeticFor } from 'unbash';
import type { Shell } from '../state/shell.ts';

interface ForParts {
  initialize: string;
  test: string;
  update: string;
}

const known = new WeakMap<ArithmeticFor, ForParts>();

/** The three expressions of `for ((a; b; c))` as written, which the tree does not keep. */
export function arithmeticForParts(shell: Shell, node: ArithmeticFor): ForParts {
  let parts = known.get(node);
  if (parts === undefined) {
    const source = shell.unit?.text.slice(node.pos, node.body.pos) ?? '';
    const [initialize = '', test = '', update = ''] = splitHeader(source.slice(source.indexOf('((') + 2));
    parts = { initialize, test, update };
    known.set(node, parts);
  }
  return parts;
}

/** Cuts at semicolons and ends at the `))` that closes the header. */
function splitHeader(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')' && --depth < 0) break;
    if (char === ';' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}
