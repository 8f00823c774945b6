/** sysfs as far as tools look: network interfaces, processors, and the cgroup of whoever it was made for. */
import type { NetInterface } from '../kernel/abi.ts';
import { SysError } from '../kernel/errno.ts';
import type { NetNamespace } from '../kernel/kernel.ts';
import { cgroupV1, cgroupV2 } from './cgroup-files.ts';
import type { CgroupOptions } from './cgroup-files.ts';
import type { FileSystem } from './file-system.ts';
import { emptyDirectory, PseudoFileSystem } from './pseudo.ts';
import type { DirectoryTemplate, FileTemplate, Slots, Template } from './pseudo.ts';

export interface SysOptions {
  readonly net: NetNamespace;
  readonly cpus: number;
  readonly now: () => number;
}

/** Mount it read-only, as containers have it. */
export function createSysFileSystem({ net, cpus, now }: SysOptions): FileSystem {
  return new PseudoFileSystem({ type: 'sysfs', now, createFails: ['EACCES', 'EPERM'], root: directory({
    block: emptyDirectory(0o755),
    bus: emptyDirectory(0o755),
    class: directory({ net: interfaceLinks(net) }),
    dev: emptyDirectory(0o755),
    devices: directory({ system: directory({ cpu: processors(cpus) }), virtual: directory({ net: interfaces(net) }) }),
    firmware: emptyDirectory(0o755),
    fs: directory({ cgroup: emptyDirectory() }),
    kernel: directory({ mm: directory({ transparent_hugepage: directory({ enabled: line('always [madvise] never') }) }) }),
    module: emptyDirectory(0o755),
    power: emptyDirectory(0o755),
  }, 0o555) }); // prettier-ignore
}

/** The cgroup file system of version 2, to be mounted at /sys/fs/cgroup. */
export function createCgroup2FileSystem(options: CgroupOptions): FileSystem {
  return new PseudoFileSystem({
    type: 'cgroup2',
    now: options.now,
    createFails: ['EACCES', 'EPERM'],
    root: directory(cgroupV2(options)),
  });
}

/** One hierarchy of cgroup version 1 (`memory`, `cpu`, `pids`, `cpuset`…), to be mounted at /sys/fs/cgroup/NAME. */
export function createCgroupFileSystem(options: CgroupOptions, controller: string): FileSystem {
  const children = cgroupV1(options, controller);
  return new PseudoFileSystem({
    type: 'cgroup',
    now: options.now,
    createFails: ['EACCES', 'EPERM'],
    root: directory(children),
  });
}

function directory(children: Readonly<Record<string, Template>>, mode = 0o755): DirectoryTemplate {
  return { kind: 'directory', mode, children };
}

function line(text: string | ((at: Slots) => string)): FileTemplate {
  return { kind: 'file', size: 4096, read: (at) => `${typeof text === 'string' ? text : text(at)}\n` };
}

/** Slots are positions in the list of interfaces, from 1. */
function interfaceLinks(net: NetNamespace): DirectoryTemplate {
  return {
    kind: 'directory', mode: 0o755,
    dynamic: {
      level: 'first',
      entries: () => net.interfaces().map(({ name }, at) => ({ name, slot: at + 1 })),
      find: (_, name) => positionOf(net, name),
      template: { kind: 'link', target: (at) => `../../devices/virtual/net/${interfaceAt(net, at).name}` },
    },
  }; // prettier-ignore
}

function interfaces(net: NetNamespace): DirectoryTemplate {
  const fact = (read: (link: NetInterface) => string | number) => line((at) => String(read(interfaceAt(net, at))));
  return {
    kind: 'directory', mode: 0o755,
    dynamic: {
      level: 'first',
      entries: () => net.interfaces().map(({ name }, at) => ({ name, slot: at + 1 })),
      find: (_, name) => positionOf(net, name),
      template: directory({
        addr_len: line('6'),
        address: fact(({ mac, loopback }) => (loopback ? '00:00:00:00:00:00' : mac)),
        broadcast: fact(({ loopback }) => (loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff')),
        carrier: fact(({ up }) => (up ? 1 : 0)),
        flags: fact(({ loopback }) => (loopback ? '0x9' : '0x1003')),
        ifindex: line((at) => String(at.first)),
        iflink: line((at) => String(at.first)),
        mtu: fact(({ loopback }) => (loopback ? 65536 : 1500)),
        operstate: fact(({ loopback, up }) => (loopback ? 'unknown' : up ? 'up' : 'down')),
        speed: fact(({ loopback }) => (loopback ? '' : 10000)),
        statistics: directory({
          rx_bytes: fact(({ rxBytes }) => rxBytes),
          rx_dropped: line('0'),
          rx_errors: line('0'),
          tx_bytes: fact(({ txBytes }) => txBytes),
          tx_dropped: line('0'),
          tx_errors: line('0'),
        }),
        tx_queue_len: line('1000'),
        type: fact(({ loopback }) => (loopback ? 772 : 1)),
      }),
    },
  }; // prettier-ignore
}

function positionOf(net: NetNamespace, name: string): number | undefined {
  const at = net.interfaces().findIndex((link) => link.name === name);
  return at < 0 ? undefined : at + 1;
}

function interfaceAt(net: NetNamespace, { first }: Slots): NetInterface {
  const found = net.interfaces()[first - 1];
  if (found === undefined) throw new SysError('ENOENT');
  return found;
}

function processors(cpus: number): DirectoryTemplate {
  const range = cpus === 1 ? '0' : `0-${cpus - 1}`;
  const each = Object.fromEntries(
    Array.from({ length: cpus }, (_, number) => [`cpu${number}`, emptyDirectory(0o755)] as const),
  );
  return directory({ ...each, offline: line(''), online: line(range), possible: line(range), present: line(range) });
}
