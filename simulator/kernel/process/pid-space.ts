/**
 * Pid namespaces (pid_namespaces(7)), two levels deep: the host's, in which every process has a number, and those of
 * containers below it.
 */
import type { ProcessRow } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { PidNamespace } from '../kernel.ts';
import type { ProcSource } from '../proc-source.ts';
import type { Signal } from '../signals.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { ProcessGroup } from './process-group.ts';
import { rowOf } from './rows.ts';

const PID_MAX = 4194304;
/** Numbers below this are not used again once the count has wrapped around. */
const RESERVED_PIDS = 300;
/** Of the whole machine; a fork bomb ends here. */
const PROCESS_LIMIT = 4096;

export class PidSpace implements PidNamespace {
  readonly id: number;
  /** The host's namespace; undefined for itself. */
  readonly root: PidSpace | undefined;
  readonly proc: ProcSource;
  readonly #processes = new Map<number, KernelProcess>();
  readonly #groups = new Map<number, ProcessGroup>();
  #last = 0;
  #init: KernelProcess | undefined;

  constructor(id: number, root: PidSpace | undefined, procOf: (space: PidSpace) => ProcSource) {
    this.id = id;
    this.root = root;
    this.proc = procOf(this);
  }

  get isRoot(): boolean {
    return this.root === undefined;
  }

  get lastPid(): number {
    return this.#last;
  }

  get size(): number {
    return this.#processes.size;
  }

  /** Its process 1, dead or alive. */
  get init(): KernelProcess | undefined {
    return this.#init;
  }

  get alive(): boolean {
    return this.#init !== undefined && !this.#init.ended;
  }

  /** By number, ascending. */
  all(): KernelProcess[] {
    return [...this.#processes.values()].sort((a, b) => a.number.seenFrom(this) - b.number.seenFrom(this));
  }

  killAll(signal: Signal): void {
    for (const process of this.all()) {
      if (process.pids === this) process.machinery.sendSignal(process, signal, 'outside');
    }
  }

  processes(): (ProcessRow & { hostPid: number })[] {
    return this.all().map((process) => ({ ...rowOf(process, this), hostPid: process.number.host }));
  }

  find(pid: number): KernelProcess | undefined {
    return this.#processes.get(pid);
  }

  findGroup(pgid: number): ProcessGroup | undefined {
    return this.#groups.get(pgid);
  }

  /** EAGAIN when the machine is full. */
  nextPid(): number {
    if (this.#processes.size >= PROCESS_LIMIT) throw new SysError('EAGAIN');
    do {
      this.#last = this.#last >= PID_MAX - 1 ? RESERVED_PIDS : this.#last + 1;
    } while (this.#processes.has(this.#last) || this.#groups.has(this.#last));
    return this.#last;
  }

  /** Leaves numbers out, as threads of what started a process use them up. */
  skip(count: number): void {
    this.#last += count;
  }

  add(process: KernelProcess): void {
    this.#init ??= process;
    this.#processes.set(process.number.seenFrom(this), process);
    this.root?.add(process);
  }

  remove(process: KernelProcess): void {
    this.#processes.delete(process.number.seenFrom(this));
    this.root?.remove(process);
  }

  addGroup(group: ProcessGroup): void {
    this.#groups.set(group.number.seenFrom(this), group);
    this.root?.addGroup(group);
  }

  removeGroup(group: ProcessGroup): void {
    this.#groups.delete(group.number.seenFrom(this));
    this.root?.removeGroup(group);
  }
}
