/** GET /events. */
import { createChannel } from '../../api/channel.ts';
import { invalidParameter } from '../../api/errors.ts';
import { filterValues } from '../../api/filters.ts';
import type { Filters } from '../../api/filters.ts';
import type { MessageStream } from '../../api/streams.ts';
import type { EventMessage, EventType, SystemEventsQuery } from '../../api/system.ts';
import { parseUnixTime, unixSeconds } from '../../api/time.ts';
import type { Micros } from '../../api/time.ts';
import type { Daemon } from '../context.ts';
import type { JournalEntry } from '../events/journal.ts';
import { matchesExactly, matchesLabels } from '../filters.ts';

/** Past events where a time is given; then new ones until `until`, if that is still to come. */
export async function systemEvents(
  daemon: Daemon,
  query: SystemEventsQuery = {},
): Promise<MessageStream<EventMessage>> {
  const { filters } = query;
  const since = timeOf(query.since);
  const until = timeOf(query.until);
  const now = daemon.time.now();
  if (since !== undefined && until !== undefined && since > until) {
    throw invalidParameter(
      `\`since\` time (${unixSeconds(since)}) cannot be after \`until\` time (${unixSeconds(until)})`,
    );
  }
  const stops: (() => void)[] = [];
  const finish = (): void => stops.forEach((stop) => stop());
  const channel = createChannel<EventMessage>(finish);
  const isWanted = ({ at, message }: JournalEntry): boolean =>
    (since === undefined || at >= since) && (until === undefined || at <= until) && matches(filters, message);
  const past = since === undefined && until === undefined ? [] : daemon.events.recent().filter(isWanted);
  for (const { message } of past) channel.push(message);
  if (until !== undefined && until <= now) {
    channel.end();
    return channel;
  }
  stops.push(
    daemon.events.listen((entry) => {
      if (isWanted(entry)) channel.push(entry.message);
    }),
  );
  if (until !== undefined) {
    const timer = daemon.kernel.clock.after((until - now) / 1000, () => {
      finish();
      channel.end();
    });
    stops.push(() => timer.cancel());
  }
  return channel;
}

function timeOf(text: string | undefined): Micros | undefined {
  if (text === undefined || text === '') return undefined;
  const time = parseUnixTime(text);
  if (time === undefined) throw invalidParameter(`failed to parse value as time: ${text}`);
  return time;
}

/** These events carry their command in their name; asked for without it, all of them are meant. */
const WITH_COMMAND: readonly string[] = ['health_status', 'exec_create', 'exec_start'];
const NAMED_TYPES: readonly EventType[] = [
  'container',
  'plugin',
  'volume',
  'network',
  'daemon',
  'node',
  'service',
  'secret',
  'config',
];

function matches(filters: Filters | undefined, message: EventMessage): boolean {
  return (
    matchesAction(filters, message.Action) &&
    matchesExactly(filters, 'type', message.Type) &&
    matchesExactly(filters, 'scope', message.scope) &&
    NAMED_TYPES.every((type) => matchesName(filters, type, message)) &&
    matchesLabels(filters, 'label', message.Actor.Attributes) &&
    matchesImage(filters, message)
  );
}

function matchesAction(filters: Filters | undefined, action: string): boolean {
  const wanted = filterValues(filters, 'event');
  if (wanted.length === 0 || wanted.includes(action)) return true;
  return wanted.some((value) => WITH_COMMAND.includes(value)) && wanted.some((value) => action.startsWith(value));
}

/** By the beginning of the id or of the name. */
function matchesName(filters: Filters | undefined, type: string, { Actor }: EventMessage): boolean {
  const wanted = filterValues(filters, type);
  const name = Actor.Attributes['name'] ?? '';
  return wanted.length === 0 || wanted.some((value) => Actor.ID.startsWith(value) || name.startsWith(value));
}

/** `nginx` means events of any of its tags. */
function matchesImage(filters: Filters | undefined, { Type, Actor }: EventMessage): boolean {
  const name = Actor.Attributes[Type === 'image' ? 'name' : 'image'] ?? '';
  return [Actor.ID, name, withoutTag(Actor.ID), withoutTag(name)].some((value) =>
    matchesExactly(filters, 'image', value),
  );
}

function withoutTag(reference: string): string {
  return reference.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}
