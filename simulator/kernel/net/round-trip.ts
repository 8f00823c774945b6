import type { NetworkMachine } from './network-machine.ts';
import type { Verdict } from './route.ts';

/** Milliseconds to another namespace of the machine and back: about what a virtual machine shows. */
const NEAR = 0.06;
const JITTER = 0.08;
const STEPS = 1000;

/** How long an answer takes; undefined when none comes. */
export function roundTrip(verdict: Verdict, address: string, machinery: NetworkMachine): number | undefined {
  const jitter = (machinery.chance.below(STEPS) / STEPS) * JITTER;
  if (verdict.kind === 'delivered') return NEAR + jitter;
  if (verdict.kind !== 'outside') return undefined;
  const host = machinery.external.hostAt(address);
  return host === undefined ? undefined : host.roundTrip * (1 + jitter);
}
