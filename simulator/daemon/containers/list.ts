/** GET /containers/json: `docker ps`. */
import type { ContainerListQuery, ContainerSummary, PortSummary } from '../../api/containers.ts';
import { invalidParameter, isEngineError, system } from '../../api/errors.ts';
import { filterValues } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import { unixSeconds } from '../../api/time.ts';
import type { Daemon } from '../context.ts';
import { booleanFilter, checkFilters, hasFilter, matchesExactly, matchesLabels, matchesPattern } from '../filters.ts';
import { toEndpointSummary } from '../networks/endpoint.ts';
import { sortedRecord } from '../sorted.ts';
import type { Container, World } from '../world.ts';
import { findContainer } from './find.ts';
import { toMountPoints } from './mount-points.ts';
import { isRunning, stateName, statusText } from './phase.ts';
import { containerSize } from './size.ts';

const KNOWN_FILTERS: readonly string[] = [
  'ancestor',
  'before',
  'exited',
  'id',
  'isolation',
  'label',
  'name',
  'status',
  'health',
  'since',
  'volume',
  'network',
  'is-task',
  'publish',
  'expose',
];
const STATES: readonly string[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const HEALTHS: readonly string[] = ['none', 'starting', 'healthy', 'unhealthy'];

export async function containerList(daemon: Daemon, query: ContainerListQuery = {}): Promise<ContainerSummary[]> {
  const { filters, limit = 0 } = query;
  checkFilters(filters, KNOWN_FILTERS);
  const chosen = choose(daemon, filters);
  const showsAll = query.all === true || limit > 0 || hasFilter(filters, 'status');
  const shown = chosen.filter((container) => showsAll || isRunning(container));
  const matching = shown.filter(matcher(daemon, filters));
  const listed = limit > 0 ? matching.slice(0, limit) : matching;
  return listed.map((container) => summaryOf(daemon, container, query.size === true));
}

/** Newest first, between the containers that `since` and `before` name. */
function choose(daemon: Daemon, filters: Filters | undefined): Container[] {
  const world = daemon.store.read();
  const all = Object.values(world.containers).sort((a, b) => b.created - a.created);
  const before = boundary(world, filters, 'before');
  const since = boundary(world, filters, 'since');
  const from = before === undefined ? 0 : all.indexOf(before) + 1;
  const to = since === undefined ? all.length : all.indexOf(since);
  return all.slice(from, Math.max(from, to));
}

function boundary(world: World, filters: Filters | undefined, name: string): Container | undefined {
  const values = filterValues(filters, name);
  const last = values.at(-1);
  return last === undefined ? undefined : findContainer(world, last);
}

function matcher(daemon: Daemon, filters: Filters | undefined): (container: Container) => boolean {
  const exited = exitCodes(filters);
  checkValues(filters, 'status', STATES, 'state');
  checkValues(filters, 'health', HEALTHS, 'health');
  // There are no swarm tasks here.
  const asksForTasks = booleanFilter(filters, 'is-task', false);
  const images = ancestors(daemon, filters);
  const publish = portFilter(filters, 'publish');
  const expose = portFilter(filters, 'expose');
  return (container) =>
    (matchesPattern(filters, 'name', `/${container.name}`) || matchesPattern(filters, 'name', container.name)) &&
    matchesId(filters, container.id) &&
    matchesLabels(filters, 'label', container.config.Labels) &&
    matchesExit(exited, container) &&
    matchesExactly(filters, 'status', stateName(container)) &&
    matchesExactly(filters, 'health', container.health?.status ?? 'none') &&
    matchesVolume(filters, container) &&
    matchesNetwork(filters, container) &&
    (images === undefined || images.has(container.imageId)) &&
    matchesPorts(publish, expose, container) &&
    !asksForTasks;
}

function matchesId(filters: Filters | undefined, id: string): boolean {
  const wanted = filterValues(filters, 'id');
  return wanted.length === 0 || wanted.some((prefix) => id.startsWith(prefix));
}

function exitCodes(filters: Filters | undefined): number[] {
  return filterValues(filters, 'exited').map((text) => {
    if (/^[+-]?\d+$/.test(text)) return Number(text);
    throw invalidParameter(
      `invalid filter 'exited=${text}': strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  });
}

function matchesExit(codes: readonly number[], container: Container): boolean {
  if (codes.length === 0) return true;
  return !isRunning(container) && container.lastRun.startedAt !== 0 && codes.includes(container.lastRun.exitCode);
}

function checkValues(filters: Filters | undefined, name: string, known: readonly string[], what: string): void {
  for (const value of filterValues(filters, name)) {
    if (known.includes(value)) continue;
    throw invalidParameter(
      `invalid filter '${name}=${value}': invalid value for ${what} (${value}): must be one of ${known.join(', ')}`,
    );
  }
}

/** Ids of the images meant, and of all made from them. An unknown image matches nothing. */
function ancestors(daemon: Daemon, filters: Filters | undefined): Set<string> | undefined {
  const values = filterValues(filters, 'ancestor');
  if (values.length === 0) return undefined;
  const ids = values.flatMap((value) => {
    try {
      return daemon.images.descendants(value);
    } catch (error) {
      if (isEngineError(error)) return [];
      throw error;
    }
  });
  return new Set(ids);
}

function matchesVolume(filters: Filters | undefined, { mounts }: Container): boolean {
  const wanted = filterValues(filters, 'volume');
  if (wanted.length === 0) return true;
  return Object.values(mounts).some(
    ({ name, source, destination }) => wanted.includes(destination) || wanted.includes(name === '' ? source : name),
  );
}

function matchesNetwork(filters: Filters | undefined, { endpoints }: Container): boolean {
  const wanted = filterValues(filters, 'network');
  if (wanted.length === 0) return true;
  return Object.entries(endpoints).some(([name, { networkId }]) =>
    wanted.some((value) => value === name || networkId.startsWith(value)),
  );
}

/** `80`, `80/udp`, `8000-8010/tcp`: the ports as `number/protocol`. */
function portFilter(filters: Filters | undefined, name: string): Set<string> {
  const ports = new Set<string>();
  for (const value of filterValues(filters, name)) {
    if (value.includes(':')) throw system(`filter for '${name}' should not contain ':': ${value}`);
    const [range = '', protocol = 'tcp'] = value.split('/');
    const fail = (reason: string): Error => system(`error while looking up for ${name} ${value}: ${reason}`);
    const [first = '', ...more] = range.split('-');
    const from = portNumber(first, fail);
    const to = more.length === 0 ? from : portNumber(more.join('-'), fail);
    if (to < from) throw fail(`Invalid range specified for the Port: ${range}`);
    for (let port = from; port <= to; port++) ports.add(`${port}/${protocol}`);
  }
  return ports;
}

function portNumber(text: string, fail: (reason: string) => Error): number {
  const reason = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  if (reason === 'invalid syntax' || Number(text) > 65535) {
    throw fail(`strconv.ParseUint: parsing ${JSON.stringify(text)}: ${reason}`);
  }
  return Number(text);
}

function matchesPorts(publish: ReadonlySet<string>, expose: ReadonlySet<string>, container: Container): boolean {
  if (publish.size === 0 && expose.size === 0) return true;
  return portSummaries(container).some(
    ({ PublicPort = 0, PrivatePort, Type }) =>
      publish.has(`${PublicPort}/${Type}`) || expose.has(`${PrivatePort}/${Type}`),
  );
}

export function summaryOf(daemon: Daemon, container: Container, withSize: boolean): ContainerSummary {
  const { id, name, config, hostConfig, imageId, endpoints } = container;
  const size = withSize ? containerSize(daemon, container) : undefined;
  const sizes = size === undefined ? {} : { ...(size.rw === 0 ? {} : { SizeRw: size.rw }), SizeRootFs: size.rootFs };
  return {
    Id: id,
    Names: [`/${name}`],
    Image: shownImage(daemon, container),
    ImageID: imageId,
    Command: commandText(container),
    Created: unixSeconds(container.created),
    Ports: portSummaries(container),
    ...sizes,
    Labels: config.Labels ?? {},
    State: stateName(container),
    Status: statusText(container, daemon.time.now()),
    HostConfig: {
      NetworkMode: hostConfig.NetworkMode,
      ...(hostConfig.Annotations === undefined ? {} : { Annotations: hostConfig.Annotations }),
    },
    NetworkSettings: {
      Networks: sortedRecord(
        Object.fromEntries(Object.entries(endpoints).map(([key, endpoint]) => [key, toEndpointSummary(endpoint)])),
      ),
    },
    Mounts: toMountPoints(container),
  };
}

/** The name it was created by, or the image's id when that name means another image now, or none. */
function shownImage(daemon: Daemon, { config, imageId }: Container): string {
  if (config.Image === imageId) return config.Image;
  return daemon.images.find(config.Image)?.id === imageId ? config.Image : imageId;
}

function commandText({ path, args }: Container): string {
  return [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}

function portSummaries({ ports }: Container): PortSummary[] {
  return Object.entries(ports).flatMap(([key, bindings]) => {
    const [port = '', Type = 'tcp'] = key.split('/');
    const PrivatePort = Number(port);
    if (bindings === null || bindings.length === 0) return [{ PrivatePort, Type }];
    return bindings.map(({ HostIp, HostPort }) => ({ IP: HostIp, PrivatePort, PublicPort: Number(HostPort), Type }));
  });
}
