import { oraclelinux } from './bases/red-hat-family.ts';
import { family } from './form/image.ts';

export default family('oraclelinux', {
  '9 9.6': () => oraclelinux('9', 'full'),
  '9-slim': () => oraclelinux('9', 'slim'),
  '8 8.10': () => oraclelinux('8', 'full'),
  '8-slim': () => oraclelinux('8', 'slim'),
});
