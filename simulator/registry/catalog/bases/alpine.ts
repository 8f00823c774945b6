/** Alpine's mini root file system, which the `-alpine` variants of other images stand on. */
import { alpineLinks } from '../../../programs/userland.ts';
import { image } from '../form/image.ts';
import type { ImageDefinition } from '../form/image.ts';
import { directory, link, links, program, stub, text } from '../form/files.ts';
import type { Files } from '../form/files.ts';
import { add, cmd, defaultPath, silently, workdir } from '../form/steps.ts';

/** Release to the newest point release, its date and sizes. */
const RELEASES: Readonly<Record<string, readonly [version: string, created: string, size: number, download: number]>> =
  {
    '3.3': ['3.3.3', '2019-01-30T22:20:30Z', 4_820_000, 2_380_000],
    '3.4': ['3.4.6', '2019-01-30T22:20:20Z', 4_820_000, 2_380_000],
    '3.5': ['3.5.3', '2019-01-30T22:20:10Z', 4_000_000, 1_970_000],
    '3.6': ['3.6.5', '2019-03-07T22:20:00Z', 4_030_000, 2_020_000],
    '3.7': ['3.7.3', '2019-03-07T22:19:53Z', 4_210_000, 2_110_000],
    '3.8': ['3.8.5', '2020-01-23T16:53:06Z', 4_410_000, 2_210_000],
    '3.9': ['3.9.6', '2020-04-24T16:03:47Z', 5_550_000, 2_770_000],
    '3.10': ['3.10.9', '2021-04-14T19:20:04Z', 5_580_000, 2_800_000],
    '3.11': ['3.11.13', '2021-11-12T17:20:08Z', 5_610_000, 2_810_000],
    '3.12': ['3.12.12', '2022-04-05T00:19:59Z', 5_580_000, 2_810_000],
    '3.13': ['3.13.12', '2022-08-09T17:19:53Z', 5_610_000, 2_820_000],
    '3.14': ['3.14.10', '2023-03-29T18:19:24Z', 5_620_000, 2_820_000],
    '3.15': ['3.15.11', '2023-11-30T23:23:23Z', 5_600_000, 2_830_000],
    '3.16': ['3.16.9', '2024-01-27T00:30:56Z', 5_540_000, 2_810_000],
    '3.17': ['3.17.10', '2024-09-06T22:20:07Z', 7_080_000, 3_380_000],
    '3.18': ['3.18.12', '2025-02-14T18:28:36Z', 7_360_000, 3_420_000],
    '3.19': ['3.19.9', '2025-10-08T11:04:56Z', 7_400_000, 3_420_000],
    '3.20': ['3.20.8', '2025-10-08T11:04:56Z', 7_830_000, 3_630_000],
    '3.21': ['3.21.5', '2025-10-08T11:04:56Z', 7_880_000, 3_650_000],
    '3.22': ['3.22.2', '2025-10-08T11:04:56Z', 8_318_976, 3_802_452],
    edge: ['3.23_alpha20250612', '2025-06-12T20:08:48Z', 8_320_000, 3_800_000],
  };

export const ALPINE_RELEASES = Object.keys(RELEASES);

const made = new Map<string, ImageDefinition>();

/** The image `alpine:RELEASE`; the same object each time. Throws RangeError for a release that is not listed. */
export function alpine(release: string): ImageDefinition {
  const known = made.get(release);
  if (known !== undefined) return known;
  const listed = RELEASES[release];
  if (listed === undefined) throw new RangeError(`no such Alpine release: ${release}`);
  const [version, created, size, download] = listed;
  const definition = image({
    created,
    platforms: ['amd64', 'arm/v6', 'arm/v7', 'arm64/v8', '386', 'ppc64le', 'riscv64', 's390x'],
    steps: [
      add(`alpine-minirootfs-${version}-x86_64.tar.gz /`, {
        files: () => alpineRoot(release, version),
        size,
        download,
        rest: `alpine-${release}`,
      }),
      cmd('/bin/sh'),
      defaultPath,
      silently(workdir('/')),
    ],
  });
  made.set(release, definition);
  return definition;
}

