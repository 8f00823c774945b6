import { alpine } from './bases/alpine.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, expose, label, run } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -e

# Options, and words that traefik knows as its commands, are for traefik.
if [ "\${1#-}" != "$1" ] || traefik "$1" --help >/dev/null 2>&1; then
    set -- traefik "$@"
fi

exec "$@"
`;

function traefik(version: string, created: string, release: string, size: number): ImageDefinition {
  return image({
    created,
    from: alpine(release),
    platforms: ['amd64', 'arm/v6', 'arm64/v8', '386', 'ppc64le', 's390x'],
    steps: [
      run('apk --no-cache add ca-certificates tzdata', {
        files: CERTIFICATES,
        size: 1_500_000,
        download: 700_000,
        rest: 'traefik-tzdata',
      }),
      run(
        `set -ex; \tapkArch="$(apk --print-arch)"; \twget --quiet -O /tmp/traefik.tar.gz "https://github.com/traefik/traefik/releases/download/v${version}/traefik_v${version}_linux_amd64.tar.gz"`,
        {
          files: { '/usr/local/bin/traefik': program('traefik', size) },
          download: Math.round(size * 0.28),
        },
      ),
      copy('entrypoint.sh /', { '/entrypoint.sh': script(ENTRYPOINT) }),
      expose('80/tcp'),
      entrypoint('/entrypoint.sh'),
      cmd('traefik'),
      label('org.opencontainers.image.title', 'Traefik'),
      label('org.opencontainers.image.version', `v${version}`),
    ],
  });
}

export default family('traefik', {
  'latest 3 v3 3.5 v3.5 3.5.4 v3.5.4': () => traefik('3.5.4', '2025-10-28T15:04:56Z', '3.22', 221_000_000),
  'v3.1 3.1 v3.0 3.0': () => traefik('3.1.7', '2024-10-28T15:04:56Z', '3.20', 186_000_000),
  'v2.11 2.11 2 v2': () => traefik('2.11.30', '2025-10-28T15:04:56Z', '3.22', 165_000_000),
  'v2.10 2.10 v2.10.7': () => traefik('2.10.7', '2023-12-08T15:04:56Z', '3.18', 140_000_000),
  'v2.6 2.6 v2.5 2.5 v2.4 2.4': () => traefik('2.6.7', '2022-05-28T15:04:56Z', '3.14', 96_000_000),
  'v1.7 1.7 1.7.34': () => traefik('1.7.34', '2021-12-28T15:04:56Z', '3.14', 80_000_000),
});
