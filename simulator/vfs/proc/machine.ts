/** The files of /proc that tell of the machine (proc(5)). Fields that nothing here knows are zero, as on a quiet machine. */
import type { ProcSource } from '../../kernel/proc-source.ts';

const KB = 1024;
/** USER_HZ: what /proc/stat and /proc/PID/stat count in, per second. */
export const TICKS = 100;

export function cpuinfo(source: ProcSource): string {
  const { cpus } = source.machine();
  return Array.from({ length: cpus }, (_, number) => processor(number, cpus)).join('');
}

function processor(number: number, cpus: number): string {
  const rows: [string, string | number][] = [
    ['processor', number],
    ['vendor_id', 'GenuineIntel'],
    ['cpu family', 6],
    ['model', 85],
    ['model name', 'Drydock Virtual CPU @ 2.50GHz'],
    ['stepping', 7],
    ['microcode', '0x1'],
    ['cpu MHz', '2500.000'],
    ['cache size', '32768 KB'],
    ['physical id', 0],
    ['siblings', cpus],
    ['core id', number],
    ['cpu cores', cpus],
    ['apicid', number],
    ['initial apicid', number],
    ['fpu', 'yes'],
    ['fpu_exception', 'yes'],
    ['cpuid level', 13],
    ['wp', 'yes'],
    [
      'flags',
      'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx lm constant_tsc nopl cpuid pni ssse3 cx16 sse4_1 sse4_2 popcnt aes avx hypervisor avx2',
    ],
    ['bugs', ''],
    ['bogomips', '5000.00'],
    ['clflush size', 64],
    ['cache_alignment', 64],
    ['address sizes', '46 bits physical, 48 bits virtual'],
    ['power management', ''],
  ];
  return rows.map(([name, value]) => `${name}${tabsAfter(name)}: ${value}`.trimEnd() + '\n').join('') + '\n';
}

function tabsAfter(name: string): string {
  if (name.length < 8) return '\t\t';
  return name.length < 16 ? '\t' : '';
}

/** Memory in use is what programs declare; a part of the rest is shown as page cache, as on any machine that runs a while. */
export function meminfo(source: ProcSource): string {
  const { memory, memoryUsed, swap } = source.machine();
  const total = Math.floor(memory / KB);
  const used = Math.min(total, Math.floor(memoryUsed / KB));
  const buffers = Math.floor(total / 512);
  const cached = Math.min(Math.floor(total / 24), Math.max(0, total - used - buffers));
  const free = Math.max(0, total - used - buffers - cached);
  const swapTotal = Math.floor(swap / KB);
  const rows: [string, number][] = [
    ['MemTotal', total], ['MemFree', free], ['MemAvailable', Math.max(0, total - used)], ['Buffers', buffers],
    ['Cached', cached], ['SwapCached', 0], ['Active', Math.floor((used + cached) / 2)],
    ['Inactive', Math.ceil((used + cached) / 2)], ['SwapTotal', swapTotal], ['SwapFree', swapTotal], ['Dirty', 0],
    ['Writeback', 0], ['AnonPages', used], ['Mapped', 0], ['Shmem', 0], ['Slab', 0], ['SReclaimable', 0],
    ['SUnreclaim', 0], ['CommitLimit', Math.floor(total / 2) + swapTotal], ['Committed_AS', used],
    ['VmallocTotal', 34359738367], ['VmallocUsed', 0],
  ]; // prettier-ignore
  return rows.map(([name, value]) => `${`${name}:`.padEnd(16)}${String(value).padStart(8)} kB\n`).join('');
}

export function uptime(source: ProcSource): string {
  const { up, idle } = source.uptime();
  return `${up.toFixed(2)} ${idle.toFixed(2)}\n`;
}

export function loadavg(source: ProcSource): string {
  const { averages, runnable, total, lastPid } = source.loadavg();
  return `${averages.map((value) => value.toFixed(2)).join(' ')} ${runnable}/${total} ${lastPid}\n`;
}

export function version(source: ProcSource): string {
  const { kernelRelease, kernelVersion } = source.machine();
  return `Linux version ${kernelRelease} (drydock@simulator) (gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) ${kernelVersion}\n`;
}

export function stat(source: ProcSource): string {
  const { cpus, bootedAt } = source.machine();
  const { busy, idle } = source.cpuTime();
  const ticks = (ms: number) => Math.floor((ms * TICKS) / 1000);
  const row = (name: string, share: number) =>
    `${name} ${ticks(busy / share)} 0 0 ${ticks(idle / share)} 0 0 0 0 0 0\n`;
  const { lastPid, runnable } = source.loadavg();
  const each = Array.from({ length: cpus }, (_, number) => row(`cpu${number}`, cpus)).join('');
  return `${row('cpu ', 1)}${each}intr 0\nctxt 0\nbtime ${Math.floor(bootedAt / 1000)}\nprocesses ${lastPid}\nprocs_running ${runnable}\nprocs_blocked 0\n`;
}

export const FILESYSTEMS = [
  'sysfs',
  'tmpfs',
  'proc',
  'cgroup',
  'cgroup2',
  'devtmpfs',
  'bpf',
  'pipefs',
  'ramfs',
  'devpts',
]
  .map((name) => `nodev\t${name}\n`)
  .concat('\text3\n', '\text2\n', '\text4\n', 'nodev\toverlay\n', 'nodev\tmqueue\n')
  .join('');

export const DEVICES = `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
 10 misc
128 ptm
136 pts

Block devices:
254 virtblk
`;

export const CGROUPS = ['cpuset', 'cpu', 'cpuacct', 'blkio', 'memory', 'devices', 'freezer', 'pids'].reduce(
  (text, name) => `${text}${name}\t0\t1\t1\n`,
  '#subsys_name\thierarchy\tnum_cgroups\tenabled\n',
);
