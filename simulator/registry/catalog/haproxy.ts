import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, run, stopSignal, user, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -e

# Options alone are for haproxy, which runs as master and worker.
if [ "\${1#-}" != "$1" ]; then
	set -- haproxy "$@"
fi
if [ "$1" = 'haproxy' ]; then
	shift
	set -- haproxy -W -db "$@"
fi

exec "$@"
`;

function haproxy(version: string, created: string, base: 'debian' | 'alpine'): ImageDefinition {
  const account = { name: 'haproxy', uid: 99, gid: 99, home: '/var/lib/haproxy', shell: '/usr/sbin/nologin' };
  return image({
    created,
    from: base === 'debian' ? debian('bookworm', 'slim') : alpine('3.22'),
    steps: [
      run(
        'set -eux; \tgroupadd --gid 99 --system haproxy; \tuseradd \t\t--gid haproxy \t\t--home-dir /var/lib/haproxy \t\t--no-create-home \t\t--system \t\t--uid 99 \t\thaproxy',
        {
          ...accountFiles(base, [account]),
          '/var/lib/haproxy': directory({ uid: 99, gid: 99 }),
        },
      ),
      env('HAPROXY_VERSION', version),
      env(
        'HAPROXY_URL',
        `https://www.haproxy.org/download/${version.split('.').slice(0, 2).join('.')}/src/haproxy-${version}.tar.gz`,
      ),
      run(
        'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update && apt-get install -y --no-install-recommends ca-certificates gcc',
        {
          files: { '/usr/local/sbin/haproxy': program('haproxy', 5_900_000), '/usr/local/etc/haproxy': directory() },
          size: base === 'debian' ? 29_000_000 : 22_000_000,
          download: base === 'debian' ? 12_500_000 : 9_800_000,
          rest: `haproxy-${version}`,
        },
      ),
      stopSignal('SIGUSR1'),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      user('haproxy'),
      workdir('/var/lib/haproxy'),
      cmd('haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'),
    ],
  });
}

export default family('haproxy', {
  'latest 3 3.2 3.2.7 lts': () => haproxy('3.2.7', '2025-10-21T22:04:56Z', 'debian'),
  'alpine 3-alpine 3.2-alpine lts-alpine': () => haproxy('3.2.7', '2025-10-21T22:04:56Z', 'alpine'),
  '3.0': () => haproxy('3.0.12', '2025-10-21T22:04:56Z', 'debian'),
  '2 2.8': () => haproxy('2.8.16', '2025-10-21T22:04:56Z', 'debian'),
  '2.6 2.4 2.3 2.2 1.9 1.8 1.7': () => haproxy('2.6.22', '2025-04-25T22:04:56Z', 'debian'),
  '2-alpine 2.8-alpine 1.9-alpine 1.8-alpine': () => haproxy('2.8.16', '2025-10-21T22:04:56Z', 'alpine'),
});
