import type { LessonState } from '../../lessons/engine/progress.ts';
import type { ShownLesson } from '../../lessons/engine/render.ts';
import type { Lang } from '../i18n/index.svelte.ts';
import { loadLesson } from '../lesson/catalogue.ts';
import type { Simulator } from './simulator.svelte.ts';

/** One lesson being taken: its text in the languages read so far, and what the judge said last. */
export class LessonRun {
  #simulator: Simulator;
  #id = $state<string | undefined>(undefined);
  #texts = $state.raw<Partial<Record<Lang, ShownLesson>>>({});

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  get id(): string | undefined {
    return this.#id;
  }

  get state(): LessonState | undefined {
    const state = this.#simulator.lesson;
    return state?.lesson === this.#id ? state : undefined;
  }

  /** The lesson of a machine that goes on. */
  resume(id: string | undefined): void {
    this.#id = id;
    this.#texts = {};
  }

  async start(id: string): Promise<void> {
    this.#id = id;
    this.#texts = {};
    this.#simulator.startLesson(id);
  }

  /** The lesson's text; undefined while it is being fetched. */
  shown(lang: Lang): ShownLesson | undefined {
    const id = this.#id;
    if (id === undefined) return undefined;
    if (this.#texts[lang] === undefined) void this.#fetch(id, lang);
    return this.#texts[lang] ?? Object.values(this.#texts)[0];
  }

  async #fetch(id: string, lang: Lang): Promise<void> {
    const lesson = await loadLesson(id, lang);
    if (this.#id === id && lesson !== undefined) this.#texts = { ...this.#texts, [lang]: lesson };
  }

  answer(quiz: string, choices: readonly number[]): void {
    this.#simulator.answerQuiz(quiz, choices);
  }

  reset(): void {
    if (this.#id !== undefined) this.#simulator.startLesson(this.#id);
  }
}
