/** The files of a cgroup, version 2 and 1, as a container sees its own (kernel: admin-guide/cgroup-v2.rst and cgroup-v1/). */
import type { Cgroup } from '../kernel/kernel.ts';
import type { FileTemplate, Template } from './pseudo.ts';

export interface CgroupOptions {
  readonly cgroup: Cgroup;
  readonly cpus: number;
  /** Pids of the processes in it, as cgroup.procs lists them. */
  readonly pids: () => readonly number[];
  readonly now: () => number;
}

/** What version 1 shows for no limit: the largest number of whole pages. */
const UNLIMITED = '9223372036854771712';
const PERIOD = 100_000;

type Files = Record<string, Template>;

function file(read: () => string | number, mode = 0o444): FileTemplate {
  return { kind: 'file', mode, read: () => `${read()}\n` };
}

const setting = (read: () => string | number) => file(read, 0o644);

export function cgroupV2(options: CgroupOptions): Files {
  const { cgroup, cpus, pids } = options;
  const micros = () => Math.floor(cgroup.usage().cpuMs * 1000);
  const range = cpus === 1 ? '0' : `0-${cpus - 1}`;
  return {
    'cgroup.controllers': file(() => 'cpuset cpu io memory hugetlb pids rdma misc'),
    'cgroup.events': file(() => `populated ${pids().length > 0 ? 1 : 0}\nfrozen ${cgroup.frozen ? 1 : 0}`),
    'cgroup.freeze': setting(() => (cgroup.frozen ? 1 : 0)),
    'cgroup.max.depth': setting(() => 'max'),
    'cgroup.max.descendants': setting(() => 'max'),
    'cgroup.procs': setting(() => pids().join('\n')),
    'cgroup.stat': file(() => 'nr_descendants 0\nnr_dying_descendants 0'),
    'cgroup.subtree_control': setting(() => ''),
    'cgroup.threads': setting(() => pids().join('\n')),
    'cgroup.type': setting(() => 'domain'),
    'cpu.idle': setting(() => 0),
    'cpu.max': setting(() => `${quotaOf(options) ?? 'max'} ${PERIOD}`),
    'cpu.max.burst': setting(() => 0),
    'cpu.stat': file(
      () =>
        `usage_usec ${micros()}\nuser_usec ${micros()}\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0`,
    ),
    'cpu.weight': setting(() => 100),
    'cpu.weight.nice': setting(() => 0),
    'cpuset.cpus': setting(() => ''),
    'cpuset.cpus.effective': file(() => range),
    'cpuset.mems': setting(() => ''),
    'cpuset.mems.effective': file(() => 0),
    'io.stat': file(
      () =>
        `254:0 rbytes=${cgroup.usage().readBytes} wbytes=${cgroup.usage().writeBytes} rios=0 wios=0 dbytes=0 dios=0`,
    ),
    'memory.current': file(() => cgroup.usage().memory),
    'memory.events': file(() => 'low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\noom_group_kill 0'),
    'memory.high': setting(() => 'max'),
    'memory.low': setting(() => 0),
    'memory.max': setting(() => cgroup.limits.memory ?? 'max'),
    'memory.min': setting(() => 0),
    'memory.oom.group': setting(() => 0),
    'memory.stat': file(
      () =>
        `anon ${cgroup.usage().memory}\nfile 0\nkernel 0\nshmem 0\nslab 0\ninactive_anon ${cgroup.usage().memory}\nactive_anon 0\ninactive_file 0\nactive_file 0\npgfault 0\npgmajfault 0`,
    ),
    // Docker lets as much again be swapped as there may be memory, where --memory-swap does not say otherwise.
    'memory.swap.current': file(() => 0),
    'memory.swap.max': setting(() => cgroup.limits.memory ?? 'max'),
    'pids.current': file(() => cgroup.usage().pids),
    'pids.events': file(() => 'max 0'),
    'pids.max': setting(() => cgroup.limits.pids ?? 'max'),
    'pids.peak': file(() => cgroup.usage().pids),
  };
}

export function cgroupV1(options: CgroupOptions, controller: string): Files {
  const { pids } = options;
  return {
    'cgroup.clone_children': setting(() => 0),
    'cgroup.procs': setting(() => pids().join('\n')),
    notify_on_release: setting(() => 0),
    tasks: setting(() => pids().join('\n')),
    ...controllerFiles(options, controller),
  };
}

function controllerFiles(options: CgroupOptions, controller: string): Files {
  const { cgroup, cpus } = options;
  const nanos = () => Math.floor(cgroup.usage().cpuMs * 1e6);
  switch (controller) {
    case 'memory':
      return memoryV1(options);
    case 'pids':
      return {
        'pids.current': file(() => cgroup.usage().pids),
        'pids.events': file(() => 'max 0'),
        'pids.max': setting(() => cgroup.limits.pids ?? 'max'),
        'pids.peak': file(() => cgroup.usage().pids),
      };
    case 'cpu':
      return {
        'cpu.cfs_period_us': setting(() => PERIOD),
        'cpu.cfs_quota_us': setting(() => quotaOf(options) ?? -1),
        'cpu.shares': setting(() => 1024),
        'cpu.stat': file(() => 'nr_periods 0\nnr_throttled 0\nthrottled_time 0'),
      };
    case 'cpuacct':
      return {
        'cpuacct.stat': file(() => `user ${Math.floor(nanos() / 1e7)}\nsystem 0`),
        'cpuacct.usage': setting(nanos),
      };
    case 'cpuset':
      return { 'cpuset.cpus': setting(() => (cpus === 1 ? '0' : `0-${cpus - 1}`)), 'cpuset.mems': setting(() => 0) };
    case 'freezer':
      return { 'freezer.state': setting(() => (cgroup.frozen ? 'FROZEN' : 'THAWED')) };
    default:
      return {};
  }
}

function memoryV1({ cgroup }: CgroupOptions): Files {
  const limit = () => cgroup.limits.memory ?? UNLIMITED;
  const usage = () => cgroup.usage().memory;
  return {
    'memory.failcnt': setting(() => 0),
    'memory.limit_in_bytes': setting(limit),
    'memory.max_usage_in_bytes': setting(usage),
    'memory.memsw.limit_in_bytes': setting(() =>
      cgroup.limits.memory === undefined ? UNLIMITED : cgroup.limits.memory * 2,
    ),
    'memory.memsw.usage_in_bytes': file(usage),
    'memory.oom_control': setting(() => 'oom_kill_disable 0\nunder_oom 0\noom_kill 0'),
    'memory.soft_limit_in_bytes': setting(() => UNLIMITED),
    'memory.stat': file(() => `cache 0\nrss ${usage()}\nrss_huge 0\nshmem 0\nmapped_file 0\nswap 0`),
    'memory.swappiness': setting(() => 60),
    'memory.usage_in_bytes': file(usage),
    'memory.use_hierarchy': setting(() => 1),
  };
}

/** Microseconds of processor time in each period. */
function quotaOf({ cgroup }: CgroupOptions): number | undefined {
  return cgroup.limits.cpus === undefined ? undefined : Math.round(cgroup.limits.cpus * PERIOD);
}
