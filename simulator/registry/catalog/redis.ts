import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, hardLink, link, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, volume, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -e

# Options or a configuration file alone mean the server.
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi

# The server does not run as root: it gives /data to the user redis and becomes it.
if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
	find . \\! -user redis -exec chown redis '{}' +
	exec gosu redis "$0" "$@"
fi

um="$(umask)"
if [ "$um" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;

interface Version {
  number: string;
  created: string;
  size: number;
  download: number;
}

function redis({ number, created, size, download }: Version, base: DebianRelease | `alpine${string}`): ImageDefinition {
  const onAlpine = base.startsWith('alpine');
  const account = {
    name: 'redis',
    uid: 999,
    gid: onAlpine ? 1000 : 999,
    home: '/home/redis',
    shell: onAlpine ? '/sbin/nologin' : '/bin/sh',
  };
  const gosu = onAlpine ? '/sbin/su-exec' : '/usr/local/bin/gosu';
  const url = `https://github.com/redis/redis/archive/refs/tags/${number}.tar.gz`;
  return image({
    created,
    from: onAlpine ? alpine(base.slice('alpine'.length)) : debian(debianName(base), 'slim'),
    steps: [
      run(
        'set -eux; \tgroupadd -r -g 999 redis; \tuseradd -r -g redis -u 999 redis',
        accountFiles(onAlpine ? 'alpine' : 'debian', [account]),
      ),
      env('REDIS_DOWNLOAD_URL', url),
      run(
        'set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates wget',
        {
          files: {
            [gosu]: program('gosu', onAlpine ? 14_000 : 2_334_000),
            ...(onAlpine ? { '/usr/local/bin/gosu': link('/sbin/su-exec') } : {}),
            '/usr/local/bin/redis-server': program('redis-server', 17_400_000),
            '/usr/local/bin/redis-sentinel': hardLink('/usr/local/bin/redis-server'),
            '/usr/local/bin/redis-check-aof': hardLink('/usr/local/bin/redis-server'),
            '/usr/local/bin/redis-check-rdb': hardLink('/usr/local/bin/redis-server'),
            '/usr/local/bin/redis-cli': program('redis-cli', 1_300_000),
            '/usr/local/bin/redis-benchmark': program('redis-benchmark', 1_100_000),
          },
          size,
          download,
          rest: `redis-${number}-${onAlpine ? 'alpine' : 'debian'}`,
        },
      ),
      run('mkdir /data && chown redis:redis /data', { '/data': directory({ uid: 999, gid: account.gid }) }),
      volume('/data'),
      workdir('/data'),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      expose('6379/tcp'),
      cmd('redis-server'),
    ],
  });
}

function debianName(text: string): DebianRelease {
  switch (text) {
    case 'bookworm':
    case 'bullseye':
    case 'buster':
    case 'stretch':
    case 'jessie':
      return text;
    default:
      return 'trixie';
  }
}

function version(number: string, created: string, size = 36_000_000, download = 14_500_000): Version {
  return { number, created, size, download };
}

const V8 = version('8.2.3', '2025-11-03T18:03:20Z', 54_800_000, 20_300_000);
const V7_4 = version('7.4.7', '2025-11-03T18:03:20Z', 39_000_000, 15_200_000);
const V7_2 = version('7.2.12', '2025-11-03T18:03:20Z', 37_000_000, 14_700_000);
const small = (each: Version): Version => ({
  ...each,
  size: Math.round(each.size * 0.87),
  download: Math.round(each.download * 0.85),
});

/** Redis Labs' image of redis with its modules, which are not there. */
export const redismod = family('redislabs/redismod', {
  'latest edge': () => redis(version('6.2.6', '2022-01-11T18:03:20Z', 560_000_000, 190_000_000), 'bullseye'),
});

export default family('redis', {
  'latest 8 8.2 8.2.3 trixie 8-trixie 8.2-trixie': () => redis(V8, 'trixie'),
  'alpine 8-alpine 8.2-alpine 8.2.3-alpine alpine3.22': () => redis(small(V8), 'alpine3.22'),
  'bookworm 8-bookworm 8.2-bookworm': () => redis(V8, 'bookworm'),
  '7 7.4 7.4.7 7-bookworm 7.4-bookworm': () => redis(V7_4, 'bookworm'),
  '7-alpine 7.4-alpine 7.4.7-alpine': () => redis(small(V7_4), 'alpine3.21'),
  '7.2 7.2.12': () => redis(V7_2, 'bookworm'),
  '7.2-alpine': () => redis(small(V7_2), 'alpine3.21'),
  '7.0 7.0.15': () => redis(version('7.0.15', '2024-01-09T18:03:20Z'), 'bookworm'),
  '7.0-alpine': () => redis(small(version('7.0.15', '2024-01-09T18:03:20Z')), 'alpine3.19'),
  '6 6.2 6.2.21': () => redis(version('6.2.21', '2025-11-03T18:03:20Z'), 'bookworm'),
  '6-alpine 6.2-alpine': () => redis(small(version('6.2.21', '2025-11-03T18:03:20Z', 28_000_000)), 'alpine3.21'),
  '6.0 6.0.20 6.0-rc1': () => redis(version('6.0.20', '2023-07-11T18:03:20Z'), 'bullseye'),
  '5 5.0 5.0.14': () => redis(version('5.0.14', '2022-10-04T18:03:20Z'), 'bullseye'),
  '5-alpine 5.0-alpine': () => redis(small(version('5.0.14', '2022-10-04T18:03:20Z', 28_000_000)), 'alpine3.16'),
  '4 4.0 4.0.14': () => redis(version('4.0.14', '2020-01-18T18:03:20Z'), 'buster'),
  '4-alpine 4.0-alpine 4.0.11-alpine 4.0.14-alpine': () =>
    redis(small(version('4.0.14', '2020-01-18T18:03:20Z', 27_000_000)), 'alpine3.11'),
  '3 3.2 3.2.12': () => redis(version('3.2.12', '2018-06-27T18:03:20Z'), 'stretch'),
  '3-alpine 3.2-alpine 3.0.7-alpine': () =>
    redis(small(version('3.2.12', '2018-06-27T18:03:20Z', 26_000_000)), 'alpine3.6'),
  '3.0 3.0.7 3.0.2': () => redis(version('3.0.7', '2016-05-10T18:03:20Z'), 'jessie'),
  '2.8 2.8.23': () => redis(version('2.8.23', '2016-05-10T18:03:20Z'), 'jessie'),
});
