import { family } from './form/image.ts';
import { stress } from './small-tools.ts';

export default family('polinux/stress', { latest: stress });
