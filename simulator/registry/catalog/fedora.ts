import { fedora } from './bases/red-hat-family.ts';
import { family } from './form/image.ts';

export default family('fedora', {
  'latest 43': () => fedora('43'),
  '42': () => fedora('42'),
  '41': () => fedora('41'),
  '40': () => fedora('40'),
  rawhide: () => fedora('44'),
});
