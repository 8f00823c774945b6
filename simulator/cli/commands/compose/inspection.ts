/** Commands that show: ps, ls, logs, images, top, port, events, stats, volumes, version. */
import type { ContainerSummary } from '../../../api/containers.ts';
import { byName, nameOf, numberOf, projectContainers, serviceOf, shortName } from '../../../compose/observe.ts';
import { CONFIG_FILES, CONFIG_HASH, PROJECT, labelFilter } from '../../../compose/labels.ts';
import { byCodeUnits } from '../../../compose/load/value.ts';
import { together } from '../../../compose/graph.ts';
import { filter, stringArray } from '../../flags/lists.ts';
import { bool, int, string } from '../../flags/scalars.ts';
import { escapeHtml } from '../../format/json.ts';
import { formatList, type Listing, type Row } from '../../format/listing.ts';
import { familiarName, parseReference } from '../../format/reference.ts';
import { alignTabs } from '../../format/tabwriter.ts';
import { truncateId } from '../../format/text.ts';
import { humanDuration, humanSize } from '../../go/units.ts';
import { formatTime, momentOf } from '../../go/time.ts';
import { timestampOf } from '../../go/timestamp.ts';
import { CONTAINER_TITLES, containerRow } from '../container/rows.ts';
import { PLUGINS } from '../plugins.ts';
import { VOLUME_TITLES, VOLUME_TYPE, volumeRow } from '../volume/rows.ts';
import { composeCommand } from './declaration.ts';
import { LogPrinter } from './log-printer.ts';
import { specifiedContainer } from './target.ts';
import type { ComposeSession } from './session.ts';

/** Compose's own lists: columns of at least 20, three apart. */
const wideTable = (rows: readonly (readonly string[])[]): string =>
  alignTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), 20, 3);

const PS_TABLE = 'table {{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}';
const PS_TITLES = {
  ...Object.fromEntries(
    ['Image', 'Command', 'CreatedAt', 'RunningFor', 'Ports', 'Status', 'Size', 'Labels'].map((key) => [key, CONTAINER_TITLES[key] ?? '']),
  ),
  ID: 'CONTAINER ID', Name: 'NAME', Project: 'PROJECT', Service: 'SERVICE', State: 'STATE',
}; // prettier-ignore

async function psRow(session: ComposeSession, container: ContainerSummary, truncate: boolean): Promise<Row> {
  const { State } = await session.engine.containerInspect(container.Id);
  const ended = State.Status === 'exited' || State.Status === 'dead';
  const health = State.Status === 'running' ? (State.Health?.Status ?? '') : '';
  const { Platform: _platform, ...usual } = containerRow(container, { truncate, now: session.client.now() });
  return {
    ...usual,
    Image: () => container.Image,
    Name: () => nameOf(container),
    Project: () => container.Labels[PROJECT] ?? '',
    Service: () => serviceOf(container),
    Health: () => health,
    ExitCode: () => String(ended ? State.ExitCode : 0),
    Publishers: () => null,
  };
}

const ps = composeCommand({
  name: 'ps',
  usage: '[OPTIONS] [SERVICE...]',
  summary: 'List containers',
  flags: {
    all: bool('a'), filter: string(), format: string(undefined, 'table'), 'no-trunc': bool(),
    orphans: bool(undefined, true), quiet: bool('q'), services: bool(), status: stringArray(),
  }, // prettier-ignore
  run: async ({ session, flags, args }) => {
    const status = [...flags.status, ...statusFilter(flags.filter)];
    const { name, project } = await session.projectOrName(args);
    const unknown = project && args.find((service) => !project.services.has(service));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    const services = args.length > 0 || flags.orphans || !project ? args : [...project.services.keys()];
    const all = flags.all || status.length > 0;
    const options = { all, oneOff: all ? 'include' : 'exclude', services } as const;
    const found = (await projectContainers(session.engine, name, options)).sort(byName);
    const shown = found.filter(({ State }) => status.length === 0 || status.includes(State));
    const { client } = session;
    if (flags.quiet) return client.print(shown.map(({ Id }) => `${Id}\n`).join(''));
    if (flags.services) return client.println([...new Set(shown.map(serviceOf))].join('\n'));
    const rows = await Promise.all(shown.map((each) => psRow(session, each, !flags['no-trunc'])));
    const listing: Listing = {
      type: '*formatter.ContainerContext',
      titles: PS_TITLES,
      rows,
      label: (row, label) => shown[row]?.Labels[label] ?? '',
    };
    const format = flags.format === 'table' || flags.format === '' ? PS_TABLE : flags.format;
    await client.print(await formatList(client, listing, format));
  },
});

