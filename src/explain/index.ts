/** Says what an error of a real program means and what to do about it. The error itself stays as it is. */
import { PATTERNS, type Explanation, type MistakeId } from './patterns.ts';

export interface FinishedCommand {
  readonly text: string;
  readonly output: string;
  readonly exitCode: number;
}

export interface Explained extends Explanation {
  readonly id: MistakeId;
}

/** Output that is looked at: errors stand at its end. */
const LOOKED_AT = 6000;

/** Which of the known errors a command ended with. */
export function mistakeOf(command: FinishedCommand): { id: MistakeId; found: readonly string[] } | undefined {
  const isDocker = /^\s*(sudo\s+)?docker\b/.test(command.text);
  // `docker compose up` ends well with warnings; a pipe's status is its last command's.
  if (command.exitCode === 0 && !(isDocker && /WARN|Error response/.test(command.output))) return undefined;
  const end = command.output.slice(-LOOKED_AT);
  for (const { id, pattern } of PATTERNS) {
    const match = pattern.exec(end);
    if (match !== null) return { id, found: match.slice(1).filter((part) => part !== undefined) };
  }
  return undefined;
}

export async function explain(command: FinishedCommand, lang: 'en' | 'ko'): Promise<Explained | undefined> {
  const mistake = mistakeOf(command);
  if (mistake === undefined) return undefined;
  const texts = lang === 'ko' ? (await import('./ko.ts')).ko : (await import('./en.ts')).en;
  const fill = (text: string): string =>
    text.replace(/\{(\d)\}/g, (_, n: string) => mistake.found[Number(n) - 1] ?? '…');
  const { means, todo } = texts[mistake.id];
  return { id: mistake.id, means: fill(means), todo: fill(todo) };
}
