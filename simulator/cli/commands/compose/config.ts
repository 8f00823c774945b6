/** docker compose config: the resolved project. */
import { encodeProject } from '../../../compose/model/project.ts';
import { withEnvironments } from '../../../compose/load/load.ts';
import { sortedNames } from '../../../compose/load/normalize.ts';
import { serviceHash } from '../../../compose/hash.ts';
import { imageOf } from '../../../compose/container-config.ts';
import { dependenciesOf } from '../../../compose/graph.ts';
import { sorted } from '../../../compose/model/codec.ts';
import { byCodeUnits, isMapping, type Mapping } from '../../../compose/load/value.ts';
import { toIndentedJson } from '../../../compose/load/json.ts';
import { emitYaml } from '../../../compose/load/yaml/emit.ts';
import { bool, string } from '../../flags/scalars.ts';
import type { FlagValues } from '../../flags/flag.ts';
import { composeCommand } from './declaration.ts';
import type { ComposeSession } from './session.ts';
import type { Project } from '../../../compose/model/project.ts';

const FLAGS = {
  environment: bool(),
  format: string(),
  hash: string(),
  images: bool(),
  'lock-image-digests': bool(),
  models: bool(),
  networks: bool(),
  'no-consistency': bool(),
  'no-env-resolution': bool(),
  'no-interpolate': bool(),
  'no-normalize': bool(),
  'no-path-resolution': bool(),
  output: string('o'),
  profiles: bool(),
  quiet: bool('q'),
  'resolve-image-digests': bool(),
  services: bool(),
  variables: bool(),
  volumes: bool(),
};
type Flags = FlagValues<typeof FLAGS>;

export default composeCommand({
  name: 'config',
  aliases: ['convert'],
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'Show the project as it is understood, in its full form',
  flags: FLAGS,
  run: async ({ session, flags, args }) => {
    for (const flag of ['lock-image-digests', 'resolve-image-digests', 'variables'] as const) {
      if (flags[flag]) throw new Error(`Drydock does not simulate docker compose config --${flag}`);
    }
    const listing = await names(session, flags, args);
    const text = listing ? listing.map((line) => `${line}\n`).join('') : await content(session, flags, args);
    if (flags.quiet) return;
    if (flags.output !== '' && !listing) session.client.process.fs.writeFile(flags.output, text, 0o666);
    else await session.client.print(text);
  },
});

/** Lines for the flags that ask for names only. */
async function names(session: ComposeSession, flags: Flags, args: readonly string[]): Promise<string[] | undefined> {
  const load = (services: readonly string[] = []): Promise<Project> =>
    session.load((options) => options.project(services));
  if (flags.services) return inDependencyOrder(await load());
  if (flags.volumes) return sortedNames((await load()).volumes);
  if (flags.networks) return sortedNames((await load()).networks);
  if (flags.models) return [];
  if (flags.hash !== '') return hashes(await load(), flags.hash);
  if (flags.profiles) {
    const { services, disabledServices } = await load(args);
    const all = [...services.values(), ...disabledServices.values()].flatMap(({ profiles = [] }) => profiles);
    return [...new Set(all)].sort(byCodeUnits);
  }
  if (flags.images) {
    const { name, services } = await load(args);
    return sortedNames(services).map((each) => imageOf(services.get(each) ?? {}, name, each));
  }
  if (flags.environment) {
    const { environment } = await load();
    return [...environment].map(([key, value]) => `${key}=${value}`);
  }
  return undefined;
}

function inDependencyOrder(project: Project): string[] {
  const dependencies = dependenciesOf(project);
  const result = new Set<string>();
  const add = (name: string): void => {
    for (const other of dependencies.get(name) ?? []) add(other);
    result.add(name);
  };
  for (const name of sortedNames(project.services)) add(name);
  return [...result];
}

function hashes(project: Project, wanted: string): string[] {
  const services = wanted === '*' ? sortedNames(project.services) : wanted.split(',').sort(byCodeUnits);
  return services.map((name) => {
    const service = project.services.get(name);
    if (!service) throw new Error(`no such service: ${name}`);
    return `${name} ${serviceHash(service)}`;
  });
}

async function content(session: ComposeSession, flags: Flags, args: readonly string[]): Promise<string> {
  const form = flags.format || 'yaml';
  if (form !== 'yaml' && form !== 'json') throw new Error(`unsupported format "${form}"`);
  const more = {
    ...(flags['no-normalize'] ? { normalize: false } : {}),
    ...(flags['no-path-resolution'] ? { resolvePaths: false } : {}),
    ...(flags['no-consistency'] ? { checkConsistency: false } : {}),
  };
  if (flags['no-interpolate']) {
    const { file } = await session.load((options) => options.model({ ...more, interpolate: false }));
    return print(sorted(file), form);
  }
  const project = await session.load((options) => {
    const loaded = options.project(args, more);
    return flags['no-env-resolution'] ? loaded : withEnvironments(options.source, loaded, true);
  });
  return print(encodeProject(project, form), form).replaceAll('$', '$$$$');
}

/** JSON as Go marshals a map: its keys in order. */
function print(file: Mapping, form: 'yaml' | 'json'): string {
  if (form === 'yaml') return emitYaml(file);
  const keys = [...file.keys()].sort(byCodeUnits);
  const entries = keys.map((key) => [key, file.get(key) ?? null] as const);
  return toIndentedJson(new Map(entries.filter(([, value]) => !isMapping(value) || value.size > 0 || true)));
}
