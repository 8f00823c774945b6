/** What a pid number counts in: a pid namespace. */
export interface NumberSpace {
  /** The host's, in which every process of the machine has a number. */
  readonly isRoot: boolean;
}

/** A process number, which differs by who looks: in the process's own namespace and on the host. */
export class PidNumber {
  readonly host: number;
  readonly own: number;
  readonly space: NumberSpace;

  constructor(host: number, own: number, space: NumberSpace) {
    this.host = host;
    this.own = own;
    this.space = space;
  }

  /** 0 for those who cannot see it, as the kernel reports processes of other namespaces. */
  seenFrom(space: NumberSpace): number {
    if (space === this.space) return this.own;
    return space.isRoot ? this.host : 0;
  }
}
