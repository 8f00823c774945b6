/** The lesson being taken, on the machine's side: its starting world, and the judge after every command. */
import { machineFacts } from './machine-facts.ts';
import type { FinishedBuild, RanCommand } from './facts.ts';
import type { Lang, Lesson } from './format.ts';
import type { LessonState } from './progress.ts';
import { setUp } from './set-up.ts';
import { Tutor } from './tutor.ts';
import type { ApiCall, SimulatedMachine } from '../../simulator/index.ts';

/** Commands that only look around: after them near misses stay unsaid. */
const LOOKING =
  /^\s*(ls|cat|pwd|cd|docker\s+(ps|images|image ls|container ls|inspect|info|version|logs|history|diff))\b/;

export class LessonDesk {
  readonly #machine: SimulatedMachine;
  readonly #tutor: Tutor;
  readonly #tell: (state: LessonState) => void;
  readonly #lang: Lang;
  #commands: RanCommand[] = [];
  #calls: ApiCall[] = [];
  #builds: FinishedBuild[] = [];
  #judging: Promise<void> = Promise.resolve();

  constructor(machine: SimulatedMachine, lesson: Lesson, lang: Lang, tell: (state: LessonState) => void) {
    this.#machine = machine;
    this.#tutor = new Tutor(lesson);
    this.#lang = lang;
    this.#tell = tell;
  }

  /** Makes the lesson's starting world, then begins to judge. */
  async begin(): Promise<void> {
    await setUp(this.#machine, this.#tutor.lesson.setup);
    this.#machine.onCall((call) => this.#calls.push(call));
    this.#machine.onBuild(({ tags, succeeded, steps }) => {
      const told = steps.map(({ name, explanation }) => ({
        instruction: name.replace(/^\[[^\]]*\] /, ''),
        cached: explanation.cached,
      }));
      this.#builds.push({ tags, succeeded, steps: told });
    });
    this.#tell(this.#tutor.state);
  }

  /** Steps stay passed when the commands that passed them are undone. */
  keepPassed(steps: readonly string[]): Promise<void> {
    this.#judging = this.#judging.then(() => {
      this.#tutor.keepPassed(steps);
      this.#tell(this.#tutor.state);
    });
    return this.#judging;
  }

  ran(command: RanCommand): Promise<void> {
    this.#commands.push(command);
    return this.#judge(LOOKING.test(command.text));
  }

  answer(quiz: string, choices: readonly number[]): Promise<void> {
    return this.#tutor.answer(quiz, choices) ? this.#judge(false) : Promise.resolve();
  }

  /** One judgement after the other. A step that passes opens the next, which is judged on what happens from then on. */
  #judge(looked: boolean): Promise<void> {
    this.#judging = this.#judging.then(async () => {
      const happened = { commands: this.#commands, calls: this.#calls, builds: this.#builds };
      const passed = await this.#tutor.judge(machineFacts(this.#machine, happened), this.#lang, looked);
      if (passed && this.#tutor.lesson.order === 'steps') {
        this.#commands = [];
        this.#calls = [];
        this.#builds = [];
        await this.#tutor.judge(machineFacts(this.#machine, { commands: [], calls: [], builds: [] }), this.#lang, true);
      }
      this.#tell(this.#tutor.state);
    });
    return this.#judging;
  }
}
