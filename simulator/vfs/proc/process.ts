/** The files of one process below /proc/PID (proc(5)). */
import type { ProcessRow, Stat } from '../../kernel/abi.ts';
import { boundingMask } from '../../kernel/capabilities.ts';
import { SysError } from '../../kernel/errno.ts';
import type { ProcEntry, ProcSource } from '../../kernel/proc-source.ts';
import type { DirectoryTemplate, FileTemplate, LinkTemplate, Slots, Template } from '../pseudo.ts';
import { emptyDirectory } from '../pseudo.ts';
import { mountinfo, mountsText } from './mounts.ts';
import { netDirectory } from './net.ts';
import { TICKS } from './machine.ts';

const PAGE = 4096;
const STATES: Readonly<Record<ProcessRow['state'], string>> = {
  R: 'running',
  S: 'sleeping',
  T: 'stopped',
  Z: 'zombie',
};

/** What holds for all processes of this /proc; see `ProcOptions`. */
export interface Limits {
  readonly seccomp: boolean;
  readonly cgroupVersion: 1 | 2;
}

/** The template of /proc/PID; `first` is the pid, `second` a descriptor or a thread. */
export function processDirectory(source: ProcSource, limits: Limits): DirectoryTemplate {
  const entry = (at: Slots): ProcEntry => {
    const found = source.find(at.first);
    if (found === undefined) throw new SysError('ENOENT');
    return found;
  };
  const owner = (at: Slots) => source.find(at.first)?.credentials() ?? { uid: 0, gid: 0 };
  const mtime = (at: Slots) => source.find(at.first)?.row().started ?? 0;
  const file = (read: (entry: ProcEntry) => string, mode = 0o444): FileTemplate => ({
    kind: 'file',
    mode,
    owner,
    mtime,
    read: (at) => read(entry(at)),
  });
  const link = (target: (entry: ProcEntry) => string | undefined): LinkTemplate => ({
    kind: 'link',
    owner,
    mtime,
    target: (at) => target(entry(at)) ?? missing(),
  });
  const facts: Record<string, Template> = {
    cgroup: file((process) => cgroupText(process, limits)),
    cmdline: file((process) => nulTerminated(process.row().args)),
    comm: file((process) => `${process.row().comm}\n`, 0o644),
    environ: file((process) => nulTerminated([...process.environ()].map(([name, value]) => `${name}=${value}`)), 0o400),
    limits: file(() => LIMITS),
    loginuid: file(() => '4294967295', 0o644),
    oom_adj: file(() => '0\n', 0o644),
    oom_score: file(() => '0\n'),
    oom_score_adj: file(() => '0\n', 0o644),
    stat: file((process) => statLine(process, source)),
    statm: file((process) => `${pages(process)} ${pages(process)} 0 0 0 ${pages(process)} 0\n`),
    status: file((process) => statusText(process, limits)),
  };
  const threads: DirectoryTemplate = { kind: 'directory', owner, mtime, children: facts };
  return {
    kind: 'directory', owner, mtime,
    children: {
      ...facts,
      cwd: link((process) => process.cwd()),
      exe: link((process) => process.executable()),
      fd: descriptors(entry, owner, mtime),
      fdinfo: emptyDirectory(),
      gid_map: file(() => '         0          0 4294967295\n'),
      io: file(() => IO, 0o400),
      maps: file(() => ''),
      mountinfo: file((process) => mountinfo(process.mounts())),
      mounts: file((process) => mountsText(process.mounts())),
      net: netDirectory((at) => entry(at).net()),
      ns: namespaces(entry, owner),
      root: link((process) => process.root()),
      task: { kind: 'directory', owner, dynamic: { level: 'second', entries: (at) => [{ name: String(at.first), slot: 1 }],
        find: (at, name) => (name === String(at.first) ? 1 : undefined), template: threads } },
      uid_map: file(() => '         0          0 4294967295\n'),
    },
  }; // prettier-ignore
}

function missing(): never {
  throw new SysError('ENOENT');
}

type Owner = (at: Slots) => { uid: number; gid: number };

