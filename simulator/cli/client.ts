/** One run of the docker command: its process, its engine, its settings and its terminal. */
import type { Engine } from '../api/engine.ts';
import { isEngineError } from '../api/errors.ts';
import type { Process, WindowSize } from '../kernel/abi.ts';
import { ConfigFile } from './config/config-file.ts';
import { resolveEndpoint, type Endpoint } from './config/endpoint.ts';
import type { FlagHost } from './flags/flag.ts';
import type { GlobalFlags } from './global-flags.ts';
import { Interrupt } from './interrupt.ts';
import { SignalHub } from './signal-hub.ts';

export type StandardStream = 'stdin' | 'stdout' | 'stderr';
const DESCRIPTOR = { stdin: 0, stdout: 1, stderr: 2 } as const;

/** Versions that this client reports of itself. */
export const CLIENT_VERSION = '28.5.2';

export class Client {
  readonly process: Process;
  readonly globals: GlobalFlags;
  private readonly connect: () => Engine;
  private loaded: ConfigFile | undefined;
  private connected: Engine | undefined;
  private hub: SignalHub | undefined;
  private stop: Interrupt | undefined;

  constructor(process: Process, connect: () => Engine, globals: GlobalFlags) {
    this.process = process;
    this.connect = connect;
    this.globals = globals;
  }

  /** Only commands that run hear signals: whoever completes words for the shell does not. */
  get signals(): SignalHub {
    this.hub ??= new SignalHub(this.process);
    return this.hub;
  }
  get interrupt(): Interrupt {
    this.stop ??= new Interrupt(this.process, this.signals);
    return this.stop;
  }

  /** Flag values may come from the environment and depend on the working directory. */
  get flagHost(): FlagHost {
    const { process } = this;
    return { env: (name) => process.env.get(name), cwd: process.cwd() };
  }

  /** ~/.docker, unless --config or DOCKER_CONFIG says otherwise. */
  get configDirectory(): string {
    const { process, globals } = this;
    return globals.config || process.env.get('DOCKER_CONFIG') || `${process.env.get('HOME') ?? ''}/.docker`;
  }

  get config(): ConfigFile {
    this.loaded ??= new ConfigFile(this.process, this.configDirectory);
    return this.loaded;
  }

  /** Where the engine is. Throws for a context that does not exist. */
  endpoint(): Promise<Endpoint> {
    return resolveEndpoint(this);
  }

  /** The engine. Rejects where none can be reached. */
  async engine(): Promise<Engine> {
    if (this.connected) return this.connected;
    const { reach } = await this.endpoint();
    this.connected = await reach(this.connect);
    return this.connected;
  }

  isTerminal(stream: StandardStream): boolean {
    return this.process.isatty(DESCRIPTOR[stream]);
  }

  /** Size of the terminal behind a stream, undefined where there is none. */
  windowSize(stream: StandardStream): WindowSize | undefined {
    return this.isTerminal(stream) ? this.process.tty(DESCRIPTOR[stream]).size() : undefined;
  }

  print(text: string): Promise<void> {
    return this.process.stdout.write(text);
  }
  println(text: string): Promise<void> {
    return this.process.stdout.write(`${text}\n`);
  }
  /** To stderr, with a newline. */
  complain(text: string): Promise<void> {
    return this.process.stderr.write(`${text}\n`);
  }

  /** Loads a module that is not part of the first download. */
  load<T>(module: () => Promise<T>): Promise<T> {
    return this.process.outside(module);
  }

  now(): number {
    return this.process.now();
  }
}

/** How a failure reads on stderr: the daemon's words with its prefix, others as they are. */
export function errorText(error: unknown): string {
  if (isEngineError(error)) return `Error response from daemon: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** Runs `work` for each argument; what fails is told together at the end, as docker joins errors. */
export async function forEach(args: readonly string[], work: (arg: string) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const arg of args) {
    try {
      await work(arg);
    } catch (error) {
      if (!isFailure(error)) throw error;
      failures.push(error);
    }
  }
  throwJoined(failures);
}

/** Like `forEach`, but asks for all at once and reports in order, as stop, kill, rm and pause do. */
export async function inParallel(
  args: readonly string[],
  ask: (arg: string) => Promise<void>,
  done: (arg: string) => Promise<void>,
): Promise<void> {
  const asked = args.map(ask);
  for (const pending of asked) pending.catch(() => undefined);
  let next = 0;
  await forEach(args, async (arg) => {
    await asked[next++];
    await done(arg);
  });
}

/** Whether an error is a failure of the command's own work and not the end of its process. */
export function isFailure(error: unknown): error is Error {
  return error instanceof Error && error.name !== 'ProcessGone' && error.name !== 'Interrupted';
}

/** One error that says all of them, a line each. */
export function throwJoined(failures: readonly unknown[]): void {
  const [first] = failures;
  if (failures.length === 0) return;
  if (failures.length === 1) throw first;
  throw new Error(failures.map(errorText).join('\n'));
}
