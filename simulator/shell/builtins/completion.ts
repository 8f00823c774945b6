/** complete, compgen, compopt, bind. */
import { listCandidates } from '../readline/candidates.ts';
import type { CompletionSpec } from '../readline/candidates.ts';
import { applyInputrcLine } from '../readline/inputrc.ts';
import { singleQuote } from '../text/quote.ts';
import { regular } from './builtin.ts';
import type { Builtin } from './builtin.ts';
import { parseOptions } from './options.ts';
import type { ParsedOptions } from './options.ts';
import { complain, out } from './output.ts';

const LETTERS = 'abcdefgjksuvprDEIA:C:F:G:P:S:W:X:o:';

function specOf(options: ParsedOptions): CompletionSpec {
  const { letters, values } = options;
  return {
    words: values.get('W'),
    functionName: values.get('F'),
    actions:
      letters.replace(/[prDEIACFGPSWXo]/g, '') +
      (values.get('A') === undefined ? '' : (ACTIONS[values.get('A') ?? ''] ?? '')),
    prefix: values.get('P') ?? '',
    suffix: values.get('S') ?? '',
    options: values.get('o') === undefined ? [] : [values.get('o') ?? ''],
  };
}

/** Names of -A as letters. */
const ACTIONS: Readonly<Record<string, string>> = {
  alias: 'a', builtin: 'b', command: 'c', directory: 'd', export: 'e', file: 'f', group: 'g', job: 'j', keyword: 'k', user: 'u', variable: 'v',
  function: 'F',
}; // prettier-ignore

export const complete: Builtin = regular(
  'complete',
  async (call) => {
    const options = await parseOptions(
      call,
      LETTERS,
      'complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]',
    );
    if (typeof options === 'number') return options;
    const { shell } = call;
    const { letters, rest } = options;
    if (letters.includes('r')) {
      if (rest.length === 0) shell.completions.clear();
      for (const name of rest) shell.completions.delete(name);
      return 0;
    }
    if (letters.includes('p') || call.args.length === 0) {
      await out(call, [...shell.completions].map(([name, spec]) => `complete ${describe(spec)}${name}\n`).join(''));
      return 0;
    }
    for (const name of rest) shell.completions.set(name, specOf(options));
    return 0;
  },
  ['bash'],
);

function describe(spec: CompletionSpec): string {
  const parts = spec.options.map((option) => `-o ${option} `);
  for (const letter of spec.actions) parts.push(`-${letter} `);
  if (spec.words !== undefined) parts.push(`-W ${singleQuote(spec.words)} `);
  if (spec.functionName !== undefined) parts.push(`-F ${spec.functionName} `);
  return parts.join('');
}

export const compgen: Builtin = regular(
  'compgen',
  async (call) => {
    const options = await parseOptions(
      call,
      LETTERS,
      'compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]',
    );
    if (typeof options === 'number') return options;
    const found = await listCandidates(call.shell, specOf(options), options.rest[0] ?? '');
    await out(call, found.map((word) => `${word}\n`).join(''));
    return found.length > 0 ? 0 : 1;
  },
  ['bash'],
);

export const compopt: Builtin = regular('compopt', () => 0, ['bash']);

export const bind: Builtin = regular(
  'bind',
  async (call) => {
    const { shell } = call;
    if (!shell.interactive) await complain(call, 'warning: line editing not enabled');
    const [first] = call.args;
    if (first === '-v' || first === '-V') {
      const { settings } = shell;
      await out(call, [...settings].map(([name, value]) => `set ${name} ${value}\n`).join(''));
      return 0;
    }
    for (const line of call.args) if (!line.startsWith('-')) applyInputrcLine(shell, line);
    return 0;
  },
  ['bash'],
);
