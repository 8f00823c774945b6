/**
 * A machine for tests of the replayer itself: a clock that jumps to its next timer when nothing else is going on, a
 * "bash" that answers each command from a table, a terminal whose keys are heard by the test.
 */
import { decode, encode } from '../../simulator/kernel/bytes.ts';
import type { SessionHost, SessionShell, SessionTerminal } from '../../simulator/session/host.ts';

export interface Answer {
  stdout?: string;
  stderr?: string;
  exitCode?: number;
  /** Simulated milliseconds that it takes; Infinity until its process is killed. */
  takes?: number;
  /** It is the shell's own doing: killing its children does not end it. */
  stubborn?: boolean;
}

interface PendingTimer {
  at: number;
  fire: () => void;
}

export class IdleClock {
  #now = 0;
  #timers: PendingTimer[] = [];
  #watching = false;

  now(): number {
    return this.#now;
  }

  after(ms: number, fire: () => void): { cancel: () => void } {
    const timer = { at: this.#now + ms, fire };
    this.#timers.push(timer);
    this.#watch();
    return { cancel: () => (this.#timers = this.#timers.filter((each) => each !== timer)) };
  }

  /** Time passes only once everybody has had several turns and still waits. */
  #watch(turns = 0): void {
    if (this.#watching && turns === 0) return;
    this.#watching = true;
    setImmediate(() => {
      if (turns < 3) return this.#watch(turns + 1);
      this.#watching = false;
      const next = this.#timers.sort((a, b) => a.at - b.at).shift();
      if (next === undefined || next.at === Infinity) return;
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      if (this.#timers.length > 0) this.#watch();
    });
  }
}

/** A byte pipe that blocks its reader, as the kernel's do. */
export class TestPipe {
  #chunks: Uint8Array[] = [];
  #closed = false;
  #wake: () => void = () => undefined;

  async write(data: Uint8Array | string): Promise<void> {
    this.#chunks.push(typeof data === 'string' ? encode(data) : data);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  async read(): Promise<Uint8Array> {
    while (this.#chunks.length === 0 && !this.#closed) await new Promise<void>((wake) => (this.#wake = wake));
    return this.#chunks.shift() ?? new Uint8Array();
  }

  async readAll(): Promise<Uint8Array> {
    return encode(await this.readText());
  }

  async readText(): Promise<string> {
    let text = '';
    for (let bytes = await this.read(); bytes.length > 0; bytes = await this.read()) text += decode(bytes);
    return text;
  }

  async *lines(): AsyncIterable<string> {
    let rest = '';
    for (let bytes = await this.read(); bytes.length > 0; bytes = await this.read()) {
      const parts = (rest + decode(bytes)).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    if (rest !== '') yield rest;
  }
}

export interface TestHost extends SessionHost {
  readonly clock: IdleClock;
  readonly written: Map<string, string>;
  readonly throttled: number[];
  /** Filled once a terminal is open: what it was sent, and a way to print on it. */
  readonly keys: string[];
  readonly killed: number[];
}

/**
 * @param run answers a command of a plain session; 'ends' makes the shell end instead
 * @param typed is told the keys typed at a terminal and may print
 */
export function testHost(
  run: (command: string) => Answer | 'ends' = () => ({}),
  typed: (
    keys: string,
    terminal: { print: (text: string) => void; close: () => void },
    clock: IdleClock,
  ) => void = () => undefined,
): TestHost {
  const clock = new IdleClock();
  const written = new Map<string, string>();
  const host: TestHost = {
    clock,
    written,
    throttled: [],
    keys: [],
    killed: [],
    files: {
      exists: (path) => written.has(path),
      mkdir: (path) => written.set(path, ''),
      readFile: (path) => encode(written.get(path) ?? ''),
      writeFile: (path, content) => written.set(path, typeof content === 'string' ? content : decode(content)),
    },
    throttleRegistry: (rate) => host.throttled.push(rate),
    openShell: () => openShell(host, run),
    openTerminal: () => openTerminal(host, typed),
  };
  return host;
}

function openShell(host: TestHost, run: (command: string) => Answer | 'ends'): SessionShell {
  const stdin = new TestPipe();
  const stdout = new TestPipe();
  let finish: (exitCode: number) => void = () => undefined;
  let stubborn = false;
  const serve = async (): Promise<void> => {
    for await (const line of stdin.lines()) {
      const file = /cat (\S+)\.cmd/.exec(line)?.[1] ?? '';
      const answer = run((host.written.get(`${file}.cmd`) ?? '').trimEnd());
      if (answer === 'ends') {
        stdout.close();
        return;
      }
      stubborn = answer.stubborn === true;
      host.written.set(`${file}.out`, answer.stdout ?? '').set(`${file}.err`, answer.stderr ?? '');
      const exitCode = await new Promise<number>((ended) => {
        finish = ended;
        host.clock.after(answer.takes ?? 0, () => ended(answer.exitCode ?? 0));
      });
      await stdout.write(`${exitCode}\n`);
    }
  };
  void serve();
  return {
    stdin,
    stdout,
    killChildren: () => {
      host.killed.push(host.clock.now());
      if (!stubborn) finish(137);
    },
    close: () => {
      stdin.close();
      stdout.close();
    },
  };
}

function openTerminal(
  host: TestHost,
  typed: (keys: string, terminal: { print: (text: string) => void; close: () => void }, clock: IdleClock) => void,
): SessionTerminal {
  const output = new TestPipe();
  const terminal = { print: (text: string) => void output.write(text), close: () => output.close() };
  terminal.print('$ ');
  return {
    read: async () => output.read(),
    readAll: async () => output.readAll(),
    readText: async () => output.readText(),
    lines: () => output.lines(),
    write: async (data) => {
      const keys = typeof data === 'string' ? data : decode(data);
      host.keys.push(keys);
      typed(keys, terminal, host.clock);
    },
    close: () => output.close(),
    resize: () => undefined,
    size: () => ({ cols: 80, rows: 24 }),
    slave: { kind: 'tty' },
    ended: new Promise(() => undefined),
  };
}
