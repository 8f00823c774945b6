import { directory } from './form/files.ts';
import { family } from './form/image.ts';
import { entrypoint, expose, label, volume, workdir } from './form/steps.ts';
import { BARE_ROOT, singleBinary } from './single-binary.ts';

const portainer = (version: string, created: string) =>
  singleBinary({
    created,
    platforms: ['amd64', 'arm/v7', 'arm64/v8', 'ppc64le', 's390x'],
    binary: ['/portainer', 'portainer', 124_000_000],
    download: 43_000_000,
    files: { ...BARE_ROOT, '/data': directory(), '/public': directory() },
    steps: [
      label('org.opencontainers.image.title', 'Portainer'),
      label('org.opencontainers.image.version', version),
      volume('/data'),
      workdir('/'),
      expose('8000/tcp', '9000/tcp', '9443/tcp'),
      entrypoint('/portainer'),
    ],
  });

export default family('portainer/portainer-ce', {
  'latest 2.35.0 alpine': () => portainer('2.35.0', '2025-10-22T10:04:56Z'),
  'lts 2.33.3 2.33 sts': () => portainer('2.33.3', '2025-10-22T10:04:56Z'),
  '2.19.4 2.19 2.11.1': () => portainer('2.19.4', '2023-12-06T10:04:56Z'),
});
