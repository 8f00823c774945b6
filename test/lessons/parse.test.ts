import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LessonError } from '../../lessons/engine/lesson-error.ts';
import { parseLesson } from '../../lessons/engine/parse.ts';
import { stepHashes, translateLesson } from '../../lessons/engine/translate.ts';

const HEAD = '---\nformat: drydock-lesson/1\nid: x\nlang: en\ntitle: X\nsummary: s\nminutes: 5\n---\n';
const source = readFileSync('lessons/02-hello-world/lesson.md', 'utf8');
const korean = readFileSync('lessons/02-hello-world/lesson.ko.md', 'utf8');

describe('a lesson file', () => {
  it('is read into steps with their goals, hints and solutions', () => {
    const lesson = parseLesson('lesson.md', source);
    expect(lesson.steps.map((step) => step.id)).toEqual(['who', 'run', 'look', 'clean']);
    expect(lesson.steps[1]?.goals.map((goal) => goal.when)).toEqual([
      { image: { ref: 'hello-world', exists: true } },
      { container: { image: 'hello-world', state: 'exited', exitCode: 0 } },
    ]);
    expect(lesson.steps[1]?.wrong[0]?.lines).toEqual([{ kind: 'type', text: 'docker pull hello-world' }]);
    expect(lesson.steps[2]?.solution.at(-1)).toEqual({ kind: 'answer', quiz: 'ps', choices: [1] });
  });

  it('names file and line of a misspelt key in a goal', () => {
    const text = `${HEAD}\n## A {#a}\n\n\`\`\`goal\ncontainer: { nmae: web }\nsay: hm\n\`\`\`\n`;
    expect(() => parseLesson('lesson.md', text)).toThrow(
      /^lesson\.md:13: `container` has no `nmae`; it takes: name, image/,
    );
  });

  it('names the line of broken YAML', () => {
    const text = `${HEAD}\n## A {#a}\n\n\`\`\`goal\ncontainer: { name: web }\nsay: "x\n\`\`\`\n`;
    expect(() => parseLesson('lesson.md', text)).toThrow(LessonError);
  });

  it('refuses two steps with one id', () => {
    expect(() => parseLesson('lesson.md', `${HEAD}\n## A {#a}\n\n## B {#a}\n`)).toThrow(/two steps have the id a/);
  });
});

describe('a translation', () => {
  const lesson = parseLesson('lesson.md', source);

  it('replaces prose and keeps commands, goals and solutions', () => {
    const { lesson: translated } = translateLesson(lesson, source, 'lesson.ko.md', korean);
    expect(translated.title).toBe('클라이언트, 데몬, 레지스트리');
    const run = translated.steps[1];
    expect(run?.goals[0]).toMatchObject({
      say: '**hello-world** 이미지가 이 컴퓨터에 있어요',
      when: lesson.steps[1]?.goals[0]?.when,
    });
    expect(run?.blocks.map((block) => block.kind)).toEqual(['prose', 'console', 'prose']);
    expect(run?.blocks[1]).toEqual(lesson.steps[1]?.blocks[1]);
    expect(translated.steps[2]?.blocks.find((block) => block.kind === 'quiz')).toMatchObject({
      quiz: { predict: 'docker ps' },
    });
  });

  it('is reported where it was made from an older source', () => {
    const hash = stepHashes(source).get('run') ?? '';
    const older = korean.replace(`{#run src=${hash}}`, '{#run src=000000}');
    const messages = (text: string) =>
      translateLesson(lesson, source, 'lesson.ko.md', text).warnings.map((each) => each.message);
    expect(messages(older).filter((each) => each.includes('{#run}'))).toHaveLength(1);
    expect(messages(korean)).toEqual([]);
  });
});
