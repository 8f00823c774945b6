/**
 * Replays a plain session: one bash that is not interactive outlives all steps, so variables, functions, background
 * jobs and the working directory carry over. Each command is evaluated with nothing on its standard input and its two
 * outputs caught apart; that it has ended is heard on the shell's own standard output, which commands never see.
 */
import { decode } from '../kernel/bytes.ts';
import { DESK, layOutDesk, SHELL_ENVIRONMENT } from './environs.ts';
import type { SessionHost, SessionShell } from './host.ts';
import type { PlainSession, PlainStep } from './session.ts';
import type { PlainOutcome, Replay } from './transcript.ts';

/** A shell that does not end when its children are killed has them killed again after this many milliseconds. */
const KILL_AGAIN = 5000;
/** After so many times it is the shell itself that does not come back (an endless loop, say), and it is ended. */
const KILL_TIMES = 4;

/** `heard` is told each outcome as it comes. */
export async function replayPlain(
  host: SessionHost,
  session: PlainSession,
  heard?: (outcome: PlainOutcome) => void,
): Promise<Replay> {
  layOutDesk(host.files);
  const transcript = { title: session.title, steps: new Array<PlainOutcome>() };
  const shell = host.openShell(SHELL_ENVIRONMENT);
  const answers = shell.stdout.lines()[Symbol.asyncIterator]();
  try {
    for (const [index, step] of session.steps.entries()) {
      const outcome = await runStep(host, shell, answers, step, `${DESK}/${index}`);
      if (outcome === undefined) return { transcript, failure: `the shell ended in: ${step.command}` };
      transcript.steps.push(outcome);
      heard?.(outcome);
    }
    return { transcript };
  } finally {
    shell.close();
  }
}

/** undefined when the shell itself ended. */
async function runStep(
  host: SessionHost,
  shell: SessionShell,
  answers: AsyncIterator<string>,
  step: PlainStep,
  file: string,
): Promise<PlainOutcome | undefined> {
  host.files.writeFile(`${file}.cmd`, `${step.command}\n`);
  const begun = host.clock.now();
  const limit = killAfter(host, shell, step.limit * 1000);
  await shell.stdin.write(`eval "$(cat ${file}.cmd)" </dev/null >${file}.out 2>${file}.err; echo $?\n`);
  const answer = await answers.next();
  limit.cancel();
  if (answer.done === true) return undefined;
  return {
    command: step.command,
    stdout: decode(host.files.readFile(`${file}.out`)),
    stderr: decode(host.files.readFile(`${file}.err`)),
    exitCode: Number(answer.value),
    ms: Math.round(host.clock.now() - begun),
    ...(limit.passed() ? { timedOut: true } : {}),
  };
}

function killAfter(host: SessionHost, shell: SessionShell, ms: number): { cancel(): void; passed(): boolean } {
  let times = 0;
  const kill = (): void => {
    times += 1;
    if (times > KILL_TIMES) return shell.close();
    shell.killChildren();
    timer = host.clock.after(KILL_AGAIN, kill);
  };
  let timer = host.clock.after(ms, kill);
  return {
    cancel: () => {
      timer.cancel();
    },
    passed: () => times > 0,
  };
}