function statusFilter(text: string): string[] {
  if (text === '') return [];
  const at = text.indexOf('=');
  if (at < 0) throw new Error('arguments to --filter should be in form KEY=VAL');
  if (text.slice(0, at) !== 'status') throw new Error(`unknown filter ${text.slice(0, at)}`);
  return [text.slice(at + 1)];
}

const ls = composeCommand({
  name: 'ls',
  usage: '[OPTIONS]',
  summary: 'List projects that run',
  flags: { all: bool('a'), filter: filter(), format: string(undefined, 'table'), quiet: bool('q') },
  args: { max: 0 },
  run: async ({ session, flags }) => {
    const found = await session.engine.containerList({
      ...(flags.all ? { all: true } : {}),
      filters: labelFilter([PROJECT], [CONFIG_HASH]),
    });
    const names = [...new Set(found.map(({ Labels }) => Labels[PROJECT] ?? ''))].sort(byCodeUnits);
    const wanted = flags.filter.name ?? [];
    const stacks = names
      .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
      .map((name) =>
        stackOf(
          name,
          found.filter(({ Labels }) => Labels[PROJECT] === name),
        ),
      );
    const { client } = session;
    if (flags.quiet) return client.print(stacks.map(({ Name }) => `${Name}\n`).join(''));
    if (flags.format === 'json') return client.println(escapeHtml(JSON.stringify(stacks)));
    const rows = stacks.map(({ Name, Status, ConfigFiles }) => [Name, Status, ConfigFiles]);
    await client.print(wideTable([['NAME', 'STATUS', 'CONFIG FILES'], ...rows]));
  },
});

function stackOf(name: string, containers: readonly ContainerSummary[]) {
  const states = [...new Set(containers.map(({ State }) => State))].sort(byCodeUnits);
  const counts = states.map((state) => `${state}(${String(containers.filter(({ State }) => State === state).length)})`);
  const files = new Set(containers.flatMap(({ Labels }) => (Labels[CONFIG_FILES] ?? '').split(',')));
  return { Name: name, Status: counts.join(', '), ConfigFiles: [...files].join(',') };
}

const logs = composeCommand({
  name: 'logs',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "Show containers' output",
  flags: {
    follow: bool('f'), index: int(), 'no-color': bool(), 'no-log-prefix': bool(), since: string(),
    tail: string('n', 'all'), timestamps: bool('t'), until: string(),
  }, // prettier-ignore
  run: async ({ session, flags, args }) => {
    const { name, project } = await session.projectOrName(args);
    const unknown = project && args.find((service) => !project.services.has(service));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    const { engine, client } = session;
    const found = flags.index > 0
      ? [await specifiedContainer(session, name, args[0] ?? '', flags.index, true)]
      : await projectContainers(engine, name, { all: true, oneOff: 'exclude', services: args }); // prettier-ignore
    const own = found.filter((each) => !project || project.services.has(serviceOf(each))).sort(byName);
    const limit = (key: 'since' | 'until') =>
      flags[key] === '' ? {} : { [key]: timestampOf(flags[key], client.now()) };
    const printer = new LogPrinter(client, {
      color: !flags['no-color'],
      prefix: !flags['no-log-prefix'],
      timestamps: false,
    });
    const show = async (each: ContainerSummary): Promise<void> => {
      const frames = await engine.containerLogs(each.Id, {
        stdout: true, stderr: true, ...limit('since'), ...limit('until'), tail: flags.tail,
        ...(flags.follow ? { follow: true } : {}), ...(flags.timestamps ? { timestamps: true } : {}),
      }); // prettier-ignore
      await printer.pump(shortName(each, name), frames, true);
    };
    if (!flags.follow) for (const each of own) await show(each);
    else await together(own.map((each) => () => followLog(session, printer, each, shortName(each, name), show)));
  },
});

/** With -f the end of a container is told, too. */
async function followLog(
  session: ComposeSession,
  printer: LogPrinter,
  container: ContainerSummary,
  name: string,
  show: (container: ContainerSummary) => Promise<void>,
): Promise<void> {
  const ran = container.State === 'running';
  await show(container);
  if (!ran) return;
  const { StatusCode } = await session.engine.containerWait(container.Id);
  await printer.status(name, `exited with code ${String(StatusCode)}`);
}

