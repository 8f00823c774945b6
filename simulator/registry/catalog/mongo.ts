import { DEBIAN_GROUP, DEBIAN_PASSWD } from './bases/debian-files.ts';
import { ubuntu } from './bases/ubuntu.ts';
import type { UbuntuRelease } from './bases/ubuntu.ts';
import { directory, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, volume } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/bash
set -Eeuo pipefail

if [ "\${1:0:1}" = '-' ]; then
	set -- mongod "$@"
fi

if [[ "$1" == mongo* ]] && [ "$(id -u)" = '0' ]; then
	if [ "$1" = 'mongod' ]; then
		find /data/configdb /data/db \\! -user mongodb -exec chown mongodb '{}' +
	fi
	exec gosu mongodb "$BASH_SOURCE" "$@"
fi

# "VARIABLE" may be given as a file: VARIABLE_FILE
for var in MONGO_INITDB_ROOT_USERNAME MONGO_INITDB_ROOT_PASSWORD; do
	file="\${var}_FILE"
	if [ "\${!file:-}" ]; then export "$var"="$(< "\${!file}")"; fi
	unset "$file"
done

if [ "$1" = 'mongod' ]; then
	user="\${MONGO_INITDB_ROOT_USERNAME:-}"
	password="\${MONGO_INITDB_ROOT_PASSWORD:-}"
	if [ -n "$user$password" ] && { [ -z "$user" ] || [ -z "$password" ]; }; then
		cat >&2 <<-'EOF'
			error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
			       both must be specified for a user to be created
		EOF
		exit 1
	fi
	shell=$(command -v mongosh || command -v mongo)
	if [ ! -e /data/db/WiredTiger ]; then
		scripts=$(find /docker-entrypoint-initdb.d -maxdepth 1 -type f \\( -name '*.sh' -o -name '*.js' \\) | sort)
		if [ -n "$user" ] || [ -n "$scripts" ]; then
			mongod --fork --bind_ip 127.0.0.1 --logpath /proc/1/fd/1 --pidfilepath /tmp/docker-entrypoint-temp-mongod.pid
			if [ -n "$user" ]; then
				"$shell" --quiet admin --eval "db.createUser({ user: '$user', pwd: '$password', roles: [ { role: 'root', db: 'admin' } ] })"
			fi
			for f in $scripts; do
				case "$f" in
					*.sh) echo "$0: running $f"; . "$f" ;;
					*.js) echo "$0: running $f"; "$shell" --quiet "\${MONGO_INITDB_DATABASE:-test}" "$f" ;;
				esac
			done
			mongod --shutdown --pidfilepath /tmp/docker-entrypoint-temp-mongod.pid
			echo
			echo 'MongoDB init process complete; ready for start up.'
			echo
		fi
	fi
	if [ -n "$user" ]; then set -- "$@" --auth; fi
	set -- "$@" --bind_ip_all
fi

exec "$@"
`;

function mongo(
  version: string,
  created: string,
  base: UbuntuRelease,
  sizes: readonly [number, number],
): ImageDefinition {
  const major = version.split('.').slice(0, 2).join('.');
  const modern = Number(major) >= 5;
  const hasUser = Number(base.slice(0, 2)) >= 23;
  const users = hasUser ? 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n' : '';
  return image({
    created,
    from: ubuntu(base),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run(
        'set -eux; \tgroupadd --gid 999 --system mongodb; \tuseradd --uid 999 --system --gid mongodb --home-dir /data/db mongodb; \tmkdir -p /data/db /data/configdb; \tchown -R mongodb:mongodb /data/db /data/configdb',
        {
          '/etc/passwd': `${DEBIAN_PASSWD}${users}mongodb:x:999:999::/data/db:/bin/sh\n`,
          '/etc/group': `${DEBIAN_GROUP}${hasUser ? 'ubuntu:x:1000:\n' : ''}mongodb:x:999:mongodb\n`,
          '/data/db': directory({ uid: 999, gid: 999 }),
          '/data/configdb': directory({ uid: 999, gid: 999 }),
        },
      ),
      run(
        'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates jq numactl procps',
        {
          files: {},
          size: 9_600_000,
          download: 3_500_000,
          rest: `mongo-tools-${base}`,
        },
      ),
      env('GOSU_VERSION', '1.19'),
      env('JSYAML_VERSION', '3.13.1'),
      run(
        'set -ex; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends gnupg wget',
        {
          files: { '/usr/local/bin/gosu': program('gosu', 2_334_000) },
          download: 983_000,
        },
      ),
      run('mkdir /docker-entrypoint-initdb.d', { '/docker-entrypoint-initdb.d': directory() }),
      env('MONGO_PACKAGE', 'mongodb-org'),
      env('MONGO_REPO', 'repo.mongodb.org'),
      env('MONGO_MAJOR', major),
      env('MONGO_VERSION', version),
      run('set -x \t&& apt-get update \t&& apt-get install -y ${MONGO_PACKAGE}=$MONGO_VERSION', {
        files: {
          '/usr/bin/mongod': program('mongod', Math.round(sizes[0] * 0.25)),
          ...(modern
            ? { '/usr/bin/mongosh': program('mongosh', Math.round(sizes[0] * 0.2)) }
            : { '/usr/bin/mongo': program('mongosh', Math.round(sizes[0] * 0.15)) }),
          '/usr/bin/mongodump': program('mongodump', 16_000_000),
          '/etc/mongod.conf.orig': 'storage:\n  dbPath: /var/lib/mongodb\nnet:\n  port: 27017\n  bindIp: 127.0.0.1\n',
        },
        size: sizes[0],
        download: sizes[1],
        rest: `mongo-${version}`,
      }),
      volume('/data/db', '/data/configdb'),
      env('HOME', '/data/db'),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      expose('27017/tcp'),
      cmd('mongod'),
    ],
  });
}

export default family('mongo', {
  'latest 8 8.2 8.2.1 noble 8-noble': () => mongo('8.2.1', '2025-10-09T22:10:31Z', '24.04', [825_000_000, 281_000_000]),
  '8.0 8.0.15': () => mongo('8.0.15', '2025-10-09T22:09:31Z', '24.04', [791_000_000, 271_000_000]),
  '7 7.0 7.0.25 7-jammy': () => mongo('7.0.25', '2025-10-09T22:08:31Z', '22.04', [742_000_000, 247_000_000]),
  '6 6.0 6.0.26 6-jammy': () => mongo('6.0.26', '2025-10-09T22:07:31Z', '22.04', [661_000_000, 228_000_000]),
  '5 5.0 5.0.31': () => mongo('5.0.31', '2024-12-18T22:07:31Z', '20.04', [580_000_000, 200_000_000]),
  '4 4.4 4.4.29': () => mongo('4.4.29', '2024-03-18T22:07:31Z', '20.04', [350_000_000, 120_000_000]),
  '4.2 4.2.24 4.2.8 4.2.0': () => mongo('4.2.24', '2023-03-18T22:07:31Z', '18.04', [310_000_000, 110_000_000]),
  '4.0 4.0.28': () => mongo('4.0.28', '2022-03-18T22:07:31Z', '16.04', [280_000_000, 100_000_000]),
  '3 3.6 3.6.23': () => mongo('3.6.23', '2021-04-18T22:07:31Z', '16.04', [290_000_000, 100_000_000]),
  '3.4 3.3': () => mongo('3.4.24', '2020-02-18T22:07:31Z', '16.04', [240_000_000, 90_000_000]),
  '3.2 3.2.21': () => mongo('3.2.21', '2018-10-18T22:07:31Z', '16.04', [170_000_000, 70_000_000]),
});
