/** /proc/sys: kernel parameters. Some are read from the machine, the others are values that root may write. */
import type { Entropy } from '../../kernel/entropy.ts';
import { SysError } from '../../kernel/errno.ts';
import type { UtsNamespace } from '../../kernel/kernel.ts';
import type { ProcSource } from '../../kernel/proc-source.ts';
import type { DirectoryTemplate, FileTemplate, Template } from '../pseudo.ts';

/** Parameters by dotted name, as sysctl(8) and `docker run --sysctl` name them. Shared with whoever sets some. */
export type Parameters = Map<string, string>;

/** What Linux starts with, as far as tools and readers of tutorials look. */
export const DEFAULT_PARAMETERS: Readonly<Record<string, string>> = {
  'fs.aio-max-nr': '65536',
  'fs.file-max': '9223372036854775807',
  'fs.inotify.max_user_instances': '128',
  'fs.inotify.max_user_watches': '181834',
  'fs.nr_open': '1048576',
  'fs.pipe-max-size': '1048576',
  'fs.protected_fifos': '1',
  'fs.protected_hardlinks': '1',
  'fs.protected_regular': '2',
  'fs.protected_symlinks': '1',
  'kernel.cap_last_cap': '40',
  'kernel.core_pattern': 'core',
  'kernel.msgmax': '8192',
  'kernel.msgmnb': '16384',
  'kernel.msgmni': '32000',
  'kernel.ngroups_max': '65536',
  'kernel.overflowgid': '65534',
  'kernel.overflowuid': '65534',
  'kernel.panic': '0',
  'kernel.pid_max': '4194304',
  'kernel.printk': '4\t4\t1\t7',
  'kernel.randomize_va_space': '2',
  'kernel.sem': '32000\t1024000000\t500\t32000',
  'kernel.shmall': '18446744073692774399',
  'kernel.shmmax': '18446744073692774399',
  'kernel.shmmni': '4096',
  'kernel.threads-max': '192731',
  'net.core.rmem_default': '212992',
  'net.core.rmem_max': '212992',
  'net.core.somaxconn': '4096',
  'net.core.wmem_default': '212992',
  'net.core.wmem_max': '212992',
  'net.ipv4.conf.all.forwarding': '1',
  'net.ipv4.conf.all.rp_filter': '0',
  'net.ipv4.icmp_echo_ignore_all': '0',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.ip_local_port_range': '32768\t60999',
  'net.ipv4.ip_unprivileged_port_start': '0',
  'net.ipv4.ping_group_range': '0\t2147483647',
  'net.ipv4.tcp_fin_timeout': '60',
  'net.ipv4.tcp_keepalive_intvl': '75',
  'net.ipv4.tcp_keepalive_probes': '9',
  'net.ipv4.tcp_keepalive_time': '7200',
  'net.ipv4.tcp_syncookies': '1',
  'vm.dirty_background_ratio': '10',
  'vm.dirty_ratio': '20',
  'vm.max_map_count': '65530',
  'vm.min_free_kbytes': '67584',
  'vm.overcommit_memory': '0',
  'vm.overcommit_ratio': '50',
  'vm.swappiness': '60',
};

/** Given values lie over the defaults; names not among the defaults become files too. */
export function parametersWith(given: Iterable<readonly [string, string]>): Parameters {
  return new Map([...Object.entries(DEFAULT_PARAMETERS), ...given]);
}

interface Sources {
  readonly source: ProcSource;
  readonly parameters: Parameters;
  readonly uts: UtsNamespace;
  /** For random/uuid; without it those files are missing. */
  readonly entropy: Entropy | undefined;
}

export function sysDirectory({ source, parameters, uts, entropy }: Sources): DirectoryTemplate {
  const root: Folder = new Map();
  for (const name of parameters.keys()) put(root, name, parameterFile(parameters, name));
  put(
    root,
    'kernel.arch',
    readOnly(() => source.machine().architecture),
  );
  put(
    root,
    'kernel.ostype',
    readOnly(() => 'Linux'),
  );
  put(
    root,
    'kernel.osrelease',
    readOnly(() => source.machine().kernelRelease),
  );
  put(
    root,
    'kernel.version',
    readOnly(() => source.machine().kernelVersion),
  );
  put(root, 'kernel.hostname', {
    kind: 'file',
    mode: 0o644,
    read: () => `${uts.hostname}\n`,
    write: (_, text) => {
      uts.hostname = text.trim();
    },
  });
  put(root, 'kernel.domainname', {
    kind: 'file',
    mode: 0o644,
    read: () => `${uts.domainname === '' ? '(none)' : uts.domainname}\n`,
    write: (_, text) => {
      uts.domainname = text.trim();
    },
  });
  put(
    root,
    'kernel.random.entropy_avail',
    readOnly(() => '256'),
  );
  put(
    root,
    'kernel.random.poolsize',
    readOnly(() => '256'),
  );
  if (entropy !== undefined) {
    const boot = uuid(entropy);
    put(
      root,
      'kernel.random.boot_id',
      readOnly(() => boot),
    );
    put(
      root,
      'kernel.random.uuid',
      readOnly(() => uuid(entropy)),
    );
  }
  return templateOf(root);
}

type Folder = Map<string, Folder | FileTemplate>;

function put(root: Folder, name: string, file: FileTemplate): void {
  const path = name.split('.');
  const last = path.pop() ?? '';
  let at = root;
  for (const part of path) {
    const next = at.get(part);
    const folder: Folder = next === undefined || 'kind' in next ? new Map<string, Folder | FileTemplate>() : next;
    at.set(part, folder);
    at = folder;
  }
  at.set(last, file);
}

function templateOf(folder: Folder): DirectoryTemplate {
  const children: Record<string, Template> = {};
  for (const [name, node] of folder) children[name] = 'kind' in node ? node : templateOf(node);
  return { kind: 'directory', children };
}

function readOnly(read: () => string): FileTemplate {
  return { kind: 'file', read: () => `${read()}\n` };
}

function parameterFile(parameters: Parameters, name: string): FileTemplate {
  return {
    kind: 'file',
    mode: 0o644,
    read: () => `${parameters.get(name) ?? ''}\n`,
    write: (_, text) => {
      const old = parameters.get(name) ?? '';
      const value = text.trim().replace(/\s+/g, '\t');
      if (/^[\d\t]+$/.test(old) && !/^[-\d\t]+$/.test(value)) throw new SysError('EINVAL');
      parameters.set(name, value);
    },
  };
}

/** A random UUID of version 4. */
function uuid(entropy: Entropy): string {
  const hex = entropy.hex(32);
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
