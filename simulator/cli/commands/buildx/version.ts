/** docker buildx version. */
import { command, exactly } from '../../command.ts';
import { bool } from '../../flags/scalars.ts';

/** As the recorded client tells it. */
const VERSION = 'github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4';

export default command({
  usage: '',
  args: exactly(0),
  flags: { debug: bool('D') },
  run: ({ client }) => client.println(VERSION),
});
