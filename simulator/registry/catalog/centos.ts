import { centos } from './bases/red-hat-family.ts';
import { family } from './form/image.ts';

export default family('centos', {
  'latest 8 centos8': () => centos('8'),
  '7 centos7 7.9.2009 centos7.9.2009': () => centos('7'),
  '6 centos6': () => centos('6'),
});
