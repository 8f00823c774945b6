/** A folder of recorded sessions: the session files, what real Docker made of them, and which steps never repeat. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Transcript } from '../../simulator/session/transcript.ts';

export interface RecordedSession {
  name: string;
  /** The session file's text. */
  text: string;
  transcript: Transcript;
  /** Steps, counted from 1, that real Docker did not reproduce either; they need not agree. */
  unstable: readonly number[];
  /** Why a step differs for good, by its number. */
  explained: ReadonlyMap<number, string>;
}

/** Steps that differ from the recording for a reason that is no fault of the simulator (differences.json). */
interface ExplainedSteps {
  session: string;
  steps: readonly number[];
  reason: string;
}

/**
 * `folder` holds `NAME.session` and `NAME.json` side by side, or in `sessions/` and `transcripts/`, and perhaps
 * `unstable.json` and `differences.json`. `files` are session files to take instead of all. Throws a sentence when something is missing.
 */
export function readSuite(folder: string, files: readonly string[] = []): RecordedSession[] {
  const sessions = existsSync(join(folder, 'sessions')) ? join(folder, 'sessions') : folder;
  const transcripts = existsSync(join(folder, 'transcripts')) ? join(folder, 'transcripts') : folder;
  const unstable = readUnstable(folder);
  const explained = readExplained(folder);
  const chosen = files.length > 0 ? files : sessionFiles(sessions);
  return chosen.map((file) => {
    const name = basename(file, '.session');
    const recorded = join(transcripts, `${name}.json`);
    if (!existsSync(file)) throw new Error(`there is no session file ${file}`);
    if (!existsSync(recorded)) throw new Error(`there is no transcript ${recorded} to compare ${name} with`);
    return {
      name,
      text: readFileSync(file, 'utf8'),
      transcript: JSON.parse(readFileSync(recorded, 'utf8')) as Transcript,
      unstable: unstable[name] ?? [],
      explained: new Map(
        explained
          .filter(({ session }) => session === name)
          .flatMap(({ steps, reason }) => steps.map((step) => [step, reason] as const)),
      ),
    };
  });
}

function sessionFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.session'));
  if (names.length === 0) throw new Error(`there are no session files in ${folder}`);
  return names.sort().map((name) => join(folder, name));
}

function readExplained(folder: string): readonly ExplainedSteps[] {
  const file = join(folder, 'differences.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { differences: readonly ExplainedSteps[] }).differences;
}

function readUnstable(folder: string): Record<string, readonly number[]> {
  const file = join(folder, 'unstable.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly number[]>) : {};
}
