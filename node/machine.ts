/** A fresh simulated machine for one session or one terminal. */
import { createMachine, type SessionHost } from '../simulator/index.ts';
import { nodeEnvironment } from './environment.ts';

export interface MachineChoice {
  /** `virtual`: waiting costs nothing and every run of a session is the same. `real`: as on the wall. */
  time: 'real' | 'virtual';
  /** The same seed gives the same ids, names and addresses. */
  seed: string;
}

/** When virtual time begins: the morning on which the transcripts were recorded, so that ages of images agree. */
const VIRTUAL_START = Date.UTC(2026, 10, 21, 9, 0, 0);

export async function freshMachine({ time, seed }: MachineChoice): Promise<SessionHost> {
  return createMachine(nodeEnvironment, {
    seed,
    time: time === 'real' ? { kind: 'real' } : { kind: 'virtual', startAt: VIRTUAL_START },
  });
}
