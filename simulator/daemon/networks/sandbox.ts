/**
 * A container's network namespace while it runs: made on start, joined to networks, torn down on exit. What it knows of
 * addresses is in the world; interfaces and proxies are on the live side.
 */
import type { PortMap } from '../../api/containers.ts';
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import type { NetNamespace } from '../../kernel/kernel.ts';
import { containerById, liveContainer } from '../containers/find.ts';
import { changeContainer } from '../containers/state.ts';
import type { Daemon } from '../context.ts';
import type { Sandbox } from '../live.ts';
import { castDraft } from '../store.ts';
import type { Container, Endpoint, NetworkRecord } from '../world.ts';
import { prefixOf } from './bridge.ts';
import { serveNames } from './dns.ts';
import { dnsNamesOf, idleEndpoint } from './endpoint.ts';
import { findNetwork, networkOf } from './find.ts';
import { chooseAddress, subnetOf } from './ipam.ts';
import { NONE_WITH_OTHERS } from './mode.ts';
import { updateHosts } from './network-files.ts';
import { boundPorts, portMapOf, publishPorts, releasePorts } from './ports.ts';

export function createSandbox(daemon: Daemon, container: Container): Sandbox {
  const isHost = container.hostConfig.NetworkMode === 'host';
  const net: NetNamespace = isHost ? daemon.host.net : daemon.kernel.network.createNamespace();
  const sandbox: Sandbox = { id: daemon.ids.next(), net, isHost, links: new Map(), proxies: [] };
  liveContainer(daemon, container.id).sandbox = sandbox;
  changeContainer(daemon, container.id, (draft) => {
    draft.sandboxId = sandbox.id;
  });
  return sandbox;
}

/** Joins every network the container is configured for. Throws EngineError; what was joined stays until release. */
export function joinNetworks(daemon: Daemon, containerId: string): void {
  const names = Object.keys(containerById(daemon, containerId).endpoints);
  if (names.length > 1 && names.includes('none')) throw invalidParameter(NONE_WITH_OTHERS);
  for (const [name, endpoint] of Object.entries(containerById(daemon, containerId).endpoints)) {
    joinNetwork(daemon, containerId, name, idleEndpoint(endpoint));
  }
}

/** Makes the endpoint: address, interface, names, ports. */
export function joinNetwork(daemon: Daemon, containerId: string, name: string, endpoint: Endpoint): void {
  const { sandbox } = liveContainer(daemon, containerId);
  if (sandbox === undefined) throw system(`network sandbox for container ${containerId} not found`);
  const container = containerById(daemon, containerId);
  const network = findNetwork(daemon.store.read(), endpoint.networkId === '' ? name : endpoint.networkId);
  const made = makeEndpoint(daemon, container, network, endpoint);
  daemon.store.change((world) => {
    const draft = world.containers[containerId];
    const on = world.networks[network.id];
    if (draft === undefined || on === undefined) return;
    if (name !== network.name) delete draft.endpoints[name];
    draft.endpoints[network.name] = castDraft(made);
    const { endpointId, mac, ipAddress, prefixLength } = made;
    on.endpoints[containerId] = { name: container.name, endpointId, mac, ipv4: ipAddress, prefixLength };
  });
  attachInterface(daemon, sandbox, network, made);
  updateGateway(daemon, containerId);
  updateHosts(daemon, containerId);
  if (!sandbox.isHost) serveNames(daemon, containerId, sandbox.net);
  daemon.events.emit('network', 'connect', network.id, {
    container: containerId,
    name: network.name,
    type: network.driver,
  });
}

function makeEndpoint(daemon: Daemon, container: Container, network: NetworkRecord, wanted: Endpoint): Endpoint {
  const subnet = network.driver === 'bridge' ? subnetOf(network, network.gateway) : undefined;
  const ipAddress = subnet === undefined ? '' : chooseAddress(network, subnet, wanted.wanted.ipam?.IPv4Address ?? '');
  return {
    ...wanted,
    networkId: network.id,
    dnsNames: dnsNamesOf(container, network, wanted.aliases),
    endpointId: daemon.ids.next(),
    gateway: network.internal || subnet === undefined ? '' : network.gateway,
    ipAddress,
    prefixLength: subnet === undefined ? 0 : prefixOf(network),
    mac: subnet === undefined ? '' : wanted.wanted.mac || randomMac(daemon),
  };
}

