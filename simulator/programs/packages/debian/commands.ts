/** What packages put on the search path: path (below /usr/bin unless it is absolute), `=` and the program it starts. */
import { debianPackages } from '../../userland.ts';

const LISTED: Readonly<Record<string, string>> = {
  acl: 'getfacl setfacl', 'apache2-bin': '/usr/sbin/apache2=httpd', 'apache2-utils': 'ab htpasswd', apache2: '/usr/sbin/apachectl=httpd /usr/sbin/apache2ctl=httpd',
  attr: 'getfattr setfattr', autoconf: 'autoconf autoreconf', automake: 'automake aclocal', binutils: 'ar as ld nm objdump ranlib readelf strings strip', bzip2: 'bzip2 bunzip2 bzcat',
  'ca-certificates': '/usr/sbin/update-ca-certificates', cmake: 'cmake ctest', cpp: 'cpp', cron: 'crontab /usr/sbin/cron', 'default-jdk': '', dos2unix: 'dos2unix unix2dos',
  'dumb-init': 'dumb-init=init-shim', figlet: 'figlet', file: 'file', 'fortune-mod': '/usr/games/fortune=fortune', cowsay: '/usr/games/cowsay=cowsay', sl: '/usr/games/sl=sl', lolcat: '/usr/games/lolcat=lolcat',
  g: 'g++', 'g++': 'g++ c++=g++', gcc: 'gcc cc=gcc', gettext: 'msgfmt xgettext', 'gettext-base': 'envsubst=envsubst gettext', git: 'git', gnupg: 'gpg', gpg: 'gpg', golang: 'go gofmt', 'golang-go': 'go gofmt',
  gosu: '/usr/sbin/gosu=gosu', htop: 'htop=procps/top', iptables: '/usr/sbin/iptables /usr/sbin/iptables-save', 'bridge-utils': '/usr/sbin/brctl', jq: 'jq=jq', locales: '/usr/sbin/locale-gen', 'lsb-release': 'lsb_release',
  make: 'make', 'mariadb-client': 'mysql=mysql mariadb=mysql mysqldump=mysqldump', 'mariadb-server': '/usr/sbin/mysqld=mysqld /usr/sbin/mariadbd=mysqld', memcached: 'memcached=memcached',
  nginx: '/usr/sbin/nginx=nginx', nodejs: 'node=node nodejs=node', npm: 'npm=npm npx=npx', yarnpkg: 'yarnpkg=yarn', 'openjdk-17-jdk-headless': 'javac=javac jar', 'openjdk-17-jre-headless': 'java=java',
  'openssh-client': 'ssh scp ssh-keygen', 'openssh-server': '/usr/sbin/sshd', openssl: 'openssl', perl: '', php: '', 'php8.2-cli': 'php8.2=php php=php', 'php8.2-fpm': '/usr/sbin/php-fpm8.2=php-fpm',
  pipx: 'pipx', 'postgresql-client-15': 'psql=psql pg_dump=pg_dump', python3: 'python3=python3', 'python3-minimal': 'python3=python3', 'python3.11-minimal': 'python3.11=python3', 'python3-pip': 'pip=pip pip3=pip',
  'python-is-python3': 'python=python3', 'redis-server': 'redis-server=redis-server', 'redis-tools': 'redis-cli=redis-cli redis-benchmark', ruby: 'ruby=ruby gem=gem irb', screen: 'screen', socat: 'socat',
  'software-properties-common': 'add-apt-repository', sqlite3: 'sqlite3', stress: 'stress', 'stress-ng': 'stress-ng', strace: 'strace', tcpdump: 'tcpdump', tini: 'tini=init-shim', tmux: 'tmux',
  'xz-utils': 'xz unxz xzcat', 'docker.io': 'docker=docker /usr/sbin/dockerd', 'netcat-traditional': 'nc.traditional=nc nc=nc', 'inetutils-telnet': 'telnet=telnet', maven: 'mvn=mvn', ant: 'ant', rsync: 'rsync', supervisor: 'supervisord supervisorctl',
}; // prettier-ignore

export interface PackageCommands {
  /** Path to the program it starts. */
  commands: Readonly<Record<string, string>>;
  links: Readonly<Record<string, string>>;
}

/** Libraries, headers and documents bring no commands. */
const SILENT =
  /^lib|-dev$|-data$|-common$|-doc$|^fonts-|-dbg$|^python3-|^php|^ruby-|^node-|^gcc-|^g\+\+-|-perl$|^linux-|^tzdata$|^mime|^media-|^task|^build-essential|^default-|^openjdk|^golang/;

/** The commands of a package. What no list tells is taken to bring one of its own name. */
export function commandsOf(name: string): PackageCommands {
  const known = debianPackages.get(name);
  if (known !== undefined) return known;
  const listed = Object.hasOwn(LISTED, name) ? LISTED[name] : SILENT.test(name) ? '' : name;
  const words = (listed ?? '').split(' ').filter((word) => word !== '');
  const commands = words.map((word): [string, string] => {
    const [path = '', program] = word.split('=');
    const full = path.startsWith('/') ? path : `/usr/bin/${path}`;
    return [full, program ?? path.slice(path.lastIndexOf('/') + 1)];
  });
  return { commands: Object.fromEntries(commands), links: {} };
}
