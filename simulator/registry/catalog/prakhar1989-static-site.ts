import { staticSite } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('prakhar1989/static-site', { latest: () => staticSite('Prakhar') });
