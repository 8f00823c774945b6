/** docker create: a container that does not run yet. */
import { errorText, isFailure } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeImages } from '../../completion/engine.ts';
import { StatusError } from '../../status-error.ts';
import { completeCreateFlag } from './create-completion.ts';
import { checkPull, createContainer } from './create-container.ts';
import { CREATE_FLAGS } from './create-flags.ts';
import { createRequest } from './create-request.ts';

export default command({
  usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  args: atLeast(1),
  flags: CREATE_FLAGS,
  interspersed: false,
  aliasLine: 'docker container create, docker create',
  complete: completeImages(1),
  completeFlag: completeCreateFlag,
  run: async ({ client, flags, changed, args: [image = '', ...words] }) => {
    let request;
    try {
      checkPull(flags.pull);
      request = createRequest(client, { flags, changed, image, command: words });
    } catch (error) {
      if (!isFailure(error)) throw error;
      throw new StatusError(125, `docker: ${errorText(error)}\n\nRun 'docker create --help' for more information`);
    }
    await client.println(await createContainer(client, request, flags));
  },
});
