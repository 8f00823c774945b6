import { ubuntu } from './bases/ubuntu.ts';
import { family } from './form/image.ts';

export default family('ubuntu', {
  '24.04 noble latest noble-20251001': () => ubuntu('24.04'),
  '25.10 questing rolling': () => ubuntu('25.10'),
  '25.04 plucky': () => ubuntu('25.04'),
  '22.04 jammy jammy-20251001': () => ubuntu('22.04'),
  '20.04 focal': () => ubuntu('20.04'),
  '18.04 bionic': () => ubuntu('18.04'),
  '16.04 xenial': () => ubuntu('16.04'),
  '14.04 trusty 14.04.6': () => ubuntu('14.04'),
  '12.04 precise': () => ubuntu('12.04'),
});
