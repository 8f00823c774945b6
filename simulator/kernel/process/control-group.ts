/** A cgroup: the processes of a container together, their limits, what they use, and the freezer. */
import { SysError } from '../errno.ts';
import type { Cgroup, CgroupLimits } from '../kernel.ts';
import type { KernelProcess } from './kernel-process.ts';

/** Processor time is limited by periods, as CFS bandwidth control does: milliseconds. */
const PERIOD = 100;

export class ControlGroup implements Cgroup {
  limits: CgroupLimits;
  readonly path: string;
  readonly #members = new Set<KernelProcess>();
  readonly #oomListeners = new Set<() => void>();
  #frozen = false;
  #cpuMs = 0;
  #readBytes = 0;
  #writeBytes = 0;
  #period = 0;
  #usedInPeriod = 0;

  constructor(limits: CgroupLimits, path: string) {
    this.limits = limits;
    this.path = path;
  }

  get frozen(): boolean {
    return this.#frozen;
  }

  freeze(): void {
    if (this.#frozen) return;
    this.#frozen = true;
    for (const member of this.#members) member.hold();
  }

  thaw(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    for (const member of [...this.#members]) member.release();
  }

  get members(): ReadonlySet<KernelProcess> {
    return this.#members;
  }

  /** EAGAIN when the pids limit is reached. */
  checkRoom(): void {
    if (this.limits.pids !== undefined && this.#members.size >= this.limits.pids) throw new SysError('EAGAIN');
  }

  join(process: KernelProcess): void {
    this.#members.add(process);
  }

  /** Zombies count until they are reaped. */
  leave(process: KernelProcess): void {
    this.#members.delete(process);
  }

  get memory(): number {
    let memory = 0;
    for (const member of this.#members) memory += member.memory;
    return memory;
  }

  /** The member the OOM killer would take: the largest; the youngest of equals. */
  get largest(): KernelProcess | undefined {
    let largest: KernelProcess | undefined;
    for (const member of this.#members) {
      if (!member.ended && member.memory >= (largest?.memory ?? 0)) largest = member;
    }
    return largest;
  }

  outOfMemory(): void {
    for (const heard of [...this.#oomListeners]) heard();
  }

  onOom(heard: () => void): void {
    this.#oomListeners.add(heard);
  }

  useProcessor(ms: number, now: number): void {
    this.#cpuMs += ms;
    const period = Math.floor(now / PERIOD);
    this.#usedInPeriod = period === this.#period ? this.#usedInPeriod + ms : ms;
    this.#period = period;
  }

  /** Milliseconds until its processes may compute again; 0 when they may now. */
  throttledFor(now: number): number {
    const { cpus } = this.limits;
    if (cpus === undefined || this.#period !== Math.floor(now / PERIOD)) return 0;
    return this.#usedInPeriod >= cpus * PERIOD ? (this.#period + 1) * PERIOD - now : 0;
  }

  chargeRead(bytes: number): void {
    this.#readBytes += bytes;
  }

  chargeWrite(bytes: number): void {
    this.#writeBytes += bytes;
  }

  usage(): ReturnType<Cgroup['usage']> {
    for (const member of this.#members) member.thread?.account();
    return {
      memory: this.memory,
      cpuMs: this.#cpuMs,
      pids: this.#members.size,
      readBytes: this.#readBytes,
      writeBytes: this.#writeBytes,
    };
  }
}
