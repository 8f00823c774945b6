import { family } from './form/image.ts';
import { prometheus } from './monitoring.ts';

export default family('prom/prometheus', {
  'latest v3 v3.7.3': () => prometheus('3.7.3', '2025-10-30T07:04:56Z'),
  'v2.55.1 v2.55 v2.12.0 v2.1.0': () => prometheus('2.55.1', '2024-11-04T07:04:56Z'),
  'v1.8.2 v1.4.1 v1.5.2': () => prometheus('1.8.2', '2017-11-04T07:04:56Z'),
});
