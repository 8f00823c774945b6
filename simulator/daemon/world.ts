/**
 * All that the daemon knows, as one immutable tree. Things refer to each other by id, never by object. What cannot be
 * a value (processes, mounts, sockets, logs) stands beside it, see live.ts.
 */
import type { ContainerConfig, HostConfig, MountType, PortMap } from '../api/containers.ts';
import type { Labels } from '../api/common.ts';
import type { EndpointIPAMConfig, IPAM } from '../api/networks.ts';
import type { ImageState } from './images/state.ts';
import type { Micros } from '../api/time.ts';

export interface World {
  /** By id. */
  readonly containers: Readonly<Record<string, Container>>;
  readonly execs: Readonly<Record<string, Exec>>;
  readonly networks: Readonly<Record<string, NetworkRecord>>;
  /** By name. */
  readonly volumes: Readonly<Record<string, VolumeRecord>>;
  readonly ports: HostPorts;
  readonly images: ImageState;
}

/** Where in its life a container is. */
export type Phase =
  | { readonly is: 'created' }
  | { readonly is: 'running'; readonly pid: number; readonly paused: boolean }
  /** Ended, and the restart policy will start it again at `due`. */
  | { readonly is: 'restarting'; readonly due: Micros }
  | { readonly is: 'exited' }
  | { readonly is: 'removing' }
  | { readonly is: 'dead' };

/** What the last start, or attempt at one, came to. */
export interface LastRun {
  readonly startedAt: Micros;
  readonly finishedAt: Micros;
  readonly exitCode: number;
  readonly error: string;
  readonly oomKilled: boolean;
}

export interface HealthProbe {
  readonly start: Micros;
  readonly end: Micros;
  readonly exitCode: number;
  readonly output: string;
}
export interface HealthState {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  /** The last five probes. */
  readonly log: readonly HealthProbe[];
}

/** A mount that a container has, by its destination. */
export interface ContainerMount {
  readonly type: MountType;
  readonly destination: string;
  /** Volume name; empty for binds. */
  readonly name: string;
  /** Host path. */
  readonly source: string;
  readonly driver: string;
  readonly mode: string;
  readonly writable: boolean;
  readonly propagation: string;
  /** Whether image content below the destination fills an empty volume. */
  readonly copy: boolean;
  /** Path inside the volume or image; empty for all of it. */
  readonly subpath: string;
  /** `-v` creates a missing bind source when the container starts. */
  readonly createSource: boolean;
  /** Anonymous volumes go with their container when it is removed with its volumes. */
  readonly anonymous: boolean;
}

/** A container's end of a network. It stays while the container is configured for the network. */
export interface Endpoint {
  /** What the user asked for. */
  readonly wanted: {
    readonly ipam: EndpointIPAMConfig | null;
    readonly mac: string;
  };
  readonly links: readonly string[] | null;
  readonly aliases: readonly string[] | null;
  readonly driverOpts: Labels | null;
  readonly gwPriority: number;
  /** Empty until the container first ran on it. */
  readonly networkId: string;
  readonly dnsNames: readonly string[] | null;
  /** What it has while the container runs; empty and 0 otherwise. */
  readonly endpointId: string;
  readonly gateway: string;
  readonly ipAddress: string;
  readonly prefixLength: number;
  readonly mac: string;
}

export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  readonly created: Micros;
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  /** `sha256:…` of the image it was made from. */
  readonly imageId: string;
  /** Bytes of the image it was made from, which may be gone by now. */
  readonly imageSize: number;
  /** Names of the overlay2 directories: the container's own first, then the image's from the top down. */
  readonly graph: readonly string[];
  readonly phase: Phase;
  readonly lastRun: LastRun;
  readonly restartCount: number;
  /** A user stopped it: no restart policy but `always` at daemon start brings it back. */
  readonly manuallyStopped: boolean;
  readonly health: HealthState | undefined;
  readonly mounts: Readonly<Record<string, ContainerMount>>;
  /** `--link` on the default bridge: ids of other containers with the names they go by here. */
  readonly links: readonly { readonly child: string; readonly alias: string }[];
  /** By network name, as asked for. */
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Published and exposed ports as they are bound; empty while it does not run. */
  readonly ports: PortMap;
  /** Names its network namespace while it runs; empty otherwise. */
  readonly sandboxId: string;
  readonly execIds: readonly string[];
  /** Whether it was ever started: its files on the host are there, and inspect names them. */
  readonly prepared: boolean;
}

export interface Exec {
  readonly id: string;
  readonly containerId: string;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly openStdout: boolean;
  readonly openStderr: boolean;
  readonly privileged: boolean;
  readonly user: string;
  readonly env: readonly string[];
  readonly workingDir: string;
  readonly command: readonly string[];
  readonly detachKeys: string;
  /** Rows and columns. */
  readonly consoleSize: readonly [number, number] | null;
  readonly phase:
    | { readonly is: 'created' }
    | { readonly is: 'running'; readonly pid: number }
    | { readonly is: 'exited'; readonly exitCode: number; readonly pid: number };
}

export interface NetworkEndpoint {
  readonly name: string;
  readonly endpointId: string;
  readonly mac: string;
  /** Empty on host and none. */
  readonly ipv4: string;
  readonly prefixLength: number;
}

export interface NetworkRecord {
  readonly id: string;
  readonly name: string;
  readonly created: Micros;
  readonly scope: string;
  readonly driver: string;
  readonly enableIPv4: boolean;
  readonly enableIPv6: boolean;
  readonly ipam: IPAM;
  /** Whether the user chose the subnet; only then may containers ask for addresses. */
  readonly ownSubnet: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly ingress: boolean;
  readonly configOnly: boolean;
  readonly configFrom: string;
  readonly options: Labels;
  readonly labels: Labels;
  /** The host's address on the bridge; empty where there is none. */
  readonly gateway: string;
  /** By container id: those that run on it now. */
  readonly endpoints: Readonly<Record<string, NetworkEndpoint>>;
}

export interface VolumeRecord {
  readonly name: string;
  readonly driver: string;
  readonly created: Micros;
  readonly labels: Labels | null;
  readonly options: Labels | null;
  readonly mountpoint: string;
}

/** The label of volumes that nobody named. */
export const ANONYMOUS_VOLUME = 'com.docker.volume.anonymous';

export interface HostPorts {
  /** Where the search for a random port begins next; counts up from 32768 and wraps. */
  readonly next: number;
  /** `tcp 0.0.0.0:8080` to the container that has it. */
  readonly bound: Readonly<Record<string, string>>;
}

export const FIRST_RANDOM_PORT = 32768;
export const LAST_RANDOM_PORT = 60999;
