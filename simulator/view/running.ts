/** Processes and resource use of containers, looked at from outside: no process is started, no event told. */
import type { Daemon } from '../daemon/context.ts';

export interface SeenProcess {
  /** In the container's own pid namespace, and on the host. */
  readonly pid: number;
  readonly hostPid: number;
  readonly ppid: number;
  readonly uid: number;
  readonly state: 'R' | 'S' | 'T' | 'Z';
  readonly command: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

export function containerProcesses(daemon: Daemon, id: string): readonly SeenProcess[] {
  const rows = daemon.live.containers.get(id)?.run?.pids.processes() ?? [];
  return rows.map(({ pid, hostPid, ppid, uid, state, args, comm, started, cpu, rss }) => {
    const command = args.length === 0 ? `[${comm}]` : args.join(' ');
    return { pid, hostPid, ppid, uid, state, command, started, cpu, memory: rss };
  });
}

export interface ResourceUse {
  readonly id: string;
  /** Simulated time of the sample, milliseconds since the epoch. */
  readonly at: number;
  readonly cpuMs: number;
  readonly memory: number;
  /** Bytes; the machine's memory where nothing limits it. */
  readonly memoryLimit: number;
  readonly pids: number;
  readonly received: number;
  readonly sent: number;
  readonly read: number;
  readonly written: number;
}

/** Of all running containers. */
export function resourceUse(daemon: Daemon): readonly ResourceUse[] {
  const at = daemon.kernel.clock.now();
  const { memory: machineMemory } = daemon.kernel.machine();
  return [...daemon.live.containers].flatMap(([id, { run }]) => {
    if (run === undefined) return [];
    const { memory, cpuMs, pids, readBytes, writeBytes } = run.cgroup.usage();
    const interfaces = run.net.interfaces().filter(({ loopback }) => !loopback);
    const sum = (of: (each: (typeof interfaces)[number]) => number) =>
      interfaces.reduce((total, each) => total + of(each), 0);
    const use: ResourceUse = {
      id,
      at,
      cpuMs,
      memory,
      memoryLimit: run.cgroup.limits.memory ?? machineMemory,
      pids,
      received: sum(({ rxBytes }) => rxBytes),
      sent: sum(({ txBytes }) => txBytes),
      read: readBytes,
      written: writeBytes,
    };
    return [use];
  });
}
