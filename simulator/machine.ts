/**
 * A whole simulated machine: kernel, host, registries, daemon, and the docker command on the host's disk. What runs in
 * the worker of the page, in Node, and in tests.
 */
import { isEngineError } from './api/errors.ts';
import { observed, type ApiCall } from './api/observe.ts';
import type { Engine } from './api/engine.ts';
import { createDockerCommand } from './cli/docker.ts';
import { createDaemon, type Daemon } from './daemon/daemon.ts';
import { Host, type Environs, type HostShell, type HostTerminal } from './host/host.ts';
import type { ProcessFs, Program, ProgramEntry, WindowSize } from './kernel/abi.ts';
import type { Clock } from './kernel/clock.ts';
import { isSysError } from './kernel/errno.ts';
import { createKernel } from './kernel/create-kernel.ts';
import { changesOfLayer, imageLayers, readContainerFile, readImageFile, type LayerChanges } from './layer-view.ts';
import type { Environment, TimeMode } from './kernel/environment.ts';
import type { Kernel } from './kernel/kernel.ts';
import { ash, bash, dash } from './shell/index.ts';
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

const SHELLS: Readonly<Record<string, Program>> = { bash, dash, ash };

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

  /** Whether an error of the engine says that a thing does not exist. */
  isNotFound(error: unknown): boolean {
    return isEngineError(error) && error.kind === 'notFound';
  }

  /** Paths that an image's layers add and remove, the lowest first; empty for an image that is not here. */
  layersOf(reference: string): readonly LayerChanges[] {
    return (imageLayers(this.daemon, reference) ?? []).map(changesOfLayer);
  }

  /**
   * A file of `host`, `container:ID`, `image:REF` or `volume:NAME`; undefined where there is none. Paths of the host may
   * be relative to the working directory.
   */
  readFile(holder: string, path: string): { bytes: Uint8Array; layer: 'writable' | 'image' | undefined } | undefined {
    const at = holder.indexOf(':');
    const [kind, name] = at === -1 ? [holder, ''] : [holder.slice(0, at), holder.slice(at + 1)];
    if (kind === 'container') return readContainerFile(this.daemon, name, path);
    if (kind === 'image') {
      const bytes = readImageFile(this.daemon, name, path);
      return bytes === undefined ? undefined : { bytes, layer: undefined };
    }
    const base =
      kind === 'volume'
        ? `/var/lib/docker/volumes/${name}/_data`
        : path.startsWith('/')
          ? ''
          : this.host.workingDirectory;
    const full = `${base}/${path.replace(/^\/+/, '')}`;
    if (!this.files.exists(full)) return undefined;
    const bytes = this.files.stat(full).type === 'file' ? this.files.readFile(full) : new Uint8Array();
    return { bytes, layer: undefined };
  }

  /** An HTTP GET from the host to one of its own ports: the whole answer as text; undefined when nothing answers. */
  async httpGet(port: number, path: string): Promise<string | undefined> {
    try {
      const connection = await this.host.net.connect('127.0.0.1', port);
      await connection.write(`GET ${path} HTTP/1.0\r\nHost: localhost:${port}\r\nAccept: */*\r\n\r\n`);
      const text = await connection.readText();
      connection.close();
      return text;
    } catch (error) {
      if (isSysError(error)) return undefined;
      throw error;
    }
  }

  #hostProgram(name: string): ProgramEntry | undefined {
    const shell = SHELLS[name];
    if (shell !== undefined) return { kind: 'ready', run: shell };
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
