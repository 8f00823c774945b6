/** The files of a minimal Debian root, as debootstrap and Debian's image script leave it. */
import { DEBIAN_BASE, debianEssential, debianPackages, debianUserland } from '../../../programs/userland.ts';
import { groups, passwd, shadow } from './accounts.ts';
import type { Account } from './accounts.ts';
import { executableSize } from './executable-sizes.ts';
import { directory, link, links, program, programs, stub, text } from '../form/files.ts';
import type { Files } from '../form/files.ts';

const NOLOGIN = '/usr/sbin/nologin';
const ACCOUNTS: readonly (readonly [string, number, number, string, string])[] = [
  ['daemon', 1, 1, 'daemon', '/usr/sbin'],
  ['bin', 2, 2, 'bin', '/bin'],
  ['sys', 3, 3, 'sys', '/dev'],
  ['sync', 4, 65534, 'sync', '/bin'],
  ['games', 5, 60, 'games', '/usr/games'],
  ['man', 6, 12, 'man', '/var/cache/man'],
  ['lp', 7, 7, 'lp', '/var/spool/lpd'],
  ['mail', 8, 8, 'mail', '/var/mail'],
  ['news', 9, 9, 'news', '/var/spool/news'],
  ['uucp', 10, 10, 'uucp', '/var/spool/uucp'],
  ['proxy', 13, 13, 'proxy', '/bin'],
  ['www-data', 33, 33, 'www-data', '/var/www'],
  ['backup', 34, 34, 'backup', '/var/backups'],
  ['list', 38, 38, 'Mailing List Manager', '/var/list'],
  ['irc', 39, 39, 'ircd', '/run/ircd'],
  ['_apt', 42, 65534, '', '/nonexistent'],
  ['nobody', 65534, 65534, 'nobody', '/nonexistent'],
];

export const DEBIAN_PASSWD = passwd([
  { name: 'root', uid: 0, gid: 0, comment: 'root', home: '/root', shell: '/bin/bash' },
  ...ACCOUNTS.map(([name, uid, gid, comment, home]): Account => ({
    name,
    uid,
    gid,
    comment,
    home,
    shell: name === 'sync' ? '/bin/sync' : NOLOGIN,
  })),
]);

export const DEBIAN_GROUP = groups(
  `root 0 daemon 1 bin 2 sys 3 adm 4 tty 5 disk 6 lp 7 mail 8 news 9 uucp 10 man 12 proxy 13 kmem 15 dialout 20 fax 21
  voice 22 cdrom 24 floppy 25 tape 26 sudo 27 audio 29 dip 30 www-data 33 backup 34 operator 37 list 38 irc 39 src 40
  shadow 42 utmp 43 video 44 sasl 45 plugdev 46 staff 50 games 60 users 100 nogroup 65534`,
);

/** Libraries that programs of the root are linked with, and their sizes. */
const LIBRARIES = `libapt-pkg.so.7.0.0 2580592 libaudit.so.1.0.0 174008 libblkid.so.1.1.0 396256 libbz2.so.1.0.4 74688
  libc.so.6 1995216 libcap.so.2.75 43000 libcrypt.so.1.1.0 206776 libcrypto.so.3 6517312 libdb-5.3.so 1864304
  libgcc_s.so.1 182856 libgmp.so.10.5.0 566080 liblz4.so.1.10.0 154096 liblzma.so.5.8.1 198832 libm.so.6 977112
  libmount.so.1.1.0 502512 libnettle.so.8.10 346216 libpam.so.0.85.1 68072 libpcre2-8.so.0.14.0 711216 libseccomp.so.2.6.0 182560
  libselinux.so.1 202984 libsqlite3.so.0.8.6 1571096 libssl.so.3 1101760 libstdc++.so.6.0.33 2497768 libsystemd.so.0.40.0 1131784
  libtinfo.so.6.5 220464 libudev.so.1.7.10 280936 libz.so.1.3.1 121280 libzstd.so.1.5.7 825336 ld-linux-x86-64.so.2 225672`;

