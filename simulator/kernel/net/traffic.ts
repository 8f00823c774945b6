/** What passes through interfaces, in bytes with all headers, as /proc/net/dev and `docker stats` count it. */

/** Ethernet, IP and TCP headers with timestamps; and what one segment carries. */
const HEADERS = 66;
const SEGMENT = 1448;

/** An interface as the counting sees it. */
export interface Counter {
  sent(bytes: number): void;
  received(bytes: number): void;
}

/** The interfaces a packet leaves and arrives by; the same one twice on loopback. */
export interface Link {
  from: Counter | undefined;
  to: Counter | undefined;
}

/** Counts one packet with everything in it. */
export function countPacket({ from, to }: Link, bytes: number): void {
  from?.sent(bytes);
  to?.received(bytes);
}

/** Counts `bytes` of a stream: the segments that carry them, and an acknowledgement for every other segment. */
export function countSegments(link: Link, bytes: number): void {
  const segments = Math.ceil(bytes / SEGMENT);
  countPacket(link, bytes + segments * HEADERS);
  countPacket({ from: link.to, to: link.from }, Math.ceil(segments / 2) * HEADERS);
}

/** SYN, SYN with ACK, ACK. */
export function countHandshake(link: Link): void {
  countPacket(link, 74 + HEADERS);
  countPacket({ from: link.to, to: link.from }, 74);
}

/** A FIN or RST, and its acknowledgement. */
export function countClose(link: Link): void {
  countPacket(link, HEADERS);
  countPacket({ from: link.to, to: link.from }, HEADERS);
}
