/** A worker process: takes connections off the shared listeners, answers them, ends when told to. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { Wakeup } from '../command/wakeup.ts';
import { serveConnection, type HttpRequest, type HttpResponse } from '../http/server.ts';
import type { Configuration } from './configuration.ts';
import { beginExchange, handle, type Site } from './handler.ts';
import type { Logs } from './logs.ts';
import { statusPage } from './pages.ts';
import { Balance } from './upstream.ts';
import type { Exchange } from './variables.ts';

/**
 * Where new connections wait for a worker. As with epoll on an idle machine, the worker that came last takes them all:
 * so the turns of an upstream, which every worker counts for itself, look like turns.
 */
export class Reception {
  private readonly takers = new Map<number, (connection: Connection) => void>();
  private readonly waiting: Connection[] = [];

  come(connection: Connection): void {
    const taker = [...this.takers.values()].at(-1);
    if (taker === undefined) this.waiting.push(connection);
    else taker(connection);
  }

  join(worker: number, take: (connection: Connection) => void): void {
    this.takers.set(worker, take);
    for (const connection of this.waiting.splice(0)) take(connection);
  }

  leave(worker: number): void {
    this.takers.delete(worker);
  }
}

export interface WorkerOptions {
  configuration: Configuration;
  reception: Reception;
  logs: Logs;
  version: string;
  /** Connections are numbered across workers. */
  nextConnection: () => number;
}

export async function runWorker(
  p: Process,
  { configuration, reception, logs, version, nextConnection }: WorkerOptions,
): Promise<number> {
  p.setTitle(['nginx: worker process']);
  p.setMemory(4_300_000);
  const wakeup = new Wakeup(p);
  const told: string[] = [];
  const tell = (what: string) => () => {
    told.push(what);
    wakeup.ring();
  };
  p.onSignal('HUP', 'ignore');
  p.onSignal('QUIT', tell('quit'));
  p.onSignal('TERM', tell('exit'));
  p.onSignal('INT', tell('exit'));
  p.onSignal('USR1', tell('reopen'));
  let busy = 0;
  let requests = 0;
  const open = new Set<Connection>();
  const site: Site = {
    configuration, version, balance: new Balance(), error: (x, text) => logs.request(x, text), active: () => ({ connections: open.size, requests }),
  }; // prettier-ignore
  const serve = async (connection: Connection): Promise<void> => {
    open.add(connection);
    const number = nextConnection();
    const exchanges = new Map<HttpRequest, Exchange>();
    const handler = async (request: HttpRequest): Promise<HttpResponse> => {
      busy++;
      requests++;
      const x = beginExchange(site, p, request, number);
      if (x === undefined) return { status: 400, close: true };
      exchanges.set(request, x);
      return handle(site, x);
    };
    const onResponse = async (request: HttpRequest, _response: HttpResponse, sent: number): Promise<void> => {
      const x = exchanges.get(request);
      exchanges.delete(request);
      busy--;
      if (x !== undefined) {
        x.sent = sent;
        await logs.access(x, configuration);
      }
      if (told.includes('quit')) wakeup.ring();
    };
    const malformed = (): HttpResponse => ({
      status: 400,
      body: statusPage(400, `nginx/${version}`) ?? '',
      close: true,
    });
    await serveConnection(connection, handler, { onResponse, malformed });
    open.delete(connection);
  };
  reception.join(p.pid, (connection) => p.background(() => serve(connection)));
  for (;;) {
    await wakeup.wait();
    if (told.includes('exit')) break;
    if (told.includes('quit')) {
      if (!told.includes('said')) await logs.say(p, 'notice', 'gracefully shutting down');
      told.push('said');
      reception.leave(p.pid);
      if (busy === 0) break;
    } else if (told.includes('reopen')) {
      told.length = 0;
      await logs.reopen(p);
    }
  }
  reception.leave(p.pid);
  await logs.say(p, 'notice', 'exiting');
  for (const connection of open) connection.close();
  await logs.say(p, 'notice', 'exit');
  return 0;
}
