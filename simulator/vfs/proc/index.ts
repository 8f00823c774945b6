/** procfs: what a pid namespace shows at /proc. */
import type { Entropy } from '../../kernel/entropy.ts';
import { SysError } from '../../kernel/errno.ts';
import type { UtsNamespace } from '../../kernel/kernel.ts';
import type { ProcSource } from '../../kernel/proc-source.ts';
import type { FileSystem } from '../file-system.ts';
import { emptyDirectory, PseudoFileSystem, textFile } from '../pseudo.ts';
import type { FileTemplate, LinkTemplate, Template } from '../pseudo.ts';
import { CGROUPS, cpuinfo, DEVICES, FILESYSTEMS, loadavg, meminfo, stat, uptime, version } from './machine.ts';
import { processDirectory } from './process.ts';
import { parametersWith, sysDirectory } from './sysctl.ts';
import type { Parameters } from './sysctl.ts';

export interface ProcOptions {
  readonly source: ProcSource;
  readonly now: () => number;
  readonly uts: UtsNamespace;
  /** What /proc/sys reads and writes; see `parametersWith`. Default: a copy of the defaults. */
  readonly parameters?: Parameters;
  /** For /proc/sys/kernel/random; a fork of its own. */
  readonly entropy?: Entropy;
  /** Whether a seccomp filter is on the processes; default none. */
  readonly seccomp?: boolean;
  /** How /proc/PID/cgroup reads; default 2. */
  readonly cgroupVersion?: 1 | 2;
}

export function createProcFileSystem(options: ProcOptions): FileSystem {
  const { source, now, uts, entropy } = options;
  const parameters = options.parameters ?? parametersWith([]);
  const limits = {
    seccomp: options.seccomp ?? false,
    cgroupVersion: options.cgroupVersion ?? 2,
  };
  return new PseudoFileSystem({
    type: 'proc',
    now,
    createFails: ['ENOENT', 'ENOENT'],
    root: {
      kind: 'directory',
      children: { ...machineFiles(source), sys: sysDirectory({ source, parameters, uts, entropy }) },
      dynamic: {
        level: 'first',
        entries: () => source.pids().map((pid) => ({ name: String(pid), slot: pid })),
        find: (_, name) => {
          const pid = Number(name);
          return String(pid) === name && source.find(pid) !== undefined ? pid : undefined;
        },
        template: processDirectory(source, limits),
      },
    },
  });
}

function machineFiles(source: ProcSource): Record<string, Template> {
  const file = (read: (source: ProcSource) => string, mode = 0o444): FileTemplate => ({
    kind: 'file',
    mode,
    read: () => read(source),
  });
  const fixed = (text: string, mode = 0o444): FileTemplate => ({ kind: 'file', mode, read: () => text });
  return {
    acpi: emptyDirectory(),
    bus: emptyDirectory(),
    cgroups: fixed(CGROUPS),
    cmdline: textFile('BOOT_IMAGE=/boot/vmlinuz root=/dev/vda ro quiet'),
    cpuinfo: file(cpuinfo),
    devices: fixed(DEVICES),
    filesystems: fixed(FILESYSTEMS),
    fs: emptyDirectory(),
    interrupts: fixed(''),
    irq: emptyDirectory(),
    kcore: fixed('', 0o400),
    keys: fixed(''),
    kmsg: fixed('', 0o400),
    loadavg: file(loadavg),
    meminfo: file(meminfo),
    modules: fixed(''),
    mounts: { kind: 'link', target: () => 'self/mounts', size: 11 },
    net: { kind: 'link', target: () => 'self/net', size: 8 },
    partitions: fixed('major minor  #blocks  name\n\n 254        0   62914560 vda\n'),
    self: selfLink((pid) => String(pid)),
    stat: file(stat),
    swaps: fixed('Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
    'sysrq-trigger': { kind: 'file', mode: 0o200, read: () => '', write: () => undefined },
    'thread-self': selfLink((pid) => `${pid}/task/${pid}`),
    timer_list: fixed(''),
    uptime: file(uptime),
    version: file(version),
  };
}

/** ENOENT for callers that are no process of this namespace. */
function selfLink(target: (pid: number) => string): LinkTemplate {
  return {
    kind: 'link',
    target: (_, pid) => {
      if (pid === undefined) throw new SysError('ENOENT');
      return target(pid);
    },
  };
}
