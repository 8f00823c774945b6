/** b2sum(1): BLAKE2b; the work is in digest.ts. */
export { default } from './digest.ts';