/** Package tools and others that no list of the userland has. */
const TOOLS: Readonly<Record<string, string>> = {
  '/usr/bin/apt': 'apt/apt',
  '/usr/bin/apt-cache': 'apt/apt-cache',
  '/usr/bin/apt-config': 'apt/apt-config',
  '/usr/bin/apt-get': 'apt/apt-get',
  '/usr/bin/apt-mark': 'apt/apt-mark',
  '/usr/bin/debconf-set-selections': 'debconf/debconf-set-selections',
  '/usr/bin/dpkg': 'dpkg/dpkg',
  '/usr/bin/dpkg-deb': 'dpkg/dpkg-deb',
  '/usr/bin/dpkg-query': 'dpkg/dpkg-query',
  '/usr/bin/ldd': 'libc-bin/ldd',
  '/usr/bin/perl': 'perl',
  '/usr/bin/update-alternatives': 'dpkg/update-alternatives',
  '/usr/sbin/ldconfig': 'libc-bin/ldconfig',
};

const DIRECTORIES = `/boot /dev /etc/default /etc/opt /etc/profile.d /etc/skel /etc/apt/apt.conf.d /etc/apt/auth.conf.d
  /etc/apt/keyrings /etc/apt/preferences.d /etc/apt/sources.list.d /etc/apt/trusted.gpg.d /home /media /mnt /opt /run /srv /usr/games
  /usr/include /usr/libexec /usr/lib64 /usr/local/bin /usr/local/etc /usr/local/games /usr/local/include /usr/local/lib /usr/local/sbin
  /usr/local/share/man /usr/local/src /usr/share/debconf /usr/share/doc /usr/share/info /usr/share/keyrings /usr/share/man /usr/share/zoneinfo
  /usr/src /var/backups /var/cache/apt/archives/partial /var/cache/debconf /var/lib/apt/lists/partial /var/lib/dpkg/info /var/log/apt
  /var/opt /var/spool`;

const LINKS: Readonly<Record<string, string>> = {
  '/bin': 'usr/bin',
  '/lib': 'usr/lib',
  '/lib64': 'usr/lib64',
  '/sbin': 'usr/sbin',
  '/etc/mtab': '/proc/mounts',
  '/etc/os-release': '../usr/lib/os-release',
  '/usr/lib64/ld-linux-x86-64.so.2': '../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
  '/usr/local/man': 'share/man',
  '/var/lock': '/run/lock',
  '/var/run': '/run',
  '/var/spool/mail': '../mail',
};

const PROFILE = `# The search path and the prompt of login shells.
if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH
if [ "\${PS1-}" ]; then
  if [ "\${BASH-}" ] && [ -f /etc/bash.bashrc ]; then . /etc/bash.bashrc
  elif [ "$(id -u)" -eq 0 ]; then PS1='# '
  else PS1='$ '
  fi
fi
for i in /etc/profile.d/*.sh; do
  if [ -r "$i" ]; then . "$i"; fi
done
unset i
`;
const BASHRC = `# Read by interactive shells.
[ -z "\${PS1-}" ] && return
shopt -s checkwinsize
PS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '
`;

/** What tells one Debian-like system from another. */
export interface DebianSystem {
  osRelease: string;
  debianVersion: string;
  /** /etc/issue.net; /etc/issue adds what getty replaces. */
  issue: string;
  /** Source lists by path. */
  sources: Files;
  passwd?: string;
  group?: string;
  /** Packages of the userland beside the essential ones. */
  packages?: readonly string[];
  /** Days since 1970 at which the accounts were made. */
  day: number;
  extra?: Files;
}

export function debianRoot(system: DebianSystem): Files {
  const accounts = system.passwd ?? DEBIAN_PASSWD;
  const group = system.group ?? DEBIAN_GROUP;
  const packages = [...debianEssential, ...(system.packages ?? [])];
  const userland = debianUserland(packages);
  return {
    ...links(LINKS),
    ...Object.fromEntries(DIRECTORIES.split(/\s+/).map((path) => [path, directory()])),
    '/proc': directory({ mode: 0o555 }),
    '/sys': directory({ mode: 0o555 }),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/var/tmp': directory({ mode: 0o1777 }),
    '/var/mail': directory({ mode: 0o2775, gid: 8 }),
    '/var/local': directory({ mode: 0o2775, gid: 50 }),
    ...etcFiles(system, accounts, group),
    ...programs(userland.commands, executableSize),
    ...links(userland.links),
    ...programs(missing(TOOLS, userland.commands), executableSize),
    ...setuid(userland.commands),
    ...libraries('/usr/lib/x86_64-linux-gnu', LIBRARIES),
    '/var/lib/dpkg/status': text(dpkgStatus(packages)),
    '/var/log/dpkg.log': text(''),
    ...system.extra,
  };
}

