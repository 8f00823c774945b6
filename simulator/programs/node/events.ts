/** What has happened outside and the guest has not heard yet. */
import type { Wakeup } from '../command/wakeup.ts';
import type { Described } from './system/answer.ts';

export interface HostEvent {
  /** Which handle of the guest it is for, and which of its functions. */
  id: number;
  kind: string;
  value?: unknown;
  bytes?: Uint8Array;
}

export class EventQueue {
  readonly #wakeup: Wakeup;
  #events: HostEvent[] = [];

  constructor(wakeup: Wakeup) {
    this.#wakeup = wakeup;
  }

  push(id: number, kind: string, value?: unknown, bytes?: Uint8Array): void {
    this.#events.push({ id, kind, value, ...(bytes === undefined ? {} : { bytes }) });
    this.#wakeup.ring();
  }

  fail(id: number, described: Described, kind = 'failed'): void {
    this.push(id, kind, described);
  }

  get empty(): boolean {
    return this.#events.length === 0;
  }

  take(): HostEvent[] {
    const taken = this.#events;
    this.#events = [];
    return taken;
  }
}
