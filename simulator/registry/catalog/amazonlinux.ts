import { amazonlinux } from './bases/red-hat-family.ts';
import { family } from './form/image.ts';

export default family('amazonlinux', {
  'latest 2023': () => amazonlinux('2023'),
  '2': () => amazonlinux('2'),
});
