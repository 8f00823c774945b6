/**
 * The disk of the learner's own machine: a Debian 12 root with the tools that courses use, `docker` among them, and an
 * empty working directory. Programs are program nodes (vfs/content.ts); what they do stands in programs/.
 */
import type { ProcessFs } from '../kernel/abi.ts';
import { busyboxApplets, debianEssential, debianUserland } from '../programs/userland.ts';
import { createMemoryFileSystem, type MemoryFileSystem } from '../vfs/memory.ts';
import { createMountNamespace } from '../vfs/namespace.ts';

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
  bash: 1_265_648,
  curl: 277_232,
};
const USUAL_SIZE = 68_496;

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

/** Makes the disk. Costs some hundred nodes, no contents. */
export function createHostDisk(options: HostDiskOptions): MemoryFileSystem {
  const disk = createMemoryFileSystem({ type: 'ext4', size: options.size, now: options.now });
  const namespace = createMountNamespace(disk, { source: '/dev/vda1' });
  const fs = namespace.processFs({
    namespace,
    root: '/',
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [0] },
    umask: 0o022,
    now: () => options.now,
  });
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
  const { commands, links } = debianUserland([...debianEssential, ...PACKAGES]);
  for (const [path, program] of Object.entries({ ...commands, ...OWN }))
    fs.writeStub(path, { size: SIZES[program] ?? USUAL_SIZE, program }, 0o755);
  for (const [path, target] of Object.entries(links)) {
    makeDirectories(fs, path.slice(0, path.lastIndexOf('/')));
    if (!isThere(fs, path)) fs.symlink(target, path);
  }
  for (const path of ['/usr/bin/su', '/usr/bin/sudo', '/usr/bin/passwd', '/usr/bin/mount'])
    if (fs.exists(path)) fs.chmod(path, 0o4755);
  for (const plugin of ['docker-compose', 'docker-buildx'])
    fs.symlink('/usr/bin/docker', `/usr/local/lib/docker/cli-plugins/${plugin}`);
  for (const [path, text] of Object.entries(etc(options.hostname))) fs.writeFile(path, text);
  fs.chmod('/etc/shadow', 0o640);
  makeDirectories(fs, options.workingDirectory);
  return disk;
}

/** Names of busybox applets there are; the host's busybox has them behind its own name only. */
export const HOST_BUSYBOX_APPLETS = busyboxApplets;

function isThere(fs: ProcessFs, path: string): boolean {
  try {
    fs.lstat(path);
    return true;
  } catch {
    return false;
  }
}

function makeDirectories(fs: ProcessFs, path: string): void {
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
