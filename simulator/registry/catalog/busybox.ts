import { busyboxUserland } from '../../programs/userland.ts';
import { image, family } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { directory, hardLink, link, program, stub, text } from './form/files.ts';
import type { Files } from './form/files.ts';
import { cmd, defaultPath, rootfs, silently, workdir } from './form/steps.ts';

const PASSWD = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;

const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
kmem:x:9:
wheel:x:10:root
cdrom:x:11:
dialout:x:18:
floppy:x:19:
video:x:28:
audio:x:29:
tape:x:32:
www-data:x:33:
operator:x:37:
utmp:x:43:
plugdev:x:46:
staff:x:50:
lock:x:54:
netdev:x:82:
users:x:100:
nobody:x:65534:
`;

/** All applets are names of one file; the glibc variant brings the libraries that name lookups need. */
function root(libc: 'glibc' | 'musl' | 'uclibc'): Files {
  const applets = Object.keys(busyboxUserland()).filter((path) => path !== '/bin/busybox');
  return {
    '/bin/busybox': program('busybox', libc === 'glibc' ? 1_117_600 : 1_025_000),
    ...Object.fromEntries(applets.map((path) => [path, hardLink('/bin/busybox')])),
    '/dev': directory(),
    '/home': directory({ uid: 65534, gid: 65534 }),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/usr/sbin': directory({ uid: 1, gid: 1 }),
    '/usr/bin/env': link('../../bin/env'),
    '/var/spool/mail': directory({ uid: 8, gid: 8 }),
    '/var/www': directory({ uid: 33, gid: 33 }),
    '/etc/group': GROUP,
    '/etc/localtime': stub(114),
    '/etc/network/if-up.d': directory(),
    '/etc/passwd': PASSWD,
    '/etc/shadow': text(
      PASSWD.replace(
        /^([^:\n]+):.*$/gm,
        (_, name: string) => `${name}:${name === 'root' ? '' : '*'}:10933:0:99999:7:::`,
      ),
      { mode: 0o600 },
    ),
    ...(libc === 'glibc' ? LIBRARIES : {}),
  };
}

const LIBRARIES: Files = {
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n',
  '/lib64': link('lib'),
  '/lib/ld-linux-x86-64.so.2': stub(225_672),
  '/lib/libc.so.6': stub(1_995_216),
  '/lib/libm.so.6': stub(977_112),
  '/lib/libnss_compat.so.2': stub(44_000),
  '/lib/libnss_dns.so.2': stub(14_384),
  '/lib/libnss_files.so.2': stub(14_384),
  '/lib/libpthread.so.0': stub(14_480),
  '/lib/libresolv.so.2': stub(64_504),
};

function busybox(version: string, libc: 'glibc' | 'musl' | 'uclibc', system: string): ImageDefinition {
  const download = { glibc: 2_211_000, musl: 848_000, uclibc: 774_000 }[libc];
  return image({
    created: '2024-09-26T21:31:42Z',
    platforms: ['amd64', 'arm/v5', 'arm/v6', 'arm/v7', 'arm64/v8', '386', 'ppc64le', 'riscv64', 's390x'],
    steps: [
      rootfs(`BusyBox ${version} (${libc}), ${system}`, { files: () => root(libc), download }),
      defaultPath,
      silently(cmd('sh')),
      silently(workdir('/')),
    ],
  });
}

const DEBIAN = 'Debian 13';

export default family('busybox', {
  'latest stable stable-glibc glibc 1 1-glibc 1.37 1.37-glibc 1.37.0 1.37.0-glibc unstable unstable-glibc': () =>
    busybox('1.37.0', 'glibc', DEBIAN),
  'musl stable-musl 1-musl 1.37-musl 1.37.0-musl': () => busybox('1.37.0', 'musl', 'Alpine 3.22'),
  'uclibc stable-uclibc 1-uclibc 1.37-uclibc': () => busybox('1.37.0', 'uclibc', 'Buildroot 2025.08'),
  '1.36 1.36.1 1.36-glibc 1.36.1-glibc': () => busybox('1.36.1', 'glibc', 'Debian 12'),
  '1.36-musl 1.36.1-musl': () => busybox('1.36.1', 'musl', 'Alpine 3.19'),
  '1.35 1.35.0 1.35.0-glibc': () => busybox('1.35.0', 'glibc', 'Debian 11'),
  '1.34 1.34.1': () => busybox('1.34.1', 'glibc', 'Debian 11'),
  '1.33 1.33.1': () => busybox('1.33.1', 'glibc', 'Debian 10'),
  '1.32 1.32.1': () => busybox('1.32.1', 'glibc', 'Debian 10'),
  '1.31 1.31.1': () => busybox('1.31.1', 'glibc', 'Debian 10'),
  '1.30 1.30.1': () => busybox('1.30.1', 'glibc', 'Debian 9'),
  '1.28 1.28.4': () => busybox('1.28.4', 'glibc', 'Debian 9'),
});
