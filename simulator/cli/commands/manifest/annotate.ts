/** docker manifest annotate: there are no lists on the client that could be changed. */
import { command, exactly } from '../../command.ts';
import { strings } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';

export default command({
  usage: '[OPTIONS] MANIFEST_LIST MANIFEST',
  args: exactly(2),
  flags: { arch: string(), os: string(), 'os-features': strings(), 'os-version': string(), variant: string() },
  experimental: true,
  complete: () => [],
  run: ({ args: [list = '', image = ''] }) =>
    Promise.reject(new Error(`manifest for image ${image} does not exist in ${list}`)),
});
