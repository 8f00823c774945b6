/** Seeded chance: the same seed gives the same ids, names and /dev/random bytes (not for secrets). */
export interface Entropy {
  /** An unsigned integer below `limit` (1 to 2^32). */
  below(limit: number): number;
  bytes(count: number): Uint8Array;
  /** `count` lower-case hexadecimal digits. */
  hex(count: number): string;
  /** An independent stream named `label`, so that one subsystem's draws do not shift another's. */
  fork(label: string): Entropy;
}
