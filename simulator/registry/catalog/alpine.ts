import { alpine, alpineVersion, ALPINE_RELEASES } from './bases/alpine.ts';
import { family } from './form/image.ts';

const NEWEST = '3.22';

/** `3.19` is also its newest point release, and the newest release is `latest` and `3`. */
function tagsOf(release: string): string {
  const others = release === NEWEST ? ' latest 3' : '';
  return `${release} ${alpineVersion(release)}${others}`;
}

export default family(
  'alpine',
  Object.fromEntries(ALPINE_RELEASES.map((release) => [tagsOf(release), () => alpine(release)])),
);
