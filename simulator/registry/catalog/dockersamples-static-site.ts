import { staticSite } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('dockersamples/static-site', { latest: () => staticSite('Docker') });
