/** A worker process: takes connections off the shared listeners, answers them, ends when told to. */
import type { Connection, Listener, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Wakeup } from '../command/wakeup.ts';
import { serveConnection, type HttpRequest, type HttpResponse } from '../http/server.ts';
import type { Configuration } from './configuration.ts';
import { beginExchange, handle, type Site } from './handler.ts';
import type { Logs } from './logs.ts';
import { statusPage } from './pages.ts';
import { Balance } from './upstream.ts';
import type { Exchange } from './variables.ts';

export interface WorkerOptions {
  configuration: Configuration;
  listeners: readonly Listener[];
  logs: Logs;
  version: string;
  /** Connections are numbered across workers. */
  nextConnection: () => number;
}

export async function runWorker(
  p: Process,
  { configuration, listeners, logs, version, nextConnection }: WorkerOptions,
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
  for (const listener of listeners)
    p.background(() => acceptAll(p, listener, () => told.length === 0 || told.at(-1) === 'reopen', serve));
  for (;;) {
    await wakeup.wait();
    if (told.includes('exit')) break;
    if (told.includes('quit')) {
      if (!told.includes('said')) await logs.say(p, 'notice', 'gracefully shutting down');
      told.push('said');
      if (busy === 0) break;
    } else if (told.includes('reopen')) {
      told.length = 0;
      await logs.reopen(p);
    }
  }
  await logs.say(p, 'notice', 'exiting');
  for (const connection of open) connection.close();
  await logs.say(p, 'notice', 'exit');
  return 0;
}

async function acceptAll(
  p: Process,
  listener: Listener,
  wanted: () => boolean,
  serve: (connection: Connection) => Promise<void>,
): Promise<void> {
  while (wanted()) {
    try {
      const connection = await listener.accept();
      p.background(() => serve(connection));
    } catch (error) {
      if (isSysError(error)) return;
      throw error;
    }
  }
}
