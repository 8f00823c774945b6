/** What docker says about a command line that is not right: usage lines, argument counts, unknown words. */
import type { ArgsRule, Command } from './command.ts';
import { StatusError } from './status-error.ts';

/** `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`. */
export function useLine(path: string, command: Pick<Command, 'usage'>): string {
  return command.usage === '' ? path : `${path} ${command.usage}`;
}

/** A flag that is not right: status 125 on every command. */
export function flagError(message: string, useLineText: string, path: string): StatusError {
  return new StatusError(125, `${message}\n\nUsage:  ${useLineText}\n\nRun '${path} --help' for more information`);
}

const plural = (count: number): string => (count === 1 ? 'argument' : 'arguments');

/** What is wrong with the number of arguments, and how the hint under it begins. */
function countProblem(rule: ArgsRule, count: number): { says: string; hint: string } | undefined {
  const { min, max } = rule;
  if (max === undefined) {
    return count >= min ? undefined : { says: `requires at least ${min} ${plural(min)}`, hint: 'See' };
  }
  if (count >= min && count <= max) return undefined;
  if (max === 0 && rule.counted !== true) return { says: 'accepts no arguments', hint: 'Run' };
  if (min === max) return { says: `requires ${min} ${plural(min)}`, hint: 'Run' };
  // The real message has this typing error.
  if (min === 0) return { says: `requires at most ${max} ${plural(max)}`, hint: 'SRun' };
  return { says: `requires at least ${min} and at most ${max} ${plural(max)}`, hint: 'Run' };
}

/** Throws when a command gets too few or too many arguments. */
export function checkArgs(path: string, command: Command, args: readonly string[]): void {
  const problem = countProblem(command.args, args.length);
  if (!problem) return;
  const usage = useLine(path, command);
  throw new Error(
    `docker: '${path}' ${problem.says}\n\nUsage:  ${usage}\n\n${problem.hint} '${path} --help' for more information`,
  );
}

/** A word that names no command. `path` is where it was looked for, `usageLine` how that is used. */
export function unknownCommand(path: string, word: string, usageLine = path): Error {
  const usage = path === 'docker' ? '' : `Usage:  ${usageLine}\n\n`;
  return new Error(`docker: unknown command: ${path} ${word}\n\n${usage}Run '${path} --help' for more information`);
}
