/** docker buildx use. */
import { command, exactly } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] NAME',
  args: exactly(1),
  flags: { builder: string(), debug: bool('D'), default: bool(), global: bool() },
  run: ({ client, args: [name = ''] }) => {
    if (name === 'default') return Promise.resolve();
    const place = `${client.process.env.get('HOME') ?? '/root'}/.docker/buildx/instances/${name}`;
    throw new Error(`failed to find instance ${JSON.stringify(name)}: open ${place}: no such file or directory`);
  },
});
