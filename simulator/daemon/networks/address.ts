/** IPv4 addresses and blocks as numbers. */

export interface Block {
  /** The block's first address. */
  readonly base: number;
  readonly bits: number;
}

const ALL = 2 ** 32;

/** undefined for anything but four decimal numbers below 256. */
export function parseAddress(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let value = 0;
  for (const part of match.slice(1)) {
    if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
    value = value * 256 + Number(part);
  }
  return value;
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** `10.0.0.1/24` with the address as it stands; undefined for what is no CIDR block. */
export function parseCidr(text: string): { address: number; bits: number } | undefined {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  const address = parseAddress(match?.[1] ?? '');
  const bits = Number(match?.[2] ?? 33);
  return address === undefined || bits > 32 ? undefined : { address, bits };
}

/** As parseCidr, cut off to the block's base. */
export function parseBlock(text: string): Block | undefined {
  const cidr = parseCidr(text);
  return cidr === undefined ? undefined : blockOf(cidr.address, cidr.bits);
}

export function blockOf(address: number, bits: number): Block {
  const size = 2 ** (32 - bits);
  return { base: Math.floor(address / size) * size, bits };
}

export function formatBlock({ base, bits }: Block): string {
  return `${formatAddress(base)}/${bits}`;
}

export function sizeOfBlock({ bits }: Block): number {
  return 2 ** (32 - bits);
}

export function lastOf(block: Block): number {
  return Math.min(ALL - 1, block.base + sizeOfBlock(block) - 1);
}

export function contains(block: Block, address: number): boolean {
  return address >= block.base && address <= lastOf(block);
}

export function overlaps(a: Block, b: Block): boolean {
  return a.base <= lastOf(b) && b.base <= lastOf(a);
}
