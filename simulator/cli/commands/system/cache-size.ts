import type { SystemDataUsage } from '../../../api/system.ts';

/** What is shared with images is not counted twice. */
export const cacheSize = ({ BuildCache }: SystemDataUsage): number =>
  (BuildCache ?? []).reduce((total, { Shared, Size }) => (Shared ? total : total + Size), 0);
