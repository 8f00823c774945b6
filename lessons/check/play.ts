/** Plays a lesson on a machine: the judge at its desk, and a student who types what the lesson's author wrote down. */
import { Student, type SimulatedMachine } from '../../simulator/index.ts';
import { LessonDesk } from '../engine/desk.ts';
import type { Lang, Lesson, SolutionLine, Step } from '../engine/format.ts';
import type { LessonState, StepState } from '../engine/progress.ts';

/** Simulated seconds a line may take until the terminal is read again. */
const PATIENCE = 300;

export class Play {
  readonly lesson: Lesson;
  private readonly desk: LessonDesk;
  private readonly student: Student;
  private state: LessonState | undefined;
  private judged: Promise<void> = Promise.resolve();
  /** What the last line showed on the terminal. */
  shown = '';
  /** The exit status of the last command that ended. */
  exitCode = 0;

  /** Makes the lesson's starting world; throws SetupError where a command of it fails. */
  static async begin(machine: SimulatedMachine, lesson: Lesson, lang: Lang): Promise<Play> {
    const play = new Play(machine, lesson, lang);
    await play.desk.begin();
    await play.student.begin();
    return play;
  }

  private constructor(machine: SimulatedMachine, lesson: Lesson, lang: Lang) {
    this.lesson = lesson;
    this.desk = new LessonDesk(machine, lesson, lang, (state) => (this.state = state));
    this.student = new Student(machine, (entry) => {
      this.exitCode = entry.exitCode;
      this.judged = this.desk.ran(entry);
    });
  }

  stateOf(step: Step): StepState | undefined {
    return this.state?.steps[step.id];
  }

  passed(step: Step): boolean {
    return this.stateOf(step)?.passed === true;
  }

  /** Types the lines and answers the quizzes, and waits for the judge after each. */
  async perform(lines: readonly SolutionLine[]): Promise<void> {
    for (const [index, line] of lines.entries()) {
      if (line.kind === 'answer') {
        await this.desk.answer(line.quiz, line.choices);
        continue;
      }
      const next = lines[index + 1];
      const keyFollows = next?.kind === 'type' && next.text.startsWith('^');
      const { output } = await this.student.type(line.text, { patience: PATIENCE, keyFollows });
      this.shown = output;
      await this.judged;
    }
  }

  end(): void {
    this.student.close();
  }
}
