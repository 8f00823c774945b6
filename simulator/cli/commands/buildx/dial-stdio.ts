/** docker buildx dial-stdio: for programs that speak BuildKit's protocol, of which there are none here. */
import { command, exactly } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';

export default command({
  usage: '',
  args: exactly(0),
  flags: { builder: string(), debug: bool('D'), platform: string(), progress: string(undefined, 'none') },
  run: () => {
    throw new Error('Drydock does not simulate docker buildx dial-stdio');
  },
});
