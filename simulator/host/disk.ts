/**
 * The disk of the learner's own machine as a prompt needs it: a Debian 12 root with bash and an empty working directory.
 * The tools follow before the first command runs (software.ts).
 */
import type { ProcessFs } from '../kernel/abi.ts';
import { createMemoryFileSystem, type MemoryFileSystem } from '../vfs/memory.ts';
import { createMountNamespace } from '../vfs/namespace.ts';

const DIRECTORIES = [
  '/boot', '/dev', '/etc/alternatives', '/etc/apt/sources.list.d', '/etc/default', '/etc/docker', '/etc/skel', '/home', '/lib', '/media', '/mnt', '/opt', '/proc', '/root',
  '/run/docker', '/srv', '/sys', '/tmp', '/usr/bin', '/usr/lib', '/usr/lib64', '/usr/local/bin', '/usr/local/lib/docker/cli-plugins',
  '/usr/local/sbin', '/usr/sbin', '/usr/share', '/var/cache', '/var/lib/docker/containers', '/var/lib/docker/volumes',
  '/var/lib/docker/overlay2', '/var/lib/docker/image', '/var/lib/docker/network', '/var/lib/docker/tmp', '/var/log', '/var/spool', '/var/tmp',
]; // prettier-ignore

export interface HostDiskOptions {
  hostname: string;
  /** The directory a shell begins in, made if missing; with its parents. */
  workingDirectory: string;
  /** Simulated time of the installation, milliseconds since the epoch. */
  now: number;
  /** Bytes of the disk. */
  size: number;
}

const BASH_SIZE = 1_265_648;

/** Makes the disk. */
export function createHostDisk(options: HostDiskOptions): MemoryFileSystem {
  const disk = createMemoryFileSystem({ type: 'ext4', size: options.size, now: options.now });
  const fs = installerFs(disk, options.now);
  for (const path of DIRECTORIES) makeDirectories(fs, path);
  for (const [link, target] of Object.entries({
    '/bin': 'usr/bin',
    '/sbin': 'usr/sbin',
    '/lib64': 'usr/lib64',
    '/var/run': '/run',
  }))
    fs.symlink(target, link);
  fs.chmod('/tmp', 0o1777);
  fs.chmod('/var/tmp', 0o1777);
  fs.chmod('/root', 0o700);
  fs.chmod('/var/lib/docker', 0o710);
  fs.writeStub('/usr/bin/bash', { size: BASH_SIZE, program: 'bash' }, 0o755);
  for (const [path, text] of Object.entries(etc(options.hostname))) fs.writeFile(path, text);
  fs.chmod('/etc/shadow', 0o640);
  makeDirectories(fs, options.workingDirectory);
  return disk;
}

/** The disk as root sees it while it is installed. */
export function installerFs(disk: MemoryFileSystem, now: number): ProcessFs {
  const namespace = createMountNamespace(disk, { source: '/dev/vda1' });
  const credentials = { uid: 0, gid: 0, groups: [0] };
  return namespace.processFs({ namespace, root: '/', cwd: '/', credentials, umask: 0o022, now: () => now });
}

export function makeDirectories(fs: ProcessFs, path: string): void {
  const parts = path.split('/').filter((part) => part !== '');
  for (let n = 1; n <= parts.length; n++) {
    const each = `/${parts.slice(0, n).join('/')}`;
    if (!fs.exists(each)) fs.mkdir(each);
  }
}

function etc(hostname: string): Record<string, string> {
  return {
    '/etc/hostname': `${hostname}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
    '/etc/resolv.conf': 'nameserver 10.0.2.3\n',
    '/etc/apt/sources.list.d/debian.sources': SOURCES,
    '/etc/debian_version': '12.12\n',
    '/etc/os-release': OS_RELEASE,
    '/etc/passwd': PASSWD,
    '/etc/group': GROUP,
    '/etc/shadow': 'root:*:20000:0:99999:7:::\n',
    '/etc/shells': '/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/dash\n/usr/bin/dash\n',
    '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    '/etc/issue': 'Debian GNU/Linux 12 \\n \\l\n',
    '/etc/profile': 'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n',
    '/etc/bash.bashrc': SYSTEM_BASHRC,
    '/etc/docker/daemon.json': '{}\n',
    '/root/.bashrc': BASHRC,
    '/root/.profile': 'if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n',
  };
}

const SOURCES = `Types: deb
URIs: http://deb.debian.org/debian
Suites: bookworm bookworm-updates
Components: main

Types: deb
URIs: http://deb.debian.org/debian-security
Suites: bookworm-security
Components: main
`;

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
mail:x:8:
sudo:x:27:
www-data:x:33:
users:x:100:
docker:x:999:
nogroup:x:65534:
`;

const SYSTEM_BASHRC = `# For every interactive bash that is not a login shell.
PS1='\\u@\\h:\\w\\$ '
`;

const BASHRC = `alias ls='ls --color=auto'
alias ll='ls -l'
alias grep='grep --color=auto'
`;
