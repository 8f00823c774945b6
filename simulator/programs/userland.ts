/**
 * Which command lies where, and which program of the table it starts: the lists from which image declarations
 * (registry/catalog) and the learner's own machine get their /usr/bin. Debian's are grouped by package, because
 * images differ in what is installed (debian and ubuntu have no procps, iproute2 or curl until `apt-get install`);
 * busybox's are applets, all of which are the one program `busybox` looking at its argv[0].
 *
 * Paths are those of Debian with a merged /usr (`/bin` is a link to `usr/bin`). Only commands that the simulator
 * has are listed; what is missing here is "command not found" on the simulated machine.
 */

export { DEBIAN_BASE } from './packages/debian/base.ts';

export interface UserlandPackage {
  /** Debian's package name. */
  name: string;
  /** The version `dpkg -l` shows (Debian 12). */
  version: string;
  /** Part of every Debian image (priority required or essential), as debootstrap's minbase lays it down. */
  essential: boolean;
  /** Path of an executable -> program name in the table. */
  commands: Readonly<Record<string, string>>;
  /** Symbolic links: path -> target, as the package (or update-alternatives) makes them. */
  links: Readonly<Record<string, string>>;
}

interface Listing {
  version: string;
  essential?: true;
  /** Names in /usr/bin and /usr/sbin; `name=program` where the program is not `<package>/<name>`. */
  bin?: string;
  sbin?: string;
  links?: Readonly<Record<string, string>>;
}

