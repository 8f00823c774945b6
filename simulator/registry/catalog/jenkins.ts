import { debian } from './bases/debian.ts';
import { packageFiles } from './bases/buildpack-deps.ts';
import { accountFiles } from './bases/service-account.ts';
import { directory, program, script } from './form/files.ts';
import { family, image, TWO_PLATFORMS } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { copy, entrypoint, env, expose, run, user, volume } from './form/steps.ts';

const START = `#!/usr/bin/env bash
set -e
: "\${JENKINS_WAR:="/usr/share/jenkins/jenkins.war"}"
: "\${JENKINS_HOME:="/var/jenkins_home"}"
touch "$JENKINS_HOME/copy_reference_file.log" || { echo "Can not write to $JENKINS_HOME. Wrong volume permissions?"; exit 1; }
echo "Running from: $JENKINS_WAR"
if [[ $# -lt 1 ]] || [[ "$1" == "--"* ]]; then
  exec java -Duser.home="$JENKINS_HOME" $JAVA_OPTS -jar "$JENKINS_WAR" $JENKINS_OPTS "$@"
fi
exec "$@"
`;

function jenkins(version: string, created: string, java: string): ImageDefinition {
  const account = { name: 'jenkins', uid: 1000, gid: 1000, home: '/var/jenkins_home', shell: '/bin/bash' };
  return image({
    created,
    from: debian('trixie', 'full'),
    platforms: TWO_PLATFORMS,
    steps: [
      run(
        'apt-get update   && apt-get install -y --no-install-recommends     ca-certificates     curl     git     gnupg     gpg     libfontconfig1     libfreetype6     procps     ssh-client     tini     unzip     tzdata',
        {
          files: {
            ...packageFiles('curl', 'procps', 'unzip'),
            '/usr/bin/git': program('git', 3_711_000),
            '/usr/bin/tini': program('tini', 24_000),
          },
          size: 143_000_000,
          download: 52_000_000,
          rest: 'jenkins-tools',
        },
      ),
      env('LANG', 'C.UTF-8'),
      env('JENKINS_HOME', '/var/jenkins_home'),
      env('JENKINS_SLAVE_AGENT_PORT', '50000'),
      env('REF', '/usr/share/jenkins/ref'),
      run(
        'mkdir -p $JENKINS_HOME   && chown 1000:1000 $JENKINS_HOME   && groupadd -g 1000 jenkins   && useradd -l -d "$JENKINS_HOME" -u 1000 -g 1000 -m -s /bin/bash jenkins',
        {
          ...accountFiles('debian', [account]),
          '/var/jenkins_home': directory({ uid: 1000, gid: 1000 }),
        },
      ),
      volume('/var/jenkins_home'),
      env('JENKINS_VERSION', version),
      run('curl -fsSL ${JENKINS_URL} -o /usr/share/jenkins/jenkins.war', {
        files: { '/usr/share/jenkins/jenkins.war': program('jenkins', 96_000_000) },
        download: 89_000_000,
      }),
      env('JENKINS_UC', 'https://updates.jenkins.io'),
      expose('8080/tcp', '50000/tcp'),
      env('COPY_REFERENCE_FILE_LOG', '/var/jenkins_home/copy_reference_file.log'),
      env('JAVA_HOME', '/opt/java/openjdk'),
      env('PATH', '/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
      copy('/javaruntime /opt/java/openjdk', {
        files: {
          '/opt/java/openjdk/bin/java': program('java', 12_700),
          '/opt/java/openjdk/release': `JAVA_VERSION="${java}"\n`,
        },
        size: 86_000_000,
        download: 60_000_000,
        rest: `jenkins-java-${java}`,
      }),
      user('jenkins'),
      copy('jenkins.sh /usr/local/bin/jenkins.sh', { '/usr/local/bin/jenkins.sh': script(START) }),
      copy('jenkins-plugin-cli.sh /bin/jenkins-plugin-cli', {
        '/usr/bin/jenkins-plugin-cli': program('jenkins-plugin-cli', 2_200),
      }),
      entrypoint('/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'),
    ],
  });
}

export default family('jenkins/jenkins', {
  'latest jdk21 2.534': () => jenkins('2.534', '2025-10-28T14:04:56Z', '21.0.8'),
  'lts lts-jdk21 2.528.1': () => jenkins('2.528.1', '2025-10-15T14:04:56Z', '21.0.8'),
  'lts-jdk17 jdk17': () => jenkins('2.528.1', '2025-10-15T14:04:56Z', '17.0.16'),
  'lts-jdk11 jdk11 2.346.3 lts-alpine alpine': () => jenkins('2.462.3', '2024-10-02T14:04:56Z', '11.0.24'),
});
