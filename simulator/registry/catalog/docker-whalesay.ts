import { whalesay } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('docker/whalesay', { latest: whalesay });
