import { accountFiles } from './bases/service-account.ts';
import { alpine } from './bases/alpine.ts';
import { DEBIAN_GROUP, DEBIAN_PASSWD } from './bases/debian-files.ts';
import { ubuntu } from './bases/ubuntu.ts';
import { directory, program, script } from './form/files.ts';
import { family, image } from './form/image.ts';
import type { ImageDefinition } from './form/image.ts';
import { cmd, copy, entrypoint, env, expose, run, silently, volume, workdir } from './form/steps.ts';

const ENTRYPOINT = `#!/bin/bash
set -euo pipefail

# The server does not run as root: it gives its data to the user rabbitmq and becomes it.
if [[ "$1" == rabbitmq* ]] && [ "$(id -u)" = '0' ]; then
	if [ "$1" = 'rabbitmq-server' ]; then
		find /var/lib/rabbitmq \\! -user rabbitmq -exec chown rabbitmq '{}' +
	fi
	exec gosu rabbitmq "$BASH_SOURCE" "$@"
fi

exec "$@"
`;

function rabbitmq(version: string, created: string, management: boolean, onAlpine: boolean): ImageDefinition {
  const account = {
    name: 'rabbitmq',
    uid: onAlpine ? 100 : 999,
    gid: onAlpine ? 101 : 999,
    home: '/var/lib/rabbitmq',
    shell: '/bin/bash',
  };
  const files = onAlpine
    ? accountFiles('alpine', [account])
    : {
        '/etc/passwd': `${DEBIAN_PASSWD}rabbitmq:x:999:999::/var/lib/rabbitmq:/bin/sh\n`,
        '/etc/group': `${DEBIAN_GROUP}rabbitmq:x:999:\n`,
      };
  const owner = { uid: account.uid, gid: account.gid };
  return image({
    created,
    from: onAlpine ? alpine('3.22') : ubuntu('24.04'),
    steps: [
      env('ERLANG_INSTALL_PATH_PREFIX', '/opt/erlang'),
      env('OPENSSL_INSTALL_PATH_PREFIX', '/opt/openssl'),
      copy('/opt/erlang /opt/erlang', {
        files: { '/opt/erlang/bin/erl': program('erl', 3_000) },
        size: 68_000_000,
        download: 32_000_000,
        rest: 'erlang',
      }),
      env('RABBITMQ_DATA_DIR', '/var/lib/rabbitmq'),
      run(
        'set -eux; \tgroupadd --gid 999 --system rabbitmq; \tuseradd --uid 999 --system --home-dir "$RABBITMQ_DATA_DIR" --gid rabbitmq rabbitmq',
        {
          ...files,
          '/var/lib/rabbitmq': directory({ mode: 0o1777, ...owner }),
          '/etc/rabbitmq': directory({ ...owner }),
          '/usr/local/bin/gosu': program('gosu', 2_334_000),
        },
      ),
      env('RABBITMQ_VERSION', version),
      env('RABBITMQ_PGP_KEY_ID', '0x0A9AF2115F4687BD29803A206B73A36E6026DFCA'),
      env('RABBITMQ_HOME', '/opt/rabbitmq'),
      env(
        'PATH',
        '/opt/rabbitmq/sbin:/opt/erlang/bin:/opt/openssl/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ),
      run(
        'set -eux; \texport DEBIAN_FRONTEND=noninteractive; \tapt-get update; \tapt-get install --yes --no-install-recommends ca-certificates',
        {
          files: {
            '/opt/rabbitmq/sbin/rabbitmq-server': program('rabbitmq-server', 3_700),
            '/opt/rabbitmq/sbin/rabbitmqctl': program('rabbitmqctl', 800),
            '/opt/rabbitmq/sbin/rabbitmq-diagnostics': program('rabbitmqctl', 800),
            '/opt/rabbitmq/sbin/rabbitmq-plugins': program('rabbitmqctl', 800),
            '/etc/rabbitmq/conf.d/10-defaults.conf':
              '## DEFAULT SETTINGS ARE NOT MEANT TO BE TAKEN STRAIGHT INTO PRODUCTION\nloopback_users.guest = false\nlog.console = true\n',
          },
          size: 34_000_000,
          download: 25_000_000,
          rest: `rabbitmq-${version}`,
        },
      ),
      env('HOME', '/var/lib/rabbitmq'),
      volume('/var/lib/rabbitmq'),
      env('LANG', 'C.UTF-8'),
      copy('docker-entrypoint.sh /usr/local/bin/', { '/usr/local/bin/docker-entrypoint.sh': script(ENTRYPOINT) }),
      entrypoint('docker-entrypoint.sh'),
      expose('15691/tcp', '15692/tcp', '25672/tcp', '4369/tcp', '5671/tcp', '5672/tcp'),
      cmd('rabbitmq-server'),
      silently(workdir('/')),
      ...(management
        ? [
            run('set -eux; \trabbitmq-plugins enable --offline rabbitmq_management; \trabbitmqadmin --version', {
              '/etc/rabbitmq/enabled_plugins': '[rabbitmq_management,rabbitmq_prometheus].\n',
            }),
            expose('15671/tcp', '15672/tcp'),
          ]
        : []),
    ],
  });
}

export default family('rabbitmq', {
  'latest 4 4.2 4.2.0': () => rabbitmq('4.2.0', '2025-10-29T22:04:56Z', false, false),
  'management 4-management 4.2-management': () => rabbitmq('4.2.0', '2025-10-29T22:04:56Z', true, false),
  'alpine 4-alpine': () => rabbitmq('4.2.0', '2025-10-29T22:04:56Z', false, true),
  'management-alpine 4-management-alpine': () => rabbitmq('4.2.0', '2025-10-29T22:04:56Z', true, true),
  '3 3.13 3.12 3.11 3.10 3.9 3.8 3.7': () => rabbitmq('3.13.7', '2024-08-29T22:04:56Z', false, false),
  '3-management 3.13-management 3.12-management 3.8-management 3.11-management 3.9-management': () =>
    rabbitmq('3.13.7', '2024-08-29T22:04:56Z', true, false),
  '3-alpine 3.13-alpine': () => rabbitmq('3.13.7', '2024-08-29T22:04:56Z', false, true),
  '3-management-alpine 3.13-management-alpine 3.8-management-alpine': () =>
    rabbitmq('3.13.7', '2024-08-29T22:04:56Z', true, true),
});
