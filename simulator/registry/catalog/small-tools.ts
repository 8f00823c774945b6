/** Tools that courses run once: load, throughput, an echo server. */
import { alpine } from './bases/alpine.ts';
import { debian } from './bases/debian.ts';
import { program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition, ImageFamily } from './form/image.ts';
import { cmd, entrypoint, env, expose, run } from './form/steps.ts';
import { singleBinary } from './single-binary.ts';

const iperf3 = (): ImageDefinition =>
  image({
    created: '2024-01-20T20:04:56Z',
    from: debian('bookworm', 'slim'),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run('apt-get update     && apt-get install -y iperf3     && apt-get clean     && rm -rf /var/lib/apt/lists/*', {
        files: { '/usr/bin/iperf3': program('iperf3', 18_000) },
        size: 1_800_000,
        download: 700_000,
        rest: 'iperf3',
      }),
      expose('5201/tcp'),
      entrypoint('iperf3'),
    ],
  });

const stress = (): ImageDefinition =>
  image({
    created: '2022-01-20T20:04:56Z',
    from: alpine('3.15'),
    platforms: ['amd64'],
    steps: [
      run('apk add --no-cache stress', { files: { '/usr/bin/stress': program('stress', 23_000) }, download: 11_000 }),
      cmd('stress'),
    ],
  });

const progriumStress = (): ImageDefinition =>
  image({
    created: '2014-07-20T20:04:56Z',
    from: debian('jessie', 'full'),
    platforms: ['amd64'],
    steps: [
      run('apt-get update && apt-get install -y stress', {
        files: { '/usr/bin/stress': program('stress', 23_000) },
        size: 9_800_000,
        download: 4_000_000,
        rest: 'stress',
      }),
      entrypoint('/usr/bin/stress', '--verbose'),
      cmd(),
    ],
  });

const httpEcho = (): ImageDefinition =>
  singleBinary({
    created: '2023-06-20T20:04:56Z',
    platforms: ['amd64', 'arm/v7', 'arm64/v8', '386'],
    binary: ['/http-echo', 'http-echo', 4_700_000],
    download: 2_300_000,
    steps: [expose('5678/tcp'), entrypoint('/http-echo')],
  });

const jwilderWhoami = (): ImageDefinition =>
  singleBinary({
    created: '2018-05-21T20:04:56Z',
    platforms: ['amd64'],
    binary: ['/app/http', 'jwilder/whoami', 6_500_000],
    download: 2_800_000,
    steps: [env('PORT', '8000'), expose('8000/tcp'), cmd('/app/http')],
  });

const TOOLS: Readonly<Record<string, readonly [tags: string, make: () => ImageDefinition]>> = {
  'hashicorp/http-echo': ['latest 1.0 1.0.0', httpEcho],
  'jwilder/whoami': ['latest', jwilderWhoami],
  'networkstatic/iperf3': ['latest', iperf3],
  'polinux/stress': ['latest', stress],
  'progrium/stress': ['latest', progriumStress],
};

/** Throws RangeError for a repository that is not one of these. */
export function toolFamily(name: string): ImageFamily {
  const found = TOOLS[name];
  if (found === undefined) throw new RangeError(`no tool ${name}`);
  return family(name, { [found[0]]: found[1] });
}
