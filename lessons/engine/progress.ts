/** What the judge tells of a lesson after each command: data that crosses the worker boundary. */

export interface GoalState {
  met: boolean;
  /** What is missing, in the learner's language, when the goal is not met. Plain text. */
  why: string | undefined;
}

export interface StepState {
  /** Sticky: a passed step stays passed until the lesson is reset. */
  passed: boolean;
  goals: readonly GoalState[];
  /** A near miss of the last command, in the learner's language. Markdown, inline. */
  feedback: string | undefined;
  /** The plain explanation of an error that the last command printed. */
  explained: string | undefined;
}

export interface LessonState {
  lesson: string;
  steps: Readonly<Record<string, StepState>>;
  /** Whether every step has passed. */
  complete: boolean;
}
