import { lessonIdOf } from '../../lessons/engine/course.ts';
import type { ShownLesson } from '../../lessons/engine/render.ts';
import type { Lang } from '../i18n/index.svelte.ts';

/** Lessons, compiled when the app is built (lessons/vite-plugin.ts): one small module per lesson and language. */
const modules = import.meta.glob<ShownLesson>('../../lessons/*/lesson*.md', { import: 'default' });

/** The text of a lesson; the source language's where there is no translation; undefined for an unknown id. */
export async function loadLesson(id: string, lang: Lang): Promise<ShownLesson | undefined> {
  const paths = Object.keys(modules).filter((path) => lessonIdOf(path) === id);
  const path =
    paths.find((each) => each.endsWith(`/lesson.${lang}.md`)) ?? paths.find((each) => each.endsWith('/lesson.md'));
  const load = path === undefined ? undefined : modules[path];
  return load?.();
}
