/** docker manifest push: there are no lists on the client that could be pushed. */
import { command, exactly } from '../../command.ts';
import { bool } from '../../flags/scalars.ts';
import { noSuchList } from './no-lists.ts';

export default command({
  usage: '[OPTIONS] MANIFEST_LIST',
  args: exactly(1),
  flags: { insecure: bool(), purge: bool('p') },
  experimental: true,
  complete: () => [],
  run: ({ args: [name = ''] }) => Promise.reject(noSuchList(name)),
});
