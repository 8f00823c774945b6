import { gettingStarted } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('dockersamples/101-tutorial', { latest: gettingStarted });
