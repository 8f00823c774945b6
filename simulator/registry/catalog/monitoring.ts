/** Prometheus and what goes with it. */
import { alpine } from './bases/alpine.ts';
import { CERTIFICATES } from './bases/buildpack-deps.ts';
import { directory, program, script } from './form/files.ts';
import { image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, label, rootfs, run, user, volume, workdir } from './form/steps.ts';
import { defaultPath } from './form/steps.ts';
import { BARE_ROOT } from './single-binary.ts';

const PLATFORMS = ['amd64', 'arm/v7', 'arm64/v8', 'ppc64le', 's390x'];

/** quay.io/prometheus/busybox: a busybox with certificates. */
const busyboxBase = image({
  created: '2025-09-01T08:04:56Z',
  platforms: PLATFORMS,
  steps: [
    rootfs('COPY /rootfs / # buildkit', {
      files: {
        ...BARE_ROOT,
        ...CERTIFICATES,
        '/bin/busybox': program('busybox', 1_025_000),
        '/bin/sh': program('busybox', 1),
        '/bin/ls': program('busybox', 1),
        '/bin/cat': program('busybox', 1),
        '/bin/wget': program('busybox', 1),
        '/home': directory(),
      },
      download: 1_100_000,
    }),
    defaultPath,
    cmd('sh'),
  ],
});

const PROMETHEUS_YML = `# my global config
global:
  scrape_interval: 15s
  evaluation_interval: 15s

alerting:
  alertmanagers:
    - static_configs:
        - targets:
          # - alertmanager:9093

rule_files:
  # - "first_rules.yml"

scrape_configs:
  - job_name: "prometheus"
    static_configs:
      - targets: ["localhost:9090"]
`;

export const prometheus = (version: string, created: string): ImageDefinition =>
  image({
    created,
    from: busyboxBase,
    steps: [
      label('maintainer', 'The Prometheus Authors <prometheus-developers@googlegroups.com>'),
      copy('.build/linux-amd64/prometheus /bin/prometheus', {
        files: { '/bin/prometheus': program('prometheus', 162_000_000) },
        download: 55_000_000,
      }),
      copy('.build/linux-amd64/promtool /bin/promtool', {
        files: { '/bin/promtool': program('promtool', 153_000_000) },
        download: 52_000_000,
      }),
      copy('documentation/examples/prometheus.yml /etc/prometheus/prometheus.yml', {
        '/etc/prometheus/prometheus.yml': PROMETHEUS_YML,
      }),
      workdir('/prometheus', {}),
      run('chown -R nobody:nobody /etc/prometheus /prometheus', {
        '/prometheus': directory({ uid: 65534, gid: 65534 }),
        '/etc/prometheus': directory({ uid: 65534, gid: 65534 }),
      }),
      user('nobody'),
      expose('9090/tcp'),
      volume('/prometheus'),
      entrypoint('/bin/prometheus'),
      cmd('--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'),
      label('org.opencontainers.image.version', version),
    ],
  });

export const nodeExporter = (version: string): ImageDefinition =>
  image({
    created: '2025-10-25T20:04:56Z',
    from: busyboxBase,
    steps: [
      label('maintainer', 'The Prometheus Authors <prometheus-developers@googlegroups.com>'),
      copy('.build/linux-amd64/node_exporter /bin/node_exporter', {
        files: { '/bin/node_exporter': program('node_exporter', 22_000_000) },
        download: 11_500_000,
      }),
      expose('9100/tcp'),
      user('nobody'),
      entrypoint('/bin/node_exporter'),
      label('org.opencontainers.image.version', version),
    ],
  });

const RUN_GRAFANA = `#!/bin/bash -e
if [ ! -w "$GF_PATHS_DATA" ]; then
  echo "GF_PATHS_DATA='$GF_PATHS_DATA' is not writable."
fi
exec grafana server --homepath="$GF_PATHS_HOME" --config="$GF_PATHS_CONFIG" --packaging=docker "$@" cfg:default.log.mode="console"
`;

export const grafana = (version: string, created: string): ImageDefinition => {
  const home = '/usr/share/grafana';
  return image({
    created,
    from: alpine('3.22'),
    platforms: ['amd64', 'arm/v7', 'arm64/v8'],
    steps: [
      label('maintainer', 'Grafana Labs <hello@grafana.com>'),
      env('PATH', `${home}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
      env('GF_PATHS_CONFIG', '/etc/grafana/grafana.ini'),
      env('GF_PATHS_DATA', '/var/lib/grafana'),
      env('GF_PATHS_HOME', home),
      env('GF_PATHS_LOGS', '/var/log/grafana'),
      env('GF_PATHS_PLUGINS', '/var/lib/grafana/plugins'),
      env('GF_PATHS_PROVISIONING', '/etc/grafana/provisioning'),
      workdir(home, {}),
      run('apk info -vv | sort;     apk add --no-cache ca-certificates bash curl tzdata musl-utils', {
        files: { '/bin/bash': program('bash', 750_000), '/usr/bin/curl': program('curl', 260_000) },
        size: 6_000_000,
        download: 2_400_000,
        rest: 'grafana-tools',
      }),
      run('export GF_GID_NAME=$(getent group $GF_GID | cut -d\':\' -f1) &&   mkdir -p "$GF_PATHS_HOME/.aws"', {
        '/var/lib/grafana': directory({ mode: 0o777, uid: 472 }),
        '/var/lib/grafana/plugins': directory({ mode: 0o777, uid: 472 }),
        '/var/log/grafana': directory({ mode: 0o777, uid: 472 }),
        '/etc/grafana/grafana.ini':
          '[paths]\n[server]\nhttp_port = 3000\n[security]\nadmin_user = admin\nadmin_password = admin\n',
        '/etc/grafana/provisioning/datasources': directory(),
        '/etc/grafana/provisioning/dashboards': directory(),
      }),
      copy('/tmp/grafana ./', {
        files: {
          [`${home}/bin/grafana`]: program('grafana', 246_000_000),
          [`${home}/bin/grafana-cli`]: program('grafana-cli', 1_700_000),
        },
        size: 690_000_000,
        download: 177_000_000,
        rest: `grafana-${version}`,
      }),
      expose('3000/tcp'),
      copy('./run.sh /run.sh', { '/run.sh': script(RUN_GRAFANA) }),
      user('472'),
      entrypoint('/run.sh'),
    ],
  });
};
