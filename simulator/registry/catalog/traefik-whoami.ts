import { family } from './form/image.ts';
import { entrypoint, expose, label } from './form/steps.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { singleBinary } from './single-binary.ts';

const whoami = (version: string) =>
  singleBinary({
    created: '2024-08-19T16:29:55Z',
    platforms: ['amd64', 'arm/v7', 'arm64/v8', '386'],
    binary: ['/whoami', 'whoami', 6_610_000],
    download: 2_900_000,
    files: CERTIFICATES,
    steps: [label('org.opencontainers.image.version', version), entrypoint('/whoami'), expose('80/tcp')],
  });

export default family('traefik/whoami', {
  'latest v1 v1.11 v1.11.0': () => whoami('1.11.0'),
  'v1.10 v1.10.1': () => whoami('1.10.1'),
});
