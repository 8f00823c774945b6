/** docker buildx rm. */
import { atLeast, command } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] [NAME...]',
  args: atLeast(0),
  flags: {
    'all-inactive': bool(), builder: string(), debug: bool('D'), force: bool('f'), 'keep-daemon': bool(), 'keep-state': bool(),
  }, // prettier-ignore
  run: async ({ client, args, flags }) => {
    if (flags['all-inactive']) return;
    for (const name of args.length === 0 ? [''] : args) {
      const reason =
        name === '' || name === 'default'
          ? 'context builder cannot be removed, run `docker context rm default` to remove this context'
          : `no builder ${JSON.stringify(name)} found`;
      await client.complain(`failed to remove ${name}: ${reason}`);
    }
    throw new Error('failed to remove one or more builders');
  },
});
