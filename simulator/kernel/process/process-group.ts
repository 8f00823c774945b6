/** Process groups and sessions (credentials(7)): who is in the foreground of a terminal, and whom its signals reach. */
import type { Signal } from '../signals.ts';
import type { Job, JobSession } from '../tty/job-control.ts';
import type { Terminal } from '../tty/terminal.ts';
import type { NumberSpace, PidNumber } from './pid-number.ts';

/** A process as its group sees it. */
export interface GroupMember {
  readonly number: PidNumber;
  readonly group: ProcessGroup;
  readonly parent: GroupMember | undefined;
  readonly ended: boolean;
  readonly stoppedBy: Signal | undefined;
  /** A signal from the kernel itself. */
  receive(signal: Signal): void;
}

export class Session implements JobSession {
  readonly number: PidNumber;
  readonly leader: GroupMember;
  terminal: Terminal | undefined;

  constructor(leader: GroupMember) {
    this.number = leader.number;
    this.leader = leader;
  }
}

export class ProcessGroup implements Job {
  readonly number: PidNumber;
  readonly session: Session;
  readonly #members = new Set<GroupMember>();

  constructor(number: PidNumber, session: Session) {
    this.number = number;
    this.session = session;
  }

  numberIn(space: NumberSpace): number {
    return this.number.seenFrom(space);
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  add(member: GroupMember): void {
    this.#members.add(member);
  }

  remove(member: GroupMember): void {
    this.#members.delete(member);
  }

  has(member: GroupMember): boolean {
    return this.#members.has(member);
  }

  /**
   * Whether nobody of the same session and outside the group is parent of a member: then nobody would continue it,
   * and its terminal does not stop it.
   */
  isOrphaned(): boolean {
    for (const { ended, parent } of this.#members) {
      if (ended || parent === undefined) continue;
      if (parent.group !== this && parent.group.session === this.session) return false;
    }
    return true;
  }

  signal(signal: Signal): void {
    for (const member of [...this.#members]) member.receive(signal);
  }

  get hasStoppedMember(): boolean {
    for (const member of this.#members) if (member.stoppedBy !== undefined) return true;
    return false;
  }
}
