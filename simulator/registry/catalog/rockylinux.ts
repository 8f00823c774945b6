import { rockylinux } from './bases/red-hat-family.ts';
import { family } from './form/image.ts';

export default family('rockylinux', {
  '9 9.3 9-minimal': () => rockylinux('9'),
  '8 8.9 8-minimal': () => rockylinux('8'),
});