const images = composeCommand({
  name: 'images',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "List images that the project's containers use",
  flags: { format: string(undefined, 'table'), quiet: bool('q') },
  run: async ({ session, flags, args }) => {
    const { engine, client } = session;
    const name = await session.projectName();
    const found = await engine.containerList({ all: true, filters: labelFilter([PROJECT, name]) });
    const own = found.filter((each) => args.length === 0 || args.includes(serviceOf(each))).sort(byName);
    const seen = await Promise.all(own.map(async (each) => ({ each, image: await engine.imageInspect(each.Image) })));
    if (flags.quiet) {
      const ids = new Set(seen.map(({ image }) => image.Id.replace(/^[^:]*:/, '')));
      return client.print([...ids].map((id) => `${id}\n`).join(''));
    }
    const rows = seen.map(({ each, image }) => {
      const reference = parseReference(each.Image);
      const tagged = Date.parse(image.Metadata?.LastTagTime ?? '0001-01-01T00:00:00Z');
      return {
        ContainerName: nameOf(each),
        ID: image.Id,
        Repository: familiarName(reference),
        Tag: reference.tag ?? 'latest',
        Platform: `${image.Os}/${image.Architecture}`,
        Size: image.Size,
        LastTagTime: tagged > 0 ? (image.Metadata?.LastTagTime ?? '') : (image.Created ?? ''),
        age: tagged > 0 ? humanDuration(client.now() - tagged) : '292 years',
      };
    });
    if (flags.format === 'json') {
      return client.println(escapeHtml(JSON.stringify(rows.map(({ age: _age, ...row }) => row))));
    }
    const lines = rows.map(({ ContainerName, Repository, Tag, Platform, ID, Size, age }) => [
      ContainerName, Repository, Tag, Platform, truncateId(ID), humanSize(Size, 3), `${age} ago`,
    ]); // prettier-ignore
    await client.print(
      wideTable([['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'], ...lines]),
    );
  },
});

const top = composeCommand({
  name: 'top',
  usage: '[SERVICES...]',
  summary: 'Show the processes of containers',
  flags: {},
  run: async ({ session, args }) => {
    const name = await session.projectName();
    const own = (await projectContainers(session.engine, name, { services: args })).sort(byName);
    const tables = await Promise.all(
      own.map(async (each) => ({ each, top: await session.engine.containerTop(each.Id) })),
    );
    const titles = [...new Set(tables.flatMap(({ top: { Titles } }) => Titles))];
    const ordered = titles.includes('CMD') ? [...titles.filter((title) => title !== 'CMD'), 'CMD'] : titles;
    const rows = tables.flatMap(({ each, top: { Titles, Processes } }) =>
      Processes.map((process) => {
        const cells = ordered.map((title) => (Titles.includes(title) ? (process[Titles.indexOf(title)] ?? '-') : '-'));
        return [serviceOf(each), String(numberOf(each)), ...cells];
      }),
    );
    if (rows.length === 0) return;
    const lines = [['SERVICE', '#', ...ordered], ...rows].map((row) => `${row.join('\t')}\n`);
    await session.client.print(alignTabs(lines.join(''), 4, 2));
  },
});

const port = composeCommand({
  name: 'port',
  usage: '[OPTIONS] SERVICE PRIVATE_PORT',
  summary: 'Show where a port is published',
  flags: { index: int(), protocol: string(undefined, 'tcp') },
  args: { min: 2 },
  run: async ({ session, flags, args: [service = '', wanted = ''] }) => {
    const name = await session.projectName();
    if (!/^\d+$/.test(wanted) || Number(wanted) > 65535) {
      throw new Error(`strconv.ParseUint: parsing "${wanted}": invalid syntax`);
    }
    const container = await specifiedContainer(session, name, service, flags.index, false);
    const protocol = flags.protocol.toLowerCase();
    const found = container.Ports.find(({ PrivatePort, Type }) => PrivatePort === Number(wanted) && Type === protocol);
    if (found) return session.client.println(`${found.IP ?? ''}:${String(found.PublicPort ?? 0)}`);
    const known = container.Ports.map(({ PublicPort = 0, Type }) => `${String(PublicPort)}/${Type}`).join(', ');
    throw new Error(`no port ${wanted}/${protocol} for container ${nameOf(container)}: ${known}`);
  },
});

