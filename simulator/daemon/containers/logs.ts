/** GET /containers/{id}/logs. */
import { createChannel } from '../../api/channel.ts';
import type { Channel } from '../../api/channel.ts';
import type { ContainerLogsQuery } from '../../api/containers.ts';
import { conflict, invalidParameter, notImplemented } from '../../api/errors.ts';
import type { Frame, FrameStream } from '../../api/streams.ts';
import { parseUnixTime, rfc3339NanoFixed } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import { concat, encode } from '../../kernel/bytes.ts';
import type { Daemon } from '../context.ts';
import type { LogEntry } from '../logger/logger.ts';
import type { LiveContainer } from '../live.ts';
import { getContainer, liveContainer } from './find.ts';
import { isLeaving } from './phase.ts';

export async function containerLogs(
  daemon: Daemon,
  reference: string,
  query: ContainerLogsQuery,
): Promise<FrameStream> {
  if (query.stdout !== true && query.stderr !== true) throw invalidParameter('You must choose at least one stream');
  const container = getContainer(daemon, reference);
  if (isLeaving(container) || daemon.live.removals.has(container.id)) {
    throw conflict('can not get logs from container which is dead or marked for removal');
  }
  const live = liveContainer(daemon, container.id);
  if (container.hostConfig.LogConfig.Type === 'none' || live.log?.readable === false) {
    throw notImplemented('configured logging driver does not support reading');
  }
  const range = { since: timeOf(query.since, 'since'), until: timeOf(query.until, 'until') };
  const isFollowing = query.follow === true && live.run !== undefined;
  return isFollowing ? follow(daemon, live, query, range) : replay(live, query, range);
}

interface Range {
  readonly since: Micros | undefined;
  readonly until: Micros | undefined;
}

function timeOf(text: string | undefined, name: string): Micros | undefined {
  if (text === undefined || text === '' || (name === 'until' && text === '0')) return undefined;
  const time = parseUnixTime(text);
  if (time === undefined) throw invalidParameter(`invalid value for "${name}": failed to parse value: ${text}`);
  return time;
}

function replay(live: LiveContainer, query: ContainerLogsQuery, range: Range): FrameStream {
  const channel = createChannel<Frame>();
  pushPast(channel, live, query, range);
  channel.end();
  return channel;
}

function pushPast(channel: Channel<Frame>, live: LiveContainer, query: ContainerLogsQuery, range: Range): void {
  for (const entry of pastEntries(live, query.tail, range)) push(channel, entry, query);
}

/** The last `tail` of those in the range; anything but a number of them means all. */
function pastEntries(live: LiveContainer, tail: string | undefined, { since, until }: Range): LogEntry[] {
  const all = live.log?.entries() ?? [];
  const count = /^[+-]?\d+$/.test(tail ?? '') ? Number(tail) : -1;
  // Docker counts back from the end of the file first, and then leaves out what is too old.
  const last = count < 0 ? all : count === 0 ? [] : all.slice(-count);
  return last.filter(({ time }) => (since === undefined || time >= since) && (until === undefined || time <= until));
}

function push(channel: Channel<Frame>, { stream, bytes, time, attributes }: LogEntry, query: ContainerLogsQuery): void {
  if (query[stream] !== true) return;
  const prefix =
    (query.timestamps === true ? `${rfc3339NanoFixed(time)} ` : '') +
    (query.details === true ? `${details(attributes)} ` : '');
  channel.push({ stream, bytes: prefix === '' ? bytes : concat([encode(prefix), bytes]) });
}

function details(attributes: LogEntry['attributes']): string {
  return Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join(',');
}

/** Ends when the container does, or with the first entry after `until`. */
function follow(daemon: Daemon, live: LiveContainer, query: ContainerLogsQuery, range: Range): FrameStream {
  const stops: (() => void)[] = [];
  const finish = (): void => stops.forEach((stop) => stop());
  const channel = createChannel<Frame>(finish);
  pushPast(channel, live, query, range);
  const end = (): void => {
    finish();
    channel.end();
  };
  const { since, until } = range;
  const unfollow = live.log?.follow({
    entry(entry) {
      if (until !== undefined && entry.time > until) end();
      else if (since === undefined || entry.time >= since) push(channel, entry, query);
    },
    end,
  });
  if (unfollow !== undefined) stops.push(unfollow);
  if (until !== undefined) {
    const timer = daemon.kernel.clock.after(Math.max(0, until / 1000 - daemon.kernel.clock.now()), end);
    stops.push(() => timer.cancel());
  }
  return channel;
}
