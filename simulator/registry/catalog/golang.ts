import { alpine } from './bases/alpine.ts';
import { buildpackDeps, CERTIFICATES } from './bases/buildpack-deps.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, program, stub } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, run, workdir } from './form/steps.ts';

function golang(
  version: string,
  created: string,
  base: { suite: DebianRelease } | { alpine: string },
): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const size = Number(version.split('.')[1]) >= 20 ? 232_000_000 : 360_000_000;
  return image({
    created,
    from: onAlpine ? alpine(base.alpine) : buildpackDeps(base.suite, 'scm'),
    steps: [
      run(
        onAlpine
          ? 'apk add --no-cache ca-certificates'
          : 'set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tg++ \t\tgcc \t\tlibc6-dev \t\tmake \t\tpkg-config',
        {
          files: onAlpine
            ? CERTIFICATES
            : { '/usr/bin/gcc': program('gcc', 1_036_000), '/usr/bin/make': program('make', 243_000) },
          ...(onAlpine
            ? { download: 295_000 }
            : { size: 233_000_000, download: 92_300_000, rest: `golang-gcc-${base.suite}` }),
        },
      ),
      env('GOLANG_VERSION', version),
      env('GOTOOLCHAIN', 'local'),
      env('GOPATH', '/go'),
      env('PATH', '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
      run(
        'set -eux; \tnow="$(date \'+%s\')"; \tarch="$(dpkg --print-architecture)"; \turl="https://dl.google.com/go/go$GOLANG_VERSION.linux-amd64.tar.gz"',
        {
          files: {
            '/usr/local/go/VERSION': `go${version}\n`,
            '/usr/local/go/bin/go': program('go', 13_600_000),
            '/usr/local/go/bin/gofmt': program('gofmt', 2_900_000),
            '/usr/local/go/src/fmt/print.go': stub(33_000),
            '/usr/local/go/src/net/http/server.go': stub(124_000),
          },
          size,
          download: Math.round(size * 0.31),
          rest: `golang-${version}-${onAlpine ? 'alpine' : 'debian'}`,
        },
      ),
      run('mkdir -p "$GOPATH/src" "$GOPATH/bin" && chmod -R 1777 "$GOPATH"', {
        '/go': directory({ mode: 0o1777 }),
        '/go/bin': directory({ mode: 0o1777 }),
        '/go/src': directory({ mode: 0o1777 }),
      }),
      workdir('/go', {}),
      cmd('bash'),
    ].map((step) => (onAlpine && step.by === 'CMD ["bash"]' ? cmd('/bin/sh') : step)),
  });
}

const old = (version: string, suite: DebianRelease, release: string): Record<string, () => ImageDefinition> => {
  const short = version.split('.').slice(0, 2).join('.');
  const created = '2021-08-10T00:00:00Z';
  return {
    [`${short} ${version}`]: () => golang(version, created, { suite }),
    [`${short}-alpine ${version}-alpine ${short}-alpine${release} ${version}-alpine${release}`]: () =>
      golang(version, created, { alpine: release }),
  };
};

export default family('golang', {
  'latest 1 1.25 1.25.3 trixie 1.25-trixie': () => golang('1.25.3', '2025-10-21T00:43:23Z', { suite: 'trixie' }),
  'bookworm 1.25-bookworm': () => golang('1.25.3', '2025-10-21T00:43:23Z', { suite: 'bookworm' }),
  'alpine 1-alpine 1.25-alpine 1.25.3-alpine 1.25-alpine3.22': () =>
    golang('1.25.3', '2025-10-21T00:43:23Z', { alpine: '3.22' }),
  '1.24 1.24.9 1.24-bookworm': () => golang('1.24.9', '2025-10-21T00:43:23Z', { suite: 'bookworm' }),
  '1.24-alpine 1.24.9-alpine': () => golang('1.24.9', '2025-10-21T00:43:23Z', { alpine: '3.22' }),
  '1.23 1.23.12 1.23-bookworm': () => golang('1.23.12', '2025-08-12T00:43:23Z', { suite: 'bookworm' }),
  '1.23-alpine': () => golang('1.23.12', '2025-08-12T00:43:23Z', { alpine: '3.22' }),
  '1.22 1.22.12 1.22-bookworm': () => golang('1.22.12', '2025-02-04T00:43:23Z', { suite: 'bookworm' }),
  '1.22-alpine': () => golang('1.22.12', '2025-02-04T00:43:23Z', { alpine: '3.21' }),
  '1.21 1.21.13 1.21-bookworm': () => golang('1.21.13', '2024-08-06T00:43:23Z', { suite: 'bookworm' }),
  '1.21-alpine 1.21.13-alpine': () => golang('1.21.13', '2024-08-06T00:43:23Z', { alpine: '3.20' }),
  '1.20 1.20.14': () => golang('1.20.14', '2024-02-06T00:43:23Z', { suite: 'bookworm' }),
  '1.20-alpine': () => golang('1.20.14', '2024-02-06T00:43:23Z', { alpine: '3.19' }),
  '1.19 1.19.13': () => golang('1.19.13', '2023-09-06T00:43:23Z', { suite: 'bullseye' }),
  '1.19-alpine': () => golang('1.19.13', '2023-09-06T00:43:23Z', { alpine: '3.18' }),
  '1.18 1.18.10': () => golang('1.18.10', '2023-01-10T00:43:23Z', { suite: 'bullseye' }),
  '1.18-alpine': () => golang('1.18.10', '2023-01-10T00:43:23Z', { alpine: '3.17' }),
  ...old('1.17.13', 'bullseye', '3.16'),
  ...old('1.16.15', 'bullseye', '3.15'),
  '1.16.4-alpine': () => golang('1.16.4', '2021-05-10T00:00:00Z', { alpine: '3.13' }),
  ...old('1.15.15', 'buster', '3.14'),
  '1.15.14-alpine3.14 1.15.14-alpine': () => golang('1.15.14', '2021-07-13T00:00:00Z', { alpine: '3.14' }),
  ...old('1.14.15', 'buster', '3.13'),
  ...old('1.13.15', 'buster', '3.12'),
  ...old('1.12.17', 'buster', '3.11'),
  ...old('1.11.13', 'stretch', '3.9'),
  ...old('1.10.8', 'stretch', '3.8'),
  '1.9 1.9.7': () => golang('1.9.7', '2018-06-05T00:00:00Z', { suite: 'stretch' }),
  '1.8 1.8.7': () => golang('1.8.7', '2018-02-07T00:00:00Z', { suite: 'stretch' }),
  '1.7 1.7.6 1.7.3 1.6 1.5': () => golang('1.7.6', '2017-06-05T00:00:00Z', { suite: 'jessie' }),
});
