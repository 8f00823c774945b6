/** env(1): prints the environment, or runs a program in a changed one. */
import { isSysError } from '../../kernel/errno.ts';
import { execProgram, startFailure } from '../command/path-search.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]... [-] [NAME=VALUE]... [COMMAND [ARG]...]',
  about: 'Set each NAME to VALUE in the environment and run COMMAND; without COMMAND, print the environment.',
  options: [
    ['-i, --ignore-environment', 'start with an empty environment'],
    ['-0, --null', 'end each output line with NUL, not newline'],
    ['-u, --unset=NAME', 'remove variable from the environment'],
    ['-C, --chdir=DIR', 'change working directory to DIR'],
    ['-S, --split-string=S', 'split S into separate arguments, for #! lines'],
    ['-v, --debug', ''],
  ],
} as const;
const busyboxHelp = {
  usage: '[-iu] [-] [name=value]... [PROG ARGS]',
  about: 'Print current environment or run PROG after setting up environment',
  options: [
    ['-, -i', 'Start with empty environment'],
    ['-u NAME', 'Remove variable from environment'],
    ['-0', 'NUL terminated output'],
    ['-i', ''],
  ],
} as const;

/** Words of `-S`: blanks separate, quotes keep together. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [, single, double, bare] of text.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|([^\s'"]+)/g)) {
    words.push(single ?? double?.replace(/\\(.)/g, '$1') ?? bare ?? '');
  }
  return words;
}

async function run(t: Tool, command: readonly string[], env: Map<string, string>): Promise<number> {
  t.p.env.clear();
  for (const [name, value] of env) t.p.env.set(name, value);
  try {
    return await execProgram(t.p, command, env);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const name = command[0] ?? '';
    throw new Failure(
      t.busybox ? `can't execute '${name}': ${error.message}` : `${t.quoteMessage(name)}: ${error.message}`,
      startFailure(error),
    );
  }
}

async function main(t: Tool): Promise<number> {
  const env = new Map(t.p.env);
  let { options, operands } = t.parse();
  const split = options.find((option) => option.key === 'S');
  if (split !== undefined) {
    const rest = t.parse(undefined, [...splitWords(split.value ?? ''), ...operands]);
    options = [...options.filter((option) => option !== split), ...rest.options];
    operands = rest.operands;
  }
  let terminator = '\n';
  for (const { key, value } of options) {
    if (key === 'i') env.clear();
    else if (key === 'u') env.delete(value ?? '');
    else if (key === '0') terminator = '\0';
    else if (key === 'C') t.p.chdir(value ?? '');
  }
  let at = 0;
  if (operands[0] === '-') {
    env.clear();
    at++;
  }
  for (; operands[at]?.includes('=') === true; at++) {
    const word = operands[at] ?? '';
    env.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
  }
  const command = operands.slice(at);
  if (command.length > 0) return run(t, command, env);
  for (const [name, value] of env) await t.print(`${name}=${value}${terminator}`);
  return 0;
}

export default gnu(main, { help, stopAtOperand: true, usageStatus: 125 });
export const busybox = applet(main, { help: busyboxHelp, stopAtOperand: true });
