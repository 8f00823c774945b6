/** The lessons there are, by id: where a lesson's folder is told from its name. */

/** `…/lessons/02-hello-world/lesson.md` to `hello-world`; undefined for other paths. */
export function lessonIdOf(path: string): string | undefined {
  return /\/(?:\d+-)?([\w-]+)\/lesson[^/]*\.md$/.exec(path)?.[1];
}
