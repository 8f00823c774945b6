/** Subnets in CIDR notation, as far as `docker network create` checks them before it asks the daemon. */
import { canonicalIp } from './ip.ts';

/** An address as a number, with the bits of its kind. */
interface Address {
  readonly value: bigint;
  readonly bits: 32 | 128;
}

function addressOf(text: string): Address | undefined {
  const canonical = canonicalIp(text);
  if (canonical === undefined) return undefined;
  if (!canonical.includes(':')) {
    return { value: canonical.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n), bits: 32 };
  }
  const [head = '', tail = ''] = canonical.split('::');
  const words = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const missing = 8 - words(head).length - words(tail).length;
  const all = canonical.includes('::')
    ? [...words(head), ...Array.from({ length: missing }, () => '0'), ...words(tail)]
    : words(canonical);
  return { value: all.reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n), bits: 128 };
}

interface Cidr {
  readonly address: Address;
  readonly prefix: number;
}

/** Throws `invalid CIDR address: …`. */
export function parseCidr(text: string): Cidr {
  const [ip = '', prefix = '', ...more] = text.split('/');
  const address = addressOf(ip);
  const length = /^\d+$/.test(prefix) ? Number(prefix) : -1;
  if (!address || more.length > 0 || length < 0 || length > address.bits)
    throw new Error(`invalid CIDR address: ${text}`);
  return { address, prefix: length };
}

/** Whether an address, or the address part of a range, lies in a subnet. */
export function subnetHolds(subnet: string, text: string): boolean {
  let net: Cidr;
  try {
    net = parseCidr(subnet);
  } catch (error) {
    throw new Error(`invalid subnet: ${error instanceof Error ? error.message : String(error)}`);
  }
  const address = text.includes('/') ? parseCidr(text).address : addressOf(text);
  if (!address || address.bits !== net.address.bits) return false;
  const shift = BigInt(net.address.bits - net.prefix);
  return address.value >> shift === net.address.value >> shift;
}
