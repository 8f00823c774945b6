import { alpine } from './bases/alpine.ts';
import { buildpackDeps } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { directory, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { env, run } from './form/steps.ts';

type Base = { full: DebianRelease } | { slim: DebianRelease } | { alpine: string };

function rust(version: string, created: string, base: Base): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const from = onAlpine
    ? alpine(base.alpine)
    : 'slim' in base
      ? debian(base.slim, 'slim')
      : buildpackDeps(base.full, 'full');
  const cargo = '/usr/local/cargo/bin';
  return image({
    created,
    from,
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      ...(onAlpine
        ? [
            run('apk add --no-cache         ca-certificates         gcc', {
              files: { '/usr/bin/gcc': program('gcc', 1_000_000) },
              size: 148_000_000,
              download: 52_000_000,
              rest: `rust-gcc-${base.alpine}`,
            }),
          ]
        : []),
      env('RUSTUP_HOME', '/usr/local/rustup'),
      env('CARGO_HOME', '/usr/local/cargo'),
      env('PATH', `${cargo}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      env('RUST_VERSION', version),
      run(
        'set -eux;     dpkgArch="$(dpkg --print-architecture)";     url="https://static.rust-lang.org/rustup/archive/1.28.2/x86_64-unknown-linux-gnu/rustup-init"',
        {
          files: {
            '/usr/local/rustup': directory({ mode: 0o777 }),
            ...Object.fromEntries(
              ['cargo', 'rustc', 'rustup', 'rustfmt', 'rustdoc'].map((name) => [
                `${cargo}/${name}`,
                program(name === 'cargo' ? 'cargo' : `rust/${name}`, 10_700_000),
              ]),
            ),
          },
          size: 640_000_000,
          download: 196_000_000,
          rest: `rust-${version}`,
        },
      ),
    ],
  });
}

export default family('rust', {
  'latest 1 1.91 1.91.0 trixie bookworm': () => rust('1.91.0', '2025-10-30T20:36:18Z', { full: 'bookworm' }),
  'slim 1-slim 1.91-slim slim-bookworm': () => rust('1.91.0', '2025-10-30T20:36:18Z', { slim: 'bookworm' }),
  'alpine 1-alpine 1.91-alpine': () => rust('1.91.0', '2025-10-30T20:36:18Z', { alpine: '3.22' }),
  buster: () => rust('1.77.2', '2024-04-09T20:36:18Z', { full: 'buster' }),
  '1.80 1.80.1': () => rust('1.80.1', '2024-08-08T20:36:18Z', { full: 'bookworm' }),
  '1.75 1.75.0': () => rust('1.75.0', '2023-12-28T20:36:18Z', { full: 'bookworm' }),
  '1.74 1.74.1': () => rust('1.74.1', '2023-12-07T20:36:18Z', { full: 'bookworm' }),
  '1.74-alpine': () => rust('1.74.1', '2023-12-07T20:36:18Z', { alpine: '3.19' }),
  '1.73 1.73.0': () => rust('1.73.0', '2023-10-05T20:36:18Z', { full: 'bookworm' }),
  '1.70 1.70.0': () => rust('1.70.0', '2023-06-01T20:36:18Z', { full: 'bullseye' }),
  '1.64 1.64.0': () => rust('1.64.0', '2022-09-22T20:36:18Z', { full: 'bullseye' }),
});
