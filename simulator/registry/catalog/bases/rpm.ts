/** Base images of the Red Hat family: what is alike in CentOS, Fedora, Rocky, Oracle and Amazon Linux. */
import { debianUserland } from '../../../programs/userland.ts';
import { directory, link, links, program, programs, stub, text, together } from '../form/files.ts';
import type { Files } from '../form/files.ts';
import { image } from '../form/image.ts';
import type { ImageDefinition } from '../form/image.ts';
import { add, classic, cmd, defaultPath, label } from '../form/steps.ts';
import { groups, passwd, shadow } from './accounts.ts';
import { executableSize } from './executable-sizes.ts';

export interface RpmSystem {
  /** Identifies the layer. */
  name: string;
  osRelease: string;
  /** /etc/redhat-release and its like, by path. */
  releaseFiles: Files;
  created: string;
  size: number;
  download: number;
  /** Package tools: `dnf`, `microdnf`, `yum`. */
  tools: readonly ('dnf' | 'yum' | 'microdnf')[];
  labels?: Readonly<Record<string, string>>;
}

const PACKAGES = [
  'coreutils', 'bash', 'grep', 'sed', 'findutils', 'diffutils', 'gzip', 'util-linux', 'libc-bin', 'passwd', 'ncurses-bin', 'curl',
]; // prettier-ignore

/** The commands that Debian has and these do not, or call otherwise. */
const NOT_HERE = ['/usr/bin/rbash', '/usr/sbin/runuser'];

export const RPM_PASSWD = passwd([
  { name: 'root', uid: 0, gid: 0, comment: 'root', home: '/root', shell: '/bin/bash' },
  ...(
    [
      ['bin', 1, 1, '/bin'],
      ['daemon', 2, 2, '/sbin'],
      ['adm', 3, 4, '/var/adm'],
      ['lp', 4, 7, '/var/spool/lpd'],
      ['mail', 8, 12, '/var/spool/mail'],
      ['games', 12, 100, '/usr/games'],
      ['ftp', 14, 50, '/var/ftp'],
      ['nobody', 65534, 65534, '/'],
    ] as const
  ).map(([name, uid, gid, home]) => ({ name, uid, gid, comment: name, home, shell: '/sbin/nologin' })),
]);

export const RPM_GROUP = groups(
  'root 0 bin 1 daemon 2 sys 3 adm 4 tty 5 disk 6 lp 7 mem 8 kmem 9 wheel 10 mail 12 man 15 dialout 18 games 20 tape 33 video 39 ftp 50 audio 63 users 100 nobody 65534',
);

const TOOLS: Readonly<Record<string, Files>> = {
  dnf: { '/usr/bin/dnf': program('dnf/dnf', 2_100), '/usr/bin/yum': link('dnf') },
  yum: { '/usr/bin/yum': program('dnf/dnf', 801) },
  microdnf: { '/usr/bin/microdnf': program('dnf/microdnf', 122_000) },
};

function root(system: RpmSystem): Files {
  const { commands, links: aliases } = debianUserland(PACKAGES);
  const kept = Object.fromEntries(Object.entries(commands).filter(([path]) => !NOT_HERE.includes(path)));
  return {
    '/bin': link('usr/bin'),
    '/lib': link('usr/lib'),
    '/lib64': link('usr/lib64'),
    '/sbin': link('usr/sbin'),
    ...Object.fromEntries(
      '/afs /boot /dev /home /media /mnt /opt /run /srv /usr/local/bin /usr/local/sbin /usr/share /var/cache /var/lib/rpm /var/log /var/spool/mail /etc/yum.repos.d /etc/profile.d'
        .split(' ')
        .map((path) => [path, directory()]),
    ),
    '/proc': directory({ mode: 0o555 }),
    '/sys': directory({ mode: 0o555 }),
    '/root': directory({ mode: 0o550 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/var/tmp': directory({ mode: 0o1777 }),
    '/var/run': link('../run'),
    ...programs(kept, executableSize),
    ...links(Object.fromEntries(Object.entries(aliases).filter(([path]) => !NOT_HERE.includes(path)))),
    '/usr/bin/sh': link('bash'),
    '/usr/bin/gawk': program('awk', 720_000),
    '/usr/bin/awk': link('gawk'),
    '/usr/bin/rpm': program('rpm', 20_000),
    '/usr/lib64/libc.so.6': stub(2_400_000),
    '/usr/lib64/ld-linux-x86-64.so.2': stub(860_000),
    '/etc/os-release': link('../usr/lib/os-release'),
    '/usr/lib/os-release': system.osRelease,
    ...system.releaseFiles,
    '/etc/passwd': RPM_PASSWD,
    '/etc/group': RPM_GROUP,
    '/etc/shadow': text(shadow(RPM_PASSWD, 19_000), { mode: 0 }),
    '/etc/hosts': '127.0.0.1   localhost localhost.localdomain\n::1         localhost localhost.localdomain\n',
    '/etc/bashrc': '[ "$PS1" ] && PS1="[\\u@\\h \\W]\\\\$ "\n',
    '/etc/profile': 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nexport PATH\n',
    '/root/.bashrc': 'if [ -f /etc/bashrc ]; then . /etc/bashrc; fi\n',
    '/root/.bash_profile': 'if [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n',
    ...together(system.tools.map((tool) => TOOLS[tool] ?? {})),
  };
}

export function rpmImage(system: RpmSystem): ImageDefinition {
  const { created, size, download, name, labels = {} } = system;
  return image({
    created,
    platforms: ['amd64', 'arm64/v8', 'ppc64le', 's390x'],
    steps: [
      classic(add(`file:${name} in /`, { files: () => root(system), size, download, rest: name })),
      ...Object.entries(labels).map(([key, value]) => classic(label(key, value))),
      classic(cmd('/bin/bash')),
      defaultPath,
    ],
  });
}
