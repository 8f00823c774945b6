/** Candidates for the values of `docker run` and `docker create` flags. */
import { completeContainers, completeNetworks, completeVolumes, words } from '../../completion/engine.ts';
import type { Complete } from '../../command.ts';

const CAPABILITIES = (
  'ALL CAP_AUDIT_CONTROL CAP_AUDIT_READ CAP_AUDIT_WRITE CAP_BLOCK_SUSPEND CAP_BPF CAP_CHECKPOINT_RESTORE CAP_CHOWN ' +
  'CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID CAP_IPC_LOCK CAP_IPC_OWNER CAP_KILL CAP_LEASE ' +
  'CAP_LINUX_IMMUTABLE CAP_MAC_ADMIN CAP_MAC_OVERRIDE CAP_MKNOD CAP_NET_ADMIN CAP_NET_BIND_SERVICE CAP_NET_BROADCAST ' +
  'CAP_NET_RAW CAP_PERFMON CAP_SETFCAP CAP_SETGID CAP_SETPCAP CAP_SETUID CAP_SYSLOG CAP_SYS_ADMIN CAP_SYS_BOOT ' +
  'CAP_SYS_CHROOT CAP_SYS_MODULE CAP_SYS_NICE CAP_SYS_PACCT CAP_SYS_PTRACE CAP_SYS_RAWIO CAP_SYS_RESOURCE CAP_SYS_TIME ' +
  'CAP_SYS_TTY_CONFIG CAP_WAKE_ALARM'
).split(' ');

const LOG_DRIVERS = words(
  'awslogs', 'etwlogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'none', 'splunk', 'syslog',
); // prettier-ignore

const SIGNAL_NAMES = words(
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGKILL',
  'SIGTERM',
  'SIGUSR1',
  'SIGUSR2',
  'SIGCONT',
  'SIGSTOP',
);

/** The client's own variables, for -e. */
const variables: Complete = ({ client }) => [...client.process.env.keys()].sort();

/** Containers as `container:NAME`, with the other words that a namespace flag takes. */
const orContainer = (...others: readonly string[]): Complete => {
  const containers = completeContainers({ all: true });
  return async (request) => [
    ...others,
    ...(await containers({ ...request, args: [] })).map((name) => `container:${name}`),
  ];
};

export const completeCreateFlag: Readonly<Record<string, Complete>> = {
  'cap-add': words(...CAPABILITIES),
  'cap-drop': words(...CAPABILITIES),
  cgroupns: words('host', 'private'),
  'detach-keys': words('ctrl-p,ctrl-q', 'ctrl-x', 'ctrl-c'),
  env: variables,
  ipc: orContainer('host', 'none', 'private', 'shareable'),
  link: completeContainers(),
  'log-driver': LOG_DRIVERS,
  network: completeNetworks(),
  pid: orContainer('host'),
  platform: words('linux/amd64', 'linux/arm64', 'linux/arm/v7', 'windows/amd64'),
  pull: words('always', 'missing', 'never'),
  restart: words('always', 'no', 'on-failure', 'unless-stopped'),
  'stop-signal': SIGNAL_NAMES,
  ulimit: words('core=', 'cpu=', 'memlock=', 'nofile=', 'nproc=', 'stack='),
  uts: words('host'),
  userns: words('host'),
  'volume-driver': words('local'),
  'volumes-from': completeContainers({ all: true }),
  volume: (request) => (/^[./~]/.test(request.prefix) ? undefined : completeVolumes()(request)),
};
