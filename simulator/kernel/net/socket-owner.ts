import type { PidNumber } from '../process/pid-number.ts';

/** The process that has a socket open. */
export interface SocketOwner {
  readonly number: PidNumber;
}
