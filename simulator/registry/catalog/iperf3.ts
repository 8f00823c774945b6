import { family } from './form/image.ts';
import { iperf3 } from './small-tools.ts';

export default family('networkstatic/iperf3', { latest: iperf3 });
