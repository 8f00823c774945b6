/** POST /networks/{id}/connect and /disconnect. */
import { conflict, forbidden, invalidParameter, isEngineError, notFound, system } from '../../api/errors.ts';
import type { NetworkConnectRequest, NetworkDisconnectRequest } from '../../api/networks.ts';
import { getContainer } from '../containers/find.ts';
import { isLeaving, isRunning } from '../containers/phase.ts';
import { changeContainer } from '../containers/state.ts';
import type { Daemon } from '../context.ts';
import { castDraft } from '../store.ts';
import type { Container, Endpoint, NetworkRecord } from '../world.ts';
import { checkEndpoint, dnsNamesOf, endpointOf } from './endpoint.ts';
import { findNetwork, networkOf } from './find.ts';
import { isContainerMode, isPrivate, NONE_WITH_OTHERS } from './mode.ts';
import { emitDisconnect, joinNetwork, leaveNetwork } from './sandbox.ts';

const SHARED =
  'container sharing network namespace with another container or host cannot be connected to any other network';

export async function networkConnect(daemon: Daemon, term: string, body: NetworkConnectRequest): Promise<void> {
  const container = getContainer(daemon, body.Container);
  const settings = body.EndpointConfig ?? {};
  if (isLeaving(container)) throw removalError(container);
  const endpoint = endpointOf(settings);
  const running = isRunning(container);
  const network = running ? findNetwork(daemon.store.read(), term) : networkOf(daemon.store.read(), term);
  // A container that does not run may be configured for a network that does not exist yet.
  if (network === undefined) return setEndpoint(daemon, container.id, term, endpoint);
  checkEndpoint(network, network.name, settings);
  const isNew = checkCombination(daemon, container, network);
  if (running) {
    if (!isNew) throw alreadyThere(container, network);
    return joinNetwork(daemon, container.id, network.name, endpoint);
  }
  if (!isNew) return;
  const dnsNames = dnsNamesOf(container, network, endpoint.aliases);
  setEndpoint(daemon, container.id, network.name, { ...endpoint, dnsNames });
}

function setEndpoint(daemon: Daemon, id: string, name: string, endpoint: Endpoint): void {
  changeContainer(daemon, id, (draft) => {
    draft.endpoints[name] = castDraft(endpoint);
  });
}

/** Whether the network is a new one for the container. Throws where the two do not go together. */
function checkCombination(daemon: Daemon, container: Container, network: NetworkRecord): boolean {
  const mode = container.hostConfig.NetworkMode;
  if (isContainerMode(mode)) {
    // Only a container that runs is in the other's namespace; for one that does not it is written down, and ignored.
    if (isRunning(container)) throw invalidParameter(SHARED);
    return true;
  }
  if (mode !== 'host' && network.driver === 'host') {
    throw invalidParameter('cannot connect container to host network - container must be created in host network mode');
  }
  for (const [name, { networkId }] of Object.entries(container.endpoints)) {
    const other = networkOf(daemon.store.read(), networkId === '' ? name : networkId);
    if (other === undefined) continue;
    if (other.name === network.name) return false;
    if (!isPrivate(other.driver) || !isPrivate(network.driver)) throw invalidParameter(SHARED);
    if (other.name === 'none' || network.name === 'none') throw invalidParameter(NONE_WITH_OTHERS);
  }
  return true;
}

function alreadyThere(container: Container, network: NetworkRecord): Error {
  return forbidden(`endpoint with name ${container.name} already exists in network ${network.name}`);
}

function removalError({ id }: Container): Error {
  return conflict(`Container ${id} is marked for removal and cannot be connected or disconnected to the network`);
}

export async function networkDisconnect(daemon: Daemon, term: string, body: NetworkDisconnectRequest): Promise<void> {
  const world = daemon.store.read();
  const force = body.Force === true;
  const container = containerToLeave(daemon, term, body.Container, force);
  const network = networkOf(world, term);
  if (!isRunning(container) || (network === undefined && force)) {
    if (isLeaving(container)) throw removalError(container);
    forget(daemon, container, network?.name ?? term);
    if (network !== undefined) emitDisconnect(daemon, container.id, network);
    return;
  }
  if (network === undefined) return void findNetwork(world, term);
  if (container.hostConfig.NetworkMode === 'host' && network.driver === 'host') {
    throw invalidParameter(
      'cannot disconnect container from host network - container was created in host network mode',
    );
  }
  if (network.endpoints[container.id] === undefined) {
    throw system(`container ${container.id} is not connected to network ${network.name}`);
  }
  leaveNetwork(daemon, container.id, network);
}

/** Throws notFound; a network that is told to forget a container by force only knows its endpoints by name. */
function containerToLeave(daemon: Daemon, term: string, reference: string, force: boolean): Container {
  try {
    return getContainer(daemon, reference);
  } catch (error) {
    if (!force || !isEngineError(error, 'notFound')) throw error;
    findNetwork(daemon.store.read(), term);
    throw notFound(`endpoint ${reference} not found`);
  }
}

function forget(daemon: Daemon, container: Container, name: string): void {
  if (container.endpoints[name] === undefined) {
    throw system(`container ${container.id} is not connected to the network ${name}`);
  }
  changeContainer(daemon, container.id, (draft) => {
    delete draft.endpoints[name];
  });
}
