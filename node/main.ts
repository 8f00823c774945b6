/** The `drydock` command: reads its arguments and hands over. */
import { parseArgs } from 'node:util';
import { surviveKilledPrograms } from './killed-programs.ts';
import type { MachineChoice } from './machine.ts';
import { openInOwnTerminal } from './own-terminal.ts';
import { checkLessons, makeLesson, stampLessons, tellWords } from './lesson.ts';
import { printReport } from './report/report.ts';
import { runSessions } from './run.ts';

const HELP = `Usage: drydock                       open a shell on a simulated Docker host in this terminal
       drydock run FILE...           replay session files on fresh hosts and print what came
       drydock run --report DIR [FILE...]
                                     compare with recorded transcripts and print a table
       drydock lesson check [NAME...]
                                     play lessons by their solutions and say what does not hold
       drydock lesson stamp [NAME...]
                                     note in translations which text they were made from
       drydock lesson new NAME       make the files of a new lesson
       drydock lesson words [PATH...]
                                     print which lesson teaches which word of Docker, of those that
                                     the texts below PATH use or of all

Options of lesson check:
  --mutate             also play each step without each line of its solution

Options of run:
  --json               print transcripts as JSON (an array of them when there are several files)
  --report DIR         DIR holds NAME.json for each NAME.session (or has folders sessions and transcripts);
                       without FILEs, all sessions of DIR
  --time real|virtual  virtual (the default) lets waiting cost nothing
  --seed TEXT          another seed gives other ids and names
`;

/** A command line that cannot be understood. */
class UsageError extends Error {}

/** Answers the exit status. */
export async function main(args: readonly string[]): Promise<number> {
  process.setSourceMapsEnabled(true);
  surviveKilledPrograms();
  // Whoever reads what we print may have read enough (`drydock run … | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  try {
    return await dispatch(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`drydock: ${error.message}\n${HELP}`);
    return 2;
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const { positionals, values } = readArguments(args);
  const [verb, ...files] = positionals;
  const { seed, json } = values;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const time = readTime(values.time);
  if (verb === undefined) return openInOwnTerminal({ time: time ?? 'real', seed });
  if (verb === 'lesson') return lesson(files, values.mutate);
  if (verb !== 'run') throw new UsageError(`there is no command ${verb}`);
  const choice = { time: time ?? 'virtual', seed };
  if (values.report !== undefined) return printReport(values.report, files, choice);
  if (files.length === 0) throw new UsageError('run needs session files');
  return runSessions(files, { ...choice, json });
}

async function lesson([verb, ...names]: readonly string[], mutate: boolean): Promise<number> {
  if (verb === 'check') return checkLessons(names, { mutate });
  if (verb === 'stamp') return stampLessons(names);
  if (verb === 'words') return tellWords(names);
  if (verb !== 'new' || names[0] === undefined) throw new UsageError('lesson takes check, stamp, words or new NAME');
  return makeLesson(names[0]);
}

function readTime(time: string | undefined): MachineChoice['time'] | undefined {
  if (time === undefined || time === 'real' || time === 'virtual') return time;
  throw new UsageError(`--time is real or virtual, not ${time}`);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        mutate: { type: 'boolean', default: false },
        report: { type: 'string' },
        time: { type: 'string' },
        seed: { type: 'string', default: 'drydock' },
      },
    });
  } catch (error) {
    // Node's message goes on with advice about its own option parser.
    throw new UsageError(error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error));
  }
}
