/** docker network connect. */
import { command, exactly } from '../../command.ts';
import { containerNames, networkNames } from '../../completion/engine.ts';
import { list, strings } from '../../flags/lists.ts';
import { int, string } from '../../flags/scalars.ts';
import { validateLink } from '../../opts/validate.ts';

export default command({
  usage: '[OPTIONS] NETWORK CONTAINER',
  args: exactly(2),
  flags: {
    alias: strings(),
    'driver-opt': strings(),
    'gw-priority': int(),
    ip: string(),
    ip6: string(),
    link: list(undefined, validateLink),
    'link-local-ip': strings(),
  },
  complete: async ({ client, args: [network, container] }) => {
    if (network === undefined) return networkNames(client);
    if (container !== undefined) return [];
    return containerNames(client, true, ({ NetworkSettings }) => !(network in NetworkSettings.Networks));
  },
  run: async ({ client, flags, args: [network = '', Container = ''] }) => {
    const driverOptions = Object.fromEntries(flags['driver-opt'].map(driverOption));
    const engine = await client.engine();
    await engine.networkConnect(network, {
      Container,
      EndpointConfig: {
        IPAMConfig: {
          ...(flags.ip === '' ? {} : { IPv4Address: flags.ip }),
          ...(flags.ip6 === '' ? {} : { IPv6Address: flags.ip6 }),
          ...(flags['link-local-ip'].length === 0 ? {} : { LinkLocalIPs: flags['link-local-ip'] }),
        },
        Links: flags.link.length === 0 ? null : flags.link,
        Aliases: flags.alias,
        DriverOpts: driverOptions,
        GwPriority: flags['gw-priority'],
      },
    });
  },
});

function driverOption(text: string): [string, string] {
  const at = text.indexOf('=');
  const key = (at < 0 ? text : text.slice(0, at)).trim();
  if (at < 0 || key === '') throw new Error('invalid key/value pair format in driver options');
  return [key, text.slice(at + 1).trim()];
}
