/** A row of `docker stats`, worked out from the engine's figures. */
import type { ContainerStats } from '../../../api/containers.ts';
import type { Row } from '../../format/listing.ts';
import { truncateId } from '../../format/text.ts';
import { bytesSize, humanSize } from '../../go/units.ts';

export interface StatsEntry {
  /** As the container was named. */
  readonly container: string;
  /** The figures could not be had. */
  readonly isInvalid: boolean;
  readonly figures?: ContainerStats;
}

export const STATS_TYPE = '*container.statsContext';

export const STATS_TITLES: Readonly<Record<string, string>> = {
  Container: 'CONTAINER',
  Name: 'NAME',
  ID: 'CONTAINER ID',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  NetIO: 'NET I/O',
  BlockIO: 'BLOCK I/O',
  PIDs: 'PIDS',
};

export const statsEntry = (container: string, figures: ContainerStats): StatsEntry => ({
  container,
  isInvalid: false,
  figures,
});

/** Share of one processor times a hundred, over the time between the two measurements. */
function cpuPercent({ cpu_stats: now, precpu_stats: before }: ContainerStats): number {
  const used = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const passed = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const processors = now.online_cpus || (now.cpu_usage.percpu_usage?.length ?? 0);
  return passed > 0 && used > 0 ? (used / passed) * processors * 100 : 0;
}

/** Memory without the file cache that could be given back. */
function memory({ memory_stats: { usage = 0, stats = {} } }: ContainerStats): number {
  const cached = stats['total_inactive_file'];
  if (cached !== undefined && cached < usage) return usage - cached;
  const inactive = stats['inactive_file'] ?? 0;
  return inactive < usage ? usage - inactive : usage;
}

function blockBytes(figures: ContainerStats, operation: 'r' | 'w'): number {
  return (figures.blkio_stats.io_service_bytes_recursive ?? [])
    .filter((entry) => entry.op.charAt(0).toLowerCase() === operation)
    .reduce((sum, entry) => sum + entry.value, 0);
}

const networkBytes = (figures: ContainerStats, key: 'rx_bytes' | 'tx_bytes'): number =>
  Object.values(figures.networks ?? {}).reduce((sum, network) => sum + network[key], 0);

const percent = (value: number): string => `${value.toFixed(2)}%`;
const pair = (a: number, b: number): string => `${humanSize(a, 3)} / ${humanSize(b, 3)}`;

export function statsRow({ container, isInvalid, figures }: StatsEntry, truncate: boolean): Row {
  const known =
    (text: (from: ContainerStats) => string, empty: string, otherwise = '--') =>
    (): string =>
      isInvalid ? otherwise : figures ? text(figures) : empty;
  const limit = (from: ContainerStats): number => from.memory_stats.limit ?? 0;
  return {
    Container: () => container,
    Name: () => ((figures?.name.length ?? 0) > 1 ? (figures?.name.slice(1) ?? '') : '--'),
    ID: () => (truncate ? truncateId(figures?.id ?? '') : (figures?.id ?? '')),
    CPUPerc: known((from) => percent(cpuPercent(from)), '0.00%'),
    MemUsage: known((from) => `${bytesSize(memory(from))} / ${bytesSize(limit(from))}`, '0B / 0B', '-- / --'),
    MemPerc: known((from) => percent(limit(from) === 0 ? 0 : (memory(from) / limit(from)) * 100), '0.00%'),
    NetIO: known((from) => pair(networkBytes(from, 'rx_bytes'), networkBytes(from, 'tx_bytes')), '0B / 0B'),
    BlockIO: known((from) => pair(blockBytes(from, 'r'), blockBytes(from, 'w')), '0B / 0B'),
    PIDs: known((from) => String(from.pids_stats.current ?? 0), '0'),
  };
}
