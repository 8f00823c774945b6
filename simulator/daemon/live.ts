/** What cannot be a value: running processes, mounts, sockets, streams and timers, beside the world and by its ids. */
import type {
  Bridge,
  Cgroup,
  Closable,
  NetNamespace,
  PidNamespace,
  Pty,
  Task,
  UtsNamespace,
} from '../kernel/kernel.ts';
import type { FileSystem, Layer, MountNamespace, OverlayFileSystem } from '../vfs/index.ts';
import type { ContainerWaitResponse, WaitCondition } from '../api/containers.ts';
import type { ContainerLog } from './logger/logger.ts';
import type { ContainerInput } from './streams/input.ts';
import type { ContainerOutput } from './streams/output.ts';

/** A container's network namespace and what hangs on it. */
export interface Sandbox {
  readonly id: string;
  readonly net: NetNamespace;
  /** It is the host's namespace (`--network host`), which stays when the container goes. */
  readonly isHost: boolean;
  /** By network id. */
  readonly links: Map<string, { readonly closable: Closable; readonly interfaceName: string }>;
  /** Published ports (docker-proxy). */
  proxies: Closable[];
  /** The network with the default route, where the ports are published. */
  gatewayNetwork?: string | undefined;
}

/** A container's processes and namespaces, from start to exit. */
export interface Run {
  readonly task: Task;
  readonly pids: PidNamespace;
  readonly net: NetNamespace;
  readonly uts: UtsNamespace;
  readonly cgroup: Cgroup;
  readonly mounts: MountNamespace;
  /** /dev/shm, which other containers may share. */
  readonly shm: FileSystem;
  readonly pty: Pty | undefined;
}

export interface Waiter {
  readonly condition: WaitCondition;
  resolve(response: ContainerWaitResponse): void;
}

export interface LiveContainer {
  /** Its root file system: the image's layers, the daemon's init layer, and the writable one on top. */
  readonly overlay: OverlayFileSystem;
  readonly output: ContainerOutput;
  readonly input: ContainerInput | undefined;
  /** Made when it first starts. */
  log: ContainerLog | undefined;
  run: Run | undefined;
  sandbox: Sandbox | undefined;
  waiters: Waiter[];
  /** Whether a user has ended the restart policy's work for this start. */
  restartCanceled: boolean;
  /** Cancel the timer of the restart policy, and the health checks. */
  cancelRestart: (() => void) | undefined;
  cancelHealth: (() => void) | undefined;
  /** Back-off of the restart policy, milliseconds; 0 before the first restart. */
  backoff: number;
  /** Restarts since the last start by a user; `on-failure:N` counts them. */
  restarts: number;
  /** A `docker restart` is under way: its stop is no end of the container's life. */
  restartingByUser: boolean;
  /** `docker stop` calls that wait for the end: each is told as an event of its own. */
  stopping: number;
}

export interface LiveExec {
  readonly output: ContainerOutput;
  readonly input: ContainerInput | undefined;
  pty: Pty | undefined;
}

export interface Live {
  readonly containers: Map<string, LiveContainer>;
  readonly execs: Map<string, LiveExec>;
  /** Bridges by network id. */
  readonly bridges: Map<string, Bridge>;
  /** By container id: the servers its resolv.conf names. */
  readonly nameservers: Map<string, readonly string[]>;
  /** By volume name: volumes of type tmpfs, whose content lies in no directory. */
  readonly tmpfsVolumes: Map<string, FileSystem>;
  /** By image id: what the daemon adds to every container of the image. */
  readonly initLayers: Map<string, Layer>;
  /** Containers whose removal is under way. */
  readonly removals: Set<string>;
}

export function createLive(): Live {
  return {
    containers: new Map(),
    execs: new Map(),
    bridges: new Map(),
    nameservers: new Map(),
    tmpfsVolumes: new Map(),
    initLayers: new Map(),
    removals: new Set(),
  };
}
