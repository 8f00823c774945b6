/**
 * The programs of the simulated machines by name, as executable nodes of a file system name them. All but a handful
 * are loaded when first started, so that they stay out of the app's first load.
 *
 * What other parts of the simulator bring (docker, the shells) is asked for first, by `extra`.
 */
import type { Program, ProgramEntry, ProgramTable } from '../kernel/abi.ts';
import cat from './coreutils/cat.ts';
import echo from './coreutils/echo.ts';
import fails from './coreutils/false.ts';
import sleep from './coreutils/sleep.ts';
import succeeds from './coreutils/true.ts';

type Load = () => Promise<{ default: Program }>;

const atHand: Readonly<Record<string, Program>> = {
  'coreutils/cat': cat,
  'coreutils/echo': echo,
  'coreutils/false': fails,
  'coreutils/sleep': sleep,
  'coreutils/true': succeeds,
};

const onDemand: Readonly<Record<string, Load>> = {
  hello: () => import('./hello.ts').then(({ hello }) => ({ default: hello })),
  'apk-tools/apk': () => import('./packages/apk/main.ts'),
  pip: () => import('./python/pip/main.ts'),
  'apt/apt': () => import('./packages/apt/main.ts'),
  'apt/apt-cache': () => import('./packages/apt/main.ts'),
  'apt/apt-get': () => import('./packages/apt/main.ts'),
  'apt/apt-mark': () => import('./packages/apt/main.ts'),
  'dpkg/dpkg': () => import('./packages/dpkg.ts'),
  'dpkg/dpkg-query': () => import('./packages/dpkg.ts'),
  'coreutils/arch': () => import('./coreutils/arch.ts'),
  'coreutils/b2sum': () => import('./coreutils/b2sum.ts'),
  'coreutils/base32': () => import('./coreutils/base64.ts'),
  'coreutils/base64': () => import('./coreutils/base64.ts'),
  'coreutils/basename': () => import('./coreutils/basename.ts'),
  'coreutils/chmod': () => import('./coreutils/chmod.ts'),
  'coreutils/chown': () => import('./coreutils/chown.ts'),
  'coreutils/cksum': () => import('./coreutils/cksum.ts'),
  'coreutils/comm': () => import('./coreutils/comm.ts'),
  'coreutils/cp': () => import('./coreutils/cp.ts'),
  'coreutils/cut': () => import('./coreutils/cut.ts'),
  'coreutils/date': () => import('./coreutils/date.ts'),
  'coreutils/dd': () => import('./coreutils/dd.ts'),
  'coreutils/df': () => import('./coreutils/df.ts'),
  'coreutils/digest': () => import('./coreutils/digest.ts'),
  'coreutils/dirname': () => import('./coreutils/dirname.ts'),
  'coreutils/du': () => import('./coreutils/du.ts'),
  'coreutils/env': () => import('./coreutils/env.ts'),
  'coreutils/expand': () => import('./coreutils/expand.ts'),
  'coreutils/expr': () => import('./coreutils/expr.ts'),
  'coreutils/factor': () => import('./coreutils/factor.ts'),
  'coreutils/fold': () => import('./coreutils/fold.ts'),
  'coreutils/groups': () => import('./coreutils/groups.ts'),
  'coreutils/head': () => import('./coreutils/head.ts'),
  'coreutils/hostid': () => import('./coreutils/hostid.ts'),
  'coreutils/id': () => import('./coreutils/id.ts'),
  'coreutils/install': () => import('./coreutils/install.ts'),
  'coreutils/join': () => import('./coreutils/join.ts'),
  'coreutils/kill': () => import('./coreutils/kill.ts'),
  'coreutils/link': () => import('./coreutils/link.ts'),
  'coreutils/ln': () => import('./coreutils/ln.ts'),
  'coreutils/logname': () => import('./coreutils/logname.ts'),
  'coreutils/ls': () => import('./coreutils/ls.ts'),
  'coreutils/mkdir': () => import('./coreutils/mkdir.ts'),
  'coreutils/mkfifo': () => import('./coreutils/mkfifo.ts'),
  'coreutils/mknod': () => import('./coreutils/mknod.ts'),
  'coreutils/mktemp': () => import('./coreutils/mktemp.ts'),
  'coreutils/mv': () => import('./coreutils/mv.ts'),
  'coreutils/nice': () => import('./coreutils/nice.ts'),
  'coreutils/nl': () => import('./coreutils/nl.ts'),
  'coreutils/nohup': () => import('./coreutils/nohup.ts'),
  'coreutils/nproc': () => import('./coreutils/nproc.ts'),
  'coreutils/paste': () => import('./coreutils/paste.ts'),
  'coreutils/printenv': () => import('./coreutils/printenv.ts'),
  'coreutils/printf': () => import('./coreutils/printf.ts'),
  'coreutils/pwd': () => import('./coreutils/pwd.ts'),
  'coreutils/readlink': () => import('./coreutils/readlink.ts'),
  'coreutils/realpath': () => import('./coreutils/realpath.ts'),
  'coreutils/rm': () => import('./coreutils/rm.ts'),
  'coreutils/rmdir': () => import('./coreutils/rmdir.ts'),
  'coreutils/seq': () => import('./coreutils/seq.ts'),
  'coreutils/shuf': () => import('./coreutils/shuf.ts'),
  'coreutils/sort': () => import('./coreutils/sort.ts'),
  'coreutils/split': () => import('./coreutils/split.ts'),
  'coreutils/stat': () => import('./coreutils/stat.ts'),
  'coreutils/stdbuf': () => import('./coreutils/stdbuf.ts'),
  'coreutils/stty': () => import('./coreutils/stty.ts'),
  'coreutils/sync': () => import('./coreutils/sync.ts'),
  'coreutils/tac': () => import('./coreutils/tac.ts'),
  'coreutils/tail': () => import('./coreutils/tail.ts'),
  'coreutils/tee': () => import('./coreutils/tee.ts'),
  'coreutils/test': () => import('./coreutils/test.ts'),
  'coreutils/timeout': () => import('./coreutils/timeout.ts'),
  'coreutils/touch': () => import('./coreutils/touch.ts'),
  'coreutils/tr': () => import('./coreutils/tr.ts'),
  'coreutils/truncate': () => import('./coreutils/truncate.ts'),
  'coreutils/tty': () => import('./coreutils/tty.ts'),
  'coreutils/uname': () => import('./coreutils/uname.ts'),
  'coreutils/uniq': () => import('./coreutils/uniq.ts'),
  'coreutils/unlink': () => import('./coreutils/unlink.ts'),
  'coreutils/users': () => import('./coreutils/users.ts'),
  'coreutils/wc': () => import('./coreutils/wc.ts'),
  'coreutils/who': () => import('./coreutils/who.ts'),
  'coreutils/whoami': () => import('./coreutils/whoami.ts'),
  'coreutils/yes': () => import('./coreutils/yes.ts'),
  code: () => import('./code.ts'),
  undo: () => import('./undo.ts'),
  redo: () => import('./undo.ts'),
  curl: () => import('./curl.ts'),
  dig: () => import('./dig.ts'),
  getent: () => import('./getent.ts'),
  host: () => import('./host.ts'),
  hostname: () => import('./hostname.ts'),
  ip: () => import('./ip.ts'),
  nc: () => import('./nc.ts'),
  'net-tools/arp': () => import('./net-tools/arp.ts'),
  'net-tools/ifconfig': () => import('./net-tools/ifconfig.ts'),
  'net-tools/netstat': () => import('./net-tools/netstat.ts'),
  'net-tools/route': () => import('./net-tools/route.ts'),
  adduser: () => import('./users/adduser.ts'),
  deluser: () => import('./users/adduser.ts'),
  'passwd/chpasswd': () => import('./users/shadow-tools.ts'),
  'passwd/chsh': () => import('./users/shadow-tools.ts'),
  'passwd/gpasswd': () => import('./users/shadow-tools.ts'),
  'passwd/groupadd': () => import('./users/shadow-tools.ts'),
  'passwd/groupdel': () => import('./users/shadow-tools.ts'),
  'passwd/groupmod': () => import('./users/shadow-tools.ts'),
  'passwd/passwd': () => import('./users/shadow-tools.ts'),
  'passwd/useradd': () => import('./users/shadow-tools.ts'),
  'passwd/userdel': () => import('./users/shadow-tools.ts'),
  'passwd/usermod': () => import('./users/shadow-tools.ts'),
  su: () => import('./su.ts'),
  sudo: () => import('./su.ts'),
  'procps/free': () => import('./procps/free.ts'),
  'procps/pgrep': () => import('./procps/pgrep.ts'),
  'procps/pidof': () => import('./procps/pidof.ts'),
  'procps/ps': () => import('./procps/ps.ts'),
  'procps/pwdx': () => import('./procps/pwdx.ts'),
  'procps/sysctl': () => import('./procps/sysctl.ts'),
  'procps/top': () => import('./procps/top.ts'),
  'procps/uptime': () => import('./procps/uptime.ts'),
  'procps/vmstat': () => import('./procps/vmstat.ts'),
  'procps/w': () => import('./procps/w.ts'),
  'procps/watch': () => import('./procps/watch.ts'),
  'psmisc/fuser': () => import('./psmisc/fuser.ts'),
  'psmisc/killall': () => import('./psmisc/killall.ts'),
  'psmisc/pstree': () => import('./psmisc/pstree.ts'),
  envsubst: () => import('./envsubst.ts'),
  gosu: () => import('./gosu.ts'),
  mysql: () => import('./mysql/client/main.ts'),
  mysqladmin: () => import('./mysql/client/admin.ts'),
  mysqld: () => import('./mysql/server/main.ts'),
  mysqldump: () => import('./mysql/client/dump.ts'),
  'redis-cli': () => import('./redis/cli.ts'),
  'redis-server': () => import('./redis/main.ts'),
  httpd: () => import('./httpd/main.ts'),
  whoami: () => import('./whoami/main.ts'),
  nginx: () => import('./nginx/main.ts'),
  nslookup: () => import('./nslookup.ts'),
  ping: () => import('./ping.ts'),
  ss: () => import('./ss.ts'),
  telnet: () => import('./telnet.ts'),
  traceroute: () => import('./traceroute.ts'),
  'findutils/find': () => import('./findutils/find.ts'),
  'findutils/xargs': () => import('./findutils/xargs.ts'),
  clear: () => import('./clear.ts'),
  'diffutils/cmp': () => import('./diffutils/cmp.ts'),
  'diffutils/diff': () => import('./diffutils/diff.ts'),
  grep: () => import('./grep.ts'),
  mount: () => import('./mount.ts'),
  tput: () => import('./clear.ts'),
  which: () => import('./which.ts'),
  gzip: () => import('./compress/gzip.ts'),
  jq: () => import('./jq.ts'),
  tar: () => import('./tar.ts'),
  awk: () => import('./awk.ts'),
  figlet: () => import('./figlet.ts'),
  sed: () => import('./sed.ts'),
  nano: () => import('./nano.ts'),
  vi: () => import('./vi.ts'),
  wget: () => import('./wget.ts'),
};

/** Programs from elsewhere: `docker`, `bash`, `dash`, `ash` and whatever images bring along. */
export type ExtraPrograms = (name: string) => ProgramEntry | undefined;

/** Every name the table itself knows. */
export function programNames(): string[] {
  return [...Object.keys(atHand), ...Object.keys(onDemand), 'busybox'].sort();
}

export function createProgramTable(extra: ExtraPrograms = () => undefined): ProgramTable {
  const find = (name: string): ProgramEntry | undefined => {
    const added = extra(name);
    if (added !== undefined) return added;
    const ready = Object.hasOwn(atHand, name) ? atHand[name] : undefined;
    if (ready !== undefined) return { kind: 'ready', run: ready };
    const load = Object.hasOwn(onDemand, name) ? onDemand[name] : undefined;
    if (load !== undefined) return { kind: 'lazy', load: () => load().then((module) => module.default) };
    if (name !== 'busybox') return undefined;
    return { kind: 'lazy', load: () => import('./busybox.ts').then((module) => module.createBusybox(find)) };
  };
  return { find };
}
