import { gettingStarted } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('docker/getting-started', { latest: gettingStarted });
