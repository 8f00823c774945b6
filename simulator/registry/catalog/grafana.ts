import { family } from './form/image.ts';
import { grafana } from './monitoring.ts';

export default family('grafana/grafana', {
  'latest 12.2.1 12.2': () => grafana('12.2.1', '2025-10-21T10:04:56Z'),
  '11.6.0 11.0.0 10.4.0': () => grafana('11.6.0', '2025-03-25T10:04:56Z'),
  '9.5.2 8.5.0 7.5.7': () => grafana('9.5.2', '2023-05-03T10:04:56Z'),
});
