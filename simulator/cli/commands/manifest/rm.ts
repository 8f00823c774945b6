/** docker manifest rm: there are no lists on the client that could be removed. */
import { forEach } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { noSuchList } from './no-lists.ts';

export default command({
  usage: 'MANIFEST_LIST [MANIFEST_LIST...]',
  args: atLeast(1),
  flags: {},
  experimental: true,
  complete: () => [],
  run: ({ args }) => forEach(args, (name) => Promise.reject(noSuchList(name))),
});
