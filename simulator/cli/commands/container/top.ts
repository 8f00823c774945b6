/** docker top: the processes of a container, as ps shows them. */
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: 'CONTAINER [ps OPTIONS]',
  args: atLeast(1),
  flags: {},
  interspersed: false,
  aliasLine: 'docker container top, docker top',
  complete: completeContainers({ limit: 1 }),
  run: async ({ client, args: [name = '', ...options] }) => {
    const engine = await client.engine();
    const query = options.length === 0 ? {} : { ps_args: options.join(' ') };
    const { Titles, Processes } = await engine.containerTop(containerId(name), query);
    const lines = [Titles, ...Processes].map((cells) => `${cells.join('\t')}\n`).join('');
    await client.print(alignTabs(lines, 20));
  },
});
