import { alpine } from './bases/alpine.ts';
import { buildpackDeps, CERTIFICATES } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, run } from './form/steps.ts';

type Base = { full: DebianRelease } | { slim: DebianRelease } | { alpine: string };

function ruby(version: string, created: string, base: Base): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const from = onAlpine
    ? alpine(base.alpine)
    : 'slim' in base
      ? debian(base.slim, 'slim')
      : buildpackDeps(base.full, 'full');
  return image({
    created,
    from,
    steps: [
      run("set -eux; \tmkdir -p /usr/local/etc; \techo 'gem: --no-document' >> /usr/local/etc/gemrc", {
        '/usr/local/etc/gemrc': 'gem: --no-document\n',
        ...(onAlpine ? CERTIFICATES : {}),
      }),
      env('LANG', 'C.UTF-8'),
      env('RUBY_VERSION', version),
      env(
        'RUBY_DOWNLOAD_URL',
        `https://cache.ruby-lang.org/pub/ruby/${version.split('.').slice(0, 2).join('.')}/ruby-${version}.tar.xz`,
      ),
      run(
        'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends bison dpkg-dev ruby',
        {
          files: {
            '/usr/local/bin/ruby': program('ruby', 14_000),
            '/usr/local/bin/irb': program('ruby/irb', 600),
            '/usr/local/bin/gem': program('ruby/gem', 600),
            '/usr/local/bin/bundle': program('ruby/bundle', 600),
            '/usr/local/bin/bundler': program('ruby/bundle', 600),
            '/usr/local/bin/rake': program('ruby/rake', 600),
          },
          size: onAlpine ? 76_000_000 : 99_000_000,
          download: onAlpine ? 28_000_000 : 37_000_000,
          rest: `ruby-${version}`,
        },
      ),
      env('GEM_HOME', '/usr/local/bundle'),
      env('BUNDLE_SILENCE_ROOT_WARNING', '1'),
      env('BUNDLE_APP_CONFIG', '/usr/local/bundle'),
      env('PATH', '/usr/local/bundle/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
      run('set -eux; \tmkdir "$GEM_HOME"; \tchmod 1777 "$GEM_HOME"', {
        '/usr/local/bundle': directory({ mode: 0o1777 }),
      }),
      cmd('irb'),
    ],
  });
}

const made = '2025-10-24T01:36:18Z';

export default family('ruby', {
  'latest 3 3.4 3.4.7 trixie': () => ruby('3.4.7', made, { full: 'trixie' }),
  'slim 3-slim 3.4-slim 3.4.7-slim': () => ruby('3.4.7', made, { slim: 'trixie' }),
  'alpine 3-alpine 3.4-alpine 3.4.7-alpine': () => ruby('3.4.7', made, { alpine: '3.22' }),
  '3.3 3.3.10': () => ruby('3.3.10', made, { full: 'trixie' }),
  '3.3-slim': () => ruby('3.3.10', made, { slim: 'trixie' }),
  '3.3-alpine': () => ruby('3.3.10', made, { alpine: '3.22' }),
  '3.2 3.2.9': () => ruby('3.2.9', made, { full: 'trixie' }),
  '3.2-slim': () => ruby('3.2.9', made, { slim: 'trixie' }),
  '3.2-alpine': () => ruby('3.2.9', made, { alpine: '3.22' }),
  '3.1 3.1.7 3.1.0': () => ruby('3.1.7', '2025-03-26T01:36:18Z', { full: 'bookworm' }),
  '3.1-alpine': () => ruby('3.1.7', '2025-03-26T01:36:18Z', { alpine: '3.21' }),
  '3.0 3.0.7': () => ruby('3.0.7', '2024-04-23T01:36:18Z', { full: 'bookworm' }),
  '2 2.7 2.7.8': () => ruby('2.7.8', '2023-03-30T01:36:18Z', { full: 'bullseye' }),
  '2.7-alpine': () => ruby('2.7.8', '2023-03-30T01:36:18Z', { alpine: '3.16' }),
  '2.6 2.6.10': () => ruby('2.6.10', '2022-04-12T01:36:18Z', { full: 'bullseye' }),
  '2.5 2.5.9': () => ruby('2.5.9', '2021-04-12T01:36:18Z', { full: 'buster' }),
  '2.3 2.3.8 2.3.1': () => ruby('2.3.8', '2019-04-12T01:36:18Z', { full: 'stretch' }),
  '2.2 2.2.10': () => ruby('2.2.10', '2018-04-12T01:36:18Z', { full: 'stretch' }),
});
