/** `--device`: device nodes of the host in the container's /dev. */
import { isEngineError, notFound } from '../../api/errors.ts';
import type { ProcessFs, Stat } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Daemon } from '../context.ts';
import { rootFs } from '../host.ts';
import type { Container } from '../world.ts';
import { makeMountPoint } from './mount-points.ts';

/** Throws notFound for a device that the host does not have. */
export function checkDevices(daemon: Daemon, container: Container): void {
  const hostFs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  for (const { PathOnHost } of container.hostConfig.Devices ?? []) statDevice(hostFs, PathOnHost);
}

export function addDevices(daemon: Daemon, { hostConfig }: Container, fs: ProcessFs): void {
  const hostFs = rootFs(daemon.host.mounts, daemon.kernel.clock);
  for (const { PathOnHost, PathInContainer } of hostConfig.Devices ?? []) {
    const stat = statDevice(hostFs, PathOnHost);
    if (stat.type !== 'char' && stat.type !== 'block') continue;
    if (fs.exists(PathInContainer)) continue;
    makeMountPoint(fs, PathInContainer.slice(0, PathInContainer.lastIndexOf('/')) || '/', true);
    fs.mknod(PathInContainer, stat.type, stat.mode, stat.rdev);
  }
}

function statDevice(hostFs: ProcessFs, path: string): Stat {
  try {
    return hostFs.stat(path);
  } catch (error) {
    if (!isSysError(error) || isEngineError(error)) throw error;
    throw notFound(
      `error gathering device information while adding custom device ${JSON.stringify(path)}: ${error.message.toLowerCase()}`,
    );
  }
}
