/**
 * Types lines at the learner's own login shell and waits, as somebody would, until the terminal is read again: by the
 * host's prompt, by a shell inside a container, or by another program that prompts. Who reads the terminal gets the
 * next line. How a line ended is told by the host's shell (its marks, host/command-journal.ts); a shell inside a
 * container is asked with `echo $?`; of other programs that prompt, an error is what they print as one.
 */
import { CommandJournal, plainText, type JournalEntry } from '../host/command-journal.ts';
import type { WindowSize } from '../kernel/abi.ts';
import type { SessionHost, SessionTerminal } from './host.ts';
import { keysFor } from './keys.ts';
import { Listener } from './listener.ts';

/** How a typed line ended. */
export interface LineOutcome {
  /** Exit status; of a program that prompts, 1 after an error; undefined when nobody reads the terminal yet. */
  status: number | undefined;
  /** What the terminal showed meanwhile, escape sequences removed. */
  output: string;
}

/** Who reads what is typed. `nobody`: something runs in the foreground and does not ask. */
type Reader = 'host' | 'shell' | 'client' | 'nobody';

const SIZE: WindowSize = { cols: 200, rows: 50 };
/** Simulated seconds until the first prompt. */
const FIRST_PROMPT = 5;
/** Simulated milliseconds between two looks while something runs silently. */
const PAUSE = 200;

const ANSWER = /drydock-status=(\d+)\n/;
/** The last line of somebody who waits for input. Prompts of psql end like a shell's, with one more sign before. */
const CLIENT_PROMPT =
  /(?:^|\n)[^\n]*(?:>>> |\.\.\. |> |[=-][#>] |\([yY]\/[nN]\)\s?|[pP]assword:\s?|\[[yYnN]\/[yYnN]\]:?\s?)$/;
const SHELL_PROMPT = /(?:^|\n)[^\n]*[#$] $/;
/** What database clients and interpreters print when a line went wrong. */
const CLIENT_ERROR = /^(?:ERROR|Error|\(error\)|Traceback|Uncaught|\w*Error:|MongoServerError)/m;

export class Student {
  private readonly host: SessionHost;
  private readonly terminal: SessionTerminal;
  private readonly listener: Listener;
  private reader: Reader = 'nobody';
  private ran: JournalEntry | undefined;
  private prompted = false;

  /** `ended` is told every command of the host's shell. */
  constructor(host: SessionHost, ended?: (entry: JournalEntry) => void) {
    this.host = host;
    this.terminal = host.openTerminal(SIZE);
    const journal = new CommandJournal(() => host.clock.now(), {
      ended: (entry) => {
        this.ran = entry;
        ended?.(entry);
      },
      prompted: () => (this.prompted = true),
    });
    const { terminal } = this;
    const heard = {
      read: async (max?: number) => readShown(terminal, journal, max),
      write: async (data: Uint8Array | string) => terminal.write(data),
    };
    this.listener = new Listener(heard, host.clock, SIZE);
  }

  /** Waits for the first prompt. */
  async begin(): Promise<void> {
    this.reader = await this.wait(FIRST_PROMPT, false);
  }

  get gone(): boolean {
    return this.listener.ended;
  }

  /**
   * Types a line (of several lines, pasted), or presses a key (`^C`). What runs in the foreground and is not asked for
   * input gets `patience` simulated seconds, or only until it is quiet where `keyFollows`; then the status is undefined,
   * and the next line interrupts it.
   */
  async type(line: string, { patience, keyFollows }: { patience: number; keyFollows: boolean }): Promise<LineOutcome> {
    const { listener } = this;
    if (listener.ended) return { status: undefined, output: '' };
    const isKey = line.startsWith('^');
    if (this.reader === 'nobody' && !isKey) await this.interrupt();
    this.forget();
    await listener.type(this.keys(line));
    this.reader = await this.wait(patience, keyFollows);
    const output = plainText(listener.text);
    const status = await this.status(output);
    return { status: isKey && status !== undefined ? 0 : status, output };
  }

  close(): void {
    this.terminal.close();
  }

  private forget(): void {
    this.listener.forget();
    this.ran = undefined;
    this.prompted = false;
  }

  /** The host's prompt takes several lines as a paste; programs inside containers take them one by one. */
  private keys(line: string): string {
    if (!line.includes('\n')) return keysFor(line);
    if (this.reader === 'host') return `\x1b[200~${line}\x1b[201~\r`;
    return line.replaceAll('\n', '\r') + '\r'; // prettier-ignore
  }

  private async wait(patience: number, keyFollows: boolean): Promise<Reader> {
    const { listener, host } = this;
    const end = host.clock.now() + patience * 1000;
    while (!listener.ended) {
      const quiet = await listener.silence((end - host.clock.now()) / 1000);
      const reader = this.whoReads();
      if (reader !== 'nobody') return reader;
      if (!quiet || keyFollows) return 'nobody';
      await new Promise<void>((resolve) => void host.clock.after(PAUSE, resolve));
    }
    return 'nobody';
  }

  private whoReads(): Reader {
    if (this.prompted) return 'host';
    const shown = plainText(this.listener.text);
    if (CLIENT_PROMPT.test(shown)) return 'client';
    return SHELL_PROMPT.test(shown) ? 'shell' : 'nobody';
  }

  private async status(output: string): Promise<number | undefined> {
    switch (this.reader) {
      case 'host':
        return this.ran?.exitCode ?? 0;
      case 'client':
        return CLIENT_ERROR.test(output) ? 1 : 0;
      case 'shell':
        return this.askShell();
      case 'nobody':
        return undefined;
    }
  }

  private async askShell(): Promise<number | undefined> {
    this.listener.forget();
    await this.listener.type('echo drydock-status=$?\r');
    await this.listener.silence(FIRST_PROMPT);
    const answer = ANSWER.exec(plainText(this.listener.text))?.[1];
    return answer === undefined ? undefined : Number(answer);
  }

  private async interrupt(): Promise<void> {
    for (let tries = 0; tries < 3 && this.reader === 'nobody' && !this.listener.ended; tries++) {
      this.forget();
      await this.listener.type('\x03');
      this.reader = await this.wait(15, true);
    }
  }
}

/** What comes next and is to be seen; marks alone are no end. */
async function readShown(terminal: SessionTerminal, journal: CommandJournal, max?: number): Promise<Uint8Array> {
  for (;;) {
    const bytes = await terminal.read(max);
    if (bytes.length === 0) return bytes;
    const shown = journal.feed(bytes);
    if (shown.length > 0) return shown;
  }
}
