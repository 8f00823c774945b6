import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseLesson } from '../../lessons/engine/parse.ts';
import { translateLesson } from '../../lessons/engine/translate.ts';

const folders = readdirSync('lessons').filter((name) => /^\d/.test(name));

describe.each(folders)('lesson %s', (folder) => {
  const file = `lessons/${folder}/lesson.md`;
  const source = readFileSync(file, 'utf8');
  const lesson = parseLesson(file, source);

  it('is called as its folder, and every step but quizzes has a goal, a hint and a solution', () => {
    expect(folder.replace(/^\d+-/, '')).toBe(lesson.id);
    // A reference is looked up, not taken.
    for (const step of lesson.order === 'reference' ? [] : lesson.steps) {
      expect(step.goals.length, `${step.id}: goals`).toBeGreaterThan(0);
      expect(step.hints.length, `${step.id}: hints`).toBeGreaterThan(0);
      expect(step.solution.length, `${step.id}: solution`).toBeGreaterThan(0);
    }
  });

  it('has a Korean translation that lacks nothing and is not outdated', () => {
    const korean = `lessons/${folder}/lesson.ko.md`;
    expect(existsSync(korean)).toBe(true);
    const { warnings } = translateLesson(lesson, source, korean, readFileSync(korean, 'utf8'));
    expect(warnings.map((warning) => warning.message)).toEqual([]);
  });
});
