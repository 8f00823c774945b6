/** Process groups and sessions (credentials(7)): who is in the foreground of a terminal, and whom its signals reach. */
import type { Signal } from '../signals.ts';
import type { Terminal } from '../tty/terminal.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Sender } from './machinery.ts';
import type { PidSpace } from './pid-space.ts';

/** A process number, which differs by who looks: in the process's own namespace and on the host. */
export class PidNumber {
  readonly host: number;
  readonly own: number;
  readonly space: PidSpace;

  constructor(host: number, own: number, space: PidSpace) {
    this.host = host;
    this.own = own;
    this.space = space;
  }

  /** 0 for those who cannot see it, as the kernel reports processes of other namespaces. */
  seenFrom(space: PidSpace): number {
    if (space === this.space) return this.own;
    return space.isRoot ? this.host : 0;
  }
}

export class Session {
  readonly number: PidNumber;
  readonly leader: KernelProcess;
  terminal: Terminal | undefined;

  constructor(leader: KernelProcess) {
    this.number = leader.number;
    this.leader = leader;
  }
}

export class ProcessGroup {
  readonly number: PidNumber;
  readonly session: Session;
  readonly #members = new Set<KernelProcess>();

  constructor(number: PidNumber, session: Session) {
    this.number = number;
    this.session = session;
  }

  get members(): ReadonlySet<KernelProcess> {
    return this.#members;
  }

  add(member: KernelProcess): void {
    this.#members.add(member);
    this.number.space.addGroup(this);
  }

  /** A group without members is forgotten. */
  remove(member: KernelProcess): void {
    this.#members.delete(member);
    if (this.#members.size === 0) this.number.space.removeGroup(this);
  }

  /**
   * Whether nobody of the same session and outside the group is parent of a member: then nobody would continue it,
   * and it is not stopped by its terminal. `without` is a process that is about to end.
   */
  isOrphaned(without?: KernelProcess): boolean {
    for (const member of this.#members) {
      const { parent } = member;
      if (member === without || member.ended || parent === undefined || parent === without) continue;
      if (parent.group !== this && parent.group.session === this.session) return false;
    }
    return true;
  }

  signal(signal: Signal, sender: Sender): void {
    for (const member of [...this.#members]) member.machinery.sendSignal(member, signal, sender);
  }

  get hasStoppedMember(): boolean {
    for (const member of this.#members) if (member.stoppedBy !== undefined) return true;
    return false;
  }
}
