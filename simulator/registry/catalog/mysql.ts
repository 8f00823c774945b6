import { oraclelinux } from './bases/red-hat-family.ts';
import { RPM_GROUP, RPM_PASSWD } from './bases/rpm.ts';
import { debian } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, link, program, script } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, silently, volume, workdir } from './form/steps.ts';
import { databaseEntrypoint } from './mysql-entrypoint.ts';

/** From 8.3 on the host cache is turned off by its size. */
const conf = (withoutHostCache: string): string => `[mysqld]
${withoutHostCache}
skip-name-resolve
datadir=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock
secure-file-priv=/var/lib/mysql-files
user=mysql

pid-file=/var/run/mysqld/mysqld.pid
[client]
socket=/var/run/mysqld/mysqld.sock

!includedir /etc/mysql/conf.d/
`;

function server(version: string): Files {
  return {
    '/usr/sbin/mysqld': program('mysqld', 66_000_000),
    '/usr/bin/mysql': program('mysql', 7_000_000),
    '/usr/bin/mysqladmin': program('mysqladmin', 6_900_000),
    '/usr/bin/mysqldump': program('mysqldump', 7_000_000),
    '/usr/bin/mysql_config_editor': program('mysql_config_editor', 6_700_000),
    '/docker-entrypoint-initdb.d': directory(),
    '/var/lib/mysql': directory({ mode: 0o1777, uid: 999, gid: 999 }),
    '/var/lib/mysql-files': directory({ mode: 0o750, uid: 999, gid: 999 }),
    '/run/mysqld': directory({ mode: 0o1777, uid: 999, gid: 999 }),
    '/usr/share/mysql-version': `${version}\n`,
  };
}

const ENTRY = { server: 'mysqld', client: 'mysql', admin: 'mysqladmin', prefix: 'MYSQL' } as const;
const ACCOUNT = 'mysql:x:999:999::/var/lib/mysql:/bin/bash\n';

/** 8.0 and later, on Oracle Linux. */
function onOracleLinux(
  version: string,
  created: string,
  sizes: readonly [size: number, download: number],
): ImageDefinition {
  const major = version.split('.').slice(0, 2).join('.');
  const rpm = `${version}-1.el9`;
  return image({
    created,
    from: oraclelinux('9', 'slim'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run(
        'set -eux; \tgroupadd --system --gid 999 mysql; \tuseradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql',
        {
          '/etc/passwd': RPM_PASSWD + ACCOUNT,
          '/etc/group': `${RPM_GROUP}mysql:x:999:\n`,
        },
      ),
      env('GOSU_VERSION', '1.19'),
      run(
        'set -eux; \tarch="$(uname -m)"; \tcurl -fL -o /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-amd64"',
        {
          files: { '/usr/local/bin/gosu': program('gosu', 2_334_000) },
          download: 983_000,
        },
      ),
      run(
        'set -eux; \tmicrodnf install -y \t\tbzip2 \t\tgzip \t\topenssl \t\txz \t\tzstd \t\tfindutils \t; \tmicrodnf clean all',
        {
          files: { '/usr/bin/openssl': program('openssl', 1_000_000) },
          size: 13_100_000,
          download: 2_600_000,
          rest: 'mysql-tools',
        },
      ),
      env('MYSQL_MAJOR', major),
      env('MYSQL_VERSION', rpm),
      run('set -eu; \tcat > /etc/yum.repos.d/mysql-community-minimal.repo', {
        '/etc/yum.repos.d/mysql-community-minimal.repo': `[mysql${major}-server-minimal]\nname=MySQL ${major} Server Minimal\nenabled=1\n`,
      }),
      run('set -eux; \tmicrodnf install -y "mysql-community-server-minimal-$MYSQL_VERSION"; \tmicrodnf clean all', {
        files: {
          ...server(version),
          '/etc/my.cnf': conf(version.startsWith('8.0') ? 'skip-host-cache' : 'host-cache-size=0'),
          '/etc/mysql/conf.d': directory(),
        },
        size: sizes[0],
        download: sizes[1],
        rest: `mysql-${version}`,
      }),
      run('set -eu; \tcat > /etc/yum.repos.d/mysql-community-tools.repo', {
        '/etc/yum.repos.d/mysql-community-tools.repo': `[mysql-tools-community]\nname=MySQL Tools Community\nenabled=1\n`,
      }),
      env('MYSQL_SHELL_VERSION', rpm),
      run('set -eux; \tmicrodnf install -y "mysql-shell-$MYSQL_SHELL_VERSION"; \tmicrodnf clean all', {
        files: { '/usr/bin/mysqlsh': program('mysqlsh', 21_000_000) },
        size: 324_000_000,
        download: 123_600_000,
        rest: `mysql-shell-${version}`,
      }),
      volume('/var/lib/mysql'),
      copy('docker-entrypoint.sh /usr/local/bin/', {
        '/usr/local/bin/docker-entrypoint.sh': script(databaseEntrypoint({ ...ENTRY, product: `MySQL Server ${rpm}` })),
      }),
      run('ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh', {
        '/entrypoint.sh': link('usr/local/bin/docker-entrypoint.sh'),
      }),
      entrypoint('docker-entrypoint.sh'),
      expose('3306/tcp', '33060/tcp'),
      cmd('mysqld'),
      silently(workdir('/')),
    ],
  });
}

