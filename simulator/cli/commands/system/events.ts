/** docker events: what happens in the engine, as it happens. */
import type { EventMessage } from '../../../api/system.ts';
import { errorText, type Client } from '../../client.ts';
import { command, noArgs } from '../../command.ts';
import { completeContainers, completeImages, completeNetworks, completeVolumes } from '../../completion/engine.ts';
import { filter } from '../../flags/lists.ts';
import { string } from '../../flags/scalars.ts';
import { formatRfc3339NanoFixed } from '../../go/time.ts';
import { timestampOf } from '../../go/timestamp.ts';
import { StatusError } from '../../status-error.ts';
import type { Complete } from '../../command.ts';

const FILTERS = 'config container daemon event image label network node scope service type volume'.split(' ');

/** Names of filters, and for those that name something their values. */
const completeFilter: Complete = async (request) => {
  const values = {
    container: completeContainers({ all: true }),
    image: completeImages(),
    network: completeNetworks(),
    volume: completeVolumes(),
  };
  const found = await Promise.all(
    Object.entries(values).map(async ([name, find]) =>
      (await find({ ...request, args: [] })).map((value) => `${name}=${value}`),
    ),
  );
  return [...FILTERS.map((name) => `${name}=`), ...found.flat()];
};

export default command({
  usage: '[OPTIONS]',
  args: noArgs,
  flags: { filter: filter('f'), format: string(), since: string(), until: string() },
  aliasLine: 'docker system events, docker events',
  completeFlag: { filter: completeFilter },
  run: async ({ client, flags }) => {
    const show = flags.format === '' ? plain : await templateOf(client, flags.format);
    const now = client.now();
    const query = {
      ...(flags.since === '' ? {} : { since: timestampOf(flags.since, now) }),
      ...(flags.until === '' ? {} : { until: timestampOf(flags.until, now) }),
      ...(Object.keys(flags.filter).length > 0 ? { filters: flags.filter } : {}),
    };
    const engine = await client.engine();
    const events = await engine.systemEvents(query);
    try {
      for await (const event of events) await client.print(`${show(event)}\n`);
    } finally {
      events.close();
    }
  },
});

/** `2026-11-21T09:17:35.276432671Z container kill 6ff7… (image=busybox, name=one, signal=9)`. */
function plain({ Type, Action, Actor, time, timeNano }: EventMessage): string {
  const micros = Math.round(timeNano / 1000) - time * 1_000_000;
  const stamp = formatRfc3339NanoFixed({ seconds: time, nanoseconds: Math.min(999_999, Math.max(0, micros)) * 1000 });
  const attributes = Object.entries(Actor.Attributes)
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  return `${stamp} ${Type} ${Action} ${Actor.ID}${attributes.length > 0 ? ` (${attributes.join(', ')})` : ''}`;
}

async function templateOf(client: Client, format: string): Promise<(event: EventMessage) => string> {
  const { parse, render } = await client.load(() => import('../../format/template/index.ts'));
  const { TypeTable } = await client.load(() => import('../../format/template/typed.ts'));
  const { EVENT_TYPES } = await client.load(() => import('../../format/types/event.ts'));
  const types = new TypeTable(EVENT_TYPES);
  try {
    const template = parse(format === 'json' ? '{{json .}}' : format);
    render(template, types.decode('*events.Message', {}));
    return (event) => render(template, types.decode('events.Message', event));
  } catch (error) {
    throw new StatusError(64, `Error parsing format: ${errorText(error)}`);
  }
}
