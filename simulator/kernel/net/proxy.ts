/** docker-proxy: carries a connection it has accepted to a container, or resets it when the container refuses. */
import type { Connection } from '../abi.ts';
import type { NetworkMachine } from './network-machine.ts';
import { OwnedConnection } from './owned-connection.ts';
import type { StreamEnd } from './stream-end.ts';

/** Until the proxy has got round to its own connection, the client has sent its first bytes. */
const DELAY = 0.2;

export async function carry(
  machinery: NetworkMachine,
  accepted: StreamEnd,
  dialTarget: () => Promise<StreamEnd>,
): Promise<void> {
  await machinery.clock.sleep(DELAY);
  let onward: StreamEnd;
  try {
    onward = await dialTarget();
  } catch {
    accepted.abort();
    return;
  }
  const [near, far] = [new OwnedConnection(accepted), new OwnedConnection(onward)];
  try {
    await Promise.all([pump(near, far), pump(far, near)]);
    accepted.close();
    onward.close();
  } catch {
    // One side was reset or closed under the other: so is the other.
    accepted.abort();
    onward.abort();
  }
}

async function pump(from: Connection, to: Connection): Promise<void> {
  for (;;) {
    const bytes = await from.read();
    if (bytes.length === 0) break;
    await to.write(bytes);
  }
  to.end();
}