export function alpineVersion(release: string): string {
  return RELEASES[release]?.[0] ?? release;
}

const DIRECTORIES = `/dev /etc/apk/keys /etc/apk/protected_paths.d /etc/conf.d /etc/crontabs /etc/init.d /etc/logrotate.d
  /etc/modprobe.d /etc/modules-load.d /etc/network/if-up.d /etc/opt /etc/periodic/daily /etc/profile.d /etc/sysctl.d /home /lib/apk/db
  /media/cdrom /media/floppy /media/usb /mnt /opt /run/lock /sbin /srv /usr/bin /usr/lib /usr/local/bin /usr/local/lib /usr/local/share
  /usr/sbin /usr/share/apk/keys /usr/share/man /usr/share/misc /var/cache/apk /var/cache/misc /var/lib/apk /var/lib/misc /var/lib/udhcpd
  /var/local /var/log /var/mail /var/opt /var/spool/cron`;

/** Of the base: what `apk info` lists, with the sizes of their main files. */
const PACKAGES = `alpine-baselayout 3.7.0-r0 alpine-baselayout-data 3.7.0-r0 alpine-keys 2.5-r0 alpine-release 3.22.2-r0
  apk-tools 2.14.9-r3 busybox 1.37.0-r19 busybox-binsh 1.37.0-r19 ca-certificates-bundle 20250911-r0 libapk2 2.14.9-r3
  libcrypto3 3.5.4-r0 libssl3 3.5.4-r0 musl 1.2.5-r10 musl-utils 1.2.5-r10 scanelf 1.3.8-r1 ssl_client 1.37.0-r19 zlib 1.3.1-r2`;

