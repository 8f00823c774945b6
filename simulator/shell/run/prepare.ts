/** The words of a simple command, expanded. */
import type { Assignment, Command, Word } from 'unbash';
import type { ArrayArguments } from '../builtins/builtin.ts';
import type { Expanding } from '../expand/expanding.ts';
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

export function* prepare(shell: Shell, node: Command): Expanding<Prepared> {
  const argv = node.name === undefined ? [] : yield* expandWords(shell, [node.name]);
  const arrays = node.suffix.length > 0 ? yield* expandArguments(shell, node, argv) : NO_ARRAYS;
  const assignments = node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
  return { argv, assignments, arrays };
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
function* expandDeclared(shell: Shell, item: Assignment, argv: string[], arrays: Map<number, ExpandedAssignment>): Expanding<void> {
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
