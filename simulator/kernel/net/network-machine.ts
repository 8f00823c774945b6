import type { Clock } from '../clock.ts';
import type { Entropy } from '../entropy.ts';
import type { ExternalWorld } from './external-world.ts';
import type { UnixSockets } from './unix-sockets.ts';

/** What the network needs of the machine it is in. */
export interface NetworkMachine {
  readonly clock: Clock;
  readonly chance: Entropy;
  readonly external: ExternalWorld;
  readonly unixSockets: UnixSockets;
  /** Numbers for pipes, sockets and the like, as they appear in `socket:[123]`. */
  nextInode(): number;
}
