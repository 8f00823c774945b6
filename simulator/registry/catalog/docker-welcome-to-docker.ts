import { welcomeToDocker } from './docker-samples.ts';
import { family } from './form/image.ts';

export default family('docker/welcome-to-docker', { latest: welcomeToDocker });
