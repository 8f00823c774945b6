/** The process table as /proc presents it (proc-source.ts). */
import type { MountNamespace } from '../../vfs/mounts.ts';
import type { Credentials, Machine, ProcessRow, Stat } from '../abi.ts';
import type { NetNamespace, UtsNamespace } from '../network.ts';
import type { ProcEntry, ProcSource } from '../proc-source.ts';
import { LoadAverage } from './load-average.ts';
import type { KernelProcess, Machinery, ProcessSpace } from './kernel-process.ts';
import { rowOf } from './rows.ts';

export class ProcFiles implements ProcSource {
  readonly #machinery: Machinery;
  readonly #space: ProcessSpace;
  readonly #load: LoadAverage;

  constructor(machinery: Machinery, space: ProcessSpace) {
    this.#machinery = machinery;
    this.#space = space;
    this.#load = new LoadAverage(machinery);
  }

  pids(): readonly number[] {
    return this.#space.all().map((process) => process.number.seenFrom(this.#space));
  }

  find(pid: number): ProcEntry | undefined {
    const process = this.#space.find(pid);
    return process === undefined ? undefined : new ProcessFiles(process, this.#space);
  }

  machine(): Machine {
    const { facts, hostPids } = this.#machinery;
    const used = hostPids.all().reduce((sum, process) => sum + process.memory, facts.memoryUsed);
    return { ...facts, memoryUsed: used };
  }

  uptime(): { up: number; idle: number } {
    const up = (this.#machinery.clock.now() - this.#machinery.facts.bootedAt) / 1000;
    return { up, idle: Math.max(0, up * this.#machinery.facts.cpus - this.#machinery.cpuUsed / 1000) };
  }

  loadavg(): ReturnType<ProcSource['loadavg']> {
    const all = this.#machinery.hostPids.all();
    const runnable = all.filter((process) => rowOf(process, this.#space).state === 'R').length;
    return { averages: this.#load.averages(), runnable, total: all.length, lastPid: this.#space.lastPid };
  }

  cpuTime(): { busy: number; idle: number } {
    return { busy: this.#machinery.cpuUsed, idle: this.uptime().idle * 1000 };
  }
}

class ProcessFiles implements ProcEntry {
  readonly #process: KernelProcess;
  readonly #viewer: ProcessSpace;
  readonly pid: number;

  constructor(process: KernelProcess, viewer: ProcessSpace) {
    this.#process = process;
    this.#viewer = viewer;
    this.pid = process.number.seenFrom(viewer);
  }

  row(): ProcessRow {
    return rowOf(this.#process, this.#viewer);
  }

  environ(): Iterable<readonly [string, string]> {
    return this.#process.ended ? [] : this.#process.env;
  }

  cwd(): string {
    return this.#process.cwd;
  }

  root(): string {
    return this.#process.root;
  }

  executable(): string | undefined {
    return this.#process.ended ? undefined : this.#process.title.executable;
  }

  credentials(): Credentials {
    return this.#process.credentials;
  }

  umask(): number {
    return this.#process.umask;
  }

  descriptors(): ReturnType<ProcEntry['descriptors']> {
    const { descriptors } = this.#process;
    return descriptors.numbers().map((fd) => {
      const { name, readable, writable } = descriptors.get(fd);
      return { fd, target: name, readable, writable };
    });
  }

  fstat(fd: number): Stat {
    return this.#process.descriptors.get(fd).stat();
  }

  signals(): ReturnType<ProcEntry['signals']> {
    return this.#process.signals.sets();
  }

  mounts(): MountNamespace | undefined {
    return this.#process.ended ? undefined : this.#process.mounts;
  }

  net(): NetNamespace {
    return this.#process.net;
  }

  uts(): UtsNamespace {
    return this.#process.uts;
  }

  cgroup(): string {
    return this.#process.cgroup.path;
  }
}