function descriptors(entry: (at: Slots) => ProcEntry, owner: Owner, mtime: (at: Slots) => number): DirectoryTemplate {
  // Slots count from 1, descriptors from 0.
  const find = (at: Slots) =>
    entry(at)
      .descriptors()
      .find(({ fd }) => fd === at.second - 1) ?? missing();
  const template: LinkTemplate = {
    kind: 'link', owner, mtime, size: 64,
    mode: (at) => { const { readable, writable } = find(at); return (readable ? 0o500 : 0o100) | (writable ? 0o200 : 0); },
    target: (at) => find(at).target,
    descriptor: (at) => ({ pid: at.first, fd: find(at).fd, stat: (): Stat => entry(at).fstat(at.second - 1) }),
  }; // prettier-ignore
  return {
    kind: 'directory', mode: 0o500, owner, mtime,
    size: (at) => entry(at).descriptors().length,
    dynamic: {
      level: 'second', template,
      entries: (at) => entry(at).descriptors().map(({ fd }) => ({ name: String(fd), slot: fd + 1 })),
      find: (at, name) => {
        const fd = Number(name);
        return String(fd) === name && entry(at).descriptors().some((open) => open.fd === fd) ? fd + 1 : undefined;
      },
    },
  }; // prettier-ignore
}

/** Links that read like `net:[4026532182]`; equal numbers mean the same namespace. Only the network's is told apart. */
function namespaces(entry: (at: Slots) => ProcEntry, owner: Owner): DirectoryTemplate {
  const link = (name: string, number: (at: Slots) => number): [string, LinkTemplate] => [
    name, { kind: 'link', owner, target: (at) => `${name.replace('_for_children', '')}:[${number(at)}]` },
  ]; // prettier-ignore
  const fixed = [
    ['cgroup', 4026531835],
    ['ipc', 4026531839],
    ['time', 4026531834],
    ['user', 4026531837],
  ] as const;
  const children = Object.fromEntries([
    ...fixed.map(([name, number]) => link(name, () => number)),
    link('net', (at) => 4026531840 + entry(at).net().id),
  ]);
  return { kind: 'directory', mode: 0o511, owner, children };
}

function nulTerminated(texts: readonly string[]): string {
  return texts.map((text) => `${text}\0`).join('');
}

function pages(process: ProcEntry): number {
  return Math.ceil(process.row().rss / PAGE);
}

/** One line per hierarchy with cgroup v1, one in all with v2. */
function cgroupText(process: ProcEntry, { cgroupVersion }: Limits): string {
  const path = process.cgroup();
  const hierarchies =
    cgroupVersion === 2
      ? []
      : ['cpu', 'cpuacct', 'cpuset', 'memory', 'devices', 'freezer', 'blkio', 'pids', 'name=systemd'];
  const lines = hierarchies.map((name, at) => `${at + 1}:${name}:${path}\n`).reverse();
  return `${lines.join('')}0::${path}\n`;
}

function statLine(process: ProcEntry, source: ProcSource): string {
  const row = process.row();
  const ticks = Math.floor((row.cpu * TICKS) / 1000);
  const started = Math.max(0, Math.floor(((row.started - source.machine().bootedAt) * TICKS) / 1000));
  const signals = process.signals();
  const fields: (number | string | bigint)[] = [
    row.pid, `(${row.comm})`, row.state, row.ppid, row.pgid, row.sid, ttyNumber(row.tty), row.tty === undefined ? -1 : row.pgid,
    4194304, 0, 0, 0, 0, ticks, 0, 0, 0, 20, 0, 1, 0, started, row.rss, pages(process), '18446744073709551615',
    0, 0, 0, 0, 0, signals.pending, 0, signals.ignored, signals.caught, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]; // prettier-ignore
  return `${fields.join(' ')}\n`;
}

/** tty_nr: major 136 for pseudo terminals, 0 for none. */
function ttyNumber(tty: string | undefined): number {
  const number = /pts\/(\d+)$/.exec(tty ?? '')?.[1];
  return number === undefined ? 0 : 136 * 256 + Number(number);
}

