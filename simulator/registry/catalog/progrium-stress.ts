import { family } from './form/image.ts';
import { progriumStress } from './small-tools.ts';

export default family('progrium/stress', { latest: progriumStress });
