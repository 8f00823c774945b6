/**
 * Compiled pieces of a program: functions over the frame of the function that runs. What never waits (nearly
 * everything) is a plain function; what may wait (getline, system, loops, calls) is an asynchronous one.
 */
import type { Cell } from './runtime.ts';
import type { Value } from './values.ts';

/** The local variables of a call. */
export type Frame = readonly Cell[];

export type Code<T> =
  { run: (frame: Frame) => T; wait?: undefined } | { run?: undefined; wait: (frame: Frame) => Promise<T> };

export function evaluate<T>(code: Code<T>, frame: Frame): T | Promise<T> {
  return code.run === undefined ? code.wait(frame) : code.run(frame);
}

/** `work` over the values of several pieces, in order. */
export function over<T>(parts: readonly Code<Value>[], work: (values: Value[], frame: Frame) => T): Code<T> {
  const runs: ((frame: Frame) => Value)[] = [];
  for (const part of parts) {
    if (part.run === undefined) return { wait: async (frame) => work(await values(parts, frame), frame) };
    runs.push(part.run);
  }
  const [first, second] = runs;
  if (first === undefined) return { run: (frame) => work([], frame) };
  if (runs.length === 1) return { run: (frame) => work([first(frame)], frame) };
  if (second !== undefined && runs.length === 2) return { run: (frame) => work([first(frame), second(frame)], frame) };
  return { run: (frame) => work(runs.map((run) => run(frame)), frame) }; // prettier-ignore
}

/** The same where the work itself waits. */
export function overWaiting<T>(
  parts: readonly Code<Value>[],
  work: (values: Value[], frame: Frame) => Promise<T>,
): Code<T> {
  return { wait: async (frame) => work(await values(parts, frame), frame) };
}

async function values(parts: readonly Code<Value>[], frame: Frame): Promise<Value[]> {
  const list: Value[] = [];
  for (const part of parts) list.push(part.run === undefined ? await part.wait(frame) : part.run(frame));
  return list;
}

/** One or the other, by a test that looks at the first piece's value. */
export function choose<T>(test: Code<Value>, decide: (value: Value) => Code<T>, branches: readonly Code<T>[]): Code<T> {
  if (test.run !== undefined && branches.every((branch) => branch.run !== undefined)) {
    const { run } = test;
    return {
      run: (frame) => {
        const branch = decide(run(frame));
        if (branch.run === undefined) throw new TypeError('a branch that waits');
        return branch.run(frame);
      },
    };
  }
  return { wait: async (frame) => evaluate(decide(await evaluate(test, frame)), frame) };
}
