import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, silently, user, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -e
if [ "\${1#-}" != "$1" ]; then
	set -- memcached "$@"
fi
exec "$@"
`;

function memcached(base: 'debian' | 'alpine'): ImageDefinition {
  const account = { name: 'memcache', uid: 11211, gid: 11211, home: '/home/memcache', shell: '/bin/sh' };
  const slim = base === 'alpine';
  return image({
    created: '2025-10-21T01:14:24Z',
    from: slim ? alpine('3.22') : debian('trixie', 'slim'),
    steps: [
      run(
        'set -eux; \tgroupadd --system --gid 11211 memcache; \tuseradd --system --gid memcache --uid 11211 memcache',
        accountFiles(base, [account]),
      ),
      run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends libsasl2-modules', {
        files: {},
        size: slim ? 760_000 : 3_000_000,
        download: slim ? 300_000 : 1_100_000,
        rest: `memcached-libraries-${base}`,
      }),
      env('MEMCACHED_VERSION', '1.6.39'),
      env('MEMCACHED_URL', 'https://memcached.org/files/memcached-1.6.39.tar.gz'),
      run('set -eux; \twget -O memcached.tar.gz "$MEMCACHED_URL"', {
        files: { '/usr/local/bin/memcached': program('memcached', 470_000) },
        size: 2_100_000,
        download: 1_000_000,
        rest: `memcached-${base}`,
      }),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      user('memcache'),
      expose('11211/tcp'),
      cmd('memcached'),
      silently(workdir('/')),
    ],
  });
}

export default family('memcached', {
  'latest 1 1.6 1.6.39 trixie': () => memcached('debian'),
  'alpine 1-alpine 1.6-alpine 1.6.39-alpine': () => memcached('alpine'),
});
