import { directory, link, program } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, entrypoint, env, expose, run, workdir } from './form/steps.ts';
import { openjdk, temurin } from './java.ts';

const HOME = '/usr/local/tomcat';

function tomcat(version: string, created: string, from: ImageDefinition, javaHome: string): ImageDefinition {
  return image({
    created,
    from,
    steps: [
      env('CATALINA_HOME', HOME),
      env('PATH', `${HOME}/bin:${javaHome}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      run('mkdir -p "$CATALINA_HOME"', { [HOME]: directory() }),
      workdir(HOME),
      env('TOMCAT_NATIVE_LIBDIR', `${HOME}/native-jni-lib`),
      env('LD_LIBRARY_PATH', `${HOME}/native-jni-lib`),
      env('TOMCAT_MAJOR', version.split('.')[0] ?? ''),
      env('TOMCAT_VERSION', version),
      run(
        'set -eux; \t\tsavedAptMark="$(apt-mark showmanual)"; \tapt-get update; \tapt-get install -y --no-install-recommends curl gnupg',
        {
          files: {
            [`${HOME}/bin/catalina.sh`]: program('catalina', 25_000),
            [`${HOME}/bin/startup.sh`]: link('catalina.sh'),
            [`${HOME}/conf/server.xml`]:
              '<Server port="8005" shutdown="SHUTDOWN">\n  <Service name="Catalina">\n    <Connector port="8080" protocol="HTTP/1.1"/>\n    <Engine name="Catalina" defaultHost="localhost">\n      <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>\n    </Engine>\n  </Service>\n</Server>\n',
            [`${HOME}/logs`]: directory({ mode: 0o777 }),
            [`${HOME}/temp`]: directory({ mode: 0o777 }),
            [`${HOME}/webapps`]: directory(),
            [`${HOME}/webapps.dist/ROOT/index.jsp`]: `<html><body><h1>Apache Tomcat/${version}</h1></body></html>\n`,
            [`${HOME}/work`]: directory({ mode: 0o777 }),
          },
          size: 21_800_000,
          download: 14_600_000,
          rest: `tomcat-${version}`,
        },
      ),
      expose('8080/tcp'),
      entrypoint(),
      cmd('catalina.sh', 'run'),
    ],
  });
}

const OPT = '/opt/java/openjdk';

export default family('tomcat', {
  'latest 11 11.0 11.0.13 jdk21 11-jdk21': () =>
    tomcat('11.0.13', '2025-10-24T22:04:56Z', temurin('21.0.9+10', 'jdk', { ubuntu: '24.04' }), OPT),
  'jdk17 11-jdk17': () =>
    tomcat('11.0.13', '2025-10-24T22:04:56Z', temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' }), OPT),
  '10 10.1 10.1.48 10-jdk21 10.1-jdk21': () =>
    tomcat('10.1.48', '2025-10-24T22:04:56Z', temurin('21.0.9+10', 'jdk', { ubuntu: '24.04' }), OPT),
  '10-jdk17 10.1-jdk17': () =>
    tomcat('10.1.48', '2025-10-24T22:04:56Z', temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' }), OPT),
  '9 9.0 9.0.111 9-jdk17 9.0-jdk17': () =>
    tomcat('9.0.111', '2025-10-24T22:04:56Z', temurin('17.0.17+10', 'jdk', { ubuntu: '24.04' }), OPT),
  '9-jdk11 9.0-jdk11 9-jdk11-openjdk': () =>
    tomcat('9.0.111', '2025-10-24T22:04:56Z', temurin('11.0.29+7', 'jdk', { ubuntu: '24.04' }), OPT),
  '8 8.5 8-jdk8 8.5-jdk8 8-jre8 8.0': () =>
    tomcat('8.5.100', '2024-04-24T22:04:56Z', temurin('8u472-b08', 'jdk', { ubuntu: '22.04' }), OPT),
  '7 7-jre8 7-jdk8': () =>
    tomcat('7.0.109', '2021-04-24T22:04:56Z', openjdk('8u342', 'jre', { full: 'bullseye' }), '/usr/local/openjdk'),
});
