/** The bridge interface on the host behind a network. */
import type { Daemon } from '../context.ts';
import { shortId } from '../ids.ts';
import type { NetworkRecord } from '../world.ts';
import { parseBlock } from './address.ts';

const BRIDGE_NAME = 'com.docker.network.bridge.name';
const ENABLE_ICC = 'com.docker.network.bridge.enable_icc';

/** `docker0`, the name the user gave it, or `br-` and the network's short id. */
export function bridgeNameOf({ id, options }: NetworkRecord): string {
  return options[BRIDGE_NAME] || `br-${shortId(id)}`;
}

export function prefixOf({ ipam }: NetworkRecord): number {
  for (const { Subnet = '' } of ipam.Config ?? []) {
    const block = parseBlock(Subnet);
    if (block !== undefined) return block.bits;
  }
  return 0;
}

export function addBridge(daemon: Daemon, network: NetworkRecord): void {
  const bridge = daemon.kernel.network.createBridge({
    name: bridgeNameOf(network),
    gateway: network.gateway === '' ? undefined : network.gateway,
    prefix: prefixOf(network),
    internal: network.internal,
    isolated: network.options[ENABLE_ICC] === 'false',
  });
  bridge.attachHost(daemon.host.net);
  daemon.live.bridges.set(network.id, bridge);
}

export function removeBridge(daemon: Daemon, networkId: string): void {
  daemon.live.bridges.get(networkId)?.close();
  daemon.live.bridges.delete(networkId);
}