/** 5.x, on Debian in its time. */
function onDebian(version: string, created: string, suite: 'buster' | 'jessie', size: number): ImageDefinition {
  const deb = `${version}-1debian${suite === 'buster' ? 10 : 8}`;
  return image({
    created,
    from: debian(suite, 'slim'),
    platforms: ['amd64'],
    steps: [
      run(
        'groupadd -r mysql && useradd -r -g mysql mysql',
        accountFiles('debian', [{ name: 'mysql', uid: 999, gid: 999, home: '/home/mysql', shell: '/bin/sh' }]),
      ),
      env('GOSU_VERSION', '1.16'),
      run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates gnupg wget', {
        files: { '/usr/local/bin/gosu': program('gosu', 2_404_352) },
        size: 6_400_000,
        download: 2_700_000,
        rest: `mysql-gosu-${suite}`,
      }),
      run('mkdir /docker-entrypoint-initdb.d', { '/docker-entrypoint-initdb.d': directory() }),
      env('MYSQL_MAJOR', version.split('.').slice(0, 2).join('.')),
      env('MYSQL_VERSION', deb),
      run(
        '{ \t\techo mysql-community-server mysql-community-server/data-dir select \'\'; \t} | debconf-set-selections \t&& apt-get update \t&& apt-get install -y mysql-server="${MYSQL_VERSION}"',
        {
          files: {
            ...server(version),
            '/etc/mysql/my.cnf': '!includedir /etc/mysql/conf.d/\n!includedir /etc/mysql/mysql.conf.d/\n',
            '/etc/mysql/mysql.conf.d/mysqld.cnf': conf('skip-host-cache'),
            '/etc/mysql/conf.d': directory(),
          },
          size,
          download: Math.round(size * 0.29),
          rest: `mysql-${version}`,
        },
      ),
      volume('/var/lib/mysql'),
      copy('docker-entrypoint.sh /usr/local/bin/', {
        '/usr/local/bin/docker-entrypoint.sh': script(databaseEntrypoint({ ...ENTRY, product: `MySQL Server ${deb}` })),
      }),
      run('ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh', {
        '/entrypoint.sh': link('usr/local/bin/docker-entrypoint.sh'),
      }),
      entrypoint('docker-entrypoint.sh'),
      expose('3306/tcp', '33060/tcp'),
      cmd('mysqld'),
    ],
  });
}

export default family('mysql', {
  'latest 9 9.5 9.5.0 innovation oracle oraclelinux9': () =>
    onOracleLinux('9.5.0', '2025-10-21T19:05:53Z', [436_000_000, 71_000_000]),
  '8 8.4 8.4.7 lts 8-oracle 8.4-oracle 8-oraclelinux9': () =>
    onOracleLinux('8.4.7', '2025-10-21T19:04:53Z', [321_000_000, 49_700_000]),
  '8.0 8.0.44 8.0-oracle': () => onOracleLinux('8.0.44', '2025-10-21T19:03:53Z', [309_000_000, 47_300_000]),
  '5.7 5.7.44 5 5.7.22 5.7-oracle': () => onDebian('5.7.44', '2023-12-14T03:11:27Z', 'buster', 426_000_000),
  '5.6 5.6.51': () => onDebian('5.6.51', '2021-12-22T03:11:27Z', 'buster', 220_000_000),
  '5.5 5.5.62': () => onDebian('5.5.62', '2019-05-03T03:11:27Z', 'jessie', 112_000_000),
});
