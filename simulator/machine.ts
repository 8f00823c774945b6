/**
 * A whole simulated machine: kernel, host, registries, daemon, and the docker command on the host's disk. What runs in
 * the worker of the page, in Node, and in tests.
 *
 * The host is there at once, so that a prompt can appear; the daemon, which is most of the code, is loaded by `start`
 * or by the first docker command, whichever comes first.
 */
import type { ApiCall } from './api/observe.ts';
import type { BuildService } from './api/build.ts';
import type { Engine } from './api/engine.ts';
import type { BuildBackend } from './builder/backend.ts';
import type { FinishedBuild } from './builder/build.ts';
import type { Daemon } from './daemon/daemon.ts';
import { Host, type Environs, type HostShell, type HostTerminal } from './host/host.ts';
import type { Process, ProcessFs, Program, ProgramEntry, ProgramTable, WindowSize } from './kernel/abi.ts';
import type { Clock } from './kernel/clock.ts';
import { createKernel } from './kernel/create-kernel.ts';
import type { Environment, TimeMode } from './kernel/environment.ts';
import type { Kernel } from './kernel/kernel.ts';
import { PACKAGE_MIRRORS } from './programs/packages/mirrors.ts';
import { createConditions, type Conditions } from './registry/conditions.ts';
import { createBash, loadInterpreter } from './shell/bash.ts';
import { CompletionRegistry, type Completer } from './shell/readline/registry.ts';

export interface MachineOptions {
  /** Equal seeds give equal ids, names and addresses. */
  seed: string;
  time: TimeMode;
  hostname?: string;
  /** Where the learner's shells begin. */
  workingDirectory?: string;
  /** Registries as they are at first; the default is a perfect line. */
  conditions?: Partial<Conditions>;
}

export class SimulatedMachine {
  readonly kernel: Kernel;
  readonly host: Host;
  readonly conditions: Conditions;
  readonly #environment: Environment;
  readonly #listeners = new Set<(call: ApiCall) => void>();
  readonly #builds = new Set<(build: FinishedBuild) => void>();
  readonly #completers = new CompletionRegistry();
  readonly #bash = createBash(this.#completers, () => this.host.furnish());
  #completeDocker: Completer | undefined;
  #programs: ProgramTable | undefined;
  #starting: Promise<Daemon> | undefined;
  #daemon: Daemon | undefined;

