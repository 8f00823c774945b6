import { debian } from './bases/debian.ts';
import { family } from './form/image.ts';

export default family('debian', {
  'latest trixie 13 13.0 stable trixie-20250610': () => debian('trixie', 'full'),
  'trixie-slim 13-slim 13.0-slim stable-slim trixie-20250610-slim': () => debian('trixie', 'slim'),
  'bookworm 12 12.11 oldstable bookworm-20250610': () => debian('bookworm', 'full'),
  'bookworm-slim 12-slim 12.11-slim oldstable-slim bookworm-20250610-slim': () => debian('bookworm', 'slim'),
  'bullseye 11 11.11 oldoldstable': () => debian('bullseye', 'full'),
  'bullseye-slim 11-slim 11.11-slim': () => debian('bullseye', 'slim'),
  'buster 10 10.13': () => debian('buster', 'full'),
  'buster-slim 10-slim 10.13-slim': () => debian('buster', 'slim'),
  'stretch 9 9.13': () => debian('stretch', 'full'),
  'stretch-slim 9-slim 9.13-slim': () => debian('stretch', 'slim'),
  'jessie 8 8.11': () => debian('jessie', 'full'),
  'jessie-slim 8-slim': () => debian('jessie', 'slim'),
  'sid unstable': () => debian('sid', 'full'),
  'sid-slim unstable-slim': () => debian('sid', 'slim'),
});
