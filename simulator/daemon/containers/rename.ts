/** POST /containers/{id}/rename. */
import { EngineError, invalidParameter, isEngineError } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { dnsNamesOf } from '../networks/endpoint.ts';
import { networkOf } from '../networks/find.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer } from './find.ts';
import { checkName } from './names.ts';
import { emitContainerEvent } from './state.ts';

export async function containerRename(daemon: Daemon, reference: string, newName: string): Promise<void> {
  if (reference === '' || newName === '') throw invalidParameter('Neither old nor new names may be empty');
  const container = getContainer(daemon, reference);
  const name = newName.startsWith('/') ? newName : `/${newName}`;
  if (name === `/${container.name}`) {
    throw invalidParameter('Renaming a container with the same name as its current name');
  }
  let bare: string;
  try {
    bare = checkName(daemon.store.read(), name);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw new EngineError(error.kind, `Error when allocating new name: ${error.message}`);
  }
  rename(daemon, container, bare);
  emitContainerEvent(daemon, containerById(daemon, container.id), 'rename', { oldName: `/${container.name}` });
}

/** The new name goes to the networks too, where other containers look it up. */
function rename(daemon: Daemon, container: Container, name: string): void {
  const renamed = { ...container, name };
  const world = daemon.store.read();
  daemon.store.change((draft) => {
    const one = draft.containers[container.id];
    if (one === undefined) return;
    one.name = name;
    for (const [networkName, endpoint] of Object.entries(one.endpoints)) {
      const network = networkOf(world, endpoint.networkId === '' ? networkName : endpoint.networkId);
      if (network === undefined) continue;
      const names = dnsNamesOf(renamed, network, endpoint.aliases);
      endpoint.dnsNames = names === null ? null : [...names];
      const there = draft.networks[network.id]?.endpoints[container.id];
      if (there !== undefined) there.name = name;
    }
  });
}
