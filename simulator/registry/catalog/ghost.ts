import node from './node.ts';
import { directory, link, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, volume, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/bash
set -e

# Ghost does not run as root: it gives its content to the user node and becomes it.
if [[ "$*" == node*current/index.js* ]] && [ "$(id -u)" = '0' ]; then
	find "$GHOST_CONTENT" \\! -user node -exec chown node '{}' +
	exec gosu node "$BASH_SOURCE" "$@"
fi

exec "$@"
`;

function ghost(version: string, created: string, variant: 'slim' | 'alpine'): ImageDefinition {
  const base = node.tags.get(variant === 'slim' ? '22-slim' : '22-alpine');
  const gosu = variant === 'slim' ? '/usr/local/bin/gosu' : '/sbin/su-exec';
  return image({
    created,
    ...(base === undefined ? {} : { from: base() }),
    steps: [
      env('GOSU_VERSION', '1.17'),
      run(
        'set -eux; \tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates gnupg wget',
        {
          files: {
            [gosu]: program('gosu', 2_334_000),
            ...(variant === 'alpine' ? { '/usr/local/bin/gosu': link('/sbin/su-exec') } : {}),
          },
          size: 6_700_000,
          download: 2_300_000,
          rest: `ghost-gosu-${variant}`,
        },
      ),
      env('NODE_ENV', 'production'),
      env('GHOST_CLI_VERSION', '1.28.3'),
      run('set -eux; \tnpm install -g "ghost-cli@$GHOST_CLI_VERSION"; \tnpm cache clean --force', {
        files: { '/usr/local/bin/ghost': program('ghost', 900) },
        size: 55_000_000,
        download: 12_000_000,
        rest: 'ghost-cli',
      }),
      env('GHOST_INSTALL', '/var/lib/ghost'),
      env('GHOST_CONTENT', '/var/lib/ghost/content'),
      env('GHOST_VERSION', version),
      run(
        'set -eux; \tmkdir -p "$GHOST_INSTALL"; \tchown node:node "$GHOST_INSTALL"; \t\tapt-get update; \tapt-get install -y --no-install-recommends python3',
        {
          files: {
            '/var/lib/ghost/content': directory({ mode: 0o1777, uid: 1000, gid: 1000 }),
            [`/var/lib/ghost/versions/${version}/index.js`]: program('ghost-server', 400),
            '/var/lib/ghost/current': link(`/var/lib/ghost/versions/${version}`),
            '/var/lib/ghost/config.production.json':
              '{\n  "url": "http://localhost:2368",\n  "server": { "port": 2368, "host": "::" }\n}\n',
          },
          size: 330_000_000,
          download: 98_000_000,
          rest: `ghost-${version}`,
        },
      ),
      workdir('/var/lib/ghost'),
      volume('/var/lib/ghost/content'),
      copy('docker-entrypoint.sh /usr/local/bin', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      expose('2368/tcp'),
      cmd('node', 'current/index.js'),
    ],
  });
}

export default family('ghost', {
  'latest 6 6.5 6.5.3': () => ghost('6.5.3', '2025-10-30T22:04:56Z', 'slim'),
  'alpine 6-alpine': () => ghost('6.5.3', '2025-10-30T22:04:56Z', 'alpine'),
  '5 5.130': () => ghost('5.130.5', '2025-10-10T22:04:56Z', 'slim'),
  '5-alpine': () => ghost('5.130.5', '2025-10-10T22:04:56Z', 'alpine'),
  '4 3 2 1': () => ghost('4.48.9', '2023-05-10T22:04:56Z', 'slim'),
});