/** Program names are `<package>/<command>`; commands that are one program in several forms name it after `=`. */
const listings: Readonly<Record<string, Listing>> = {
  coreutils: {
    version: '9.1-1',
    essential: true,
    bin: `[=coreutils/test arch b2sum base32 base64 basename cat chgrp=coreutils/chown chmod chown cksum comm cp cut date dd df
      dir=coreutils/ls dirname du echo env expand expr factor false fold groups head hostid id install join link ln logname ls
      md5sum=coreutils/digest mkdir mkfifo mknod mktemp mv nice nl nohup nproc od paste printenv printf pwd readlink
      realpath rm rmdir seq sha1sum=coreutils/digest sha224sum=coreutils/digest sha256sum=coreutils/digest
      sha384sum=coreutils/digest sha512sum=coreutils/digest shuf sleep sort split stat stdbuf stty sync tac tail tee test
      timeout touch tr true truncate tty uname unexpand=coreutils/expand uniq unlink users vdir=coreutils/ls wc who whoami yes`,
    sbin: 'chroot',
  },
  bash: { version: '5.2.15-2+b8', essential: true, bin: 'bash=bash', links: { '/usr/bin/rbash': 'bash' } },
  dash: { version: '0.5.12-2', essential: true, bin: 'dash=dash', links: { '/usr/bin/sh': 'dash' } },
  grep: { version: '3.8-5', essential: true, bin: 'grep=grep egrep=grep fgrep=grep rgrep=grep' },
  sed: { version: '4.9-1', essential: true, bin: 'sed=sed' },
  mawk: {
    version: '1.3.4.20200120-3.1',
    essential: true,
    bin: 'mawk=awk',
    links: {
      '/usr/bin/awk': '/etc/alternatives/awk',
      '/usr/bin/nawk': '/etc/alternatives/nawk',
      '/etc/alternatives/awk': '/usr/bin/mawk',
      '/etc/alternatives/nawk': '/usr/bin/mawk',
    },
  },
  findutils: { version: '4.9.0-4', essential: true, bin: 'find xargs' },
  diffutils: { version: '1:3.8-4', essential: true, bin: 'cmp diff' },
  tar: { version: '1.34+dfsg-1.2+deb12u1', essential: true, bin: 'tar=tar' },
  gzip: {
    version: '1.12-1',
    essential: true,
    bin: 'gzip=gzip gunzip=gzip zcat=gzip uncompress=gzip zgrep zless zmore',
  },
  hostname: {
    version: '3.23+nmu1',
    essential: true,
    bin: 'hostname=hostname',
    links: {
      '/usr/bin/dnsdomainname': 'hostname',
      '/usr/bin/domainname': 'hostname',
      '/usr/bin/nisdomainname': 'hostname',
      '/usr/bin/ypdomainname': 'hostname',
    },
  },
  debianutils: {
    version: '5.7-0.5~deb12u1',
    essential: true,
    bin: 'which.debianutils=which run-parts',
    links: { '/usr/bin/which': '/etc/alternatives/which', '/etc/alternatives/which': '/usr/bin/which.debianutils' },
  },
  'ncurses-bin': {
    version: '6.4-4',
    essential: true,
    bin: 'clear=clear tput=tput tset=clear',
    links: { '/usr/bin/reset': 'tset' },
  },
  'libc-bin': { version: '2.36-9+deb12u14', essential: true, bin: 'getent=getent locale=locale getconf=getconf' },
  'util-linux': {
    version: '2.38.1-5+deb12u3',
    essential: true,
    bin: `dmesg flock getopt ionice=coreutils/nice lscpu lsblk more=more mountpoint=util-linux/small rev setsid=util-linux/small su=su whereis=which findmnt=mount
      taskset=coreutils/nice mcookie`,
    sbin: 'runuser=su',
  },
  bsdutils: { version: '1:2.38.1-5+deb12u3', essential: true, bin: 'logger=util-linux/small renice' },
  mount: { version: '2.38.1-5+deb12u3', essential: true, bin: 'mount=mount umount=mount' },
  passwd: {
    version: '1:4.13+dfsg1-1+deb12u1',
    essential: true,
    bin: 'passwd gpasswd chsh chage',
    sbin: 'chpasswd groupadd groupdel groupmod useradd userdel usermod',
  },
  login: { version: '1:4.13+dfsg1-1+deb12u1', essential: true, sbin: 'nologin=util-linux/small', bin: 'newgrp=su' },
  adduser: {
    version: '3.134',
    sbin: 'adduser=adduser deluser=deluser',
    links: { '/usr/sbin/addgroup': 'adduser', '/usr/sbin/delgroup': 'deluser' },
  },
  'init-system-helpers': { version: '1.65.2', essential: true, sbin: 'service=service' },
  procps: {
    version: '2:4.0.2-3',
    bin: 'free kill=coreutils/kill pgrep ps pwdx top uptime vmstat w watch',
    sbin: 'sysctl',
    links: { '/usr/bin/pkill': 'pgrep' },
  },
  psmisc: { version: '23.6-1', bin: 'killall pstree fuser' },
  'sysvinit-utils': { version: '3.06-4', essential: true, bin: 'pidof=procps/pidof' },
  bsdextrautils: { version: '2.38.1-5+deb12u3', bin: 'hexdump=hexdump hd=hexdump column=column' },
  xxd: { version: '2:9.0.1378-2+deb12u2', bin: 'xxd=xxd' },
  iproute2: { version: '6.1.0-3', bin: 'ip=ip ss=ss', sbin: 'bridge=ip', links: { '/usr/sbin/ip': '/bin/ip' } },
  'net-tools': { version: '2.10-0.1+deb12u2', bin: 'netstat', sbin: 'ifconfig route arp' },
  'iputils-ping': {
    version: '3:20221126-1+deb12u1',
    bin: 'ping=ping',
    links: { '/usr/bin/ping4': 'ping', '/usr/bin/ping6': 'ping' },
  },
  traceroute: {
    version: '1:2.1.2-1',
    bin: 'traceroute.db=traceroute',
    links: {
      '/usr/bin/traceroute': '/etc/alternatives/traceroute',
      '/etc/alternatives/traceroute': '/usr/bin/traceroute.db',
    },
  },
  'bind9-dnsutils': { version: '1:9.18.49-1~deb12u3', bin: 'dig=dig nslookup=nslookup' },
  'bind9-host': { version: '1:9.18.49-1~deb12u3', bin: 'host=host' },
  'netcat-openbsd': {
    version: '1.219-1',
    bin: 'nc.openbsd=nc',
    links: {
      '/usr/bin/nc': '/etc/alternatives/nc',
      '/etc/alternatives/nc': '/bin/nc.openbsd',
      '/usr/bin/netcat': '/etc/alternatives/netcat',
      '/etc/alternatives/netcat': '/bin/nc.openbsd',
    },
  },
  'inetutils-telnet': {
    version: '2:2.4-2+deb12u3',
    bin: 'inetutils-telnet=telnet',
    links: { '/usr/bin/telnet': '/etc/alternatives/telnet', '/etc/alternatives/telnet': '/usr/bin/inetutils-telnet' },
  },
  curl: { version: '7.88.1-10+deb12u14', bin: 'curl=curl' },
  wget: { version: '1.21.3-1+deb12u1', bin: 'wget=wget' },
  'vim-tiny': {
    version: '2:9.0.1378-2+deb12u2',
    bin: 'vim.tiny=vi',
    links: { '/usr/bin/vi': '/etc/alternatives/vi', '/etc/alternatives/vi': '/usr/bin/vim.tiny' },
  },
  vim: {
    version: '2:9.0.1378-2+deb12u2',
    bin: 'vim.basic=vi',
    links: {
      '/usr/bin/vi': '/etc/alternatives/vi',
      '/etc/alternatives/vi': '/usr/bin/vim.basic',
      '/usr/bin/vim': '/etc/alternatives/vim',
      '/etc/alternatives/vim': '/usr/bin/vim.basic',
      '/usr/bin/view': '/etc/alternatives/view',
      '/etc/alternatives/view': '/usr/bin/vim.basic',
    },
  },
  nano: { version: '7.2-1+deb12u1', bin: 'nano=nano', links: { '/usr/bin/rnano': 'nano' } },
  less: {
    version: '590-2.1~deb12u2',
    bin: 'less=less',
    links: { '/usr/bin/pager': '/etc/alternatives/pager', '/etc/alternatives/pager': '/usr/bin/less' },
  },
  tree: { version: '2.1.0-1', bin: 'tree=tree' },
  file: { version: '1:5.44-3', bin: 'file=file' },
  jq: { version: '1.6-2.1+deb12u1', bin: 'jq=jq' },
  sudo: { version: '1.9.13p3-1+deb12u4', bin: 'sudo=sudo', links: { '/usr/bin/sudoedit': 'sudo' } },
  'man-db': { version: '2.11.2-2', bin: 'man=man' },
  lsof: { version: '4.95.0-1', bin: 'lsof=lsof' },
  unzip: { version: '6.0-28+deb12u1', bin: 'unzip=unzip' },
  zip: { version: '3.0-13+deb12u1', bin: 'zip=zip' },
  bc: { version: '1.07.1-3+b1', bin: 'bc=bc' },
};

