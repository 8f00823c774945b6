/** docker manifest create: several manifests as one list. */
import { atLeast, command } from '../../command.ts';
import { bool } from '../../flags/scalars.ts';

export default command({
  usage: 'MANIFEST_LIST MANIFEST [MANIFEST...]',
  args: atLeast(2),
  flags: { amend: bool('a'), insecure: bool() },
  unsupported: 'is not simulated by Drydock; push each image under a tag of its own instead of making a manifest list',
  experimental: true,
  complete: () => [],
  run: () => Promise.resolve(1),
});