function etcFiles(system: DebianSystem, accounts: string, group: string): Files {
  return {
    '/etc/bash.bashrc': BASHRC,
    '/etc/debian_version': `${system.debianVersion}\n`,
    '/etc/environment': '',
    '/etc/fstab': '# UNCONFIGURED FSTAB FOR BASE SYSTEM\n',
    '/etc/group': group,
    '/etc/gshadow': text(group.replace(/^([^:\n]+):.*$/gm, '$1:*::'), { mode: 0o640, gid: 42 }),
    '/etc/host.conf': 'multi on\n',
    '/etc/hostname': '',
    '/etc/hosts': '127.0.0.1\tlocalhost\n',
    '/etc/issue': `${system.issue} \\n \\l\n\n`,
    '/etc/issue.net': `${system.issue}\n`,
    '/etc/ld.so.conf': 'include /etc/ld.so.conf.d/*.conf\n\n',
    '/etc/login.defs':
      'MAIL_DIR\t/var/mail\nUMASK\t\t022\nPASS_MAX_DAYS\t99999\nUID_MIN\t\t1000\nUID_MAX\t\t60000\nGID_MIN\t\t1000\nGID_MAX\t\t60000\n',
    '/etc/machine-id': '',
    '/etc/motd': '',
    '/etc/nsswitch.conf':
      'passwd:         files\ngroup:          files\nshadow:         files\n\nhosts:          files dns\n',
    '/etc/pam.conf': '',
    '/etc/passwd': accounts,
    '/etc/profile': PROFILE,
    '/etc/resolv.conf': '',
    '/etc/shadow': text(shadow(accounts, system.day), { mode: 0o640, gid: 42 }),
    '/etc/shells':
      '/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/bin/dash\n/usr/bin/dash\n',
    '/etc/skel/.bashrc':
      "case $- in *i*) ;; *) return;; esac\nPS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n",
    '/etc/skel/.profile': 'if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then . "$HOME/.bashrc"; fi\n',
    '/etc/subgid': '',
    '/etc/subuid': '',
    '/root/.bashrc': '# Read by interactive shells of root.\n# alias ll="ls -l"\n',
    '/root/.profile': 'if [ "$BASH" ] && [ -f ~/.bashrc ]; then . ~/.bashrc; fi\n',
    '/usr/lib/os-release': system.osRelease,
    ...system.sources,
  };
}

function missing(
  tools: Readonly<Record<string, string>>,
  there: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(tools).filter(([path]) => !(path in there)));
}

const SETUID = [
  '/usr/bin/su',
  '/usr/bin/passwd',
  '/usr/bin/mount',
  '/usr/bin/umount',
  '/usr/bin/gpasswd',
  '/usr/bin/chsh',
  '/usr/bin/newgrp',
];

function setuid(commands: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(
    SETUID.flatMap((path) => {
      const name = commands[path];
      return name === undefined ? [] : [[path, program(name, executableSize(path), { mode: 0o4755 })]];
    }),
  );
}

/** From `libz.so.1.3.1 121280 …`, with the short names (`libz.so.1`) as links. */
export function libraries(where: string, list: string): Files {
  const files: [string, Files[string]][] = [];
  for (const [, name = '', size] of list.matchAll(/(\S+) (\d+)/g)) {
    const short = /^(.*\.so\.\d+)\./.exec(name)?.[1];
    files.push([`${where}/${name}`, stub(Number(size))]);
    if (short !== undefined) files.push([`${where}/${short}`, link(name)]);
  }
  return Object.fromEntries(files);
}

/** The paragraphs of dpkg's database: the packages of a minimal Debian, and those of the userland beside them. */
export function dpkgStatus(names: readonly string[]): string {
  const paragraphs = new Map<string, string>();
  for (const name of names) {
    const version = debianPackages.get(name)?.version ?? '1';
    paragraphs.set(name, paragraph(name, version, 'amd64', false));
  }
  for (const [, name = '', version = '', flags = ''] of DEBIAN_BASE.matchAll(/^(\S+) (\S+) \d+ \d+([a-z]*)/gm))
    paragraphs.set(name, paragraph(name, version, flags.includes('a') ? 'all' : 'amd64', flags.includes('m')));
  return [...paragraphs.keys()]
    .sort()
    .map((name) => paragraphs.get(name) ?? '')
    .join('');
}

function paragraph(name: string, version: string, architecture: string, multiArch: boolean): string {
  const essential = debianPackages.get(name)?.essential === true ? 'Essential: yes\n' : '';
  return `Package: ${name}\n${essential}Status: install ok installed\nArchitecture: ${architecture}\n${multiArch ? 'Multi-Arch: same\n' : ''}Version: ${version}\n\n`;
}
