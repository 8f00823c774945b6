/** A row of `docker ps`, as `docker ps` itself and `docker system df -v` show it. */
import type { ContainerSummary, PortSummary } from '../../../api/containers.ts';
import type { Row } from '../../format/listing.ts';
import { familiar, parseReference } from '../../format/reference.ts';
import { ago, createdAt, ellipsis, labelList, truncateId } from '../../format/text.ts';
import { quote } from '../../go/strconv.ts';
import { humanSize } from '../../go/units.ts';
import { joinHostPort } from '../../opts/ip.ts';

export const CONTAINER_TYPE = '*formatter.ContainerContext';

export const CONTAINER_TITLES: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Names: 'NAMES',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
  Platform: 'PLATFORM',
};

export interface RowOptions {
  readonly truncate: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function containerRow(container: ContainerSummary, { truncate, now }: RowOptions): Row {
  const c = container;
  return {
    ID: () => (truncate ? truncateId(c.Id) : c.Id),
    Names: () => namesOf(c, truncate),
    Image: () => imageOf(c, truncate),
    Command: () => quote(truncate ? ellipsis(c.Command, 20) : c.Command),
    CreatedAt: () => createdAt(c.Created),
    RunningFor: () => ago(c.Created, now),
    Ports: () => portsText(c.Ports),
    State: () => c.State,
    Status: () => c.Status,
    Size: () => sizeOf(c),
    Labels: () => labelList(c.Labels),
    Mounts: () => mountsOf(c, truncate),
    LocalVolumes: () => String(c.Mounts.filter((mount) => mount.Driver === 'local').length),
    Networks: () => Object.keys(c.NetworkSettings.Networks).join(','),
    Platform: () => null,
  };
}

function namesOf({ Names }: ContainerSummary, truncate: boolean): string {
  const names = Names.map((name) => name.slice(1));
  const own = truncate ? names.find((name) => !name.includes('/')) : undefined;
  return own ?? names.join(',');
}

function imageOf({ Image, ImageID }: ContainerSummary, truncate: boolean): string {
  if (Image === '') return '<no image>';
  if (!truncate) return Image;
  const id = truncateId(ImageID);
  if (id === truncateId(Image)) return id;
  try {
    return familiar({ ...parseReference(Image), digest: undefined });
  } catch {
    return Image;
  }
}

function sizeOf({ SizeRw = 0, SizeRootFs = 0 }: ContainerSummary): string {
  const own = humanSize(SizeRw, 3);
  return SizeRootFs > 0 ? `${own} (virtual ${humanSize(SizeRootFs, 3)})` : own;
}

function mountsOf({ Mounts }: ContainerSummary, truncate: boolean): string {
  return Mounts.map(({ Name = '', Source }) => Name || Source)
    .map((name) => (truncate ? ellipsis(name, 15) : name))
    .join(',');
}

function comparePorts(a: PortSummary, b: PortSummary): number {
  if (a.PrivatePort !== b.PrivatePort) return a.PrivatePort - b.PrivatePort;
  if ((a.IP ?? '') !== (b.IP ?? '')) return (a.IP ?? '') < (b.IP ?? '') ? -1 : 1;
  if ((a.PublicPort ?? 0) !== (b.PublicPort ?? 0)) return (a.PublicPort ?? 0) - (b.PublicPort ?? 0);
  return a.Type < b.Type ? -1 : Number(a.Type > b.Type);
}

interface PortGroup {
  readonly ip: string;
  readonly type: string;
  readonly first: number;
  last: number;
}

function groupText({ ip, type, first, last }: PortGroup): string {
  const range = first === last ? String(first) : `${first}-${last}`;
  return `${ip === '' ? range : `${joinHostPort(ip, range)}->${range}`}/${type}`;
}

/** Ports that are published under their own number are joined to ranges; the others stand one by one after them. */
export function portsText(ports: readonly PortSummary[]): string {
  const groups = new Map<string, PortGroup>();
  const closed: string[] = [];
  const mapped: string[] = [];
  for (const { IP = '', PrivatePort, PublicPort = 0, Type } of [...ports].sort(comparePorts)) {
    if (IP !== '' && PublicPort !== PrivatePort) {
      mapped.push(`${joinHostPort(IP, PublicPort)}->${PrivatePort}/${Type}`);
      continue;
    }
    const key = `${IP}/${Type}`;
    const group = groups.get(key);
    if (group && PrivatePort === group.last + 1) {
      group.last = PrivatePort;
      continue;
    }
    if (group) closed.push(groupText(group));
    groups.set(key, { ip: IP, type: Type, first: PrivatePort, last: PrivatePort });
  }
  return [...closed, ...[...groups.values()].map(groupText), ...mapped].join(', ');
}
