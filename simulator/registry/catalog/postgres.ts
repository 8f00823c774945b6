import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, link, program, script } from './form/files.ts';
import type { Files } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, silently, stopSignal, volume, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail

# "VARIABLE" may be given as a file: VARIABLE_FILE
file_env() {
	local var="$1" file="$1_FILE" default="\${2:-}"
	if [ "\${!var:-}" ] && [ "\${!file:-}" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$var" "$file"
		exit 1
	fi
	local value="$default"
	if [ "\${!var:-}" ]; then value="\${!var}"; elif [ "\${!file:-}" ]; then value="$(< "\${!file}")"; fi
	export "$var"="$value"
	unset "$file"
}

if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

if [ "$1" = 'postgres' ]; then
	user="$(id -u)"
	mkdir -p "$PGDATA" /var/run/postgresql
	chmod 00700 "$PGDATA" || :
	chmod 03775 /var/run/postgresql || :
	if [ "$user" = '0' ]; then
		find "$PGDATA" \\! -user postgres -exec chown postgres '{}' +
		find /var/run/postgresql \\! -user postgres -exec chown postgres '{}' +
		exec gosu postgres "$BASH_SOURCE" "$@"
	fi
	file_env POSTGRES_PASSWORD
	file_env POSTGRES_USER postgres
	file_env POSTGRES_DB "$POSTGRES_USER"
	file_env POSTGRES_INITDB_ARGS
	: "\${POSTGRES_HOST_AUTH_METHOD:=}"
	if [ ! -s "$PGDATA/PG_VERSION" ]; then
		if [ -z "$POSTGRES_PASSWORD" ] && [ 'trust' != "$POSTGRES_HOST_AUTH_METHOD" ]; then
			cat >&2 <<-'EOE'
				Error: Database is uninitialized and superuser password is not specified.
				       You must specify POSTGRES_PASSWORD to a non-empty value for the
				       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

				       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
				       connections without a password. This is *not* recommended.

				       See PostgreSQL documentation about "trust":
				       https://www.postgresql.org/docs/current/auth-trust.html
			EOE
			exit 1
		fi
		ls /docker-entrypoint-initdb.d/ > /dev/null
		pwfile="$(mktemp)"
		printf '%s\\n' "$POSTGRES_PASSWORD" > "$pwfile"
		initdb --username="$POSTGRES_USER" --pwfile="$pwfile" $POSTGRES_INITDB_ARGS
		rm "$pwfile"
		printf '\\nhost all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
		export PGPASSWORD="$POSTGRES_PASSWORD"
		pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
		sql() { psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"; }
		if [ "$POSTGRES_DB" != 'postgres' ]; then
			echo "CREATE DATABASE \\"$POSTGRES_DB\\" ;" | sql --dbname postgres
			printf '\\n'
		fi
		printf '\\n'
		for f in /docker-entrypoint-initdb.d/*; do
			case "$f" in
				*.sh)
					if [ -x "$f" ]; then printf '%s: running %s\\n' "$0" "$f"; "$f"
					else printf '%s: sourcing %s\\n' "$0" "$f"; . "$f"; fi ;;
				*.sql) printf '%s: running %s\\n' "$0" "$f"; sql --dbname "$POSTGRES_DB" -f "$f"; printf '\\n' ;;
				*.sql.gz) printf '%s: running %s\\n' "$0" "$f"; gunzip -c "$f" | sql --dbname "$POSTGRES_DB"; printf '\\n' ;;
				/docker-entrypoint-initdb.d/\\*) printf '%s: ignoring %s\\n' "$0" "$f" ;;
				*) printf '%s: ignoring %s\\n' "$0" "$f" ;;
			esac
			printf '\\n'
		done
		pg_ctl -D "$PGDATA" -m fast -w stop
		unset PGPASSWORD
		printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
	else
		printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
	fi
fi

exec "$@"
`;

interface Version {
  number: string;
  /** Package version: `17.6-2.pgdg13+1`. */
  deb: string;
  created: string;
  suite: DebianRelease;
  /** Alpine release of the -alpine variant. */
  alpine: string;
}

function programs(where: string): Files {
  return {
    [`${where}/postgres`]: program('postgres', 10_000_000),
    [`${where}/initdb`]: program('initdb', 180_000),
    [`${where}/pg_ctl`]: program('pg_ctl', 68_000),
    [`${where}/psql`]: program('psql', 760_000),
    [`${where}/pg_dump`]: program('pg_dump', 440_000),
    [`${where}/pg_dumpall`]: program('pg_dump', 120_000),
    [`${where}/pg_restore`]: program('pg_restore', 190_000),
    [`${where}/pg_isready`]: program('pg_isready', 48_000),
    [`${where}/createdb`]: program('createdb', 76_000),
    [`${where}/dropdb`]: program('dropdb', 72_000),
    [`${where}/createuser`]: program('createuser', 80_000),
  };
}

function major({ number }: Version): string {
  const [first = '', second = ''] = number.split('.');
  return Number(first) < 10 ? `${first}.${second}` : first;
}

/** From 18 on the data lie in a directory of the version. */
function dataDirectory(version: Version): { data: string; volume: string } {
  const name = major(version);
  if (Number(name) < 18) return { data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' };
  return { data: `/var/lib/postgresql/${name}/docker`, volume: '/var/lib/postgresql' };
}

function endOf(version: Version, uid: number) {
  const { data, volume: mounted } = dataDirectory(version);
  return [
    env('PGDATA', data),
    run('install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"', {
      [data]: directory({ mode: 0o1777, uid, gid: uid }),
    }),
    volume(mounted),
    copy('docker-entrypoint.sh docker-ensure-initdb.sh /usr/local/bin/', {
      '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT),
    }),
    entrypoint('docker-entrypoint.sh'),
    stopSignal('SIGINT'),
    expose('5432/tcp'),
    cmd('postgres'),
    silently(workdir('/')),
  ];
}

function onDebian(version: Version): ImageDefinition {
  const name = major(version);
  const bin = `/usr/lib/postgresql/${name}/bin`;
  const account = { name: 'postgres', uid: 999, gid: 999, home: '/var/lib/postgresql', shell: '/bin/bash' };
  return image({
    created: version.created,
    from: debian(version.suite, 'slim'),
    steps: [
      run(
        'set -eux; \tgroupadd -r postgres --gid=999; \tuseradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres',
        {
          ...accountFiles('debian', [account]),
          '/var/lib/postgresql': directory({ mode: 0o1777, uid: 999, gid: 999 }),
        },
      ),
      run(
        'set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgnupg \t\tless \t; \trm -rf /var/lib/apt/lists/*',
        {
          files: { '/usr/bin/gpg': program('gpg', 1_110_000) },
          size: 9_600_000,
          download: 4_500_000,
          rest: `postgres-gnupg-${version.suite}`,
        },
      ),
      env('GOSU_VERSION', '1.19'),
      run(
        'set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates wget',
        {
          files: { '/usr/local/bin/gosu': program('gosu', 2_334_000) },
          size: 4_100_000,
          download: 1_300_000,
          rest: `postgres-gosu-${version.suite}`,
        },
      ),
      run(
        'set -eux; \tapt-get update; apt-get install -y --no-install-recommends locales; rm -rf /var/lib/apt/lists/*; \tlocaledef -i en_US -c -f UTF-8 -A /usr/share/locale/locale.alias en_US.UTF-8',
        {
          files: {},
          size: 25_300_000,
          download: 8_100_000,
          rest: `postgres-locales-${version.suite}`,
        },
      ),
      env('LANG', 'en_US.utf8'),
      run(
        'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tlibnss-wrapper \t\txz-utils \t\tzstd',
        {
          files: {},
          size: 3_900_000,
          download: 1_200_000,
          rest: `postgres-wrapper-${version.suite}`,
        },
      ),
      run('mkdir /docker-entrypoint-initdb.d', { '/docker-entrypoint-initdb.d': directory() }),
      env('PG_MAJOR', name),
      env('PATH', `/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:${bin}`),
      env('PG_VERSION', version.deb),
      run(
        'set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends "postgresql-$PG_MAJOR=$PG_VERSION"',
        {
          files: {
            ...programs(bin),
            '/usr/bin/psql': link('../share/postgresql-common/pg_wrapper'),
            '/usr/share/postgresql-common/pg_wrapper': program('psql', 8_600),
            [`/usr/share/postgresql/${name}/postgresql.conf.sample`]: SAMPLE,
            '/run/postgresql': directory({ mode: 0o3777, uid: 999, gid: 999 }),
          },
          size: 313_000_000,
          download: 112_000_000,
          rest: `postgres-${version.number}`,
        },
      ),
      run(
        `set -eux; \tsed -ri "s!^#?(listen_addresses)\\s*=\\s*\\S+.*!\\1 = '*'!" /usr/share/postgresql/postgresql.conf.sample`,
        {
          '/usr/share/postgresql/postgresql.conf.sample': SAMPLE,
        },
      ),
      ...endOf(version, 999),
    ],
  });
}

const SAMPLE = `listen_addresses = '*'
#port = 5432
max_connections = 100
shared_buffers = 128MB
dynamic_shared_memory_type = posix
max_wal_size = 1GB
min_wal_size = 80MB
log_timezone = 'Etc/UTC'
datestyle = 'iso, mdy'
timezone = 'Etc/UTC'
default_text_search_config = 'pg_catalog.english'
`;

function onAlpine(version: Version): ImageDefinition {
  const account = { name: 'postgres', uid: 70, gid: 70, home: '/var/lib/postgresql', shell: '/bin/sh' };
  return image({
    created: version.created,
    from: alpine(version.alpine),
    steps: [
      run(
        'set -eux; \taddgroup -g 70 -S postgres; \tadduser -u 70 -S -D -G postgres -H -h /var/lib/postgresql -s /bin/sh postgres',
        {
          ...accountFiles('alpine', [account]),
          '/var/lib/postgresql': directory({ mode: 0o1777, uid: 70, gid: 70 }),
        },
      ),
      env('GOSU_VERSION', '1.19'),
      run('set -eux; \tapk add --no-cache --virtual .gosu-deps ca-certificates dpkg gnupg', {
        files: { '/usr/local/bin/gosu': program('gosu', 2_334_000) },
        download: 983_000,
      }),
      env('LANG', 'en_US.utf8'),
      run('mkdir /docker-entrypoint-initdb.d', { '/docker-entrypoint-initdb.d': directory() }),
      env('PG_MAJOR', major(version)),
      env('PG_VERSION', version.number),
      env('PG_SHA256', 'e0630a3600aea27511715563259ec2111cd5f4353a4b040e0be827f94cd7a8b0'),
      run(
        'set -eux; \twget -O postgresql.tar.bz2 "https://ftp.postgresql.org/pub/source/v$PG_VERSION/postgresql-$PG_VERSION.tar.bz2"',
        {
          files: {
            ...programs('/usr/local/bin'),
            '/bin/bash': program('bash', 750_000),
            '/usr/local/share/postgresql/postgresql.conf.sample': SAMPLE,
            '/run/postgresql': directory({ mode: 0o3777, uid: 70, gid: 70 }),
          },
          size: 262_000_000,
          download: 101_000_000,
          rest: `postgres-${version.number}-alpine`,
        },
      ),
      ...endOf(version, 70),
    ],
  });
}

function version(number: string, created: string, suite: DebianRelease, alpineRelease: string): Version {
  const pgdg = { trixie: '13', bookworm: '12', bullseye: '11', buster: '100', stretch: '90', jessie: '80', sid: '14' }[
    suite
  ];
  return { number, deb: `${number}-2.pgdg${pgdg}+1`, created, suite, alpine: alpineRelease };
}

const V = {
  '18': version('18.0', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '17': version('17.6', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '16': version('16.10', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '15': version('15.14', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '14': version('14.19', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '13': version('13.22', '2025-10-21T00:25:49Z', 'trixie', '3.22'),
  '12': version('12.22', '2024-12-02T00:25:49Z', 'bookworm', '3.21'),
  '11': version('11.22', '2023-11-21T00:25:49Z', 'bookworm', '3.18'),
  '10': version('10.23', '2022-11-21T00:25:49Z', 'bullseye', '3.16'),
  '9.6': version('9.6.24', '2022-02-11T00:25:49Z', 'bullseye', '3.15'),
  '9.5': version('9.5.25', '2021-02-11T00:25:49Z', 'buster', '3.12'),
  '9.4': version('9.4.26', '2020-02-13T00:25:49Z', 'stretch', '3.11'),
};

export default family('postgres', {
  'latest 18 18.0 trixie 18-trixie': () => onDebian(V['18']),
  'alpine 18-alpine 18.0-alpine alpine3.22': () => onAlpine(V['18']),
  '17 17.6 17-trixie 17-bookworm': () => onDebian(V['17']),
  '17-alpine 17.6-alpine': () => onAlpine(V['17']),
  '16 16.10 16-trixie 16-bookworm': () => onDebian(V['16']),
  '16-alpine 16.10-alpine': () => onAlpine(V['16']),
  '15 15.14 15-bookworm': () => onDebian(V['15']),
  '15-alpine': () => onAlpine(V['15']),
  '14 14.19 14-bookworm': () => onDebian(V['14']),
  '14-alpine': () => onAlpine(V['14']),
  '13 13.22 13-bookworm': () => onDebian(V['13']),
  '13-alpine': () => onAlpine(V['13']),
  '12 12.22': () => onDebian(V['12']),
  '12-alpine': () => onAlpine(V['12']),
  '11 11.22': () => onDebian(V['11']),
  '11-alpine 11.6-alpine': () => onAlpine(V['11']),
  '10 10.23': () => onDebian(V['10']),
  '10-alpine': () => onAlpine(V['10']),
  '9 9.6 9.6.24': () => onDebian(V['9.6']),
  '9-alpine 9.6-alpine': () => onAlpine(V['9.6']),
  '9.5': () => onDebian(V['9.5']),
  '9.4 9.4.26': () => onDebian(V['9.4']),
  '9.4-alpine': () => onAlpine(V['9.4']),
});
