/** The lessons in the order of the course, with what the map shows of them; compiled when the app is built. */
import type { Lang } from '../i18n/index.svelte.ts';

export interface LessonEntry {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly steps: number;
}

const modules = import.meta.glob<LessonEntry>('../../lessons/*/lesson*.md', {
  import: 'default',
  query: '?entry',
  eager: true,
});

/** Lessons without a translation are listed in the source language. */
export function courseIn(lang: Lang): readonly LessonEntry[] {
  const sources = Object.keys(modules)
    .filter((path) => path.endsWith('/lesson.md'))
    .sort();
  return sources.flatMap((path) => modules[path.replace(/lesson\.md$/, `lesson.${lang}.md`)] ?? modules[path] ?? []);
}
