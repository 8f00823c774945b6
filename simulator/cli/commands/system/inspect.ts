/** docker inspect: whatever a name or an id stands for. */
import type { Engine } from '../../../api/engine.ts';
import { isEngineError } from '../../../api/errors.ts';
import { isFailure, type Client } from '../../client.ts';
import { atLeast, command, type Complete } from '../../command.ts';
import { containerNames, imageNames, networkNames, volumeNames, words } from '../../completion/engine.ts';
import { containerId } from '../container/container-id.ts';
import { bool, string } from '../../flags/scalars.ts';
import { printInspected, type Inspected } from '../../format/inspect.ts';
import { inspectsContainers, inspectsImages, inspectsNetworks, inspectsVolumes } from '../../format/typed-inspect.ts';
import { quote } from '../../go/strconv.ts';

const TYPES = ['config', 'container', 'image', 'network', 'node', 'plugin', 'secret', 'service', 'task', 'volume'];
const ONE_OF = `must be one of "${TYPES.join('", "')}"`;

const completeAnything: Complete = async ({ client }) =>
  (
    await Promise.all([containerNames(client, true), imageNames(client), networkNames(client), volumeNames(client)])
  ).flat();

export default command({
  usage: '[OPTIONS] NAME|ID [NAME|ID...]',
  args: atLeast(1),
  flags: { format: string('f'), size: bool('s'), type: string() },
  complete: completeAnything,
  completeFlag: { type: words(...TYPES) },
  run: async ({ client, flags, changed, args }) => {
    if (changed('type') && flags.type === '') throw new Error(`type is empty: ${ONE_OF}`);
    if (flags.type !== '' && !TYPES.includes(flags.type))
      throw new Error(`unknown type: ${quote(flags.type)}: ${ONE_OF}`);
    const engine = await client.engine();
    const finders = (await allFinders(client, engine, flags.format, flags.size)).filter(
      ({ type }) => flags.type === '' || type === flags.type,
    );
    return printInspected(client, args, flags.format, (name) => find(client, finders, name, flags));
  },
});

interface Finder {
  readonly type: string;
  readonly look: (name: string) => Promise<Inspected>;
}

async function allFinders(client: Client, engine: Engine, format: string, size: boolean): Promise<Finder[]> {
  const [container, image, network, volume] = await Promise.all([
    inspectsContainers(client, format),
    inspectsImages(client, format),
    inspectsNetworks(client, format),
    inspectsVolumes(client, format, true),
  ]);
  const swarm =
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';
  const notManager = (): Promise<never> => Promise.reject(new Error(`Error response from daemon: ${swarm}`));
  return [
    {
      type: 'container',
      look: async (name) => container(await engine.containerInspect(containerId(name), size ? { size } : {})),
    },
    { type: 'image', look: async (name) => image(await engine.imageInspect(name)) },
    { type: 'network', look: async (name) => network(await engine.networkInspect(name)) },
    { type: 'volume', look: async (name) => volume(await engine.volumeInspect(name)) },
    ...['service', 'task', 'node', 'secret', 'config'].map((type) => ({ type, look: notManager })),
    {
      type: 'plugin',
      look: (name) => Promise.reject(new Error(`Error response from daemon: plugin ${quote(name)} not found`)),
    },
  ];
}

/** Types that are only looked at when they are asked for. */
const ASKED_ONLY = new Set(['service', 'task', 'node', 'secret', 'config', 'plugin']);

async function find(
  client: Client,
  finders: readonly Finder[],
  name: string,
  { type, size }: { type: string; size: boolean },
): Promise<Inspected> {
  for (const finder of finders) {
    if (type === '' && ASKED_ONLY.has(finder.type)) continue;
    let found: Inspected;
    try {
      found = await finder.look(name);
    } catch (error) {
      if (type === '' && isSkippable(error)) continue;
      throw error;
    }
    if (size && finder.type !== 'container') await client.complain(`WARNING: --size ignored for ${finder.type}`);
    return found;
  }
  throw new Error(`Error: No such object: ${name}`);
}

const isSkippable = (error: unknown): boolean =>
  isEngineError(error, 'notFound') ||
  (isFailure(error) && /not supported|invalid reference format/.test(error.message));
