/**
 * Follows a learner through a lesson: judges the goals after each command, keeps what has passed, and says what is
 * missing. Holds no world of its own; it is given facts afresh each time.
 */
import type { Facts } from './facts.ts';
import type { Lang, Lesson, Step } from './format.ts';
import { type Bindings, nameOf } from './judge/container.ts';
import { judge } from './judge/judge.ts';
import type { GoalState, LessonState, StepState } from './progress.ts';
import { reasonText } from './reasons.ts';

/** Facts without what the tutor keeps itself. */
export type WorldFacts = Omit<Facts, 'quizzes'>;

export class Tutor {
  readonly lesson: Lesson;
  #steps: Record<string, StepState>;
  #quizzes = new Map<string, boolean>();

  /** `lesson` in the learner's language; `passed` are ids of steps passed before (a resumed lesson). */
  constructor(lesson: Lesson, passed: readonly string[] = []) {
    this.lesson = lesson;
    this.#steps = Object.fromEntries(lesson.steps.map((step) => [step.id, untouched(step, passed.includes(step.id))]));
  }

  get state(): LessonState {
    const complete = this.lesson.steps.every((step) => this.#steps[step.id]?.passed === true);
    return { lesson: this.lesson.id, steps: this.#steps, complete };
  }

  /** Ids of the steps that are judged now: the first that has not passed, or all of them where any order will do. */
  get open(): readonly string[] {
    const open = this.lesson.steps.filter((step) => this.#steps[step.id]?.passed !== true).map((step) => step.id);
    if (this.lesson.order === 'reference') return [];
    return this.lesson.order === 'any' ? open : open.slice(0, 1);
  }

  /** Records an answer; false when there is no such quiz. Judge afterwards. */
  answer(quizId: string, choices: readonly number[]): boolean {
    const blocks = [...this.lesson.intro, ...this.lesson.steps.flatMap((step) => step.blocks)];
    const quiz = blocks.flatMap((block) => (block.kind === 'quiz' ? [block.quiz] : [])).find((each) => each.id === quizId);
    if (quiz === undefined) return false;
    this.#quizzes.set(quizId, quiz.choices.every((choice, n) => choice.right === choices.includes(n)));
    return true;
  }

  /** Steps that had passed before the learner undid commands: they stay passed. */
  keepPassed(ids: readonly string[]): void {
    const kept = this.lesson.steps.filter(({ id }) => ids.includes(id) && this.#steps[id]?.passed !== true);
    this.#steps = { ...this.#steps, ...Object.fromEntries(kept.map((step) => [step.id, untouched(step, true)])) };
  }

  /**
   * Judges the open steps in the world as it is. `looked` is whether the last command only looked around (ps, images,
   * inspect): then near misses stay unsaid. Resolves to true when a step has passed just now.
   */
  async judge(world: WorldFacts, lang: Lang, looked = false): Promise<boolean> {
    const facts: Facts = { ...world, quizzes: this.#quizzes };
    let advanced = false;
    for (const id of this.open) {
      const step = this.lesson.steps.find((each) => each.id === id);
      if (step === undefined) continue;
      const state = await judgeStep(step, facts, lang, looked);
      this.#steps = { ...this.#steps, [id]: state };
      advanced ||= state.passed;
    }
    return advanced;
  }
}

function untouched(step: Step, passed: boolean): StepState {
  return { passed, goals: step.goals.map(() => ({ met: passed, why: undefined })), feedback: undefined, explained: undefined };
}

async function judgeStep(step: Step, facts: Facts, lang: Lang, looked: boolean): Promise<StepState> {
  const bound: Bindings = new Map();
  const goals: GoalState[] = [];
  for (const goal of step.goals) {
    const verdict = await judge(goal.when, facts, bound);
    goals.push({ met: verdict === undefined, why: verdict === undefined ? undefined : reasonText(verdict, lang) });
  }
  // A step without goals is only read: it passes with the next command.
  const passed = goals.every((goal) => goal.met);
  const quiet = passed || looked;
  return { passed, goals, feedback: quiet ? undefined : await nearMiss(step, facts), explained: passed ? undefined : explain(step, facts) };
}

async function nearMiss(step: Step, facts: Facts): Promise<string | undefined> {
  for (const each of step.feedback) {
    const bound: Bindings = new Map();
    if ((await judge(each.when, facts, bound)) !== undefined) continue;
    return each.say.replace(/\{([\w-]+)\.name\}/g, (whole, label: string) => {
      const container = bound.get(label);
      return container === undefined ? whole : nameOf(container);
    });
  }
  return undefined;
}

function explain(step: Step, facts: Facts): string | undefined {
  const last = facts.commands.at(-1);
  if (last === undefined) return undefined;
  return step.errors.find((each) => new RegExp(each.match).test(last.output))?.say;
}
