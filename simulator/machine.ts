/**
 * A whole simulated machine: kernel, host, registries, daemon, and the docker command on the host's disk. What runs in
 * the worker of the page, in Node, and in tests.
 */
import { observed, type ApiCall } from './api/observe.ts';
import type { Engine } from './api/engine.ts';
import { createDockerCommand } from './cli/docker.ts';
import { createDaemon, type Daemon } from './daemon/daemon.ts';
import { Host, type Environs, type HostShell, type HostTerminal } from './host/host.ts';
import type { ProcessFs, ProgramEntry, WindowSize } from './kernel/abi.ts';
import type { Clock } from './kernel/clock.ts';
import { createKernel } from './kernel/create-kernel.ts';
import type { Environment, TimeMode } from './kernel/environment.ts';
import type { Kernel } from './kernel/kernel.ts';
import { createProgramTable } from './programs/table.ts';
import { createConditions, type Conditions } from './registry/conditions.ts';

export interface MachineOptions {
  /** Equal seeds give equal ids, names and addresses. */
  seed: string;
  time: TimeMode;
  hostname?: string;
  /** Where the learner's shells begin. */
  workingDirectory?: string;
}

export class SimulatedMachine {
  readonly kernel: Kernel;
  readonly host: Host;
  readonly daemon: Daemon;
  readonly conditions: Conditions;
  readonly #listeners = new Set<(call: ApiCall) => void>();

  constructor(environment: Environment, options: MachineOptions) {
    const { seed, time, hostname = 'vm', workingDirectory = '/root/lab' } = options;
    const programs = createProgramTable((name) => this.#hostProgram(name));
    this.kernel = createKernel({ environment, time, seed, programs });
    this.host = new Host(this.kernel, { hostname, workingDirectory });
    this.conditions = createConditions();
    this.daemon = createDaemon({ kernel: this.kernel, host: this.host, conditions: this.conditions });
  }

  /** What the docker command talks to; calls of it are heard. */
  get clock(): Clock {
    return this.kernel.clock;
  }

  /** The daemon's interface, unheard: for the screen and for judging lessons. */
  get engine(): Engine {
    return this.daemon.engine;
  }

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

  /** Tells of every call that a client on the machine makes to the daemon. */
  onCall(heard: (call: ApiCall) => void): () => void {
    this.#listeners.add(heard);
    return () => void this.#listeners.delete(heard);
  }

  #hostProgram(name: string): ProgramEntry | undefined {
    if (name !== 'docker') return undefined;
    const engine = () =>
      observed(this.daemon.engine, this.kernel.clock, (call) => {
        for (const heard of this.#listeners) heard(call);
      });
    return { kind: 'ready', run: createDockerCommand(engine) };
  }
}

export function createMachine(environment: Environment, options: MachineOptions): SimulatedMachine {
  return new SimulatedMachine(environment, options);
}
