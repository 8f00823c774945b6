import { alpine } from './bases/alpine.ts';
import { directory, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, volume } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -eu

# Options, and words that docker knows as its commands, are for docker.
if [ "\${1#-}" != "$1" ] || docker help "$1" > /dev/null 2>&1; then
	set -- docker "$@"
fi

exec "$@"
`;

const cliImages = new Map<string, ImageDefinition>();

function cli(version: string, created: string): ImageDefinition {
  const known = cliImages.get(version);
  if (known !== undefined) return known;
  const definition = image({
    created,
    from: alpine('3.22'),
    platforms: ['amd64', 'arm/v6', 'arm/v7', 'arm64/v8'],
    steps: [
      run('apk add --no-cache \t\tca-certificates \t\topenssh-client \t\tgit', {
        files: { '/usr/bin/git': program('git', 3_000_000) },
        size: 12_600_000,
        download: 7_000_000,
        rest: 'docker-cli-tools',
      }),
      env('DOCKER_VERSION', version),
      run('set -eux; \t\tapkArch="$(apk --print-arch)"; \twget -O docker.tgz "$url"', {
        files: { '/usr/local/bin/docker': program('docker', 42_000_000) },
        download: 19_000_000,
      }),
      env('DOCKER_BUILDX_VERSION', '0.29.1'),
      run('set -eux; \t\tplugin="/usr/local/libexec/docker/cli-plugins/docker-buildx"', {
        files: { '/usr/local/libexec/docker/cli-plugins/docker-buildx': program('docker', 74_000_000) },
        download: 22_000_000,
      }),
      env('DOCKER_COMPOSE_VERSION', '2.40.3'),
      run('set -eux; \t\tplugin="/usr/local/libexec/docker/cli-plugins/docker-compose"', {
        files: { '/usr/local/libexec/docker/cli-plugins/docker-compose': program('docker', 73_700_000) },
        download: 21_000_000,
      }),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      env('DOCKER_TLS_CERTDIR', '/certs'),
      run('mkdir /certs /certs/client && chmod 1777 /certs /certs/client', {
        '/certs': directory({ mode: 0o1777 }),
        '/certs/client': directory({ mode: 0o1777 }),
      }),
      entrypoint('docker-entrypoint.sh'),
      cmd('sh'),
    ],
  });
  cliImages.set(version, definition);
  return definition;
}

function dind(version: string, created: string): ImageDefinition {
  return image({
    created,
    from: cli(version, created),
    steps: [
      run('set -eux; \tapk add --no-cache \t\tbtrfs-progs \t\te2fsprogs \t\tiptables', {
        files: {},
        size: 22_000_000,
        download: 9_000_000,
        rest: 'dind-tools',
      }),
      run('set -eux; \t\tapkArch="$(apk --print-arch)"; \twget -O \'docker.tgz\' "$url"', {
        files: { '/usr/local/bin/dockerd': program('dockerd', 92_000_000) },
        size: 172_000_000,
        download: 62_000_000,
        rest: `dockerd-${version}`,
      }),
      volume('/var/lib/docker'),
      expose('2375/tcp', '2376/tcp'),
      copy('dockerd-entrypoint.sh /usr/local/bin/', {
        '/usr/local/bin/dockerd-entrypoint.sh': script('#!/bin/sh\nset -eu\nexec dockerd "$@"\n'),
      }),
      entrypoint('dockerd-entrypoint.sh'),
      cmd(),
    ],
  });
}

export default family('docker', {
  'latest 28 28.5 28.5.2 28-dind dind 28.5-dind 28.5.2-dind': () => dind('28.5.2', '2025-11-05T20:04:56Z'),
  'cli 28-cli 28.5-cli 28.5.2-cli': () => cli('28.5.2', '2025-11-05T20:04:56Z'),
  '27 27-dind 24 24-dind 20.10 20.10-dind 19.03 19.03-dind': () => dind('27.5.1', '2025-01-22T20:04:56Z'),
  '27-cli 24-cli 20.10-cli': () => cli('27.5.1', '2025-01-22T20:04:56Z'),
});