  constructor(environment: Environment, options: MachineOptions) {
    this.#environment = environment;
    const { seed, time, hostname = 'vm', workingDirectory = '/root/lab' } = options;
    this.kernel = createKernel({ environment, time, seed, programs: { find: (name) => this.#program(name) } });
    this.#completers.register('docker', async (question) => {
      const complete = await question.process.outside(() => this.#dockerCompleter());
      return isDockerInstalled(question.process) ? complete(question) : undefined;
    });
    this.host = new Host(this.kernel, { hostname, workingDirectory });
    // Their names resolve; package managers bring what they fetch along.
    this.kernel.network.external.register({ names: PACKAGE_MIRRORS, ports: new Map() });
    this.conditions = { ...createConditions(), ...options.conditions };
  }

  /** Brings the daemon up. Calling it again gives the same one. */
  start(): Promise<Daemon> {
    this.#starting ??= this.kernel.clock.outside(async () => {
      const [{ createDaemon }, { createLazyBuilder }] = await Promise.all([
        import('./daemon/daemon.ts'),
        import('./lazy-builder.ts'),
        this.host.furnish(),
      ]);
      const builder = (backend: BuildBackend): BuildService => {
        const lazy = createLazyBuilder(backend, this.kernel.clock);
        lazy.onBuild((build) => this.#builds.forEach((heard) => heard(build)));
        return lazy;
      };
      this.#daemon = createDaemon({ kernel: this.kernel, host: this.host, conditions: this.conditions, builder });
      return this.#daemon;
    });
    return this.#starting;
  }

  /** Loads what the first commands will need, for a host that has the time while the prompt stands. */
  async warm(): Promise<void> {
    await Promise.all([
      loadInterpreter(),
      this.#programTable(),
      this.start(),
      import('./cli/docker.ts'),
      import('./api/observe.ts'),
    ]);
  }

  /** Throws before `start` has resolved. */
  get daemon(): Daemon {
    if (this.#daemon === undefined) throw new Error('the daemon has not been started');
    return this.#daemon;
  }

  get clock(): Clock {
    return this.kernel.clock;
  }

  /** The daemon's interface, unheard: for the screen and for judging lessons. Throws before `start`. */
  get engine(): Engine {
    return this.daemon.engine;
  }

  /** The host's files as root sees them. */
  get files(): ProcessFs {
    return this.host.fs;
  }

  openShell(env: Environs): HostShell {
    return this.host.openShell(env);
  }

  openTerminal(size: WindowSize, env?: Environs): HostTerminal {
    return this.host.openTerminal(size, env);
  }

  throttleRegistry(bytesPerSecond: number): void {
    this.conditions.bandwidth = bytesPerSecond;
  }

  /** An empty registry on the host's 127.0.0.1:5000. */
  async startLocalRegistry(): Promise<void> {
    const port = 5000;
    await this.kernel.clock.outside(async () => {
      const { localRegistry } = await import('./registry/server/local-registry.ts');
      this.host.startService('docker-registry', localRegistry(port));
    });
    while (!this.host.net.listening().some((socket) => socket.port === port)) await this.kernel.clock.sleep(1);
  }

  /** Tells of every call that a client on the machine makes to the daemon. */
  onCall(heard: (call: ApiCall) => void): () => void {
    this.#listeners.add(heard);
    return () => void this.#listeners.delete(heard);
  }

  /** Tells of every build that has ended: its steps, cached or not, and why. */
  onBuild(heard: (build: FinishedBuild) => void): () => void {
    this.#builds.add(heard);
    return () => void this.#builds.delete(heard);
  }

  #program(name: string): ProgramEntry | undefined {
    if (this.#programs !== undefined) return this.#programs.find(name);
    const load = async (): Promise<Program | undefined> => {
      const entry = (await this.#programTable()).find(name);
      return entry?.kind === 'lazy' ? entry.load() : entry?.run;
    };
    return this.#hostProgram(name) ?? { kind: 'lazy', load };
  }

  /** The table of programs, which no prompt needs. */
  async #programTable(): Promise<ProgramTable> {
    const { createProgramTable } = await import('./programs/table.ts');
    this.#programs ??= createProgramTable((name) => this.#hostProgram(name));
    return this.#programs;
  }

  /** Programs that stand in no other folder: the shells, and docker with its engine. */
  #hostProgram(name: string): ProgramEntry | undefined {
    switch (name) {
      case 'bash':
        return { kind: 'ready', run: this.#bash };
      case 'dash':
      case 'ash':
        return { kind: 'lazy', load: async () => (await import('./shell/index.ts'))[name] };
      case 'docker':
      case 'docker-compose':
        return { kind: 'lazy', load: () => this.#dockerProgram(name) };
      case 'node':
        return { kind: 'lazy', load: async () => (await import('./programs/node/main.ts')).createNode((asset) => this.#environment.asset(asset)) }; // prettier-ignore
      case 'registry':
        return { kind: 'lazy', load: async () => (await import('./registry/server/program.ts')).default };
      default:
        return undefined;
    }
  }

  /** Its questions to the engine are the shell's, so nobody is told of them. */
  async #dockerCompleter(): Promise<Completer> {
    const [daemon, { createDockerCompleter }] = await Promise.all([this.start(), import('./cli/completion/docker.ts')]);
    this.#completeDocker ??= createDockerCompleter(() => daemon.engine);
    return this.#completeDocker;
  }

  async #dockerProgram(name: 'docker' | 'docker-compose'): Promise<Program> {
    const [daemon, { createDockerCommand }, { observed }] = await Promise.all([
      this.start(),
      import('./cli/docker.ts'),
      import('./api/observe.ts'),
    ]);
    const tell = (call: ApiCall): void => {
      for (const heard of this.#listeners) heard(call);
    };
    const docker = createDockerCommand(() => observed(daemon.engine, this.kernel.clock, tell));
    // The hyphenated command is the plugin under its old name.
    return name === 'docker' ? docker : (p) => docker(withWords(p, ['docker', 'compose', ...p.args.slice(1)]));
  }
}

/** Docker's completion comes with docker: where the command is not, its words are completed as any others. */
function isDockerInstalled(p: Process): boolean {
  return p.fs.exists('/usr/bin/docker') || p.fs.exists('/usr/local/bin/docker');
}

/** The same process with other arguments. */
function withWords(p: Parameters<Program>[0], args: readonly string[]): Parameters<Program>[0] {
  return new Proxy(p, {
    get(target, key) {
      if (key === 'args') return args;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** A machine with its daemon up. */
export async function createMachine(environment: Environment, options: MachineOptions): Promise<SimulatedMachine> {
  const machine = new SimulatedMachine(environment, options);
  await machine.start();
  return machine;
}
