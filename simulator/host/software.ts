/**
 * What is installed on the learner's own machine: the tools that courses use, `docker` among them. Programs are program
 * nodes (vfs/content.ts); what they do stands in programs/. No prompt needs them, so they are loaded with the first
 * command.
 */
import type { ProcessFs } from '../kernel/abi.ts';
import { debianEssential, debianUserland } from '../programs/userland.ts';
import type { MemoryFileSystem } from '../vfs/memory.ts';
import { installerFs, makeDirectories } from './disk.ts';

/** Debian packages on the host beside the essential ones. */
const PACKAGES = [
  'adduser', 'procps', 'psmisc', 'sysvinit-utils', 'bsdextrautils', 'xxd', 'iproute2', 'net-tools', 'iputils-ping', 'traceroute',
  'bind9-dnsutils', 'bind9-host', 'netcat-openbsd', 'inetutils-telnet', 'curl', 'wget', 'vim', 'nano', 'less', 'tree', 'file', 'jq',
  'sudo', 'man-db', 'lsof', 'unzip', 'zip', 'bc',
]; // prettier-ignore

/** Programs of the host that no Debian package of the list brings. Path to program name. */
const OWN: Readonly<Record<string, string>> = {
  '/usr/bin/busybox': 'busybox',
  '/usr/bin/docker': 'docker',
  '/usr/bin/docker-compose': 'docker-compose',
  '/usr/bin/code': 'code',
  '/usr/bin/redo': 'redo',
  '/usr/bin/undo': 'undo',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/strings': 'strings',
  '/usr/bin/systemctl': 'systemctl',
  '/usr/bin/journalctl': 'systemctl',
  '/usr/bin/apt': 'apt/apt',
  '/usr/bin/apt-cache': 'apt/apt-cache',
  '/usr/bin/apt-get': 'apt/apt-get',
  '/usr/bin/apt-mark': 'apt/apt-mark',
  '/usr/bin/dpkg': 'dpkg/dpkg',
  '/usr/bin/dpkg-query': 'dpkg/dpkg-query',
};

const SIZES: Readonly<Record<string, number>> = {
  docker: 42_301_736,
  'docker-compose': 73_664_392,
  busybox: 2_041_208,
  curl: 277_232,
};
const USUAL_SIZE = 68_496;

/** Puts it on the disk, as of `now` (milliseconds since the epoch). Costs some hundred nodes, no contents. */
export function installSoftware(disk: MemoryFileSystem, now: number): void {
  const fs = installerFs(disk, now);
  const { commands, links } = debianUserland([...debianEssential, ...PACKAGES]);
  for (const [path, program] of Object.entries({ ...commands, ...OWN }))
    if (!isThere(fs, path)) fs.writeStub(path, { size: SIZES[program] ?? USUAL_SIZE, program }, 0o755);
  for (const [path, target] of Object.entries(links)) {
    makeDirectories(fs, path.slice(0, path.lastIndexOf('/')));
    if (!isThere(fs, path)) fs.symlink(target, path);
  }
  for (const path of ['/usr/bin/su', '/usr/bin/sudo', '/usr/bin/passwd', '/usr/bin/mount'])
    if (fs.exists(path)) fs.chmod(path, 0o4755);
  for (const plugin of ['docker-compose', 'docker-buildx'])
    fs.symlink('/usr/bin/docker', `/usr/local/lib/docker/cli-plugins/${plugin}`);
}

function isThere(fs: ProcessFs, path: string): boolean {
  try {
    fs.lstat(path);
    return true;
  } catch {
    return false;
  }
}
