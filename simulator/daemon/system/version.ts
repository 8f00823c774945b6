/** GET /version and HEAD /_ping. */
import { API_VERSION, MIN_API_VERSION } from '../../api/engine.ts';
import type { PingResponse, SystemVersion, VersionComponent } from '../../api/system.ts';
import type { Daemon } from '../context.ts';

const ARCHITECTURE = 'amd64';

export async function systemPing({ settings }: Daemon): Promise<PingResponse> {
  return {
    ApiVersion: API_VERSION,
    OSType: 'linux',
    Experimental: false,
    BuilderVersion: '2',
    Swarm: 'inactive',
    Server: `Docker/${settings.version} (linux)`,
  };
}

export async function systemVersion(daemon: Daemon): Promise<SystemVersion> {
  const { version, gitCommit, goVersion, buildTime } = daemon.settings;
  return {
    Platform: { Name: 'Docker Engine - Community' },
    Components: components(daemon),
    Version: version,
    ApiVersion: API_VERSION,
    MinAPIVersion: MIN_API_VERSION,
    GitCommit: gitCommit,
    GoVersion: goVersion,
    Os: 'linux',
    Arch: ARCHITECTURE,
    KernelVersion: daemon.kernel.machine().kernelRelease,
    BuildTime: buildTime,
  };
}

function components({ settings, kernel }: Daemon): VersionComponent[] {
  const engine: VersionComponent = {
    Name: 'Engine',
    Version: settings.version,
    Details: {
      ApiVersion: API_VERSION,
      Arch: ARCHITECTURE,
      BuildTime: settings.buildTime,
      Experimental: 'false',
      GitCommit: settings.gitCommit,
      GoVersion: settings.goVersion,
      KernelVersion: kernel.machine().kernelRelease,
      MinAPIVersion: MIN_API_VERSION,
      Os: 'linux',
    },
  };
  const tool = (Name: string, Version: string, GitCommit: string): VersionComponent => ({
    Name,
    Version,
    Details: { GitCommit },
  });
  return [
    engine,
    tool('containerd', settings.containerdVersion, settings.containerdCommit),
    tool('runc', settings.runcVersion, settings.runcCommit),
    tool('docker-init', settings.initVersion, settings.initCommit),
  ];
}
