/** docker volume create. */
import { atMost, command } from '../../command.ts';
import { list, map } from '../../flags/lists.ts';
import { bytes, string } from '../../flags/scalars.ts';
import { toRecord } from '../../opts/key-value-file.ts';
import { validateLabel } from '../../opts/validate.ts';

/** Flags of cluster volumes, which only a swarm manager has. */
const cluster = { hidden: true };

export default command({
  usage: '[OPTIONS] [VOLUME]',
  args: atMost(1),
  flags: {
    driver: string('d', 'local'),
    label: list(undefined, validateLabel),
    name: { ...string(), hidden: true },
    opt: map('o'),
    group: { ...string(), ...cluster },
    scope: { ...string(undefined, 'single'), ...cluster },
    sharing: { ...string(undefined, 'none'), ...cluster },
    availability: { ...string(undefined, 'active'), ...cluster },
    type: { ...string(undefined, 'block'), ...cluster },
    secret: { ...map(), ...cluster },
    'limit-bytes': { ...bytes(), ...cluster },
    'required-bytes': { ...bytes(), ...cluster },
    'topology-required': { ...list(), ...cluster },
    'topology-preferred': { ...list(), ...cluster },
  },
  run: async ({ client, flags, changed, args: [positional] }) => {
    if (positional !== undefined && flags.name !== '') {
      throw new Error('conflicting options: cannot specify a volume-name through both --name and as a positional arg');
    }
    const asks = (['group', 'scope', 'sharing', 'availability', 'type', 'limit-bytes', 'required-bytes'] as const).find(
      changed,
    );
    if (asks !== undefined) {
      throw new Error(`Drydock does not simulate cluster volumes (--${asks}); leave it out for a local volume`);
    }
    const engine = await client.engine();
    const { Name } = await engine.volumeCreate({
      Name: positional ?? flags.name,
      Driver: flags.driver,
      DriverOpts: flags.opt,
      Labels: toRecord(flags.label),
    });
    await client.println(Name);
  },
});
