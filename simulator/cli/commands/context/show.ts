/** docker context show. */
import { command, noArgs } from '../../command.ts';
import { currentContext } from '../../config/endpoint.ts';

export default command({
  usage: '',
  args: noArgs,
  flags: {},
  run: ({ client }) => client.println(currentContext(client)),
});
