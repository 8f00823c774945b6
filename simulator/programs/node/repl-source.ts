/** What the prompt makes of a typed text: whether more is to come, and what is to be run. */
import { parse } from 'acorn';
import { complaint } from './explain.ts';

export type ReplSource = { incomplete: true } | { error: string } | { source: string; awaits: boolean };

function parses(text: string, awaits = false): boolean {
  try {
    parse(text, { ecmaVersion: 'latest', allowAwaitOutsideFunction: awaits });
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** A typed `{…}` is an object where it can be one; `await` at the top is waited for. */
export function replSource(text: string): ReplSource {
  if (/^\s*\{/.test(text) && !/;\s*$/.test(text) && parses(`(${text.trim()}\n)`))
    return { source: `(${text.trim()}\n)`, awaits: false };
  if (parses(text)) return { source: text, awaits: false };
  if (/\bawait\b/.test(text) && parses(text, true)) return { source: awaiting(text), awaits: true };
  const wrong = complaint(text, false);
  if (
    wrong?.message === 'Unexpected end of input' ||
    wrong?.message === 'Unterminated template literal' ||
    (wrong?.message === 'missing ) after argument list' && /[(,]\s*$/.test(text))
  )
    return { incomplete: true };
  return { error: wrong?.message ?? 'Invalid or unexpected token' };
}

/** Declarations of the text become globals; the last expression is the value. */
function awaiting(text: string): string {
  const declared = /^\s*(?:const|let|var)\s+([\w$]+)\s*=\s*([\s\S]*?);?\s*$/.exec(text);
  if (declared !== null)
    return `(async () => { globalThis.${declared[1] ?? ''} = ${declared[2] ?? ''}; return undefined; })()`;
  return parses(`(async () => (${text.replace(/;\s*$/, '')}\n))`)
    ? `(async () => (${text.replace(/;\s*$/, '')}\n))()`
    : `(async () => { ${text}\n })()`;
}
