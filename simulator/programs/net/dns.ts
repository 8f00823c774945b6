/** Questions to the name server itself, past /etc/hosts: what nslookup, dig and host ask. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

export interface Answer {
  status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'TIMEOUT';
  addresses: string[];
  /** Milliseconds it took. */
  ms: number;
}

/** The first server of /etc/resolv.conf; 127.0.0.1 without one. */
export function nameServer(p: Process): string {
  try {
    return /^\s*nameserver\s+(\S+)/m.exec(p.fs.readText('/etc/resolv.conf'))?.[1] ?? '127.0.0.1';
  } catch (error) {
    if (isSysError(error)) return '127.0.0.1';
    throw error;
  }
}

const PATIENCE_MS = 4000;

/** Asks for addresses of `name`. A dot at the end keeps the resolver from looking anywhere else. */
export async function ask(p: Process, name: string): Promise<Answer> {
  const started = p.now();
  const took = (): number => p.now() - started;
  try {
    const found = await p.net.resolve(`${name.replace(/\.$/, '')}.`);
    const addresses = found.filter((address) => !address.includes(':'));
    return { status: found.length === 0 ? 'NXDOMAIN' : 'NOERROR', addresses, ms: took() };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return { status: took() > PATIENCE_MS ? 'TIMEOUT' : 'SERVFAIL', addresses: [], ms: took() };
  }
}

/** `2.0.17.172.in-addr.arpa`. */
export function reverseName(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}

/** The name of an address, by /etc/hosts and by servers that know such names; undefined when it has none. */
export async function nameOf(p: Process, address: string): Promise<string | undefined> {
  const listed = hostsEntries(p).find((entry) => entry.address === address)?.names[0];
  if (listed !== undefined) return listed;
  const { addresses } = await ask(p, reverseName(address));
  return addresses[0];
}

export interface HostsEntry {
  address: string;
  names: string[];
}

export function hostsEntries(p: Process): HostsEntry[] {
  let text: string;
  try {
    text = p.fs.readText('/etc/hosts');
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return address === undefined || address === '' ? [] : [{ address, names }];
  });
}

export function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
}
