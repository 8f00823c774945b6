/** What this daemon is: its versions and the facts of its machine that `docker version` and `docker info` tell. */

export interface DaemonSettings {
  readonly version: string;
  readonly gitCommit: string;
  readonly goVersion: string;
  readonly buildTime: string;
  readonly containerdVersion: string;
  readonly containerdCommit: string;
  readonly runcVersion: string;
  readonly runcCommit: string;
  readonly initVersion: string;
  readonly initCommit: string;
  readonly operatingSystem: string;
  readonly osVersion: string;
  readonly cgroupVersion: '1' | '2';
  readonly cgroupDriver: string;
  /** What ends the errors of the container runtime. containerd 1.7, which Docker's packages bring, adds `: unknown`. */
  readonly runtimeErrorSuffix: string;
  readonly dataRoot: string;
}

export const DEFAULT_SETTINGS: DaemonSettings = {
  version: '28.5.2',
  gitCommit: '89c5e8f',
  goVersion: 'go1.25.3',
  buildTime: '2025-11-05T14:43:11.000000000+00:00',
  containerdVersion: 'v2.1.5',
  containerdCommit: 'fcd43222d6b07379a4be9786bda52438f0dd16a1',
  runcVersion: '1.3.3',
  runcCommit: 'v1.3.3-0-gd842d771',
  initVersion: '0.19.0',
  initCommit: 'de40ad0',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  osVersion: '12',
  cgroupVersion: '1',
  cgroupDriver: 'cgroupfs',
  runtimeErrorSuffix: '',
  dataRoot: '/var/lib/docker',
};
