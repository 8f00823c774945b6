/**
 * redis-server: start-up, loading, connections, shutdown. One process, protocol version 2, no replication, cluster, ACL,
 * scripts, streams or modules.
 */
import type { Connection, Listener, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Wakeup } from '../command/wakeup.ts';
import { findCommand } from './commands.ts';
import type { Client } from './command.ts';
import { Log } from './log.ts';
import { loadRdb, RdbError } from './rdb.ts';
import { formatReply, ProtocolError, ReplyError, RespReader, toBytes } from './reply.ts';
import { Server } from './server.ts';
import { readSettings, SettingError } from './settings.ts';

const OVERCOMMIT =
  "WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. Being disabled, it can also cause failures without low memory condition, see https://github.com/jemalloc/jemalloc/issues/1328. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect.";
const NO_FILE = 'Warning: no config file specified, using the default config. In order to specify a config file use';

/** The version of the image: its download address names it. */
export function redisVersion(p: Process): string {
  return p.env.get('REDIS_VERSION') ?? /(\d+\.\d+\.\d+)/.exec(p.env.get('REDIS_DOWNLOAD_URL') ?? '')?.[1] ?? '8.0.2';
}

function isAtLeast(version: string, major: number, minor = 0): boolean {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

async function greet(p: Process, log: Log, version: string, given: boolean): Promise<void> {
  const recent = isAtLeast(version, 7, 2);
  const level = recent ? 'notice' : 'warning';
  if (recent) await log.say('warning', OVERCOMMIT, 'C');
  await log.say(level, 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  await log.say(
    level,
    `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${p.pid}, just started`,
    'C',
  );
  if (given || isAtLeast(version, 8)) await log.say(level, 'Configuration loaded', 'C');
  else await log.say('warning', `${NO_FILE} ${p.args[0] ?? 'redis-server'} /path/to/redis.conf`, 'C');
}

async function load(server: Server): Promise<boolean> {
  const { p, log } = server;
  const started = p.now();
  const appendOnly = server.setting('appendonly') === 'yes';
  const manifest = `${server.setting('dir')}/${server.setting('appenddirname')}/${server.setting('appendfilename')}.manifest`;
  const fromAof = appendOnly && p.fs.exists(manifest);
  const path = fromAof ? manifest.replace(/manifest$/, '1.base.rdb') : server.rdbPath();
  try {
    if (p.fs.exists(path)) {
      const count = loadRdb(p.fs.readFile(path), server.databases);
      await log.say('notice', `Loading RDB produced by version ${server.version}`);
      await log.say('notice', 'RDB age 0 seconds');
      await log.say('notice', 'RDB memory usage when created 0.68 Mb');
      await log.say('notice', `Done loading RDB, keys loaded: ${count}, keys expired: 0.`);
      if (!fromAof) await log.say('notice', `DB loaded from disk: ${((p.now() - started) / 1000).toFixed(3)} seconds`);
    }
    if (fromAof) await replay(server, server.aofPath());
  } catch (error) {
    if (!(error instanceof RdbError) && !isSysError(error)) throw error;
    await log.say('warning', `Fatal error loading the DB, check server logs. Exiting. (${error.message})`);
    return false;
  }
  if (fromAof) server.continueAof();
  else if (appendOnly) {
    server.setAppendOnly(true);
    const name = server.setting('appendfilename');
    await log.say('notice', `Creating AOF base file ${name}.1.base.rdb on server start`);
    await log.say('notice', `Creating AOF incr file ${name}.1.incr.aof on server start`);
  }
  return true;
}

async function replay(server: Server, path: string): Promise<void> {
  const { p } = server;
  const started = p.now();
  const bytes = p.fs.exists(path) ? p.fs.readFile(path) : new Uint8Array(0);
  let given = false;
  const reader = new RespReader({ read: () => Promise.resolve(given ? new Uint8Array(0) : ((given = true), bytes)) });
  const client = newClient(server, '', () => undefined);
  client.authenticated = true;
  for (let words = await reader.request(); words !== undefined; words = await reader.request())
    await server.execute(client, words);
  await server.log.say(
    'notice',
    `DB loaded from incr file ${path.slice(path.lastIndexOf('/') + 1)}: ${((p.now() - started) / 1000).toFixed(3)} seconds`,
  );
  await server.log.say('notice', `DB loaded from append only file: ${((p.now() - started) / 1000).toFixed(3)} seconds`);
}

function newClient(server: Server, address: string, send: (text: string) => void): Client {
  return {
    id: ++server.connections, address, name: '', database: 0, authenticated: server.setting('requirepass') === '', queue: undefined, spoiled: false, watched: new Map(),
    channels: new Set(), patterns: new Set(), monitoring: false, closing: false, connectedAt: server.p.now(), send,
  }; // prettier-ignore
}

async function serve(server: Server, connection: Connection): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  const send = (text: string): void => {
    writing = writing.then(() => connection.write(toBytes(text))).catch((error: unknown) => {
      if (!isSysError(error)) throw error;
    }); // prettier-ignore
  };
  const client = newClient(server, `${connection.remote.host}:${connection.remote.port}`, send);
  server.clients.add(client);
  const reader = new RespReader(connection);
  try {
    while (!client.closing) {
      const words = await reader.request();
      if (words === undefined) break;
      if (words.length === 0) continue;
      const reply = await server.execute(client, words);
      if (reply !== undefined) send(formatReply(reply));
      await writing;
    }
  } catch (error) {
    if (error instanceof ProtocolError) send(formatReply(new ReplyError(`ERR Protocol error: ${error.message}`)));
    else if (!isSysError(error)) throw error;
  }
  server.clients.delete(client);
  await writing;
  connection.close();
}

function listen(p: Process, port: number, hosts: readonly string[]): Listener[] {
  return hosts.map((host) => p.net.listen({ host, port }, { ipv6Only: host.includes(':') }));
}

async function acceptAll(p: Process, listener: Listener, server: Server): Promise<void> {
  for (;;) {
    try {
      const connection = await listener.accept();
      p.background(() => serve(server, connection));
    } catch (error) {
      if (isSysError(error)) return;
      throw error;
    }
  }
}

/** A snapshot is written at the end when there are save points, or when asked for. */
async function finish(server: Server): Promise<boolean> {
  const { log, ending } = server;
  await log.say(isAtLeast(server.version, 7) ? 'notice' : 'warning', 'User requested shutdown...');
  if (ending === 'save' || (ending !== 'nosave' && server.setting('save') !== '')) {
    await log.say('notice', 'Saving the final RDB snapshot before exiting.');
    const problem = server.save();
    if (problem !== undefined) {
      await log.say('warning', problem);
      await log.say('warning', "Error trying to save the DB, can't exit.");
      return false;
    }
    await log.say('notice', 'DB saved on disk');
  }
  await log.say('warning', 'Redis is now ready to exit, bye bye...');
  return true;
}

/** Takes snapshots as the save points say: every `save SECONDS CHANGES`. */
async function autosave(server: Server): Promise<void> {
  const numbers = server.setting('save').split(/\s+/).filter(Boolean).map(Number);
  const points = numbers.flatMap((seconds, i) => (i % 2 === 0 ? [{ seconds, changes: numbers[i + 1] ?? 1 }] : []));
  if (points.length === 0) return;
  const shortest = Math.min(...points.map(({ seconds }) => seconds));
  for (;;) {
    await server.p.sleep(shortest * 1000);
    const due = points.find(
      ({ seconds, changes }) => server.changes >= changes && server.p.now() - server.lastSave >= seconds * 1000,
    );
    if (due === undefined) continue;
    await server.log.say('notice', `${due.changes} changes in ${due.seconds} seconds. Saving...`);
    const problem = server.save();
    await server.log.say(problem === undefined ? 'notice' : 'warning', problem ?? 'DB saved on disk');
  }
}

export default async function redisServer(p: Process): Promise<number> {
  const version = redisVersion(p);
  const args = p.args.slice(1);
  if (args[0] === '-v' || args[0] === '--version') {
    await p.stdout.write(
      `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=b52b02bf0759f5b4\n`,
    );
    return 0;
  }
  let read: ReturnType<typeof readSettings>;
  try {
    read = readSettings(p, args);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 1;
  }
  const log = new Log(p);
  log.level = read.settings.get('loglevel') ?? 'notice';
  log.file = read.settings.get('logfile') ?? '';
  await greet(p, log, version, read.given);
  p.setMemory(14_036_992);
  const wakeup = new Wakeup(p);
  const server = new Server(p, { settings: read.settings, file: read.file, log, version, find: findCommand, wakeup });
  const hear = (name: string) => () => {
    p.background(() =>
      log.raw(`${p.pid}:signal-handler (${Math.floor(p.now() / 1000)}) Received ${name} scheduling shutdown...\n`),
    );
    server.shutdown('default');
  };
  p.onSignal('TERM', hear('SIGTERM'));
  p.onSignal('INT', hear('SIGINT'));
  p.onSignal('HUP', 'ignore');
  await log.say('notice', 'monotonic clock: POSIX clock_gettime');
  const port = Number(server.setting('port'));
  await log.say('notice', `Running mode=standalone, port=${port}.`);
  let listeners: Listener[];
  try {
    const bind = server.setting('bind').split(/\s+/).filter((host) => !host.startsWith('-')).map((host) => (host === '*' ? '::' : host)); // prettier-ignore
    listeners = bind.flatMap((host) => (host === '::' ? [p.net.listen({ host, port })] : listen(p, port, [host])));
  } catch (error) {
    if (!isSysError(error)) throw error;
    await log.say('warning', `Warning: Could not create server TCP listening socket *:${port}: bind: ${error.message}`);
    await log.say('warning', 'Failed listening on port ' + String(port) + ' (tcp), aborting.');
    return 1;
  }
  p.setTitle([`${p.args[0] ?? 'redis-server'} *:${port}`]);
  await log.say('notice', 'Server initialized');
  if (!(await load(server))) return 1;
  await log.say('notice', isAtLeast(version, 7, 2) ? 'Ready to accept connections tcp' : 'Ready to accept connections');
  for (const listener of listeners) p.background(() => acceptAll(p, listener, server));
  p.background(() => autosave(server));
  for (;;) {
    await wakeup.wait();
    if (server.ending === undefined) continue;
    if (await finish(server)) return 0;
    server.ending = undefined;
  }
}
