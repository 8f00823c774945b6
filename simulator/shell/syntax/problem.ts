/** What can be wrong with a piece of shell source; the dialect turns it into its own sentence (syntax/complaints.ts). */
export type Problem =
  | {
      kind: 'unexpected';
      token: UnexpectedToken;
      expecting: string | undefined;
      line: number;
      inSubstitution?: boolean;
    }
  /** A quote or bracket that was opened and never closed. `line` is where it was opened, `lastLine` where input ended. */
  | { kind: 'unterminated'; opener: Opener; line: number; lastLine: number }
  | { kind: 'bad loop variable' | 'bad function name' | 'bad descriptor'; line: number }
  | { kind: 'conditional'; sentence: string; near: string | undefined; line: number }
  | { kind: 'arithmetic for'; text: string; line: number };

export type Opener = '"' | "'" | '`' | '${' | '$(' | '((' | 'array' | 'extglob';

export type UnexpectedToken =
  | { kind: 'end of file' }
  | { kind: 'newline' }
  /** `text` as written. */
  | { kind: 'word'; text: string }
  | { kind: 'keyword' | 'operator'; text: string }
  | { kind: 'redirection'; text: string };

/** Thrown by the scanner and the recognizer; does not leave this folder. */
export class SyntaxStop extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.kind);
    this.name = 'SyntaxStop';
    this.problem = problem;
  }
}

/** Whether more input could make the source whole, so that an interactive shell asks for another line. */
export function wantsMore(problem: Problem): boolean {
  if (problem.kind === 'unterminated') return true;
  return problem.kind === 'unexpected' && problem.token.kind === 'end of file';
}
