import node from './node.ts';
import { program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/bash
set -eo pipefail
# Options alone are for mongo-express.
if [ "\${1#-}" != "$1" ]; then
    set -- mongo-express "$@"
fi
exec "$@"
`;

function mongoExpress(version: string): ImageDefinition {
  const base = node.tags.get('18-alpine');
  return image({
    created: '2024-03-05T20:04:56Z',
    ...(base === undefined ? {} : { from: base() }),
    steps: [
      env('ME_CONFIG_MONGODB_URL', 'mongodb://mongo:27017'),
      env('ME_CONFIG_MONGODB_ENABLE_ADMIN', 'true'),
      env('ME_CONFIG_SITE_SESSIONSECRET', 'sessionsecret'),
      env('ME_CONFIG_BASICAUTH_USERNAME', ''),
      env('ME_CONFIG_BASICAUTH_PASSWORD', ''),
      env('VCAP_APP_HOST', '0.0.0.0'),
      workdir('/app', {}),
      run('set -eux; \tapk add --no-cache bash tini', {
        files: { '/bin/bash': program('bash', 750_000), '/sbin/tini': program('tini', 24_000) },
        size: 2_300_000,
        download: 1_100_000,
        rest: 'mongo-express-tools',
      }),
      copy('/app /app', {
        files: { '/usr/local/bin/mongo-express': program('mongo-express', 2_000) },
        size: 66_000_000,
        download: 13_000_000,
        rest: `mongo-express-${version}`,
      }),
      copy('docker-entrypoint.sh /', { '/docker-entrypoint.sh': script(ENTRYPOINT) }),
      expose('8081/tcp'),
      entrypoint('/sbin/tini', '--', '/docker-entrypoint.sh'),
      cmd('mongo-express'),
    ],
  });
}

export default family('mongo-express', {
  'latest 1 1.0 1.0.2': () => mongoExpress('1.0.2'),
  '0.54 0.54.0': () => mongoExpress('0.54.0'),
});
