import { buildpackDeps } from './bases/buildpack-deps.ts';
import type { DebianRelease } from './bases/debian.ts';
import { link, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, run, silently } from './form/steps.ts';

function gcc(version: string, created: string, suite: DebianRelease): ImageDefinition {
  return image({
    created,
    from: buildpackDeps(suite, 'full'),
    steps: [
      env('GCC_MIRRORS', 'https://ftpmirror.gnu.org/gcc'),
      env('GCC_VERSION', version),
      run(
        'set -ex; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends dpkg-dev flex gnupg',
        {
          files: {
            '/usr/local/bin/gcc': program('gcc', 1_600_000),
            '/usr/local/bin/cc': link('gcc'),
            '/usr/local/bin/g++': program('gcc', 1_600_000),
            '/usr/local/bin/c++': link('g++'),
            '/usr/local/bin/gfortran': program('gcc', 1_600_000),
          },
          size: 424_000_000,
          download: 151_000_000,
          rest: `gcc-${version}`,
        },
      ),
      run("set -ex; \techo '/usr/local/lib64' > /etc/ld.so.conf.d/000-local-lib.conf; \tldconfig -v", {
        '/etc/ld.so.conf.d/000-local-lib.conf': '/usr/local/lib64\n',
      }),
      silently(cmd('bash')),
    ],
  });
}

export default family('gcc', {
  'latest 15 15.2 15.2.0 trixie': () => gcc('15.2.0', '2025-10-21T01:50:00Z', 'trixie'),
  '14 14.3 14.3.0': () => gcc('14.3.0', '2025-10-21T01:50:00Z', 'bookworm'),
  '13 13.4': () => gcc('13.4.0', '2025-10-21T01:50:00Z', 'bookworm'),
  '12 12.5': () => gcc('12.5.0', '2025-10-21T01:50:00Z', 'bookworm'),
  '11 11.5': () => gcc('11.5.0', '2024-07-21T01:50:00Z', 'bullseye'),
  '10 10.5': () => gcc('10.5.0', '2023-07-21T01:50:00Z', 'bullseye'),
  '9 9.5': () => gcc('9.5.0', '2022-05-28T01:50:00Z', 'bullseye'),
  '4.9 4': () => gcc('4.9.4', '2018-05-28T01:50:00Z', 'jessie'),
});
