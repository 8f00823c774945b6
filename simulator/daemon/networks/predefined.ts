/** The three networks that every daemon has: bridge, host and none. */
import type { Daemon } from '../context.ts';
import { castDraft } from '../store.ts';
import type { NetworkRecord } from '../world.ts';
import { addBridge } from './bridge.ts';

export function createPredefinedNetworks(daemon: Daemon): void {
  const none = predefined(daemon, 'none', 'null');
  const host = predefined(daemon, 'host', 'host');
  const bridge: NetworkRecord = {
    ...predefined(daemon, 'bridge', 'bridge'),
    gateway: '172.17.0.1',
    ipam: { Driver: 'default', Options: null, Config: [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] },
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    },
  };
  daemon.store.change((world) => {
    for (const network of [none, host, bridge]) world.networks[network.id] = castDraft(network);
  });
  addBridge(daemon, bridge);
}

function predefined(daemon: Daemon, name: string, driver: string): NetworkRecord {
  return {
    id: daemon.ids.next(),
    name,
    created: daemon.time.now(),
    scope: 'local',
    driver,
    enableIPv4: true,
    enableIPv6: false,
    ipam: { Driver: 'default', Options: null, Config: null },
    ownSubnet: false,
    internal: false,
    attachable: false,
    ingress: false,
    configOnly: false,
    configFrom: '',
    options: {},
    labels: {},
    gateway: '',
    endpoints: {},
  };
}
