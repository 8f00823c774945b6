import { alpine } from './bases/alpine.ts';
import { accountFiles } from './bases/service-account.ts';
import { program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, label, user } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/sh
set -e
# Options and addresses are for curl.
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ]; then
  set -- curl "$@"
fi
exec "$@"
`;

function curl(version: string, created: string): ImageDefinition {
  const account = { name: 'curl_user', uid: 100, gid: 101, home: '/home/curl_user', shell: '/sbin/nologin' };
  return image({
    created,
    from: alpine('3.22'),
    steps: [
      env('CURL_CA_BUNDLE', '/cacert.pem'),
      label('Maintainer', 'James Fuller <jim.fuller@webcomposite.com>'),
      label('Version', version),
      copy('/ /', {
        files: {
          ...accountFiles('alpine', [account]),
          '/usr/bin/curl': program('curl', 260_000),
          '/cacert.pem': 'the certificate authorities of Mozilla\n',
        },
        size: 15_400_000,
        download: 5_800_000,
        rest: 'curl',
      }),
      copy('entrypoint.sh /entrypoint.sh', { '/entrypoint.sh': script(ENTRYPOINT) }),
      user('curl_user'),
      entrypoint('/entrypoint.sh'),
      cmd('curl'),
    ],
  });
}

export default family('curlimages/curl', {
  'latest 8.16.0': () => curl('8.16.0', '2025-09-10T07:04:56Z'),
  '8.5.0 8.4.0 7.88.1': () => curl('8.5.0', '2023-12-06T07:04:56Z'),
});
