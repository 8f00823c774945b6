import { clock } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('jpetazzo/clock', { latest: clock });
