/** docker stats: what containers use, once or again and again. */
import type { ContainerStats } from '../../../api/containers.ts';
import type { Engine } from '../../../api/engine.ts';
import type { MessageStream } from '../../../api/streams.ts';
import { Interrupted } from '../../interrupt.ts';
import { errorText, isFailure, throwJoined, type Client } from '../../client.ts';
import { atLeast, command } from '../../command.ts';
import { completeContainers } from '../../completion/engine.ts';
import { bool, string } from '../../flags/scalars.ts';
import { formatList } from '../../format/listing.ts';
import { STATS_TITLES, STATS_TYPE, statsEntry, statsRow, type StatsEntry } from './stats-rows.ts';

const TABLE =
  'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}';

/** Milliseconds between two pictures. */
const INTERVAL = 500;

export default command({
  usage: '[OPTIONS] [CONTAINER...]',
  args: atLeast(0),
  flags: { all: bool('a'), format: string(), 'no-stream': bool(), 'no-trunc': bool() },
  aliasLine: 'docker container stats, docker stats',
  complete: completeContainers(),
  run: async ({ client, flags, args }) => {
    const engine = await client.engine();
    const format = flags.format || client.config.text('statsFormat') || 'table';
    const board = new Board(engine, !flags['no-stream']);
    await (args.length > 0 ? board.watchOnly(args) : board.watchAll(flags.all));
    try {
      await show(
        client,
        board,
        format === 'table' ? TABLE : format,
        flags['no-stream'],
        !flags['no-trunc'],
        args.length === 0,
      );
    } finally {
      board.close();
    }
  },
});

async function show(
  client: Client,
  board: Board,
  format: string,
  once: boolean,
  truncate: boolean,
  watchesAll: boolean,
): Promise<void> {
  if (!once) {
    client.interrupt.mask();
    client.interrupt.onFirst((signal) => board.cancel(new Interrupted(signal)));
  }
  for (;;) {
    await client.process.sleep(INTERVAL);
    const rows = board.entries().map((entry) => statsRow(entry, truncate));
    const table = await formatList(client, { type: STATS_TYPE, titles: STATS_TITLES, rows }, format);
    await client.print(once ? table : redrawn(table));
    if (once || (rows.length === 0 && !watchesAll)) return;
    board.check();
  }
}

/** The table, and each of its lines once more with what clears the rest of the line. */
function redrawn(table: string): string {
  const text = `\x1b[H${table}`;
  const cleared = text.split('\n').map((line) => `${line} \x1b[K\n`);
  return `${text}${cleared.join('')}\x1b[J`;
}

/** What is known of each container, kept up to date by a stream each. */
class Board {
  private readonly engine: Engine;
  private readonly streams: boolean;
  private readonly known = new Map<string, StatsEntry>();
  private readonly open = new Set<MessageStream<unknown>>();
  private failure: Error | undefined;

  constructor(engine: Engine, streams: boolean) {
    this.engine = engine;
    this.streams = streams;
  }

  entries(): readonly StatsEntry[] {
    return [...this.known.values()];
  }

  /** Throws what ended the watching. */
  check(): void {
    if (this.failure) throw this.failure;
  }

  cancel(reason: Error): void {
    for (const [name, entry] of this.known) this.known.set(name, { ...entry, isInvalid: true });
    this.failure = reason;
    this.close();
  }

  close(): void {
    for (const stream of this.open) stream.close();
    this.open.clear();
  }

  /** The given containers. Throws when one of them is not there. */
  async watchOnly(names: readonly string[]): Promise<void> {
    const failures: unknown[] = [];
    await Promise.all(
      [...new Set(names)].map(async (name) => {
        this.known.set(name, { container: name, isInvalid: false });
        try {
          await this.collect(name);
        } catch (error) {
          if (!isFailure(error)) throw error;
          failures.push(new Error(errorText(error)));
        }
      }),
    );
    throwJoined(failures);
  }

  /** All that run, or all there are; those that start or end meanwhile come and go. */
  async watchAll(all: boolean): Promise<void> {
    if (this.streams) await this.watchEvents(all);
    const containers = await this.engine.containerList({ all });
    const fresh = containers.filter(({ Id }) => !this.known.has(Id));
    for (const { Id } of fresh) this.known.set(Id, { container: Id, isInvalid: false });
    await Promise.all(fresh.map(({ Id }) => this.collectQuietly(Id)));
  }

  private async watchEvents(all: boolean): Promise<void> {
    const events = await this.engine.systemEvents({ filters: { type: ['container'] } });
    this.open.add(events);
    const follow = async (): Promise<void> => {
      for await (const { Action, Actor } of events) {
        const begins = Action === 'start' || (all && Action === 'create');
        if (begins && !this.known.has(Actor.ID)) {
          this.known.set(Actor.ID, { container: Actor.ID, isInvalid: false });
          this.collectQuietly(Actor.ID).catch(() => undefined);
        } else if (Action === 'die' && !all) this.known.delete(Actor.ID);
      }
    };
    follow().catch(() => undefined);
  }

  private async collectQuietly(name: string): Promise<void> {
    try {
      await this.collect(name);
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.update(name, { container: name, isInvalid: true });
    }
  }

  private update(name: string, entry: StatsEntry): void {
    if (this.known.has(name) && !this.failure) this.known.set(name, entry);
  }

  /** Resolves with the first figures; later ones go on coming in. */
  private async collect(name: string): Promise<void> {
    const figures = await this.engine.containerStats(name, { stream: this.streams });
    this.open.add(figures);
    const iterator = figures[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done !== true) this.update(name, statsEntry(name, first.value));
    if (!this.streams) {
      figures.close();
      return;
    }
    this.follow(name, iterator).catch(() => undefined);
  }

  private async follow(name: string, figures: AsyncIterator<ContainerStats>): Promise<void> {
    for (let next = await figures.next(); next.done !== true; next = await figures.next()) {
      this.update(name, statsEntry(name, next.value));
    }
  }
}
