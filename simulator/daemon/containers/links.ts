/** `--link` on the default bridge: other containers by another name. */
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import type { Daemon } from '../context.ts';
import { isRunning } from './phase.ts';
import type { Container, World } from '../world.ts';

/** `name:alias`, or a name that is its own alias. Throws invalidParameter. */
export function resolveLinks(daemon: Daemon, links: readonly string[] | null): Container['links'] {
  return (links ?? []).map((link) => {
    const [name = '', alias = name] = link.split(':');
    return { child: linkedContainer(daemon, name).id, alias: alias.slice(alias.lastIndexOf('/') + 1) };
  });
}

function linkedContainer(daemon: Daemon, name: string): Container {
  let child: Container;
  try {
    child = daemon.containers.get(name);
  } catch (error) {
    throw isEngineError(error) ? invalidParameter(`could not get container for ${name}: ${error.message}`) : error;
  }
  if (child.hostConfig.NetworkMode === 'host') {
    throw invalidParameter(
      "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    );
  }
  return child;
}

/** What the links of a container that starts must be: running, and on the default bridge. Throws system. */
export function checkLinks(world: World, { name, links, endpoints }: Container): void {
  if (endpoints['bridge'] === undefined) return;
  for (const { child, alias } of links) {
    const linked = world.containers[child];
    if (linked === undefined) continue;
    if (!isRunning(linked))
      throw system(`Cannot link to a non running container: /${linked.name} AS /${name}/${alias}`);
    if (linked.endpoints['bridge'] === undefined) {
      throw system(`container ${child} not attached to default bridge network`);
    }
  }
}

/** As inspect shows them: `/db:/web/alias`. */
export function shownLinks(world: World, { name, links }: Container): string[] | null {
  const shown = links.flatMap(({ child, alias }) => {
    const linked = world.containers[child];
    return linked === undefined ? [] : [`/${linked.name}:/${name}/${alias}`];
  });
  return shown.length === 0 ? null : shown;
}

/** The variables that a linked container brings: where its exposed ports are, and its own variables. */
export function linkEnvironment(world: World, container: Container): string[] {
  return container.links.flatMap(({ child, alias }) => {
    const linked = world.containers[child];
    const address = linked?.endpoints['bridge']?.ipAddress ?? '';
    return linked === undefined || address === '' ? [] : variablesOf(linked, container.name, alias, address);
  });
}

const UNSHARED: readonly string[] = ['HOME', 'PATH'];

function variablesOf(linked: Container, parent: string, alias: string, address: string): string[] {
  const prefix = alias.replaceAll('-', '_').toUpperCase();
  const ports = Object.keys(linked.config.ExposedPorts ?? {})
    .map((key) => key.split('/'))
    .map(([port = '', protocol = 'tcp']) => ({ port, protocol }))
    .sort((a, b) => Number(a.port) - Number(b.port) || (a.protocol < b.protocol ? -1 : 1));
  const [first] = ports;
  const variables = first === undefined ? [] : [`${prefix}_PORT=${first.protocol}://${address}:${first.port}`];
  for (const { port, protocol } of ports) {
    const base = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    variables.push(`${base}=${protocol}://${address}:${port}`, `${base}_ADDR=${address}`);
    variables.push(`${base}_PORT=${port}`, `${base}_PROTO=${protocol}`);
  }
  variables.push(`${prefix}_NAME=/${parent}/${alias}`);
  for (const pair of linked.config.Env ?? []) {
    const [name = ''] = pair.split('=', 1);
    if (!UNSHARED.includes(name)) variables.push(`${prefix}_ENV_${pair}`);
  }
  return variables;
}
