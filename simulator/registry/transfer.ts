/** Simulated transfers: bytes that take time to arrive. What travels at once shares the bandwidth. */
import type { Clock } from '../kernel/clock.ts';
import type { TransferOptions } from './client.ts';
import type { Conditions } from './conditions.ts';
import { networkError } from './error.ts';

/** How often progress is told, in milliseconds; Docker's own reports are at most that often. */
const TICK = 100;
/** Bytes that a read from the network gives: the size of a TLS record. */
const RECORD = 16_384;

export interface Line {
  /** Resolves when `size` bytes have travelled. */
  carry(size: number, options?: TransferOptions): Promise<void>;
  /** One question and its answer. */
  roundTrip(): Promise<void>;
}

export function createLine(clock: Pick<Clock, 'sleep'>, conditions: Conditions): Line {
  let active = 0;
  const share = (): number => (conditions.bandwidth > 0 ? conditions.bandwidth / active : Infinity);
  const carryAll = async (size: number, { progress, signal }: TransferOptions): Promise<void> => {
    let sent = Math.min(RECORD, size);
    progress?.(sent);
    while (sent < size) {
      if (signal?.cancelled === true) throw networkError('context canceled');
      if (conditions.offline) throw networkError('unexpected EOF');
      const rate = share();
      if (rate === Infinity) break;
      const left = ((size - sent) / rate) * 1000;
      await clock.sleep(Math.min(TICK, left));
      sent = left <= TICK ? size : Math.min(size, sent + records((rate * TICK) / 1000));
      progress?.(sent);
    }
    if (sent < size) progress?.(size);
  };
  return {
    async carry(size, options = {}) {
      active++;
      try {
        await carryAll(size, options);
      } finally {
        active--;
      }
    },
    async roundTrip() {
      if (conditions.latency > 0) await clock.sleep(conditions.latency);
    },
  };
}

function records(bytes: number): number {
  return Math.max(RECORD, Math.floor(bytes / RECORD) * RECORD);
}
