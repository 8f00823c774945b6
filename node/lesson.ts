/** `drydock lesson`: what an author of lessons needs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkLesson, type CheckOptions } from '../lessons/check/check.ts';
import { newLesson } from '../lessons/check/new.ts';
import { wordsOf } from '../lessons/check/words.ts';
import type { Lesson } from '../lessons/engine/format.ts';
import { LessonError } from '../lessons/engine/lesson-error.ts';
import { parseLesson } from '../lessons/engine/parse.ts';
import { stepHashes, translateLesson } from '../lessons/engine/translate.ts';
import { withMachine } from './machine.ts';

const LESSONS = 'lessons';
const SOURCE = 'lesson.md';

/** Answers the exit status: 1 when a lesson does not hold. `names` are folders, files, or parts of a folder's name. */
export async function checkLessons(names: readonly string[], options: Pick<CheckOptions, 'mutate'>): Promise<number> {
  const folders = names.length === 0 ? allFolders() : names.flatMap(foldersOf);
  if (folders.length === 0) {
    process.stderr.write(`drydock: no lesson is called ${names.join(', ')}\n`);
    return 1;
  }
  let sound = 0;
  for (const folder of folders) {
    const begun = performance.now();
    const faults = await checkFolder(folder, options);
    const took = `${String(Math.round(performance.now() - begun))} ms`;
    process.stdout.write(`${faults.length === 0 ? 'sound ' : 'FAULTY'}  ${basename(folder)} (${took})\n`);
    for (const fault of faults) process.stdout.write(`  ${fault.message}\n`);
    if (faults.length === 0) sound += 1;
  }
  process.stdout.write(`${sound} of ${folders.length} lessons are sound\n`);
  return sound === folders.length ? 0 : 1;
}

function allFolders(): string[] {
  return readdirSync(LESSONS).filter((name) => /^\d/.test(name)).sort().map((name) => join(LESSONS, name)); // prettier-ignore
}

function foldersOf(name: string): string[] {
  if (existsSync(join(name, SOURCE))) return [name];
  if (name.endsWith('.md') && existsSync(name)) return [dirname(name)];
  return allFolders().filter((folder) => folder.includes(name));
}

async function checkFolder(folder: string, { mutate }: Pick<CheckOptions, 'mutate'>): Promise<LessonError[]> {
  const file = join(folder, SOURCE);
  try {
    const text = readFileSync(file, 'utf8');
    const lesson = parseLesson(file, text);
    const machine = <T>(seed: string, use: Parameters<typeof withMachine<T>>[1]): Promise<T> =>
      withMachine({ time: 'virtual', seed }, use);
    const faults = await checkLesson(lesson, { lang: lesson.lang, mutate }, machine);
    return [...faults, ...translations(folder, lesson, text)];
  } catch (error) {
    if (error instanceof LessonError) return [error];
    throw error;
  }
}

/** A translation carries prose only, so it is not played again: what it lacks is named. */
function translations(folder: string, lesson: Lesson, text: string): LessonError[] {
  const files = translationsIn(folder);
  if (files.length === 0)
    return [new LessonError({ file: join(folder, 'lesson.ko.md'), line: 1 }, 'there is no translation')];
  return files.flatMap((file) => [...translateLesson(lesson, text, file, readFileSync(file, 'utf8')).warnings]);
}

/** Writes into translations from which source their steps were made (`src=`). Answers the exit status. */
export function stampLessons(names: readonly string[]): number {
  for (const folder of names.length === 0 ? allFolders() : names.flatMap(foldersOf)) {
    const hashes = stepHashes(readFileSync(join(folder, SOURCE), 'utf8'));
    for (const file of translationsIn(folder)) {
      const text = readFileSync(file, 'utf8');
      const stamped = text.replace(/^(## .*\{#([\w-]+))(?: src=\w*)?\}/gm, (whole, head: string, id: string) => {
        const hash = hashes.get(id);
        return hash === undefined ? whole : `${head} src=${hash}}`;
      });
      if (stamped !== text) writeFileSync(file, stamped);
    }
  }
  return 0;
}

function translationsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^lesson\.\w+\.md$/.test(name)).map((name) => join(folder, name)); // prettier-ignore
}

/**
 * Prints which lesson teaches which word of Docker: the words of `texts` (files and folders), or of all lessons.
 * Answers the exit status: 1 when a word of the texts is taught nowhere.
 */
export function tellWords(texts: readonly string[]): number {
  const taught = new Map<string, string[]>();
  for (const folder of allFolders()) {
    const number = basename(folder).slice(0, 2);
    for (const word of wordsOf(readFileSync(join(folder, SOURCE), 'utf8')))
      taught.set(word, [...(taught.get(word) ?? []), number]);
  }
  const asked = texts.flatMap(filesBelow).flatMap((file) => [...wordsOf(readFileSync(file, 'utf8'))]);
  const words = [...new Set(texts.length === 0 ? taught.keys() : asked)].sort();
  const width = Math.max(0, ...words.map((word) => word.length));
  for (const word of words)
    process.stdout.write(`${word.padEnd(width)}  ${taught.get(word)?.join(' ') ?? 'nowhere'}\n`);
  const missing = words.filter((word) => !taught.has(word));
  process.stdout.write(`${words.length} words, ${missing.length} taught nowhere\n`);
  return missing.length === 0 ? 0 : 1;
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name))); // prettier-ignore
}

/** Makes the folder of a lesson, with one step that works, in both languages. */
export function makeLesson(name: string): number {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    process.stderr.write(`drydock: a lesson's name is small letters, digits and hyphens, not ${name}\n`);
    return 1;
  }
  const taken = allFolders().map((folder) => Number.parseInt(basename(folder), 10));
  const folder = join(LESSONS, `${String(Math.max(0, ...taken) + 1).padStart(2, '0')}-${name}`);
  if (allFolders().some((each) => basename(each).replace(/^\d+-/, '') === name)) {
    process.stderr.write(`drydock: there is a lesson ${name} already\n`);
    return 1;
  }
  mkdirSync(folder, { recursive: true });
  const files = newLesson(name);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  process.stdout.write(`${folder}: ${Object.keys(files).join(', ')}\nnext: drydock lesson check ${name}\n`);
  return 0;
}