const events = composeCommand({
  name: 'events',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "Show what happens to the project's containers",
  flags: { json: bool(), since: string(), until: string() },
  run: async ({ session, flags, args }) => {
    const name = await session.projectName();
    const limit = (key: 'since' | 'until') =>
      flags[key] === '' ? {} : { [key]: timestampOf(flags[key], session.client.now()) };
    const stream = await session.engine.systemEvents({
      filters: labelFilter([PROJECT, name]),
      ...limit('since'),
      ...limit('until'),
    });
    for await (const { Type, Action, Actor, timeNano } of stream) {
      const service = Actor.Attributes['com.docker.compose.service'] ?? '';
      if (Type !== 'container' || (args.length > 0 && !args.includes(service))) continue;
      const own = Object.entries(Actor.Attributes).filter(([key]) => !key.startsWith('com.docker.compose.'));
      const attributes = Object.fromEntries(own.sort(([a], [b]) => byCodeUnits(a, b)));
      const milliseconds = timeNano / 1e6;
      if (flags.json) {
        const time = new Date(milliseconds).toISOString();
        const line = { action: Action, attributes, id: Actor.ID, service, time, type: 'container' };
        await session.client.println(escapeHtml(JSON.stringify(line)));
        continue;
      }
      const shown = Object.entries(attributes).map(([key, value]) => `${key}=${value}`);
      const time = formatTime(momentOf(milliseconds)).replace(/ \+0000 UTC$/, '');
      await session.client.println(`${time} container ${Action} ${Actor.ID} (${shown.join(', ')})`);
    }
  },
});

const stats = composeCommand({
  name: 'stats',
  usage: '[OPTIONS] [SERVICE]',
  summary: 'Show what containers use',
  flags: { all: bool('a'), format: string(), 'no-stream': bool(), 'no-trunc': bool() },
  run: async ({ session, flags, args }) => {
    const { name } = await session.projectOrName(args);
    const own = await projectContainers(session.engine, name, { all: flags.all, services: args });
    if (own.length === 0) return;
    const words = [
      ...(flags['no-stream'] ? ['--no-stream'] : []),
      ...(flags['no-trunc'] ? ['--no-trunc'] : []),
      ...(flags.format === '' ? [] : ['--format', flags.format]),
      ...own.sort(byName).map(({ Id }) => Id),
    ];
    return session.docker(() => import('../container/stats.ts'), 'docker stats', words);
  },
});

const volumes = composeCommand({
  name: 'volumes',
  usage: '[OPTIONS] [SERVICE...]',
  summary: "List the project's volumes",
  flags: { format: string(undefined, 'table'), quiet: bool('q') },
  run: async ({ session, flags, args }) => {
    const { name, project } = await session.projectOrName(args);
    const unknown = project && args.find((service) => !project.services.has(service));
    if (unknown !== undefined) throw new Error(`no such service: ${unknown}`);
    const own = await projectContainers(session.engine, name, { all: true, services: args });
    const mounted = new Set(own.flatMap(({ Mounts }) => Mounts.map((mount) => mount.Name ?? '')));
    const { Volumes } = await session.engine.volumeList({ filters: labelFilter([PROJECT, name]) });
    const shown = Volumes.filter((volume) => args.length === 0 || mounted.has(volume.Name));
    if (flags.quiet) return session.client.print(shown.map((volume) => `${volume.Name}\n`).join(''));
    const format = flags.format === 'table' ? 'table {{.Driver}}\t{{.Name}}' : flags.format;
    const listing = { type: VOLUME_TYPE, titles: VOLUME_TITLES, rows: shown.map((volume) => volumeRow(volume)) };
    await session.client.print(await formatList(session.client, listing, format));
  },
});

const version = composeCommand({
  name: 'version',
  usage: '[OPTIONS]',
  summary: 'Show the version of Compose',
  flags: { format: string('f'), short: bool() },
  args: { max: 0 },
  run: async ({ session, flags }) => {
    const own = PLUGINS.find(({ Name }) => Name === 'compose')?.Version ?? '';
    if (flags.short) return session.client.println(own.replace(/^v/, ''));
    if (flags.format === 'json') return session.client.println(JSON.stringify({ version: own }));
    await session.client.println(`Docker Compose version ${own}`);
  },
});

export const INSPECTION = [ps, ls, logs, images, top, port, events, stats, volumes, version];
