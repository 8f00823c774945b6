/** What a guest asks about itself and the machine. */
import type { Process } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';

/** Bytes that a real node holds before the program has done anything. */
export const BASE_MEMORY = 42 * 1024 * 1024;

export function machineFacts(p: Process): object {
  const { cpus, memory, memoryUsed, kernelRelease, kernelVersion, architecture, bootedAt } = p.machine();
  return {
    cpus,
    total: memory,
    free: Math.max(0, memory - memoryUsed),
    release: kernelRelease,
    version: kernelVersion,
    machine: architecture,
    uptime: Math.round((p.now() - bootedAt) / 10) / 100,
    load: [0.05, 0.03, 0.01],
    model: 'Drydock virtual processor',
  };
}

export function accountFacts(p: Process): object {
  const { uid, gid } = p.credentials;
  const lines = p.fs.exists('/etc/passwd') ? decode(p.fs.readFile('/etc/passwd')).split('\n') : [];
  const [name, , , , , home = '/', shell = null] = lines.map((line) => line.split(':')).find((fields) => Number(fields[2]) === uid && fields.length > 2) ?? []; // prettier-ignore
  return { uid, gid, name, home, shell };
}

export function interfaceFacts(p: Process): object {
  const list: Record<string, object[]> = {};
  for (const { name, address, prefix, mac, loopback, up } of p.net.interfaces()) {
    if (address === undefined || !(up || loopback)) continue;
    (list[name] ??= []).push({ address, netmask: netmask(prefix), family: 'IPv4', mac: loopback ? '00:00:00:00:00:00' : mac, internal: loopback, cidr: `${address}/${prefix}` }); // prettier-ignore
  }
  return list;
}

function netmask(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

export function memoryFacts(p: Process, heap: number): object {
  return { rss: BASE_MEMORY + heap, heapTotal: Math.max(6_000_000, heap), heapUsed: Math.round(Math.max(4_500_000, heap * 0.8)), external: 1_700_000, arrayBuffers: 10_515, limit: p.machine().memory }; // prettier-ignore
}