function alpineRoot(release: string, version: string): Files {
  const applets = alpineLinks();
  return {
    ...Object.fromEntries(DIRECTORIES.split(/\s+/).map((path) => [path, directory()])),
    '/proc': directory({ mode: 0o555 }),
    '/root': directory({ mode: 0o700 }),
    '/sys': directory({ mode: 0o755 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/var/empty': directory({ mode: 0o555 }),
    '/var/tmp': directory({ mode: 0o1777 }),
    '/var/lock': link('../run/lock'),
    '/var/run': link('../run'),
    '/var/spool/mail': link('../mail'),
    '/bin/busybox': program('busybox', 804_616),
    ...links(applets),
    '/sbin/apk': program('apk-tools/apk', 68_408),
    '/sbin/ldconfig': text('#!/bin/sh\nexit 0\n', { mode: 0o755 }),
    '/usr/bin/getent': program('getent', 16_000),
    '/usr/bin/ldd': link('../../lib/ld-musl-x86_64.so.1'),
    '/usr/bin/ssl_client': program('busybox/ssl_client', 14_184),
    '/lib/ld-musl-x86_64.so.1': stub(662_640),
    '/lib/libc.musl-x86_64.so.1': link('ld-musl-x86_64.so.1'),
    '/usr/lib/libcrypto.so.3': stub(4_558_544),
    '/usr/lib/libssl.so.3': stub(896_696),
    '/usr/lib/libapk.so.2.14.9': stub(215_200),
    '/usr/lib/libz.so.1.3.1': stub(100_016),
    '/usr/lib/libz.so.1': link('libz.so.1.3.1'),
    ...(olderThan(release, 20) ? OLD_LIBRARIES : {}),
    ...etcFiles(release, version),
  };
}

/** The small releases of old, before Alpine had OpenSSL 3. */
const OLD_LIBRARIES: Files = {
  '/usr/lib/libcrypto.so.3': stub(1_400_000),
  '/usr/lib/libssl.so.3': stub(300_000),
  '/usr/lib/libapk.so.2.14.9': stub(100_000),
};

function olderThan(release: string, minor: number): boolean {
  return release !== 'edge' && Number(release.split('.')[1]) < minor;
}

export const ALPINE_PASSWD = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

export const ALPINE_GROUP = `root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
sys:x:3:root,bin
adm:x:4:root,daemon
tty:x:5:
disk:x:6:root
lp:x:7:lp
kmem:x:9:
wheel:x:10:root
floppy:x:11:root
mail:x:12:mail
news:x:13:news
uucp:x:14:uucp
cron:x:16:cron
audio:x:18:
cdrom:x:19:
dialout:x:20:root
ftp:x:21:
sshd:x:22:
input:x:23:
tape:x:26:root
video:x:27:root
netdev:x:28:
kvm:x:34:kvm
games:x:35:
shadow:x:42:
www-data:x:82:
users:x:100:games
ntp:x:123:
abuild:x:300:
utmp:x:406:
ping:x:999:
nogroup:x:65533:
nobody:x:65534:
`;

const PROFILE = `export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export PAGER=less
umask 022
PS1='\\h:\\w\\$ '
for script in /etc/profile.d/*.sh; do
	if [ -r "$script" ]; then . "$script"; fi
done
unset script
`;

function etcFiles(release: string, version: string): Files {
  const repositories = release === 'edge' ? 'edge' : `v${release}`;
  const name = release === 'edge' ? 'Alpine Linux edge' : `Alpine Linux v${release}`;
  return {
    '/etc/alpine-release': `${version}\n`,
    '/etc/apk/arch': 'x86_64\n',
    '/etc/apk/repositories': `https://dl-cdn.alpinelinux.org/alpine/${repositories}/main\nhttps://dl-cdn.alpinelinux.org/alpine/${repositories}/community\n`,
    '/etc/apk/world': 'alpine-baselayout\nalpine-keys\nalpine-release\napk-tools\nbusybox\nlibc-utils\n',
    '/etc/fstab': '/dev/cdrom\t/media/cdrom\tiso9660\tnoauto,ro 0 0\n/dev/usbdisk\t/media/usb\tvfat\tnoauto\t0 0\n',
    '/etc/group': ALPINE_GROUP,
    '/etc/hostname': 'localhost\n',
    '/etc/hosts': '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n',
    '/etc/inittab': '::sysinit:/sbin/openrc sysinit\n::ctrlaltdel:/sbin/reboot\n::shutdown:/sbin/openrc shutdown\n',
    '/etc/issue': `Welcome to Alpine Linux ${release}\nKernel \\r on an \\m (\\l)\n\n`,
    '/etc/motd': `Welcome to Alpine!

The Alpine Wiki contains a large amount of how-to guides and general
information about administrating Alpine systems.
See <https://wiki.alpinelinux.org/>.

You can setup the system with the command: setup-alpine

You may change this message by editing /etc/motd.

`,
    '/etc/nsswitch.conf': 'hosts: files dns\n',
    '/etc/os-release': `NAME="Alpine Linux"
ID=alpine
VERSION_ID=${version}
PRETTY_NAME="${name}"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`,
    '/etc/passwd': ALPINE_PASSWD,
    '/etc/profile': PROFILE,
    '/etc/protocols': 'icmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\n',
    '/etc/secfixes.d/alpine': `https://secdb.alpinelinux.org/${repositories}/main.json\n`,
    '/etc/services':
      'ftp\t\t21/tcp\nssh\t\t22/tcp\ndomain\t\t53/tcp\ndomain\t\t53/udp\nhttp\t\t80/tcp\t\twww\nhttps\t\t443/tcp\n',
    '/etc/shadow': text(
      ALPINE_PASSWD.replace(/^([^:\n]+):.*$/gm, (_, user: string) => `${user}:${user === 'root' ? '*' : '!'}::0:::::`),
      { mode: 0o640, gid: 42 },
    ),
    '/etc/shells': '/bin/sh\n/bin/ash\n',
    '/etc/sysctl.conf': '# read from /etc/sysctl.d\n',
    '/etc/ssl/cert.pem': stub(219_000),
    '/lib/apk/db/installed': apkInstalled(),
  };
}

/** apk's database: one paragraph for each package, with its name and version. */
function apkInstalled(): string {
  const packages = Array.from(PACKAGES.matchAll(/(\S+) (\S+)/g));
  return packages.map(([, name, version]) => `P:${name}\nV:${version}\nA:x86_64\n\n`).join('');
}
