/** docker system dial-stdio: the engine's raw connection, which only other clients use. */
import { command, noArgs } from '../../command.ts';

export default command({
  usage: '',
  args: noArgs,
  flags: {},
  run: () => Promise.reject(new Error('Drydock does not simulate the raw API connection; run docker commands instead')),
});
