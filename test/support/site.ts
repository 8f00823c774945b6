import { inject } from 'vitest';
import type {} from './served-site.ts';

/** Address of the built page, with a slash at its end. Throws with the build's own words when it could not be built. */
export function siteAddress(): string {
  const { address, failure } = inject('site');
  if (address === '') throw new Error(failure);
  return address;
}
