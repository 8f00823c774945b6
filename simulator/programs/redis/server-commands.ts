/** Commands about the server and the connection: persistence, settings, transactions, channels. */
import { at, integer, type Call, type Client, type Commands } from './command.ts';
import { globPattern } from './keyspace.ts';
import { info } from './info.ts';
import { formatReply, NilArray, OK, ReplyError, Status, type Reply } from './reply.ts';

function authenticate({ server, client, args }: Call): Reply {
  const password = server.setting('requirepass');
  if (args.length === 1 && password === '')
    throw new ReplyError(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  const [user, given] = args.length === 1 ? ['default', at(args, 0)] : [at(args, 0), at(args, 1)];
  if (user !== 'default' || (password !== '' && given !== password))
    throw new ReplyError('WRONGPASS invalid username-password pair or user is disabled.');
  client.authenticated = true;
  return OK;
}

function configure({ server, args }: Call): Reply {
  const [verb = '', ...rest] = args;
  switch (verb.toLowerCase()) {
    case 'get': return [...server.settings].filter(([name]) => !name.startsWith('\0') && rest.some((pattern) => globPattern(pattern.toLowerCase()).test(name))).flat();
    case 'set':
      for (let i = 0; i < rest.length; i += 2) {
        const name = at(rest, i).toLowerCase();
        if (!server.settings.has(name)) throw new ReplyError(`ERR Unknown option or number of arguments for CONFIG SET - '${at(rest, i)}'`);
        server.settings.set(name, at(rest, i + 1));
        if (name === 'appendonly') server.setAppendOnly(at(rest, i + 1) === 'yes');
        if (name === 'loglevel') server.log.level = at(rest, i + 1);
      }
      return OK;
    case 'resetstat': return OK;
    case 'rewrite': if (server.file === '') throw new ReplyError('ERR The server is running without a config file'); return OK;
    default: throw new ReplyError(`ERR unknown subcommand '${verb}'. Try CONFIG HELP.`);
  } // prettier-ignore
}

async function backgroundSave({ server }: Call): Promise<Reply> {
  const child = server.p.fork(() => 0, { name: 'redis-rdb-bgsave' });
  await server.log.say('notice', `Background saving started by pid ${child}`);
  server.p.background(async () => {
    await server.p.wait(child);
    const problem = server.save();
    if (problem !== undefined) return server.log.say('warning', problem, 'C', child);
    await server.log.say('notice', 'DB saved on disk', 'C', child);
    await server.log.say('notice', 'Fork CoW for RDB: current 0 MB, peak 0 MB, average 0 MB', 'C', child);
    await server.log.say('notice', 'Background saving terminated with success');
  });
  return new Status('Background saving started');
}

async function execute({ server, client }: Call): Promise<Reply> {
  const { queue, spoiled, watched } = client;
  if (queue === undefined) throw new ReplyError('ERR EXEC without MULTI');
  const stale = [...watched].some(
    ([place, version]) =>
      server.versionOf(Number(place.split(' ', 1)[0]), place.slice(place.indexOf(' ') + 1)) !== version,
  );
  endTransaction(client);
  if (spoiled) throw new ReplyError('EXECABORT Transaction discarded because of previous errors.');
  if (stale) return new NilArray();
  const replies: Reply[] = [];
  for (const words of queue) replies.push((await server.execute(client, words)) ?? null);
  return replies;
}

function endTransaction(client: Client): void {
  client.queue = undefined;
  client.spoiled = false;
  client.watched.clear();
}

function subscription({ client, args }: Call, kind: string, set: Set<string>, on: boolean): undefined {
  const names = args.length > 0 ? args : [...set];
  for (const name of names) {
    if (on) set.add(name);
    else set.delete(name);
    client.send(formatReply([kind, name, client.channels.size + client.patterns.size]));
  }
  if (names.length === 0) client.send(formatReply([kind, null, 0]));
  return undefined;
}

function clients({ server, client, args, now }: Call): Reply {
  switch (at(args, 0).toLowerCase()) {
    case 'id': return client.id;
    case 'getname': return client.name === '' ? null : client.name;
    case 'setname': client.name = at(args, 1); return OK;
    case 'setinfo': return OK;
    case 'list': return [...server.clients].map((each) => `id=${each.id} addr=${each.address} name=${each.name} age=${Math.floor((now - each.connectedAt) / 1000)} db=${each.database} sub=${each.channels.size} psub=${each.patterns.size} user=default\n`).join('');
    default: throw new ReplyError(`ERR unknown subcommand '${at(args, 0)}'. Try CLIENT HELP.`);
  } // prettier-ignore
}

export const serverCommands: Commands = {
  ping: { arity: -1, hint: '[message]', run: ({ args }) => args[0] ?? new Status('PONG') },
  echo: { arity: 2, hint: 'message', run: ({ args }) => at(args, 0) },
  auth: { arity: -2, hint: '[username] password', run: authenticate },
  hello: { arity: -1, hint: '[protover [AUTH username password] [SETNAME clientname]]', run: () => new ReplyError("NOPROTO Drydock's redis speaks protocol version 2 only") },
  quit: { arity: -1, hint: '', run: ({ client }) => { client.closing = true; return OK; } },
  select: { arity: 2, hint: 'index', run: ({ server, client, args }) => { const number = integer(args[0]); server.database(number); client.database = number; return OK; } },
  swapdb: { arity: 3, hint: 'index1 index2', run: () => new ReplyError("ERR SWAPDB is not simulated by Drydock's redis") },
  info: { arity: -1, hint: '[section [section ...]]', run: ({ server, args }) => info(server, args) },
  config: { arity: -2, hint: 'GET|SET|RESETSTAT|REWRITE parameter [value]', run: configure },
  command: { arity: -1, hint: '', run: () => [] },
  client: { arity: -2, hint: 'ID|GETNAME|SETNAME|LIST', run: clients },
  save: {
    arity: 1, hint: '',
    run: async ({ server }) => {
      const problem = server.save();
      if (problem !== undefined) {
        await server.log.say('warning', problem);
        throw new ReplyError('ERR');
      }
      await server.log.say('notice', 'DB saved on disk');
      return OK;
    },
  },
  bgsave: { arity: -1, hint: '[SCHEDULE]', run: backgroundSave },
  bgrewriteaof: { arity: 1, hint: '', run: ({ server }) => { if (server.setting('appendonly') === 'yes') server.setAppendOnly(true); return new Status('Background append only file rewriting started'); } },
  lastsave: { arity: 1, hint: '', run: ({ server }) => Math.floor(server.lastSave / 1000) },
  time: { arity: 1, hint: '', run: ({ now }) => [String(Math.floor(now / 1000)), String(Math.floor(now % 1000) * 1000)] },
  shutdown: { arity: -1, hint: '[NOSAVE|SAVE] [NOW] [FORCE] [ABORT]', run: ({ server, client, args }) => { const how = at(args, 0).toLowerCase(); client.closing = true; server.shutdown(how === 'save' || how === 'nosave' ? how : 'default'); return undefined; } },
  monitor: { arity: 1, hint: '', run: ({ client }) => { client.monitoring = true; return OK; } },
  multi: { arity: 1, hint: '', run: ({ client }) => { if (client.queue !== undefined) throw new ReplyError('ERR MULTI calls can not be nested'); client.queue = []; return OK; } },
  exec: { arity: 1, hint: '', run: execute },
  discard: { arity: 1, hint: '', run: ({ client }) => { if (client.queue === undefined) throw new ReplyError('ERR DISCARD without MULTI'); endTransaction(client); return OK; } },
  watch: { arity: -2, hint: 'key [key ...]', run: ({ server, client, args }) => { if (client.queue !== undefined) throw new ReplyError('ERR WATCH inside MULTI is not allowed'); for (const key of args) client.watched.set(`${client.database} ${key}`, server.versionOf(client.database, key)); return OK; } },
  unwatch: { arity: 1, hint: '', run: ({ client }) => { client.watched.clear(); return OK; } },
  publish: { arity: 3, hint: 'channel message', run: ({ server, args }) => server.publish(at(args, 0), at(args, 1)) },
  subscribe: { arity: -2, hint: 'channel [channel ...]', run: (call) => subscription(call, 'subscribe', call.client.channels, true) },
  psubscribe: { arity: -2, hint: 'pattern [pattern ...]', run: (call) => subscription(call, 'psubscribe', call.client.patterns, true) },
  unsubscribe: { arity: -1, hint: '[channel [channel ...]]', run: (call) => subscription(call, 'unsubscribe', call.client.channels, false) },
  punsubscribe: { arity: -1, hint: '[pattern [pattern ...]]', run: (call) => subscription(call, 'punsubscribe', call.client.patterns, false) },
  slowlog: { arity: -2, hint: 'GET|LEN|RESET', run: ({ args }) => (/len/i.test(at(args, 0)) ? 0 : /reset/i.test(at(args, 0)) ? OK : []) },
  role: { arity: 1, hint: '', run: () => ['master', 0, []] },
}; // prettier-ignore
