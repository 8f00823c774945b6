/** IPv4 addresses, and as much of IPv6 as a machine without IPv6 networks has: the loopback and "any" addresses. */
export const ANY4 = '0.0.0.0';
export const ANY6 = '::';
export const LOOPBACK6 = '::1';

/** The 32 bits of a dotted quad; undefined for anything else. */
export function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return parts.reduce((value, part) => value * 256 + part, 0);
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

export function isIpv6(text: string): boolean {
  return text.includes(':') && /^[0-9a-f:.]+$/i.test(text);
}

export function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || isIpv6(text);
}

export function isLoopback(address: string): boolean {
  return address === LOOPBACK6 || address.startsWith('127.');
}

/** The first address of the block that `address` lies in. */
export function networkOf(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return address - (address % size);
}

export function isInBlock(address: string, within: string, prefix: number): boolean {
  const [a, b] = [parseIpv4(address), parseIpv4(within)];
  return a !== undefined && b !== undefined && networkOf(a, prefix) === networkOf(b, prefix);
}

/** `172.17.0.0/16` for an address in it. */
export function blockText(address: string, prefix: number): string {
  return `${formatIpv4(networkOf(parseIpv4(address) ?? 0, prefix))}/${prefix}`;
}
