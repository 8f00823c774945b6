/** docker buildx stop: the builder in the engine runs as long as the engine. */
import { atMost, command } from '../../command.ts';
import { bool, string } from '../../flags/scalars.ts';
import { checkBuilder } from './builders.ts';

export default command({
  usage: '[NAME]',
  args: atMost(1),
  flags: { builder: string(), debug: bool('D') },
  run: ({ args: [name], flags }) => Promise.resolve(checkBuilder(name ?? flags.builder)),
});
