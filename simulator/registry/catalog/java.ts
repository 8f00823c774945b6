/** The Java images: openjdk, eclipse-temurin and amazoncorretto, and what maven and gradle build on. */
import { amazonlinux } from './bases/red-hat-family.ts';
import { alpine } from './bases/alpine.ts';
import { buildpackDeps, CERTIFICATES } from './bases/buildpack-deps.ts';
import { debian } from './bases/debian.ts';
import type { DebianRelease } from './bases/debian.ts';
import { ubuntu } from './bases/ubuntu.ts';
import type { UbuntuRelease } from './bases/ubuntu.ts';
import { program, script } from './form/files.ts';
import type { Files } from './form/files.ts';
import { image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, run } from './form/steps.ts';

export type JavaKind = 'jdk' | 'jre';

const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function tools(home: string, kind: JavaKind, version: string, implementor: string): Files {
  const names =
    kind === 'jdk' ? ['java', 'keytool', 'javac', 'jar', 'jshell', 'javadoc', 'jps', 'jlink'] : ['java', 'keytool'];
  return {
    ...Object.fromEntries(
      names.map((name) => [`${home}/bin/${name}`, program(name === 'java' ? 'java' : `java/${name}`, 12_700)]),
    ),
    [`${home}/release`]: `IMPLEMENTOR="${implementor}"\nJAVA_VERSION="${version.split(/[+-]/)[0] ?? version}"\n`,
  };
}

/** Uncompressed and compressed bytes of a development kit or a runtime. */
function sizeOf(kind: JavaKind, version: string): readonly [number, number] {
  const major = Number(/^\d+/.exec(version)?.[0] ?? '17');
  if (kind === 'jre') return major <= 8 ? [110_000_000, 41_000_000] : [140_000_000, 46_800_000];
  return major <= 8 ? [103_000_000, 54_600_000] : [315_000_000, 144_000_000];
}

const CACERTS_ENTRYPOINT = `#!/usr/bin/env bash
# Adds certificates from /certificates to Java's own, when asked to; then runs the command.
set -e
exec "$@"
`;

export type TemurinBase = { ubuntu: UbuntuRelease } | { alpine: string };

const made = new Map<string, ImageDefinition>();

export function temurin(
  version: string,
  kind: JavaKind,
  base: TemurinBase,
  created = '2025-10-22T03:17:25Z',
): ImageDefinition {
  const key = `${version} ${kind} ${JSON.stringify(base)}`;
  const known = made.get(key) ?? temurinImage(version, kind, base, created);
  made.set(key, known);
  return known;
}

function temurinImage(version: string, kind: JavaKind, base: TemurinBase, created: string): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const home = '/opt/java/openjdk';
  const [size, download] = sizeOf(kind, version);
  return image({
    created,
    from: onAlpine ? alpine(base.alpine) : ubuntu(base.ubuntu),
    steps: [
      env('JAVA_HOME', home),
      env('PATH', `${home}/bin:${SYSTEM_PATH}`),
      env('LANG', 'en_US.UTF-8'),
      env('LANGUAGE', 'en_US:en'),
      env('LC_ALL', 'en_US.UTF-8'),
      run(
        'set -eux;     apt-get update;     DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends         curl         wget         gnupg         fontconfig         ca-certificates p11-kit',
        {
          files: {
            ...CERTIFICATES,
            ...(onAlpine
              ? {}
              : { '/usr/bin/curl': program('curl', 305_000), '/usr/bin/wget': program('wget', 481_000) }),
          },
          size: onAlpine ? 16_400_000 : 47_000_000,
          download: onAlpine ? 9_000_000 : 16_300_000,
          rest: `temurin-tools-${onAlpine ? 'alpine' : base.ubuntu}`,
        },
      ),
      env('JAVA_VERSION', `jdk-${version}`),
      run(
        'set -eux;     ARCH="$(dpkg --print-architecture)";     wget --progress=dot:giga -O /tmp/openjdk.tar.gz ${BINARY_URL}',
        {
          files: () => tools(home, kind, version, 'Eclipse Adoptium'),
          size,
          download,
          rest: `temurin-${version}-${kind}`,
        },
      ),
      run(
        `set -eux;     echo "Verifying install ...";     ${kind === 'jdk' ? 'javac --version;     ' : ''}java --version;     echo "Complete."`,
        {},
      ),
      copy('--chmod=755 entrypoint.sh /__cacert_entrypoint.sh', {
        '/__cacert_entrypoint.sh': script(CACERTS_ENTRYPOINT),
      }),
      entrypoint('/__cacert_entrypoint.sh'),
      ...(kind === 'jdk' ? [cmd('jshell')] : []),
    ],
  });
}

/** The official images of before 2022, which many courses still name. */
export function openjdk(
  version: string,
  kind: JavaKind,
  base: { full: DebianRelease } | { slim: DebianRelease } | { alpine: string },
  created = '2022-07-28T00:00:00Z',
): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const home = onAlpine ? '/opt/openjdk' : '/usr/local/openjdk';
  const from = onAlpine
    ? alpine(base.alpine)
    : 'slim' in base
      ? debian(base.slim, 'slim')
      : buildpackDeps(base.full, 'scm');
  const [size, download] = sizeOf(kind, version);
  return image({
    created,
    from,
    steps: [
      run('set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends ca-certificates p11-kit', {
        files: CERTIFICATES,
        size: 4_850_000,
        download: 1_600_000,
        rest: 'openjdk-certificates',
      }),
      env('JAVA_HOME', home),
      env('PATH', `${home}/bin:${SYSTEM_PATH}`),
      env('LANG', 'C.UTF-8'),
      env('JAVA_VERSION', version),
      run('set -eux; \tarch="$(dpkg --print-architecture)"; \twget --progress=dot:giga -O openjdk.tgz "$downloadUrl"', {
        files: () => tools(home, kind, version, 'Oracle Corporation'),
        size,
        download,
        rest: `openjdk-${version}-${kind}`,
      }),
      ...(kind === 'jdk' && !version.startsWith('8') ? [cmd('jshell')] : []),
    ],
  });
}

export function corretto(version: string, base: { amazon: '2' | '2023' } | { alpine: string }): ImageDefinition {
  const onAlpine = 'alpine' in base;
  const home = onAlpine
    ? '/usr/lib/jvm/default-jvm'
    : `/usr/lib/jvm/java-${version.split('.')[0] ?? ''}-amazon-corretto`;
  const [size, download] = sizeOf('jdk', version);
  return image({
    created: '2025-10-28T01:44:02Z',
    from: onAlpine ? alpine(base.alpine) : amazonlinux(base.amazon),
    platforms: ['amd64', 'arm64/v8'],
    steps: [
      run('set -eux     && export resouce_version     && yum install -y java-amazon-corretto-devel', {
        files: () => tools(home, 'jdk', version, 'Amazon.com Inc.'),
        size,
        download,
        rest: `corretto-${version}`,
      }),
      env('LANG', 'C.UTF-8'),
      env('JAVA_HOME', home),
      env('PATH', `${home}/bin:${SYSTEM_PATH}`),
    ],
  });
}
