/**
 * Every lesson can be taken: no goal is met before its step begins, each solution reaches its goal, no wrong way does,
 * and no line of a solution is there for nothing (`drydock lesson check --mutate`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLesson } from '../../lessons/check/check.ts';
import { parseLesson } from '../../lessons/engine/parse.ts';
import { withMachine } from '../../node/machine.ts';
import type { WithMachine } from '../../lessons/check/check.ts';

const folders = readdirSync('lessons').filter((name) => /^\d/.test(name));

/** Lessons that need a program which is not there yet, and which. */
const WAITING: Readonly<Record<string, string>> = {
  '10-dockerfile-python': 'python3',
  '11-dockerfile-node': 'node',
  '12-small-images': 'go',
  '13-fastapi': 'python3',
  '17-compose-2': 'python3',
  '19-challenges': 'python3, node',
};

const virtual: WithMachine = (seed, use) => withMachine({ time: 'virtual', seed }, use);

describe('lessons', () => {
  for (const folder of folders) {
    const waiting = WAITING[folder];
    const test = waiting === undefined ? it : it.fails;
    test(
      `${folder} can be taken${waiting === undefined ? '' : ` (waits for ${waiting})`}`,
      { timeout: 120_000 },
      async () => {
        const file = `lessons/${folder}/lesson.md`;
        const lesson = parseLesson(file, readFileSync(file, 'utf8'));
        const faults = await checkLesson(lesson, { lang: lesson.lang, mutate: true }, virtual);
        expect(faults.map((fault) => fault.message)).toEqual([]);
      },
    );
  }
});
