/**
 * Pid namespaces (pid_namespaces(7)), two levels deep: the host's, in which every process has a number, and those of
 * containers below it. What a process is, is the business of those who put it in.
 */
import { SysError } from '../errno.ts';
import type { NumberSpace, PidNumber } from './pid-number.ts';
import type { ProcessGroup } from './process-group.ts';

const PID_MAX = 4194304;
/** Numbers below this are not used again once the count has wrapped around. */
const RESERVED_PIDS = 300;
/** Of the whole machine; a fork bomb ends here. */
const PROCESS_LIMIT = 4096;

export interface Numbered {
  readonly number: PidNumber;
  readonly ended: boolean;
}

export class PidSpace<P extends Numbered> implements NumberSpace {
  /** The host's namespace; undefined for itself. */
  readonly root: PidSpace<P> | undefined;
  readonly #processes = new Map<number, P>();
  readonly #groups = new Map<number, ProcessGroup>();
  #last = 0;
  #init: P | undefined;

  constructor(root: PidSpace<P> | undefined) {
    this.root = root;
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

  /** Its process 1, dead or alive. On the host another may take over when it has ended. */
  get init(): P | undefined {
    return this.#init;
  }

  get alive(): boolean {
    return this.#init !== undefined && !this.#init.ended;
  }

  /** By number, ascending. */
  all(): P[] {
    return [...this.#processes.values()].sort((a, b) => a.number.seenFrom(this) - b.number.seenFrom(this));
  }

  find(pid: number): P | undefined {
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

  add(process: P): void {
    const { number } = process;
    if (number.space === this && (this.#init === undefined || (this.isRoot && this.#init.ended))) this.#init = process;
    this.#processes.set(number.seenFrom(this), process);
    this.root?.add(process);
  }

  remove(process: P): void {
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
