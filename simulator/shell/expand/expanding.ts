/**
 * Expansion is a computation that may ask for the output of a command on its way. It is written as a generator that
 * yields such requests, so that a word without command substitution expands without waiting for anything.
 */
import type { CommandExpansionPart, ProcessSubstitutionPart } from 'unbash';

export type Substitution =
  /** Answered with the command's output less trailing newlines. */
  | { kind: 'command'; part: CommandExpansionPart }
  /** Answered with the path of a descriptor (/dev/fd/63). */
  | { kind: 'process'; part: ProcessSubstitutionPart };

export type Expanding<T> = Generator<Substitution, T, string>;

/** Runs an expansion; a promise only when it asked for something. */
export function settle<T>(expanding: Expanding<T>, answer: (request: Substitution) => Promise<string>): T | Promise<T> {
  const first = expanding.next('');
  return first.done === true ? first.value : drive(expanding, first.value, answer);
}

async function drive<T>(
  expanding: Expanding<T>,
  first: Substitution,
  answer: (request: Substitution) => Promise<string>,
): Promise<T> {
  let request = first;
  for (;;) {
    const step = await resume(expanding, request, answer);
    if (step.done === true) return step.value;
    request = step.value;
  }
}

async function resume<T>(
  expanding: Expanding<T>,
  request: Substitution,
  answer: (request: Substitution) => Promise<string>,
): Promise<IteratorResult<Substitution, T>> {
  let text: string;
  try {
    text = await answer(request);
  } catch (error) {
    return expanding.throw(error);
  }
  return expanding.next(text);
}
