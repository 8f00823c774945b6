/**
 * What the commands of Swarm, plugins and Content Trust answer. Most of it is what any engine outside a swarm and
 * without plugins says; what would change that is not simulated and says so.
 */
import { system } from '../../../api/errors.ts';
import { notFound } from '../../../api/errors.ts';
import type { Client } from '../../client.ts';
import type { Invocation } from '../../command.ts';
import type { FlagTable } from '../../flags/flag.ts';
import { formatList } from '../../format/listing.ts';

const HINT = 'Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again';
const NOT_MANAGER = `This node is not a swarm manager. ${HINT}.`;

type Given = Invocation<FlagTable>;

/** What is not simulated, and what to use instead. */
const NOT_SIMULATED: Readonly<Record<string, string>> = {
  'swarm init': 'clusters of machines; use docker compose to run several containers together',
  'swarm join': 'clusters of machines; use docker compose to run several containers together',
  'stack config': 'swarm stacks; use docker compose config to see the merged file',
  'plugin install': 'plugins of the engine; use the built-in volume and network drivers',
  'plugin create': 'plugins of the engine; use the built-in volume and network drivers',
  'trust inspect': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust revoke': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust sign': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust key generate': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust key load': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust signer add': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
  'trust signer remove': 'signed images; name images by their digest (NAME@sha256:…) to be sure of their content',
};

/** Answers `path` (without `docker`). Throws nearly always. */
export async function answer(path: string, given: Given): Promise<number> {
  const unsimulated = NOT_SIMULATED[path];
  if (unsimulated !== undefined) throw new Error(`docker ${path}: Drydock does not simulate ${unsimulated}`);
  const { client } = given;
  checkBefore(path, given);
  await client.engine();
  if (path === 'plugin ls') return listPlugins(client, given);
  if (path.endsWith(' inspect')) await client.println('[]');
  throw failure(path, given);
}

/** What is wrong before the engine is asked. */
function checkBefore(path: string, { args: [first = ''], changed }: Given): void {
  if (path === 'swarm join-token' && first !== 'worker' && first !== 'manager')
    throw new Error(`unknown role ${first}`);
  if (path === 'service scale' && !/^[^=]+=\d+$/.test(first)) {
    throw new Error(`invalid scale specifier '${first}'.\nSee 'docker service scale --help'.`);
  }
  if (path === 'stack deploy' && !changed('compose-file')) {
    throw new Error('Specify a Compose file (with --compose-file)');
  }
}

function failure(path: string, { args: [first = ''] }: Given): Error {
  const unknown = notFound(`plugin "${first}" not found`);
  switch (path) {
    case 'swarm leave':
      return system('This node is not part of a swarm');
    case 'swarm unlock':
      return new Error('Error: This node is not part of a swarm');
    case 'swarm unlock-key':
      return new Error(`could not fetch unlock key: Error response from daemon: ${NOT_MANAGER}`);
    case 'service scale':
      return new Error(`${first.split('=', 1)[0] ?? ''}: Error response from daemon: ${NOT_MANAGER}`);
    case 'stack deploy':
      return new Error(`this node is not a swarm manager. ${HINT}`);
    case 'plugin push':
      return notFound(`plugin "${first.includes(':') ? first : `${first}:latest`}" not found`);
    case 'plugin upgrade':
      return new Error(`error reading plugin data: Error response from daemon: ${unknown.message}`);
    default:
      return path.startsWith('plugin ') ? unknown : system(NOT_MANAGER);
  }
}

const TITLES = {
  ID: 'ID',
  Name: 'NAME',
  Description: 'DESCRIPTION',
  Enabled: 'ENABLED',
  PluginReference: 'PLUGIN REFERENCE',
};
const TABLE = 'table {{.ID}}\t{{.Name}}\t{{.Description}}\t{{.Enabled}}';

/** There is none. */
async function listPlugins(client: Client, { flags }: Given): Promise<number> {
  const given = typeof flags.format === 'string' ? flags.format : '';
  const format = flags.quiet === true ? '{{.ID}}' : given === '' || given === 'table' ? TABLE : given;
  await client.print(await formatList(client, { type: '*plugin.pluginContext', titles: TITLES, rows: [] }, format));
  return 0;
}
