/** Signals that the client gets, handed on to the container (--sig-proxy). */
import type { Engine } from '../../api/engine.ts';
import { SIGNALS, type Signal } from '../../kernel/signals.ts';
import type { Client } from '../client.ts';

/** Not handed on: what the client's own machinery uses, and what cannot be caught. */
const OWN = new Set<string>(['CHLD', 'PIPE', 'URG', 'KILL', 'STOP']);

const isSignal = (name: string): name is Signal => name in SIGNALS;

/** From now on every other signal is sent to the container. */
export function forwardSignals(client: Client, engine: Engine, id: string): void {
  for (const name of Object.keys(SIGNALS)) {
    if (OWN.has(name) || !isSignal(name)) continue;
    client.signals.on(name, (signal) => {
      engine.containerKill(id, { signal }).catch(() => undefined);
    });
  }
}
