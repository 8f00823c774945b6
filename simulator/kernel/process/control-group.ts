/** A cgroup: the processes of a container together, their limits, what they use, and the freezer. */
import { SysError } from '../errno.ts';
import type { Cgroup, CgroupLimits } from '../kernel.ts';

/** Processor time is limited by periods, as CFS bandwidth control does: milliseconds. */
const PERIOD = 100;

/** A process as its cgroup sees it. */
export interface CgroupMember {
  readonly memory: number;
  readonly ended: boolean;
  hold(): void;
  release(): void;
  /** Brings its processor time up to date. */
  account(): void;
  /** The OOM killer has chosen it. */
  kill(): void;
}

export class ControlGroup implements Cgroup {
  limits: CgroupLimits;
  readonly path: string;
  readonly #members = new Set<CgroupMember>();
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

  /** EAGAIN when the pids limit is reached. */
  checkRoom(): void {
    if (this.limits.pids !== undefined && this.#members.size >= this.limits.pids) throw new SysError('EAGAIN');
  }

  join(process: CgroupMember): void {
    this.#members.add(process);
  }

  /** Zombies count until they are reaped. */
  leave(process: CgroupMember): void {
    this.#members.delete(process);
  }

  get memory(): number {
    let memory = 0;
    for (const member of this.#members) memory += member.memory;
    return memory;
  }

  /** Kills the largest members, the youngest of equals, until the rest fit into the limit. */
  enforceMemory(): void {
    const { memory: limit } = this.limits;
    while (limit !== undefined && this.memory > limit) {
      const victim = this.#largest();
      if (victim === undefined) return;
      this.outOfMemory();
      victim.kill();
    }
  }

  /** Tells that one of its processes is killed for want of memory. */
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
    for (const member of this.#members) member.account();
    return {
      memory: this.memory,
      cpuMs: this.#cpuMs,
      pids: this.#members.size,
      readBytes: this.#readBytes,
      writeBytes: this.#writeBytes,
    };
  }

  #largest(): CgroupMember | undefined {
    let largest: CgroupMember | undefined;
    for (const member of this.#members) {
      if (!member.ended && member.memory >= (largest?.memory ?? 0)) largest = member;
    }
    return largest;
  }
}
