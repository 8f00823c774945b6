import { family } from './form/image.ts';
import { entrypoint, expose } from './form/steps.ts';
import { singleBinary } from './single-binary.ts';

/** What traefik/whoami was called before. */
export default family('containous/whoami', {
  'latest v1.5.0': () =>
    singleBinary({
      created: '2020-01-21T16:29:55Z',
      platforms: ['amd64', 'arm64/v8'],
      binary: ['/whoami', 'whoami', 7_370_000],
      download: 3_300_000,
      steps: [entrypoint('/whoami'), expose('80/tcp')],
    }),
});
