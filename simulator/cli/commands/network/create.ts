/** docker network create. */
import { command, exactly } from '../../command.ts';
import { list, map, strings } from '../../flags/lists.ts';
import { bool, string } from '../../flags/scalars.ts';
import { validateLabel } from '../../opts/validate.ts';
import { toRecord } from '../../opts/key-value-file.ts';
import { ipamConfigs } from './ipam.ts';

export default command({
  usage: '[OPTIONS] NETWORK',
  args: exactly(1),
  flags: {
    attachable: bool(),
    'aux-address': map(),
    'config-from': string(),
    'config-only': bool(),
    driver: string('d', 'bridge'),
    gateway: strings(),
    ingress: bool(),
    internal: bool(),
    'ip-range': strings(),
    'ipam-driver': string(undefined, 'default'),
    'ipam-opt': map(),
    ipv4: bool(undefined, true),
    ipv6: bool(),
    label: list(undefined, validateLabel),
    opt: map('o'),
    scope: string(),
    subnet: strings(),
  },
  run: async ({ client, flags, changed, args: [Name = ''] }) => {
    const Config = ipamConfigs(flags);
    const engine = await client.engine();
    const { Id } = await engine.networkCreate({
      Name,
      Driver: flags.driver,
      Scope: flags.scope,
      ...(changed('ipv4') ? { EnableIPv4: flags.ipv4 } : {}),
      ...(changed('ipv6') ? { EnableIPv6: flags.ipv6 } : {}),
      IPAM: { Driver: flags['ipam-driver'], Options: flags['ipam-opt'], Config },
      Internal: flags.internal,
      Attachable: flags.attachable,
      Ingress: flags.ingress,
      ConfigOnly: flags['config-only'],
      ...(flags['config-from'] === '' ? {} : { ConfigFrom: { Network: flags['config-from'] } }),
      Options: flags.opt,
      Labels: toRecord(flags.label),
    });
    await client.println(Id);
  },
});
