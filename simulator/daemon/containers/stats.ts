/** GET /containers/{id}/stats. */
import { createChannel } from '../../api/channel.ts';
import type { ContainerStats, CpuStats, NetworkStats } from '../../api/containers.ts';
import { invalidParameter } from '../../api/errors.ts';
import type { MessageStream } from '../../api/streams.ts';
import { rfc3339Nano } from '../../api/time.ts';
import type { Daemon } from '../context.ts';
import type { Run } from '../live.ts';
import type { Container } from '../world.ts';
import { containerById, getContainer } from './find.ts';
import { isRestarting, isRunning } from './phase.ts';

const SAMPLE_MS = 1000;
const NANOS_PER_MS = 1e6;
const ZERO_TIME = '0001-01-01T00:00:00Z';
const NO_THROTTLING = { periods: 0, throttled_periods: 0, throttled_time: 0 };
const NO_CPU: CpuStats = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 },
  throttling_data: NO_THROTTLING,
};

export async function containerStats(
  daemon: Daemon,
  reference: string,
  query: { stream?: boolean; 'one-shot'?: boolean } = {},
): Promise<MessageStream<ContainerStats>> {
  const container = getContainer(daemon, reference);
  const { stream = true, 'one-shot': oneShot = false } = query;
  if (stream && oneShot) throw invalidParameter('cannot have stream=true and one-shot=true');
  if (!stream && (oneShot || !isRunning(container) || isRestarting(container)))
    return single(sample(daemon, container));
  return sampled(daemon, container.id, stream);
}

function single(stats: ContainerStats): MessageStream<ContainerStats> {
  const channel = createChannel<ContainerStats>();
  channel.push(stats);
  channel.end();
  return channel;
}

/** One sample a second, each with the one before it; without `stream` the second one only. */
function sampled(daemon: Daemon, id: string, stream: boolean): MessageStream<ContainerStats> {
  let timer: { cancel(): void } | undefined;
  const channel = createChannel<ContainerStats>(() => timer?.cancel());
  let before: ContainerStats | undefined;
  const take = (): void => {
    if (!daemon.live.containers.has(id)) return channel.end();
    const now = sample(daemon, containerById(daemon, id));
    if (stream || before !== undefined) {
      channel.push({ ...now, preread: before?.read ?? ZERO_TIME, precpu_stats: before?.cpu_stats ?? NO_CPU });
    }
    if (!stream && before !== undefined) return channel.end();
    before = now;
    timer = daemon.kernel.clock.after(SAMPLE_MS, take);
  };
  take();
  return channel;
}

function sample(daemon: Daemon, { id, name, config }: Container): ContainerStats {
  const run = daemon.live.containers.get(id)?.run;
  const empty = emptyStats(id, name);
  if (run === undefined) return empty;
  const usage = run.cgroup.usage();
  const { memory: limit } = run.cgroup.limits;
  const { limits } = run.cgroup;
  return {
    ...empty,
    read: rfc3339Nano(daemon.time.now()),
    pids_stats: { current: usage.pids, ...(limits.pids === undefined ? {} : { limit: limits.pids }) },
    blkio_stats: blkioStats(usage),
    cpu_stats: cpuStats(daemon, usage.cpuMs),
    memory_stats: {
      usage: usage.memory,
      max_usage: usage.memory,
      stats: {
        cache: 0,
        inactive_file: 0,
        rss: usage.memory,
        total_cache: 0,
        total_inactive_file: 0,
        total_rss: usage.memory,
      },
      limit: limit ?? daemon.kernel.machine().memory,
    },
    ...(config.NetworkDisabled === true ? {} : networkStats(run)),
  };
}

function emptyStats(id: string, name: string): ContainerStats {
  return {
    name: `/${name}`,
    id,
    read: ZERO_TIME,
    preread: ZERO_TIME,
    pids_stats: {},
    blkio_stats: {
      io_service_bytes_recursive: null,
      io_serviced_recursive: null,
      io_queue_recursive: null,
      io_service_time_recursive: null,
      io_wait_time_recursive: null,
      io_merged_recursive: null,
      io_time_recursive: null,
      sectors_recursive: null,
    },
    num_procs: 0,
    storage_stats: {},
    cpu_stats: NO_CPU,
    precpu_stats: NO_CPU,
    memory_stats: {},
  };
}

function blkioStats({
  readBytes,
  writeBytes,
}: {
  readBytes: number;
  writeBytes: number;
}): ContainerStats['blkio_stats'] {
  const entry = (op: string, value: number) => ({ major: 254, minor: 0, op, value });
  const moved = readBytes + writeBytes > 0;
  const bytes = moved ? [entry('read', readBytes), entry('write', writeBytes)] : [];
  return {
    io_service_bytes_recursive: bytes,
    io_serviced_recursive: [],
    io_queue_recursive: [],
    io_service_time_recursive: [],
    io_wait_time_recursive: [],
    io_merged_recursive: [],
    io_time_recursive: [],
    sectors_recursive: [],
  };
}

function cpuStats({ kernel }: Daemon, cpuMs: number): CpuStats {
  const { cpus, bootedAt } = kernel.machine();
  const total = Math.round(cpuMs * NANOS_PER_MS);
  const share = Math.floor(total / cpus);
  return {
    cpu_usage: {
      total_usage: total,
      percpu_usage: Array.from({ length: cpus }, (_, at) => (at === 0 ? total - share * (cpus - 1) : share)),
      usage_in_kernelmode: 0,
      usage_in_usermode: total,
    },
    system_cpu_usage: Math.round((kernel.clock.now() - bootedAt) * cpus * NANOS_PER_MS),
    online_cpus: cpus,
    throttling_data: NO_THROTTLING,
  };
}

/** A packet for every 1,460 bytes, as TCP fills them. */
function networkStats({ net }: Run): { networks?: Record<string, NetworkStats> } {
  const packets = (bytes: number): number => Math.ceil(bytes / 1460);
  const interfaces = net.interfaces().filter(({ loopback }) => !loopback);
  if (interfaces.length === 0) return {};
  const networks = interfaces.map(({ name, rxBytes, txBytes }): [string, NetworkStats] => [
    name,
    {
      rx_bytes: rxBytes,
      rx_packets: packets(rxBytes),
      rx_errors: 0,
      rx_dropped: 0,
      tx_bytes: txBytes,
      tx_packets: packets(txBytes),
      tx_errors: 0,
      tx_dropped: 0,
    },
  ]);
  return { networks: Object.fromEntries(networks) };
}
