import { alpine } from './bases/alpine.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, silently, volume, workdir } from './form/steps.ts';

const CONFIG_V2 = `version: 0.1
log:
  fields:
    service: registry
storage:
  cache:
    blobdescriptor: inmemory
  filesystem:
    rootdirectory: /var/lib/registry
http:
  addr: :5000
  headers:
    X-Content-Type-Options: [nosniff]
health:
  storagedriver:
    enabled: true
    interval: 10s
    threshold: 3
`;

const ENTRYPOINT = `#!/bin/sh

set -e

case "$1" in
    *.yaml|*.yml) set -- registry serve "$@" ;;
    serve|garbage-collect|help|-*) set -- registry "$@" ;;
esac

exec "$@"
`;

function registry(version: string, created: string, release: string): ImageDefinition {
  const newer = version.startsWith('3');
  const place = newer ? '/etc/distribution/config.yml' : '/etc/docker/registry/config.yml';
  return image({
    created,
    from: alpine(release),
    platforms: ['amd64', 'arm/v6', 'arm/v7', 'arm64/v8', 'ppc64le', 's390x'],
    steps: [
      run('apk add --no-cache ca-certificates', { files: CERTIFICATES, download: 295_000 }),
      run("set -eux; \tversion='" + version + '\'; \tapkArch="$(apk --print-arch)"; \twget -O registry.tar.gz "$url"', {
        files: { '/bin/registry': program('registry', newer ? 49_000_000 : 17_700_000) },
        download: newer ? 15_700_000 : 6_500_000,
      }),
      copy(`./config-example.yml ${place}`, { [place]: CONFIG_V2 }),
      ...(newer ? [env('OTEL_TRACES_EXPORTER', 'none')] : []),
      volume('/var/lib/registry'),
      expose('5000/tcp'),
      copy('docker-entrypoint.sh /entrypoint.sh', { '/entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('/entrypoint.sh'),
      cmd(place),
      silently(workdir('/')),
    ],
  });
}

export default family('registry', {
  'latest 3 3.0 3.0.0': () => registry('3.0.0', '2025-04-03T18:42:42Z', '3.21'),
  '2 2.8 2.8.3 2.8.2 2.8.1': () => registry('2.8.3', '2023-10-02T18:42:42Z', '3.18'),
  '2.7 2.7.1 2.7.0 2.6': () => registry('2.7.1', '2021-05-20T18:42:42Z', '3.11'),
});
