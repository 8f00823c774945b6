/** Reads `lesson.md`: front matter, steps, fences. Translations are laid over it by `translate.ts`. */
import { type Fence, type Heading, type Part, cut } from './blocks.ts';
import type { Block, ConsoleLine, ExplainedError, Feedback, Goal, Lesson, Place, Quiz, SolutionLine, Step, WrongWay } from './format.ts';
import { frontMatter, isRecord, parseYaml, readHead } from './front-matter.ts';
import { LessonError } from './lesson-error.ts';
import { readPredicate } from './predicates.ts';

/** Throws LessonError, with file and line, at the first thing that cannot be read. */
export function parseLesson(file: string, source: string): Lesson {
  const { data, body, bodyLine } = frontMatter(file, source);
  const head = readHead(data, { file, line: 1 });
  const lang = data.lang === 'ko' ? 'ko' : 'en';
  const { intro, sections } = bySteps(cut(body, bodyLine));
  const steps = sections.map((section) => readStep(section, file));
  const twice = steps.find((step, n) => steps.findIndex((other) => other.id === step.id) !== n);
  if (twice !== undefined) throw new LessonError(twice.place, `two steps have the id ${twice.id}`);
  return { ...head, lang, intro: intro.flatMap((part) => readBlock(part, file)), steps };
}

export interface Section {
  heading: Heading;
  parts: readonly Exclude<Part, Heading>[];
}

export function bySteps(parts: readonly Part[]): { intro: Exclude<Part, Heading>[]; sections: Section[] } {
  const intro: Exclude<Part, Heading>[] = [];
  const sections: { heading: Heading; parts: Exclude<Part, Heading>[] }[] = [];
  for (const part of parts) {
    if (part.kind === 'heading') sections.push({ heading: part, parts: [] });
    else (sections.at(-1)?.parts ?? intro).push(part);
  }
  return { intro, sections };
}

/** Fences that are machinery and not shown in place. */
const MACHINERY = new Set(['goal', 'hint', 'solution', 'wrong', 'feedback', 'error']);

function readStep({ heading, parts }: Section, file: string): Step {
  const place = { file, line: heading.line };
  if (heading.id === undefined) throw new LessonError(place, 'a step needs an id: `## Title {#id}`');
  const fences = (name: string) => parts.filter((part): part is Fence => part.kind === 'fence' && part.name === name);
  const inside = (fence: Fence): Place => ({ file, line: fence.line + 1 });
  return {
    id: heading.id,
    title: heading.title,
    place,
    blocks: parts.filter((part) => part.kind === 'prose' || !MACHINERY.has(part.name)).flatMap((part) => readBlock(part, file)),
    goals: fences('goal').flatMap((fence) => readGoals(fence.text, inside(fence))),
    hints: fences('hint').map((fence) => fence.text.trim()),
    solution: fences('solution').flatMap((fence) => readSolution(fence.text)),
    wrong: fences('wrong').map((fence): WrongWay => ({ lines: readSolution(fence.text), place: inside(fence) })),
    feedback: fences('feedback').flatMap((fence) => readFeedback(fence.text, inside(fence))),
    errors: fences('error').map((fence) => readError(fence.text, inside(fence))),
  };
}

export function readBlock(part: Exclude<Part, Heading>, file: string): Block[] {
  if (part.kind === 'prose') return [{ kind: 'prose', markdown: part.text }];
  const place = { file, line: part.line };
  if (part.name === 'console') return [readConsole(part, place)];
  if (part.name === 'quiz') return [{ kind: 'quiz', quiz: readQuiz(part, place) }];
  return [{ kind: 'code', lang: part.name, text: part.text, saveAs: part.info.get('save-as'), place }];
}

function readConsole(fence: Fence, place: Place): Block {
  const lines = fence.text.split('\n').filter((line) => line !== '');
  const marked = lines.some((line) => line.startsWith('$ '));
  const read = (line: string): ConsoleLine =>
    !marked ? { kind: 'command', text: line } : line.startsWith('$ ') ? { kind: 'command', text: line.slice(2) } : { kind: 'output', text: line };
  const offer = fence.info.has('norun') ? 'show' : fence.info.has('copy') ? 'copy' : 'run';
  return { kind: 'console', lines: lines.map(read), offer, terminal: Number(fence.info.get('term') ?? 1), place };
}

const CHOICE = /^- ([([])([x ])[)\]] (.*)$/;

function readQuiz(fence: Fence, place: Place): Quiz {
  const id = fence.info.get('id');
  if (id === undefined) throw new LessonError(place, 'a quiz needs an id: ```quiz id=name');
  const lines = fence.text.split('\n');
  const choices = lines.map((line) => CHOICE.exec(line)).filter((found) => found !== null);
  if (!choices.some((found) => found[2] === 'x')) throw new LessonError(place, `quiz ${id} has no right answer`);
  return {
    id,
    question: lines.filter((line) => !CHOICE.test(line) && !line.startsWith('>')).join('\n').trim(),
    choices: choices.map((found) => ({ text: found[3] ?? '', right: found[2] === 'x' })),
    kind: choices.some((found) => found[1] === '[') ? 'many' : 'one',
    explanation: lines.filter((line) => line.startsWith('>')).map((line) => line.replace(/^>\s?/, '')).join('\n'),
    predict: fence.info.get('predict'),
    place,
  };
}

/** A goal fence is one goal (`… say:`) or `all:` with a list of goals that each say what they want. */
function readGoals(source: string, place: Place): Goal[] {
  const data = parseYaml(source, place);
  if (!isRecord(data)) throw new LessonError(place, 'a goal is a mapping');
  const list = Array.isArray(data.all) && data.say === undefined ? data.all : [data];
  return list.map((each: unknown): Goal => {
    if (!isRecord(each) || typeof each.say !== 'string') throw new LessonError(place, 'each goal needs `say`, the words beside its check mark');
    const { say, ...when } = each;
    return { when: readPredicate(when, place), say, place };
  });
}

function readFeedback(source: string, place: Place): Feedback[] {
  const data = parseYaml(source, place);
  if (!Array.isArray(data)) throw new LessonError(place, 'feedback is a list of `when` and `say`');
  return data.map((each: unknown): Feedback => {
    if (!isRecord(each) || typeof each.say !== 'string') throw new LessonError(place, 'feedback is a list of `when` and `say`');
    return { when: readPredicate(each.when, place), say: each.say };
  });
}

function readError(source: string, place: Place): ExplainedError {
  const data = parseYaml(source, place);
  if (!isRecord(data) || typeof data.match !== 'string' || typeof data.say !== 'string') {
    throw new LessonError(place, 'an error takes `match` (a regular expression) and `say`');
  }
  return { match: data.match, say: data.say };
}

/** One line is one line typed; `# quiz ID: 2` answers a quiz with its second choice; other comments are dropped. */
export function readSolution(source: string): SolutionLine[] {
  return source.split('\n').flatMap((line): SolutionLine[] => {
    const answer = /^#\s*quiz ([\w-]+): ([\d, ]+)$/.exec(line);
    if (answer !== null) {
      const choices = (answer[2] ?? '').split(',').map((each) => Number(each) - 1);
      return [{ kind: 'answer', quiz: answer[1] ?? '', choices }];
    }
    const text = line.replace(/\s+# .*$/, '');
    return text === '' || text.startsWith('#') ? [] : [{ kind: 'type', text }];
  });
}
