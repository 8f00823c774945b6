/**
 * Lays a translation over its source lesson. A translation holds prose only: per step the shown blocks in the same
 * order, `say`, `feedback` and `error` as numbered lists, hints and quizzes. What it lacks is taken from the source,
 * and reported.
 */
import { cut, type Fence } from './blocks.ts';
import type { Block, Lang, Lesson, Step } from './format.ts';
import { frontMatter, text } from './front-matter.ts';
import { LessonError } from './lesson-error.ts';
import { bySteps, readBlock, type Section } from './parse.ts';

export interface Translation {
  lesson: Lesson;
  /** What the translation lacks or has too much of, and blocks made from an older source. */
  warnings: readonly LessonError[];
}

export function translateLesson(source: Lesson, sourceText: string, file: string, translated: string): Translation {
  const { data, body, bodyLine } = frontMatter(file, translated);
  const head = { file, line: 1 };
  if (data.of !== source.id) throw new LessonError(head, `\`of\` must name the lesson: ${source.id}`);
  const lang: Lang = data.lang === 'ko' ? 'ko' : 'en';
  const { intro, sections } = bySteps(cut(body, bodyLine));
  const hashes = stepHashes(sourceText);
  const warnings: LessonError[] = [];
  const warn = (line: number, message: string) => void warnings.push(new LessonError({ file, line }, message));
  for (const { heading } of sections) {
    if (!source.steps.some((step) => step.id === heading.id)) warn(heading.line, `the source has no step {#${heading.id ?? ''}}`);
  }
  const steps = source.steps.map((step): Step => {
    const section = sections.find(({ heading }) => heading.id === step.id);
    if (section === undefined) {
      warn(1, `step {#${step.id}} is not translated`);
      return step;
    }
    const hash = hashes.get(step.id);
    if (section.heading.source !== hash) warn(section.heading.line, `step {#${step.id}} may be outdated: the source is src=${hash ?? ''} now`);
    return translateStep(step, section, file, warn);
  });
  return {
    lesson: {
      ...source,
      lang,
      title: text(data, 'title', head),
      summary: text(data, 'summary', head),
      intro: intro.length === 0 ? source.intro : mergeBlocks(source.intro, intro.flatMap((part) => readBlock(part, file))),
      steps,
    },
    warnings,
  };
}

type Warn = (line: number, message: string) => void;

function translateStep(step: Step, { heading, parts }: Section, file: string, warn: Warn): Step {
  const fences = (name: string) => parts.filter((part): part is Fence => part.kind === 'fence' && part.name === name);
  const numbered = (name: string, wanted: number) => {
    const lines = fences(name).flatMap((fence) => fence.text.split('\n'));
    const found = lines.map((line) => /^\d+\.\s+(.*)$/.exec(line)?.[1]).filter((line) => line !== undefined);
    if (found.length !== wanted) warn(heading.line, `step {#${step.id}}: ${wanted} lines of \`${name}\` are wanted, ${found.length} found`);
    return found;
  };
  const say = numbered('say', step.goals.length);
  const feedback = numbered('feedback', step.feedback.length);
  const errors = numbered('error', step.errors.length);
  const hints = fences('hint').map((fence) => fence.text.trim());
  if (hints.length !== step.hints.length) warn(heading.line, `step {#${step.id}}: ${step.hints.length} hints are wanted, ${hints.length} found`);
  const own = new Set(['say', 'hint', 'feedback', 'error']);
  const shown = parts.filter((part) => part.kind === 'prose' || !own.has(part.name));
  return {
    ...step,
    title: heading.title,
    blocks: mergeBlocks(step.blocks, shown.flatMap((part) => readBlock(part, file))),
    goals: step.goals.map((goal, n) => ({ ...goal, say: say[n] ?? goal.say })),
    feedback: step.feedback.map((each, n) => ({ ...each, say: feedback[n] ?? each.say })),
    errors: step.errors.map((each, n) => ({ ...each, say: errors[n] ?? each.say })),
    hints: step.hints.map((hint, n) => hints[n] ?? hint),
  };
}

/**
 * The translation's blocks decide the order. Commands and code are the source's: a translation that repeats a fence
 * only marks its place (its own text is not used), and one that repeats none gets the source's after its prose.
 */
function mergeBlocks(source: readonly Block[], translated: readonly Block[]): Block[] {
  const machinery = source.filter((block) => block.kind !== 'prose');
  const taken = new Set<Block>();
  const take = (block: Block): Block | undefined => {
    const found = machinery.find((each) => !taken.has(each) && each.kind === block.kind && (each.kind !== 'quiz' || (block.kind === 'quiz' && each.quiz.id === block.quiz.id)));
    if (found !== undefined) taken.add(found);
    return found;
  };
  const merged = translated.map((block): Block => {
    if (block.kind === 'prose') return block;
    const original = take(block);
    if (original?.kind === 'quiz' && block.kind === 'quiz') return { kind: 'quiz', quiz: { ...block.quiz, predict: original.quiz.predict } };
    if (original?.kind === 'code' && block.kind === 'code') return { ...block, saveAs: original.saveAs };
    return original ?? block;
  });
  return [...merged, ...machinery.filter((block) => !taken.has(block))];
}

/** A short hash of each step of a source text, by id: what `src=` in a translation's heading must equal. */
export function stepHashes(sourceText: string): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  let id: string | undefined;
  let lines: string[] = [];
  const close = () => {
    if (id !== undefined) hashes.set(id, hash(lines.join('\n').trim()));
    lines = [];
  };
  for (const line of sourceText.split('\n')) {
    const found = /^## .*\{#([\w-]+)/.exec(line);
    if (found !== null) {
      close();
      id = found[1];
    }
    lines.push(line);
  }
  close();
  return hashes;
}

/** FNV-1a, 32 bits, as six base-36 digits: enough to notice a change, short enough to write in a heading. */
function hash(textToHash: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < textToHash.length; at++) {
    value = Math.imul(value ^ textToHash.charCodeAt(at), 0x01000193);
  }
  return (value >>> 0).toString(36).padStart(6, '0').slice(-6);
}
