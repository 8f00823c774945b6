/** The words of a simple command, expanded. */
import type { Assignment, Command, Word } from 'unbash';
import type { ArrayArguments } from '../builtins/builtin.ts';
import type { Expanding } from '../expand/expanding.ts';
import { expandWordsNow } from '../expand/direct.ts';
import { expandWords } from '../expand/word.ts';
import type { Shell } from '../state/shell.ts';
import { expandAssignment } from './assignments.ts';
import type { ExpandedAssignment } from './assignments.ts';

export interface Prepared {
  readonly argv: readonly string[];
  /** `name=(...)` among the arguments of a declaring command, by place in argv. */
  readonly arrays: ArrayArguments;
  /** `name=value` before the command; expanded later, one after the other, as they see each other. */
  readonly assignments: readonly Assignment[];
}

const NO_ARRAYS: ArrayArguments = new Map();

/** The same at once, when nothing in the command needs waiting for (and no arrays are declared). */
export function prepareNow(shell: Shell, node: Command): Prepared | undefined {
  const words = wordsOf(node);
  const argv = words === undefined ? undefined : expandWordsNow(shell, words);
  return argv === undefined ? undefined : { argv, arrays: NO_ARRAYS, assignments: assignmentsOf(node) };
}

const commandWords = new WeakMap<Command, readonly Word[] | null>();

/** Name and arguments, unless some of these are assignments of a declaring command. */
function wordsOf(node: Command): readonly Word[] | undefined {
  let words = commandWords.get(node);
  if (words === undefined) {
    const { args } = node;
    const plain = args.every((item): item is Word => item.type === 'Word') ? args : undefined;
    words = plain === undefined ? null : node.name === undefined ? plain : [node.name, ...plain];
    commandWords.set(node, words);
  }
  return words ?? undefined;
}

const NO_ASSIGNMENTS: readonly Assignment[] = [];

function assignmentsOf(node: Command): readonly Assignment[] {
  if (node.prefix.length === 0) return NO_ASSIGNMENTS;
  return node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
}

export function* prepare(shell: Shell, node: Command): Expanding<Prepared> {
  const argv = node.name === undefined ? [] : yield* expandWords(shell, [node.name]);
  const arrays = node.suffix.length > 0 ? yield* expandArguments(shell, node, argv) : NO_ARRAYS;
  return { argv, arrays, assignments: assignmentsOf(node) };
}

/** Adds the arguments to `argv`; the result are the arrays among them. */
function* expandArguments(shell: Shell, node: Command, argv: string[]): Expanding<ArrayArguments> {
  const { args } = node;
  if (args.every((item): item is Word => item.type === 'Word')) {
    argv.push(...(yield* expandWords(shell, args)));
    return NO_ARRAYS;
  }
  const arrays = new Map<number, ExpandedAssignment>();
  for (const item of args) {
    if (item.type === 'Word') argv.push(...(yield* expandWords(shell, [item])));
    else yield* expandDeclared(shell, item, argv, arrays);
  }
  return arrays;
}

/** An argument of the form `name=value` of a declaring command: not split; arrays travel beside argv. */
function* expandDeclared(
  shell: Shell,
  item: Assignment,
  argv: string[],
  arrays: Map<number, ExpandedAssignment>,
): Expanding<void> {
  const assignment = yield* expandAssignment(shell, item);
  const { value } = assignment;
  if (typeof value !== 'string') {
    arrays.set(argv.length, assignment);
    argv.push(item.text);
    return;
  }
  const subscript = assignment.subscript === undefined ? '' : `[${assignment.subscript}]`;
  argv.push(`${assignment.name}${subscript}${assignment.append ? '+' : ''}=${value}`);
}