function statusText(process: ProcEntry, { seccomp }: Limits): string {
  const row = process.row();
  const credentials = process.credentials();
  const { uid, gid, groups } = credentials;
  const { pending, ignored, caught } = process.signals();
  const bounding = boundingMask(credentials);
  const held = uid === 0 ? bounding : 0n;
  const memory = row.state === 'Z' ? [] : memoryRows(row);
  const rows: [string, string | number][] = [
    ['Name', row.comm],
    ['Umask', process.umask().toString(8).padStart(4, '0')],
    ['State', `${row.state} (${STATES[row.state]})`],
    ['Tgid', row.pid], ['Ngid', 0], ['Pid', row.pid], ['PPid', row.ppid], ['TracerPid', 0],
    ['Uid', four(uid)], ['Gid', four(gid)], ['FDSize', 64], ['Groups', groups.map((group) => `${group} `).join('')],
    ['NStgid', row.pid], ['NSpid', row.pid], ['NSpgid', row.pgid], ['NSsid', row.sid], ['Kthread', 0],
    ...memory,
    ['Threads', 1], ['SigQ', '0/96365'], ['SigPnd', mask(0n)], ['ShdPnd', mask(pending)], ['SigBlk', mask(0n)],
    ['SigIgn', mask(ignored)], ['SigCgt', mask(caught)], ['CapInh', mask(0n)], ['CapPrm', mask(held)], ['CapEff', mask(held)],
    ['CapBnd', mask(bounding)], ['CapAmb', mask(0n)], ['NoNewPrivs', Number(credentials.noNewPrivileges === true)],
    ['Seccomp', seccomp ? 2 : 0], ['Seccomp_filters', Number(seccomp)],
    ['voluntary_ctxt_switches', 0], ['nonvoluntary_ctxt_switches', 0],
  ]; // prettier-ignore
  return rows.map(([name, value]) => `${name}:\t${value}\n`).join('');
}

function memoryRows({ rss }: ProcessRow): [string, string][] {
  const kilobytes = `${String(Math.ceil(rss / 1024)).padStart(8)} kB`;
  const zero = '       0 kB';
  return [
    ['VmPeak', kilobytes],
    ['VmSize', kilobytes],
    ['VmLck', zero],
    ['VmPin', zero],
    ['VmHWM', kilobytes],
    ['VmRSS', kilobytes],
    ['VmSwap', zero],
  ];
}

function four(id: number): string {
  return `${id}\t${id}\t${id}\t${id}`;
}

function mask(bits: bigint): string {
  return bits.toString(16).padStart(16, '0');
}

const IO = 'rchar: 0\nwchar: 0\nsyscr: 0\nsyscw: 0\nread_bytes: 0\nwrite_bytes: 0\ncancelled_write_bytes: 0\n';

const LIMITS = [
  ['Limit', 'Soft Limit', 'Hard Limit', 'Units'],
  ['Max cpu time', 'unlimited', 'unlimited', 'seconds'],
  ['Max file size', 'unlimited', 'unlimited', 'bytes'],
  ['Max data size', 'unlimited', 'unlimited', 'bytes'],
  ['Max stack size', '8388608', 'unlimited', 'bytes'],
  ['Max core file size', '0', 'unlimited', 'bytes'],
  ['Max resident set', 'unlimited', 'unlimited', 'bytes'],
  ['Max processes', '96365', '96365', 'processes'],
  ['Max open files', '1048576', '1048576', 'files'],
  ['Max locked memory', '8388608', '8388608', 'bytes'],
  ['Max address space', 'unlimited', 'unlimited', 'bytes'],
  ['Max file locks', 'unlimited', 'unlimited', 'locks'],
  ['Max pending signals', '96365', '96365', 'signals'],
  ['Max msgqueue size', '819200', '819200', 'bytes'],
  ['Max nice priority', '0', '0', ''],
  ['Max realtime priority', '0', '0', ''],
  ['Max realtime timeout', 'unlimited', 'unlimited', 'us'],
]
  .map(
    ([name = '', soft = '', hard = '', unit = '']) =>
      `${name.padEnd(26)}${soft.padEnd(21)}${hard.padEnd(21)}${unit.padEnd(10)}\n`,
  )
  .join('');
