/** Lessons as the judge needs them: goals and solutions, in the learner's language. */
import { lessonIdOf } from '../../lessons/engine/course.ts';
import type { Lang, Lesson } from '../../lessons/engine/format.ts';

const modules = import.meta.glob<Lesson>('../../lessons/*/lesson*.md', { import: 'default', query: '?judge' });

/** The source language's where there is no translation; undefined for an unknown id. */
export async function loadLesson(id: string, lang: Lang): Promise<Lesson | undefined> {
  const paths = Object.keys(modules).filter((path) => lessonIdOf(path) === id);
  const path =
    paths.find((each) => each.endsWith(`/lesson.${lang}.md`)) ?? paths.find((each) => each.endsWith('/lesson.md'));
  const load = path === undefined ? undefined : modules[path];
  return load?.();
}
