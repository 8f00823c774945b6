import { directory, link, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, run, silently, workdir } from './form/steps.ts';
import { openjdk, temurin } from './java.ts';

const ENTRYPOINT = `#!/bin/sh -eu
# Puts what /usr/share/maven/ref holds into the user's Maven directory, then runs the command.
mkdir -p "\${MAVEN_CONFIG:-/root/.m2}"
exec "$@"
`;

function maven(version: string, from: ImageDefinition): ImageDefinition {
  return image({
    created: '2025-10-23T02:10:44Z',
    from,
    steps: [
      env('MAVEN_HOME', '/usr/share/maven'),
      run('apt-get update   && apt-get install -y ca-certificates curl git openssh-client --no-install-recommends', {
        files: { '/usr/bin/git': program('git', 3_711_000) },
        size: 41_000_000,
        download: 15_000_000,
        rest: 'maven-tools',
      }),
      copy('/usr/share/maven /usr/share/maven', {
        files: {
          '/usr/share/maven/bin/mvn': program('mvn', 5_900),
          '/usr/share/maven/ref': directory(),
          '/usr/share/maven/conf/settings.xml': '<settings/>\n',
        },
        size: 10_400_000,
        download: 9_200_000,
        rest: `maven-${version}`,
      }),
      copy('mvn-entrypoint.sh /usr/local/bin/mvn-entrypoint.sh', {
        '/usr/local/bin/mvn-entrypoint.sh': script(ENTRYPOINT),
      }),
      run('ln -s ${MAVEN_HOME}/bin/mvn /usr/bin/mvn', { '/usr/bin/mvn': link('/usr/share/maven/bin/mvn') }),
      env('MAVEN_CONFIG', '/root/.m2'),
      entrypoint('/usr/local/bin/mvn-entrypoint.sh'),
      cmd('mvn'),
      silently(workdir('/')),
    ],
  });
}

const NEW = '3.9.11';

export default family('maven', {
  'latest 3 3.9 3.9.11 3.9.11-eclipse-temurin-25 3-eclipse-temurin-25 eclipse-temurin': () =>
    maven(NEW, temurin('25.0.1+8', 'jdk', { ubuntu: '24.04' })),
  '3-eclipse-temurin-21 3.9-eclipse-temurin-21 3.9.11-eclipse-temurin-21': () =>
    maven(NEW, temurin('21.0.9+10', 'jdk', { ubuntu: '24.04' })),
  '3-eclipse-temurin-17 3.9-eclipse-temurin-17 3.9.11-eclipse-temurin-17 3.8.5-eclipse-temurin-17': () =>
    maven(NEW, temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' })),
  '3-eclipse-temurin-17-alpine 3.9-eclipse-temurin-17-alpine': () =>
    maven(NEW, temurin('17.0.17+10', 'jdk', { alpine: '3.22' })),
  '3-eclipse-temurin-11 3.9-eclipse-temurin-11': () => maven(NEW, temurin('11.0.29+7', 'jdk', { ubuntu: '24.04' })),
  '3-openjdk-17 3.8-openjdk-17 3.8.4-openjdk-17 3.8.6-openjdk-17': () =>
    maven('3.8.6', openjdk('17.0.2', 'jdk', { slim: 'bullseye' })),
  '3-jdk-11 3.6.3-jdk-11 3.6-jdk-11 3.8-jdk-11 3.8-openjdk-11': () =>
    maven('3.6.3', openjdk('11.0.16', 'jdk', { full: 'bullseye' })),
  '3-jdk-8 3.6-jdk-8 3.6.3-jdk-8': () => maven('3.6.3', openjdk('8u342', 'jdk', { full: 'bullseye' })),
  '3-jdk-8-alpine 3.6-jdk-8-alpine 3.5-jdk-8-alpine alpine': () =>
    maven('3.6.1', openjdk('8u212', 'jdk', { alpine: '3.9' })),
  '3-jdk-7': () => maven('3.6.1', openjdk('7u261', 'jdk', { full: 'jessie' })),
});
