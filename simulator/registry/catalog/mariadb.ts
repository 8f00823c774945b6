import { ubuntu } from './bases/ubuntu.ts';
import type { UbuntuRelease } from './bases/ubuntu.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD } from './bases/debian-files.ts';
import { directory, link, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, label, run, silently, volume, workdir } from './form/steps.ts';
import { databaseEntrypoint } from './mysql-entrypoint.ts';

const CONF = `[client-server]
socket = /run/mysqld/mysqld.sock

[mariadbd]
host-cache-size = 0
skip-name-resolve

!includedir /etc/mysql/mariadb.conf.d/
!includedir /etc/mysql/conf.d/
`;

/** Before 11 the programs go by MySQL's names alone. */
function mariadb(version: string, base: UbuntuRelease, created: string): ImageDefinition {
  const [major = '10'] = version.split('.');
  const own = Number(major) >= 11;
  const package_ = `1:${version}+maria~ubu${base.replace('.', '')}`;
  const server = own ? 'mariadbd' : 'mysqld';
  const hasUser = Number(base.slice(0, 2)) >= 23;
  return image({
    created,
    from: ubuntu(base),
    platforms: ['amd64', 'arm64/v8', 'ppc64le', 's390x'],
    steps: [
      run('groupadd -r mysql && useradd -r -g mysql mysql --home-dir /var/lib/mysql --uid 999 --gid 999', {
        '/etc/passwd': `${DEBIAN_PASSWD}${hasUser ? 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n' : ''}mysql:x:999:999::/var/lib/mysql:/bin/sh\n`,
        '/etc/group': `${DEBIAN_GROUP}${hasUser ? 'ubuntu:x:1000:\n' : ''}mysql:x:999:\n`,
      }),
      env('GOSU_VERSION', '1.19'),
      env('LANG', 'C.UTF-8'),
      run(
        'set -eux; \tapt-get update; \tDEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ca-certificates gpg gpgv libjemalloc2 pwgen tzdata xz-utils zstd',
        {
          files: { '/usr/local/bin/gosu': program('gosu', 2_334_000), '/usr/bin/pwgen': program('pwgen', 23_000) },
          size: 17_900_000,
          download: 6_000_000,
          rest: `mariadb-tools-${base}`,
        },
      ),
      run('mkdir /docker-entrypoint-initdb.d', { '/docker-entrypoint-initdb.d': directory() }),
      env('MARIADB_VERSION', package_),
      run(
        `set -ex; \t{ \t\techo "mariadb-server" mysql-server/root_password password 'unused'; \t} | debconf-set-selections; \tapt-get update; \tapt-get install -y mariadb-server="$MARIADB_VERSION" mariadb-backup socat`,
        {
          files: {
            '/etc/mysql/mariadb.cnf': CONF,
            '/etc/mysql/my.cnf': link('mariadb.cnf'),
            '/etc/mysql/conf.d': directory(),
            '/etc/mysql/mariadb.conf.d/05-skipcache.cnf': '[mariadb]\nhost-cache-size=0\nskip-name-resolve\n',
            '/usr/sbin/mariadbd': program('mysqld', 27_000_000),
            '/usr/sbin/mysqld': link('mariadbd'),
            '/usr/bin/mariadb': program('mysql', 4_800_000),
            '/usr/bin/mariadb-admin': program('mysqladmin', 4_500_000),
            '/usr/bin/mariadb-dump': program('mysqldump', 4_600_000),
            ...(own
              ? {}
              : {
                  '/usr/bin/mysql': link('mariadb'),
                  '/usr/bin/mysqladmin': link('mariadb-admin'),
                  '/usr/bin/mysqldump': link('mariadb-dump'),
                }),
            '/var/lib/mysql': directory({ mode: 0o755, uid: 999, gid: 999 }),
            '/run/mysqld': directory({ mode: 0o1777, uid: 999, gid: 999 }),
          },
          size: 232_000_000,
          download: 80_000_000,
          rest: `mariadb-${version}`,
        },
      ),
      volume('/var/lib/mysql'),
      label('org.opencontainers.image.authors', 'MariaDB Community'),
      label('org.opencontainers.image.title', 'MariaDB Database'),
      label('org.opencontainers.image.version', version),
      copy('healthcheck.sh /usr/local/bin/healthcheck.sh', { '/usr/local/bin/healthcheck.sh': script(HEALTHCHECK) }),
      copy('docker-entrypoint.sh /usr/local/bin/', {
        '/usr/local/bin/docker-entrypoint.sh': script(
          databaseEntrypoint({
            product: `MariaDB Server ${package_}`,
            server,
            client: own ? 'mariadb' : 'mysql',
            admin: own ? 'mariadb-admin' : 'mysqladmin',
            prefix: 'MARIADB',
          }),
        ),
      }),
      entrypoint('docker-entrypoint.sh'),
      expose('3306/tcp'),
      cmd(server),
      silently(workdir('/')),
    ],
  });
}

const HEALTHCHECK = `#!/bin/bash
# healthcheck.sh --connect --innodb_initialized
client=$(command -v mariadb || command -v mysql)
exec "$client" -uroot -p"\${MARIADB_ROOT_PASSWORD:-$MYSQL_ROOT_PASSWORD}" -h 127.0.0.1 -e 'select 1' >/dev/null 2>&1
`;

export default family('mariadb', {
  'latest 12 12.0 12.0.2 noble 12-noble': () => mariadb('12.0.2', '24.04', '2025-08-21T17:23:22Z'),
  '11 11.8 11.8.3 lts 11-noble 11.8-noble': () => mariadb('11.8.3', '24.04', '2025-08-21T17:22:22Z'),
  '11.4 11.4.8': () => mariadb('11.4.8', '24.04', '2025-08-21T17:21:22Z'),
  '10 10.11 10.11.14 10-jammy 10.11-jammy': () => mariadb('10.11.14', '22.04', '2025-08-21T17:20:22Z'),
  '10.9 10.9.8': () => mariadb('10.9.8', '22.04', '2023-08-17T17:20:22Z'),
  '10.6 10.6.23 10.6-focal 10.6.4-focal 10.6.4 10-focal': () => mariadb('10.6.23', '20.04', '2025-08-21T17:20:22Z'),
  '10.5 10.5.29': () => mariadb('10.5.29', '20.04', '2025-05-06T17:20:22Z'),
  '10.4': () => mariadb('10.4.34', '20.04', '2024-05-24T17:20:22Z'),
  '10.3': () => mariadb('10.3.39', '20.04', '2023-05-24T17:20:22Z'),
  '10.0 10.0.38': () => mariadb('10.0.38', '16.04', '2019-02-24T17:20:22Z'),
  '10.1 10.1.48 10.1.10': () => mariadb('10.1.48', '18.04', '2020-11-24T17:20:22Z'),
});
