/** docker port: where a container's ports are published. */
import { between, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { naturalCompare } from '../../format/natural.ts';
import { parseUnsigned } from '../../go/strconv.ts';
import { joinHostPort } from '../../opts/ip.ts';
import { containerId } from './container-id.ts';

export default command({
  usage: 'CONTAINER [PRIVATE_PORT[/PROTO]]',
  args: between(1, 2),
  flags: {},
  aliasLine: 'docker container port, docker port',
  complete: completeContainers({ limit: 1 }),
  run: async ({ client, args: [name = '', wanted = ''] }) => {
    const engine = await client.engine();
    const { NetworkSettings } = await engine.containerInspect(containerId(name));
    const all = Object.entries(NetworkSettings.Ports);
    const lines =
      wanted === ''
        ? all.flatMap(([port, places]) =>
            (places ?? []).map((at) => `${port} -> ${joinHostPort(at.HostIp, at.HostPort)}`),
          )
        : placesOf(NetworkSettings.Ports, name, wanted);
    if (lines.length > 0) await client.println(lines.sort(naturalCompare).join('\n'));
  },
});

type Ports = Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>>;

function placesOf(ports: Ports, name: string, wanted: string): string[] {
  const [port = '', protocol = ''] = wanted.split('/');
  try {
    parseUnsigned(port, 10, 16);
  } catch (error) {
    throw new Error(`Error: invalid port (${port}): ${error instanceof Error ? error.message : String(error)}`);
  }
  const places = ports[`${port}/${protocol === '' ? 'tcp' : protocol}`] ?? [];
  if (places.length === 0) throw new Error(`Error: No public port '${wanted}' published for ${name}`);
  return places.map((at) => joinHostPort(at.HostIp, at.HostPort));
}