function place(name: string, directory: string, names: string | undefined): [string, string][] {
  return (names ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word): [string, string] => {
      const at = word.indexOf('=', 1);
      const command = at < 0 ? word : word.slice(0, at);
      return [`${directory}/${command}`, at < 0 ? `${name}/${command}` : word.slice(at + 1)];
    });
}

/** Debian's packages that bring commands, by package name. */
export const debianPackages: ReadonlyMap<string, UserlandPackage> = new Map(
  Object.entries(listings).map(([name, listing]) => [
    name,
    {
      name,
      version: listing.version,
      essential: listing.essential === true,
      commands: Object.fromEntries([
        ...place(name, '/usr/bin', listing.bin),
        ...place(name, '/usr/sbin', listing.sbin),
      ]),
      links: listing.links ?? {},
    },
  ]),
);

/** What a minimal Debian (or Ubuntu) root holds. */
export const debianEssential: readonly string[] = [...debianPackages.values()]
  .filter((it) => it.essential)
  .map((it) => it.name);

/** Commands and links of several packages together. Throws on a package that is not in the list. */
export function debianUserland(packages: Iterable<string>): {
  commands: Record<string, string>;
  links: Record<string, string>;
} {
  const commands: Record<string, string> = {};
  const links: Record<string, string> = {};
  for (const name of packages) {
    const found = debianPackages.get(name);
    if (found === undefined) throw new Error(`no such Debian package in the userland: ${name}`);
    Object.assign(commands, found.commands);
    Object.assign(links, found.links);
  }
  return { commands, links };
}

/**
 * Applets by the directory `busybox --install` puts them in (Alpine's layout, where they are symbolic links to
 * /bin/busybox). The official busybox image has them all in /bin as hard links to one another.
 */
const appletListing: Readonly<Record<string, string>> = {
  '/bin': `arch ash base64 cat chgrp chmod chown cp date dd df dmesg dnsdomainname echo ed egrep false fgrep getopt grep gunzip
    gzip hostname ipcalc kill link ln ls mkdir mknod mktemp more mount mountpoint mv netstat nice pidof ping ping6 printenv ps
    pwd rev rm rmdir run-parts sed sh sleep stat stty su sync tar touch true umount uname usleep watch zcat`,
  '/sbin': 'arp ifconfig init ip nologin route sysctl',
  '/usr/bin': `[ [[ awk basename bc clear cmp comm crc32 cut diff dirname du env expand expr factor find flock fold free fuser
    groups head hexdump hostid id install killall last less logger logname md5sum mkfifo mkpasswd nc nl nohup nproc nslookup
    od passwd paste pgrep pkill pstree pwdx readlink realpath renice reset seq setsid sha1sum sha256sum sha3sum sha512sum
    shuf sort split strings sum tac tail tee telnet test time timeout top tr traceroute tree truncate ts tty unexpand uniq
    unlink unzip uptime users vi w wc wget which who whoami xargs xxd yes`,
  '/usr/sbin': 'addgroup adduser chpasswd chroot delgroup deluser httpd',
};

/** Applet name -> the directory it is installed in. */
export const busyboxApplets: ReadonlyMap<string, string> = new Map(
  Object.entries(appletListing).flatMap(([directory, names]) =>
    names
      .split(/\s+/)
      .map((name): [string, string] => [name, directory])
      .sort(),
  ),
);

/** Every applet in `/bin`, as the official busybox image lays them out: path -> program. */
export function busyboxUserland(): Record<string, string> {
  return Object.fromEntries(['busybox', ...busyboxApplets.keys()].sort().map((name) => [`/bin/${name}`, 'busybox']));
}

/** Applet links as Alpine lays them out: path of the symbolic link -> its target `/bin/busybox`. */
export function alpineLinks(): Record<string, string> {
  return Object.fromEntries([...busyboxApplets].map(([name, directory]) => [`${directory}/${name}`, '/bin/busybox']));
}
