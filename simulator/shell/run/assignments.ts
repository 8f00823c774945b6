/** Assignments: before commands, alone, and as arguments of `declare` and its kin. */
import type { ArrayValue, Assignment, Word } from 'unbash';
import type { Expanding } from '../expand/expanding.ts';
import { expandText, expandWords } from '../expand/word.ts';
import { AssociativeArray, IndexedArray } from '../state/arrays.ts';
import { assign, assignTo, converted, elementIndex, refuseReadonly } from '../state/assign.ts';
import { resolveReference } from '../state/parameters.ts';
import type { Shell } from '../state/shell.ts';
import type { Variable } from '../state/variables.ts';
import { parse } from 'unbash';

/** An assignment whose words have been expanded. */
export interface ExpandedAssignment {
  readonly name: string;
  readonly append: boolean;
  readonly subscript: string | undefined;
  readonly value: string | readonly ArrayElement[];
  /** As written, for traces of arrays. */
  readonly text: string;
}

export interface ArrayElement {
  /** `[key]=`; undefined takes the next index. */
  readonly key: string | undefined;
  readonly value: string;
  readonly append: boolean;
}

export function* expandAssignment(shell: Shell, node: Assignment): Expanding<ExpandedAssignment> {
  const subscript = node.index === undefined ? undefined : yield* expandText(shell, node.index, 'none');
  const { value } = node;
  const expanded =
    value.type === 'ArrayValue' ? yield* expandArray(shell, value) : yield* expandText(shell, value, 'assignment');
  return { name: node.name, append: node.append === true, subscript, value: expanded, text: node.text };
}

function* expandArray(shell: Shell, node: ArrayValue): Expanding<ArrayElement[]> {
  const elements: ArrayElement[] = [];
  for (const word of node.elements) {
    const keyed = keyedElement(word);
    if (keyed === undefined) {
      for (const value of yield* expandWords(shell, [word])) elements.push({ key: undefined, value, append: false });
    } else {
      const key = yield* expandText(shell, keyed.key, 'none');
      elements.push({ key, value: yield* expandText(shell, keyed.value, 'assignment'), append: keyed.append });
    }
  }
  return elements;
}

interface KeyedElement {
  key: Word;
  value: Word;
  append: boolean;
}

const keyedElements = new WeakMap<Word, KeyedElement | null>();

/** `[key]=value` in an array; read by the parser as the assignment `x[key]=value`. */
function keyedElement(word: Word): KeyedElement | undefined {
  if (!word.text.startsWith('[')) return undefined;
  let keyed = keyedElements.get(word);
  if (keyed === undefined) {
    keyed = readKeyed(word.text);
    keyedElements.set(word, keyed);
  }
  return keyed ?? undefined;
}

function readKeyed(text: string): KeyedElement | null {
  const command = parse(`x${text}`).commands[0]?.command;
  const node = command?.type === 'Command' ? command.prefix[0] : undefined;
  if (node?.type !== 'Assignment' || node.index === undefined || node.value.type !== 'Word') return null;
  return { key: node.index, value: node.value, append: node.append === true };
}

/** Makes an assignment in the shell. */
export function applyAssignment(shell: Shell, assignment: ExpandedAssignment): void {
  const { value } = assignment;
  if (typeof value === 'string') {
    assign(shell, assignment.name, value, { subscript: assignment.subscript, append: assignment.append });
    return;
  }
  const name = resolveReference(shell, assignment.name);
  if (assignment.subscript !== undefined)
    throw shell.dialect.fail('assignment', `${name}[${assignment.subscript}]: cannot assign list to array member`);
  applyArray(shell, name, shell.variables.reach(name), value, assignment.append);
}

/** The same for a variable at hand (a new local). */
export function applyTo(shell: Shell, variable: Variable, assignment: ExpandedAssignment): void {
  const { value } = assignment;
  if (typeof value === 'string')
    assignTo(shell, assignment.name, variable, value, { subscript: assignment.subscript, append: assignment.append });
  else applyArray(shell, assignment.name, variable, value, assignment.append);
}

function applyArray(
  shell: Shell,
  name: string,
  variable: Variable,
  elements: readonly ArrayElement[],
  append: boolean,
): void {
  refuseReadonly(shell, name, variable);
  const { content } = variable;
  if (content instanceof AssociativeArray) {
    if (!append) content.clear();
    fillAssociative(shell, name, variable, content, elements);
    return;
  }
  const array = append ? asIndexed(variable) : new IndexedArray();
  let next = append ? array.top + 1 : 0;
  for (const element of elements) {
    const at = element.key === undefined ? next : elementIndex(shell, array, element.key, name);
    if (at === undefined) throw shell.dialect.fail('subscript', `${name}[${element.key ?? ''}]: bad array subscript`);
    array.set(at, converted(shell, variable, element.value, element.append ? array.get(at) : undefined));
    next = at + 1;
  }
  variable.content = array;
}

function asIndexed(variable: Variable): IndexedArray {
  const { content } = variable;
  if (content instanceof IndexedArray) return content;
  return IndexedArray.from(typeof content === 'string' ? [content] : []);
}

/** `([k]=v ...)`, or keys and values in turn. */
function fillAssociative(
  shell: Shell,
  name: string,
  variable: Variable,
  array: AssociativeArray,
  elements: readonly ArrayElement[],
): void {
  const pairs = elements[0]?.key === undefined;
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i];
    if (element === undefined) continue;
    if (element.key !== undefined) {
      array.set(
        element.key,
        converted(shell, variable, element.value, element.append ? array.get(element.key) : undefined),
      );
    } else if (pairs) {
      array.set(element.value, elements[i + 1]?.value ?? '');
      i += 1;
    } else {
      throw shell.dialect.fail(
        'subscript',
        `${name}: ${element.value}: must use subscript when assigning associative array`,
      );
    }
  }
}
