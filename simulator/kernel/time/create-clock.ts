import type { Environment, TimeMode } from '../environment.ts';
import { HostClock } from './host-clock.ts';
import type { MachineClock } from './machine-clock.ts';
import { VirtualClock } from './virtual-clock.ts';

export function createClock(environment: Environment, time: TimeMode, cpus: number): MachineClock {
  switch (time.kind) {
    case 'virtual':
      return new VirtualClock(environment, time.startAt, cpus);
    case 'scaled':
      return new HostClock(environment, time.factor, cpus);
    case 'real':
      return new HostClock(environment, 1, cpus);
  }
}
