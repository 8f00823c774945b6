import { infinite } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('eon01/infinite', { latest: infinite });
