import { directory, link, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, env, run, volume, workdir } from './form/steps.ts';
import { temurin } from './java.ts';

function gradle(version: string, from: ImageDefinition): ImageDefinition {
  return image({
    created: '2025-10-23T04:10:44Z',
    from,
    steps: [
      cmd('gradle'),
      env('GRADLE_HOME', '/opt/gradle'),
      run(
        'set -o errexit -o nounset     && groupadd --system --gid 1000 gradle     && useradd --system --gid gradle --uid 1000 --shell /bin/bash --create-home gradle     && mkdir /home/gradle/.gradle',
        {
          '/home/gradle/.gradle': directory({ uid: 1000, gid: 1000 }),
        },
      ),
      volume('/home/gradle/.gradle'),
      workdir('/home/gradle'),
      run(
        'set -o errexit -o nounset     && apt-get update     && apt-get install --yes --no-install-recommends         unzip         wget                 bzr         git         git-lfs         mercurial         openssh-client',
        {
          files: { '/usr/bin/git': program('git', 3_711_000) },
          size: 114_000_000,
          download: 51_000_000,
          rest: 'gradle-tools',
        },
      ),
      env('GRADLE_VERSION', version),
      run(
        'set -o errexit -o nounset     && wget --no-verbose --output-document=gradle.zip "https://services.gradle.org/distributions/gradle-${GRADLE_VERSION}-bin.zip"',
        {
          files: {
            '/opt/gradle/bin/gradle': program('gradle', 8_700),
            '/usr/bin/gradle': link('/opt/gradle/bin/gradle'),
          },
          size: 150_000_000,
          download: 134_000_000,
          rest: `gradle-${version}`,
        },
      ),
    ],
  });
}

export default family('gradle', {
  'latest 9 9.1 9.1.0 jdk25 9-jdk25': () => gradle('9.1.0', temurin('25.0.1+8', 'jdk', { ubuntu: '24.04' })),
  'jdk21 9-jdk21': () => gradle('9.1.0', temurin('21.0.9+10', 'jdk', { ubuntu: '24.04' })),
  'jdk17 9-jdk17': () => gradle('9.1.0', temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' })),
  '8 8.14 8-jdk21': () => gradle('8.14.3', temurin('21.0.9+10', 'jdk', { ubuntu: '24.04' })),
  '8-jdk17 8.5-jdk17 8.14-jdk17': () => gradle('8.14.3', temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' })),
  '7 7.6 7-jdk17 7.6-jdk17': () => gradle('7.6.6', temurin('17.0.17+10', 'jdk', { ubuntu: '22.04' })),
  '7-jdk11 6-jdk11 jdk11': () => gradle('7.6.6', temurin('11.0.29+7', 'jdk', { ubuntu: '22.04' })),
});
