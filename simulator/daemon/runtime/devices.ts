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
  if (hostConfig.Privileged) addHostDevices(hostFs, fs);
  for (const { PathOnHost, PathInContainer } of hostConfig.Devices ?? []) {
    const stat = statDevice(hostFs, PathOnHost);
    if (stat.type !== 'char' && stat.type !== 'block') continue;
    addNode(fs, PathInContainer, stat);
  }
}

/** Consoles and terminals are the container's own. */
const OWN: readonly string[] = ['console', 'ptmx', 'pts', 'shm', 'fd', 'mqueue'];

/** A privileged container sees every device of the host. */
function addHostDevices(hostFs: ProcessFs, fs: ProcessFs): void {
  for (const { name } of hostFs.readdir('/dev')) {
    const stat = hostFs.lstat(`/dev/${name}`);
    if (!OWN.includes(name) && (stat.type === 'char' || stat.type === 'block')) addNode(fs, `/dev/${name}`, stat);
  }
}

function addNode(fs: ProcessFs, path: string, { type, mode, rdev }: Stat): void {
  if (fs.exists(path) || (type !== 'char' && type !== 'block')) return;
  makeMountPoint(fs, path.slice(0, path.lastIndexOf('/')) || '/', true);
  fs.mknod(path, type, mode, rdev);
  // mknod leaves the umask's bits out; runc sets them again.
  fs.chmod(path, mode & 0o7777);
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
