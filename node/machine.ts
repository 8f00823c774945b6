/** A fresh simulated machine for one session or one terminal. */
import { createMachine, type Environment, type SimulatedMachine, type TimeMode } from '../simulator/index.ts';
import { nodeEnvironment } from './environment.ts';

export interface MachineChoice {
  /** `virtual`: waiting costs nothing and every run of a session is the same. `real`: as on the wall. */
  time: 'real' | 'virtual';
  /** The same seed gives the same ids, names and addresses. */
  seed: string;
}

/** When virtual time begins: the morning on which the transcripts were recorded, so that ages of images agree. */
const VIRTUAL_START = Date.UTC(2026, 10, 21, 9, 0, 0);

/**
 * Hands a fresh machine to `use`. When that is done the machine stands still for good: containers that would run on
 * (and on a virtual clock never pause) take no more of the processor.
 */
export async function withMachine<T>(
  { time, seed }: MachineChoice,
  use: (machine: SimulatedMachine) => Promise<T>,
): Promise<T> {
  const { environment, halt } = haltable(nodeEnvironment);
  try {
    const clock: TimeMode = time === 'real' ? { kind: 'real' } : { kind: 'virtual', startAt: VIRTUAL_START };
    return await use(await createMachine(environment, { seed, time: clock }));
  } finally {
    halt();
  }
}

/** An environment that ends: after `halt`, no timer fires and no later turn comes. */
function haltable(whole: Environment): { environment: Environment; halt: () => void } {
  let halted = false;
  const cancels = new Set<() => void>();
  const environment: Environment = {
    now: () => whole.now(),
    asset: async (name) => whole.asset(name),
    defer: (task) => {
      if (halted) return;
      whole.defer(() => {
        if (!halted) task();
      });
    },
    setTimer: (ms, fire) => {
      if (halted) return () => undefined;
      const cancel = whole.setTimer(ms, () => {
        cancels.delete(cancel);
        fire();
      });
      cancels.add(cancel);
      return () => {
        cancels.delete(cancel);
        cancel();
      };
    },
  };
  const halt = (): void => {
    halted = true;
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
  return { environment, halt };
}
