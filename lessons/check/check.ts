/**
 * Checks lessons by playing them: every goal is unmet when its step begins and met by its solution; no `wrong` way
 * reaches it; no line of a solution is there for nothing. What can be seen without playing is checked too: hints,
 * translations in step, sample output.
 */
import type { SimulatedMachine } from '../../simulator/index.ts';
import type { Lang, Lesson, Place, SolutionLine, Step } from '../engine/format.ts';
import { LessonError } from '../engine/lesson-error.ts';
import { SetupError } from '../engine/set-up.ts';
import { Play } from './play.ts';
import { readSamples } from './samples.ts';

/** Hands a fresh machine with this seed to `use`, and stops it afterwards. */
export type WithMachine = <T>(seed: string, use: (machine: SimulatedMachine) => Promise<T>) => Promise<T>;

export interface CheckOptions {
  lang: Lang;
  /** Also plays each step once for each line of its solution, without that line. */
  mutate: boolean;
}

/** What does not hold, in the order of the file; empty for a sound lesson. */
export async function checkLesson(lesson: Lesson, options: CheckOptions, withMachine: WithMachine): Promise<LessonError[]> {
  const course: Course = { lesson, options, withMachine };
  if (lesson.order === 'reference') return checkReference(course);
  const faults = lesson.steps.flatMap(lookAt);
  try {
    faults.push(...(await checkSolutions(course)));
    if (faults.length > 0) return faults;
    for (const [index, step] of lesson.steps.entries()) {
      faults.push(...(await checkWrongWays(course, index, step)));
      faults.push(...(await checkSamplesOf(course, index, step)));
      if (options.mutate) faults.push(...(await checkMutations(course, index, step)));
    }
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    faults.push(new LessonError(atTop(lesson), `setup: ${error.message}`));
  }
  return faults;
}

/** In a reference every command that is offered for running succeeds, from the starting world on, section by section. */
async function checkReference({ lesson, options, withMachine }: Course): Promise<LessonError[]> {
  const faults: LessonError[] = [];
  for (const step of lesson.steps) {
    if (step.goals.length > 0) faults.push(new LessonError(step.place, `step {#${step.id}} of a reference has a goal`));
    await withMachine(lesson.setup.seed, async (machine) => {
      const play = await Play.begin(machine, lesson, options.lang);
      for (const block of step.blocks) {
        if (block.kind !== 'console' || block.offer !== 'run') continue;
        for (const { kind, text } of block.lines) {
          if (kind !== 'command') continue;
          await play.perform([{ kind: 'type', text }]);
          if (play.exitCode !== 0) faults.push(new LessonError(block.place, `fails: ${text}\n    ${play.shown.trimEnd()}`));
        }
      }
      play.end();
    }).catch((error: unknown) => {
      if (!(error instanceof SetupError)) throw error;
      faults.push(new LessonError(atTop(lesson), `setup: ${error.message}`));
    });
  }
  return faults;
}

interface Course {
  lesson: Lesson;
  options: CheckOptions;
  withMachine: WithMachine;
}

function atTop(lesson: Lesson): Place {
  return { file: lesson.steps[0]?.place.file ?? lesson.id, line: 1 };
}

/** What can be seen of a step without playing it. */
function lookAt(step: Step): LessonError[] {
  const lacks = (what: string): LessonError => new LessonError(step.place, `step {#${step.id}} has no ${what}`);
  return [
    ...(step.goals.length === 0 ? [lacks('goal')] : []),
    ...(step.hints.length === 0 ? [lacks('hint')] : []),
    ...(step.solution.length === 0 ? [lacks('solution')] : []),
    ...(step.goals.length > 0 && step.goals.every(({ when }) => 'ran' in when)
      ? [new LessonError(step.place, `step {#${step.id}}: a goal made of \`ran\` alone judges what was typed, not the world`)]
      : []),
  ];
}

/** One machine, from the first step to the last. */
async function checkSolutions({ lesson, options, withMachine }: Course): Promise<LessonError[]> {
  return withMachine(lesson.setup.seed, async (machine) => {
    const faults: LessonError[] = [];
    const play = await Play.begin(machine, lesson, options.lang);
    for (const step of lesson.steps) {
      if (play.passed(step)) faults.push(new LessonError(step.place, `step {#${step.id}} has passed before it begins`));
      await play.perform(step.solution);
      if (!play.passed(step)) faults.push(...unmet(play, step));
    }
    play.end();
    return faults;
  });
}

function unmet(play: Play, step: Step): LessonError[] {
  const goals = play.stateOf(step)?.goals ?? [];
  const shown = play.shown.trimEnd().split('\n').slice(-6, -1).join('\n    '); // prettier-ignore
  const missing = step.goals.flatMap((goal, n) => {
    const state = goals[n];
    return state?.met === true ? [] : [new LessonError(goal.place, `the solution of {#${step.id}} does not reach “${goal.say}”: ${state?.why ?? 'not judged'}\n    ${shown}`)]; // prettier-ignore
  });
  return missing.length > 0 ? missing : [new LessonError(step.place, `the solution of {#${step.id}} does not pass`)];
}

/** Plays up to the step, then `lines`; answers what `look` sees. */
async function playAt<T>(course: Course, index: number, lines: readonly SolutionLine[], look: (play: Play) => T): Promise<T> {
  const { lesson, options, withMachine } = course;
  return withMachine(lesson.setup.seed, async (machine) => {
    const play = await Play.begin(machine, lesson, options.lang);
    // Where steps come in any order each stands for itself.
    if (lesson.order === 'steps') for (const step of lesson.steps.slice(0, index)) await play.perform(step.solution);
    await play.perform(lines);
    const seen = look(play);
    play.end();
    return seen;
  });
}

async function checkWrongWays(course: Course, index: number, step: Step): Promise<LessonError[]> {
  const faults: LessonError[] = [];
  for (const { lines, place } of step.wrong) {
    const passes = await playAt(course, index, lines, (play) => play.passed(step));
    if (passes) faults.push(new LessonError(place, `this wrong way passes {#${step.id}}`));
  }
  return faults;
}

async function checkMutations(course: Course, index: number, step: Step): Promise<LessonError[]> {
  const faults: LessonError[] = [];
  for (const [dropped, line] of step.solution.entries()) {
    const others = step.solution.filter((_, n) => n !== dropped);
    const passes = await playAt(course, index, others, (play) => play.passed(step));
    const text = line.kind === 'type' ? line.text : `# quiz ${line.quiz}`;
    if (passes) faults.push(new LessonError(step.place, `{#${step.id}} passes without: ${text}`));
  }
  return faults;
}

async function checkSamplesOf(course: Course, index: number, step: Step): Promise<LessonError[]> {
  const faults: LessonError[] = [];
  for (const block of step.blocks) {
    if (block.kind !== 'console' || !block.lines.some((line) => line.kind === 'output')) continue;
    for (const sample of readSamples(block.lines)) {
      const lines = sample.commands.map((text): SolutionLine => ({ kind: 'type', text }));
      const shown = await playAt(course, index, lines, (play) => play.shown);
      const missing = sample.missing(shown);
      if (missing !== undefined) faults.push(new LessonError(block.place, `this sample output does not come out: ${missing}`));
    }
  }
  return faults;
}