/** A locally administered unicast address. */
function randomMac(daemon: Daemon): string {
  const bytes = [...daemon.kernel.entropy.bytes(6)];
  const first = ((bytes[0] ?? 0) & 0xfe) | 0x02;
  return [first, ...bytes.slice(1)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function attachInterface(daemon: Daemon, sandbox: Sandbox, network: NetworkRecord, endpoint: Endpoint): void {
  const bridge = daemon.live.bridges.get(network.id);
  if (bridge === undefined || sandbox.isHost) return;
  const interfaceName = freeInterfaceName(sandbox);
  const link = { name: interfaceName, address: endpoint.ipAddress, prefix: endpoint.prefixLength, mac: endpoint.mac };
  sandbox.links.set(network.id, { closable: sandbox.net.attach(bridge, link), interfaceName });
}

function freeInterfaceName({ links }: Sandbox): string {
  const taken = new Set([...links.values()].map(({ interfaceName }) => interfaceName));
  for (let at = 0; ; at++) if (!taken.has(`eth${at}`)) return `eth${at}`;
}

/** The endpoint whose network the default route leads into: highest priority, then first name. */
export function gatewayEndpoint({ endpoints }: Container): Endpoint | undefined {
  const candidates = Object.entries(endpoints).filter(([, { gateway }]) => gateway !== '');
  candidates.sort(([a, x], [b, y]) => y.gwPriority - x.gwPriority || (a < b ? -1 : 1));
  return candidates[0]?.[1];
}

/** Ports are published on the network that has the default route, and move with it. */
function updateGateway(daemon: Daemon, containerId: string): void {
  const { sandbox } = liveContainer(daemon, containerId);
  const container = containerById(daemon, containerId);
  if (sandbox === undefined || sandbox.isHost) return;
  const endpoint = gatewayEndpoint(container);
  if (endpoint?.networkId === sandbox.gatewayNetwork) {
    if (endpoint === undefined) setPorts(daemon, containerId, exposedOnly(container));
    return;
  }
  sandbox.net.setDefaultGateway(endpoint?.gateway);
  unpublish(daemon, sandbox, container);
  sandbox.gatewayNetwork = endpoint?.networkId;
  if (endpoint === undefined) return setPorts(daemon, containerId, exposedOnly(container));
  try {
    const { bound, proxies } = publishPorts(daemon, container, endpoint.ipAddress);
    sandbox.proxies = proxies;
    setPorts(daemon, containerId, portMapOf(container, bound));
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw system(
      `driver failed programming external connectivity on endpoint ${container.name} (${endpoint.endpointId}): ${error.message}`,
    );
  }
}

/** A container on networks with addresses shows what it exposes; one on none or host shows nothing. */
function exposedOnly(container: Container): PortMap {
  const hasAddress = Object.values(container.endpoints).some(({ ipAddress }) => ipAddress !== '');
  return hasAddress ? portMapOf(container, []) : {};
}

function unpublish(daemon: Daemon, sandbox: Sandbox, container: Container): void {
  for (const proxy of sandbox.proxies) proxy.close();
  sandbox.proxies = [];
  releasePorts(daemon, boundPorts(container));
}

function setPorts(daemon: Daemon, containerId: string, ports: PortMap): void {
  changeContainer(daemon, containerId, (draft) => {
    draft.ports = castDraft(ports);
  });
}

/** Takes the container off one network while it runs on. */
export function leaveNetwork(daemon: Daemon, containerId: string, network: NetworkRecord): void {
  const { sandbox } = liveContainer(daemon, containerId);
  sandbox?.links.get(network.id)?.closable.close();
  sandbox?.links.delete(network.id);
  daemon.store.change((world) => {
    delete world.networks[network.id]?.endpoints[containerId];
    delete world.containers[containerId]?.endpoints[network.name];
  });
  updateGateway(daemon, containerId);
  updateHosts(daemon, containerId);
  emitDisconnect(daemon, containerId, network);
}

/** Tears the namespace down when the container has ended, or has failed to start. */
export function releaseSandbox(daemon: Daemon, containerId: string): void {
  const live = liveContainer(daemon, containerId);
  const { sandbox } = live;
  if (sandbox === undefined) return;
  const container = containerById(daemon, containerId);
  unpublish(daemon, sandbox, container);
  for (const { closable } of sandbox.links.values()) closable.close();
  live.sandbox = undefined;
  const world = daemon.store.read();
  const networks = Object.entries(container.endpoints).flatMap(
    ([name, { networkId }]) => networkOf(world, networkId === '' ? name : networkId) ?? [],
  );
  daemon.store.change((draft) => {
    const one = draft.containers[containerId];
    for (const { id } of networks) delete draft.networks[id]?.endpoints[containerId];
    if (one === undefined) return;
    one.sandboxId = '';
    one.ports = {};
    for (const [name, endpoint] of Object.entries(container.endpoints)) {
      one.endpoints[name] = castDraft(idleEndpoint(endpoint));
    }
  });
  for (const network of networks) emitDisconnect(daemon, containerId, network);
}

export function emitDisconnect(daemon: Daemon, containerId: string, network: NetworkRecord): void {
  daemon.events.emit('network', 'disconnect', network.id, {
    container: containerId,
    name: network.name,
    type: network.driver,
  });
}
