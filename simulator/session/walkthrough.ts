/**
 * Types a course's walkthrough at a terminal as a student would: a line, then the next when the prompt is back. Lines
 * meant for a shell, a database client or an interpreter inside a container are lines like any other; whoever reads the
 * terminal gets them. Says of each step how it ended.
 *
 * The host's prompt tells the status of the line before it, out of sight (OSC 133;D, as terminals with shell
 * integration do). A shell inside a container is asked with `echo $?`; of other programs that prompt, an error is what
 * they print as one.
 */
import { DESK, layOutDesk, SHELL_ENVIRONMENT } from './environs.ts';
import type { SessionHost } from './host.ts';
import { keysFor } from './keys.ts';
import { Listener } from './listener.ts';
import type { PlainSession } from './session.ts';

export interface WalkthroughStep {
  command: string;
  /** Exit status; of a program that prompts, 1 after an error; `undefined` when it did not end in time. */
  status: number | undefined;
  /** What the terminal showed, escape sequences removed. */
  output: string;
}

/** Simulated seconds a step may take before the student gives up with ^C. */
const PATIENCE = 300;
const SIZE = { cols: 200, rows: 50 };
const FIRST_PROMPT = 5;

const HOST_PROMPT = /\x1b\]133;D;(\d+)\x07\$ $/;
const ANSWER = /walkthrough-status=(\d+)\r?\n/;
/** The last line of somebody who waits for input, by who it is. */
const SHELL_PROMPT = /(^|\n)(?![^\n]*(?:=[#>]|mysql>|MariaDB))[^\n]*[#$] $/;
const CLIENT_PROMPT =
  /(^|\n)[^\n]*(?:>>> |\.\.\. |> |=[#>] |-> |\([yY]\/[nN]\)\s?|[pP]assword:\s?|\[[yYnN]\/[yYnN]\]:?\s?)$/;
/** What database clients and interpreters print when a line went wrong. */
const CLIENT_ERROR = /^(?:ERROR|Error|\(error\)|Traceback|Uncaught|\w*Error:|MongoServerError)/m;

const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[78=>])/g;

/** Resolves to one outcome a step, in order. Steps after the terminal has gone end with `undefined`. */
export async function walkThrough(host: SessionHost, session: PlainSession): Promise<WalkthroughStep[]> {
  layOutDesk(host.files);
  const environment = [
    ...SHELL_ENVIRONMENT,
    ['INPUTRC', `${DESK}/inputrc`],
    ['PS1', '\\[\\e]133;D;$?\\a\\]$ '],
  ] as const;
  const pty = host.openTerminal(SIZE, environment);
  const student = new Student(host, new Listener(pty, host.clock, SIZE));
  const outcomes: WalkthroughStep[] = [];
  try {
    await student.begin();
    for (const [index, { command }] of session.steps.entries()) {
      outcomes.push(await student.perform(command, session.steps[index + 1]?.command));
    }
  } finally {
    pty.close();
  }
  return outcomes;
}

type Reader = 'host' | 'shell' | 'client' | 'nobody';

class Student {
  private readonly host: SessionHost;
  private readonly listener: Listener;
  private reader: Reader = 'host';

  constructor(host: SessionHost, listener: Listener) {
    this.host = host;
    this.listener = listener;
  }

  async begin(): Promise<void> {
    await this.listener.until(HOST_PROMPT, FIRST_PROMPT);
  }

  /** `next` is what the walkthrough says after this: a key ends what runs in the foreground. */
  async perform(command: string, next: string | undefined): Promise<WalkthroughStep> {
    const { listener } = this;
    if (listener.ended) return { command, status: undefined, output: '' };
    if (this.reader === 'nobody' && command !== '^C') await this.interrupt();
    listener.forget();
    await listener.type(this.keys(command));
    this.reader = await this.wait(next?.startsWith('^') === true);
    const output = listener.text.replace(ESCAPES, '').replaceAll('\r\n', '\n');
    const status = await this.status(output, next);
    return { command, status: command.startsWith('^') && status !== undefined ? 0 : status, output };
  }

  /** Several lines are read from a file at the host's prompt: typed, their tabs would ask for completion. */
  private keys(command: string): string {
    if (!command.includes('\n')) return keysFor(command);
    if (this.reader !== 'host') return command.split('\n').map((line) => `${line}\r`).join(''); // prettier-ignore
    this.host.files.writeFile(`${DESK}/walkthrough`, `${command}\n`);
    return `. ${DESK}/walkthrough\r`;
  }

  /** Until somebody reads the terminal again. A program that stays in the foreground is waited for only until it is quiet if a key is to end it. */
  private async wait(keyFollows: boolean): Promise<Reader> {
    const { listener } = this;
    const end = this.host.clock.now() + PATIENCE * 1000;
    while (!listener.ended) {
      const quiet = await listener.silence((end - this.host.clock.now()) / 1000);
      const reader = whoReads(listener.text);
      if (reader !== 'nobody') return reader;
      if (!quiet || keyFollows) return 'nobody';
      await new Promise<void>((resolve) => void this.host.clock.after(200, resolve));
    }
    return 'nobody';
  }

  private async status(output: string, next: string | undefined): Promise<number | undefined> {
    switch (this.reader) {
      case 'host':
        return Number(HOST_PROMPT.exec(this.listener.text)?.[1]);
      case 'client':
        return CLIENT_ERROR.test(output) ? 1 : 0;
      case 'nobody':
        return next?.startsWith('^') === true ? 0 : undefined;
      case 'shell':
        return this.askShell();
    }
  }

  private async askShell(): Promise<number | undefined> {
    this.listener.forget();
    await this.listener.type('echo walkthrough-status=$?\r');
    await this.listener.until(ANSWER, PATIENCE);
    const answer = ANSWER.exec(this.listener.text)?.[1];
    return answer === undefined ? undefined : Number(answer);
  }

  private async interrupt(): Promise<void> {
    for (let tries = 0; tries < 3 && this.reader === 'nobody' && !this.listener.ended; tries++) {
      this.listener.forget();
      await this.listener.type('\x03');
      await this.listener.silence(15);
      this.reader = whoReads(this.listener.text);
    }
  }
}

function whoReads(text: string): Reader {
  if (HOST_PROMPT.test(text)) return 'host';
  const shown = text.replace(ESCAPES, '').replaceAll('\r\n', '\n');
  if (CLIENT_PROMPT.test(shown)) return 'client';
  return SHELL_PROMPT.test(shown) ? 'shell' : 'nobody';
}
