/** Makes a machine's kernel, as its owners see it (kernel.ts). */
import type { MountNamespace } from '../vfs/mounts.ts';
import type { Machine, ProcessRow, ProgramTable, WindowSize } from './abi.ts';
import type { Clock } from './clock.ts';
import type { Entropy } from './entropy.ts';
import { PipeReader, PipeWriter } from './io/pipe-ends.ts';
import { Pipe } from './io/pipe.ts';
import type { CgroupLimits, Kernel, Network, PidNamespace, Pty, StartOptions, Task } from './kernel.ts';
import { MachineCore } from './machine-core.ts';
import type { KernelOptions } from './machine-core.ts';
import { MachineNetwork } from './net/machine-network.ts';
import { NetworkNamespace } from './net/network-namespace.ts';
import { ControlGroup } from './process/control-group.ts';
import type { ProcessSpace, Surroundings } from './process/kernel-process.ts';
import { startProcess, taskOf } from './process/launch.ts';
import { ProcessNamespace } from './process/pid-namespace.ts';
import { PidSpace } from './process/pid-space.ts';
import { rowOf } from './process/rows.ts';
import { openStandardStreams } from './process/standard-streams.ts';
import type { PtsSource } from './proc-source.ts';

export { DEFAULT_MACHINE } from './machine-core.ts';
export type { KernelOptions } from './machine-core.ts';

export function createKernel(options: KernelOptions): Kernel {
  return new MachineKernel(options);
}

const DEFAULT_UMASK = 0o022;

class MachineKernel implements Kernel {
  readonly programs: ProgramTable;
  readonly network: Network;
  readonly hostPids: ProcessNamespace;
  readonly #core: MachineCore;
  readonly #namespaces = new WeakMap<ProcessSpace, ProcessNamespace>();
  #lastNamespace = 0;

  constructor(options: KernelOptions) {
    this.programs = options.programs;
    this.#core = new MachineCore(options);
    this.network = new MachineNetwork(this.#core, this.#core.entropy.fork('network'));
    this.hostPids = this.#namespaceOf(this.#core.hostPids);
  }

  get clock(): Clock {
    return this.#core.clock;
  }

  get entropy(): Entropy {
    return this.#core.entropy;
  }

  machine(): Machine {
    return this.hostPids.proc.machine();
  }

  pipe(): { reader: PipeReader; writer: PipeWriter } {
    const pipe = new Pipe(this.#core.nextInode());
    return { reader: new PipeReader(pipe), writer: new PipeWriter(pipe) };
  }

  pty(size: WindowSize): Pty {
    return this.#core.terminals.create(size);
  }

  pidNamespace(): PidNamespace {
    return this.#namespaceOf(new PidSpace(this.#core.hostPids));
  }

  cgroup(limits: CgroupLimits = {}, path = '/'): ControlGroup {
    return new ControlGroup(limits, path);
  }

  ptsSource(mounts: MountNamespace): PtsSource {
    return this.#core.terminals.source(mounts);
  }

  start(options: StartOptions): Task {
    const { pids, stdio, onExit } = options;
    if (!(pids instanceof ProcessNamespace)) throw strange('pids', 'hostPids and pidNamespace');
    const process = startProcess(this.#core, options, {
      space: pids.space,
      from: surroundingsOf(options),
      openStandardStreams: (started) => openStandardStreams(started, stdio),
    });
    if (onExit !== undefined) process.exitListeners.push(onExit);
    return taskOf(process);
  }

  processes(): (ProcessRow & { hostPid: number; namespace: PidNamespace })[] {
    return this.#core.hostPids.all().map((process) => {
      return {
        ...rowOf(process, process.pids),
        hostPid: process.number.host,
        namespace: this.#namespaceOf(process.pids),
      };
    });
  }

  #namespaceOf(space: ProcessSpace): ProcessNamespace {
    let namespace = this.#namespaces.get(space);
    if (namespace === undefined) {
      this.#lastNamespace += 1;
      namespace = new ProcessNamespace(this.#lastNamespace, space, this.#core);
      this.#namespaces.set(space, namespace);
    }
    return namespace;
  }

  halt(): void {
    this.#core.clock.halt();
    for (const process of this.#core.hostPids.all()) {
      this.#core.end(process, { kind: 'signaled', signal: 'KILL', core: false });
    }
  }
}

function surroundingsOf(options: StartOptions): Surroundings {
  const { mounts, net, uts, cgroup, cwd, umask = DEFAULT_UMASK, credentials, env } = options;
  if (!(net instanceof NetworkNamespace)) throw strange('net', 'Network.createNamespace');
  if (!(cgroup instanceof ControlGroup)) throw strange('cgroup', 'Kernel.cgroup');
  return { mounts, net, uts, cgroup, root: '/', cwd, umask, credentials, env };
}

function strange(option: string, makers: string): TypeError {
  return new TypeError(`The option ${option} is not of this kernel: ${makers} makes it.`);
}
