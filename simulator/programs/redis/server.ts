/** What all connections of a server share: databases, settings, persistence, subscribers, counters. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { Wakeup } from '../command/wakeup.ts';
import type { Call, Client, Command } from './command.ts';
import { globPattern, Keyspace } from './keyspace.ts';
import type { Log } from './log.ts';
import { formatRdb } from './rdb.ts';
import { formatCommand, formatReply, ReplyError, Status, toBytes, type Reply } from './reply.ts';

export type FindCommand = (name: string) => Command | undefined;

export class Server {
  readonly p: Process;
  readonly databases: readonly Keyspace[];
  readonly settings: Map<string, string>;
  readonly log: Log;
  readonly version: string;
  readonly file: string;
  readonly clients = new Set<Client>();
  readonly startedAt: number;
  readonly runId: string;
  changes = 0;
  lastSave: number;
  saves = 0;
  commands = 0;
  connections = 0;
  hits = 0;
  misses = 0;
  /** What SHUTDOWN asked for. */
  ending: 'save' | 'nosave' | 'default' | undefined;
  private readonly find: FindCommand;
  private readonly wakeup: Wakeup;
  private readonly versions = new Map<string, number>();
  private pushWaiters: (() => void)[] = [];
  private appending = false;
  private aofDatabase = -1;

  constructor(
    p: Process,
    options: {
      settings: Map<string, string>;
      file: string;
      log: Log;
      version: string;
      find: FindCommand;
      wakeup: Wakeup;
    },
  ) {
    this.p = p;
    this.settings = options.settings;
    this.file = options.file;
    this.log = options.log;
    this.version = options.version;
    this.find = options.find;
    this.wakeup = options.wakeup;
    this.databases = Array.from(
      { length: Number(this.settings.get('databases') ?? 16) },
      () => new Keyspace(() => p.now()),
    );
    this.startedAt = p.now();
    this.lastSave = p.now();
    this.runId = [...p.random(20)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  setting(name: string): string {
    return this.settings.get(name) ?? '';
  }

  /** A whole number below `limit`. */
  random(limit: number): number {
    const [a = 0, b = 0, c = 0] = this.p.random(3);
    return limit === 0 ? 0 : ((a << 16) | (b << 8) | c) % limit;
  }

  database(number: number): Keyspace {
    const found = this.databases[number];
    if (found === undefined) throw new ReplyError('ERR DB index is out of range');
    return found;
  }

  versionOf(database: number, key: string): number {
    return this.versions.get(`${database} ${key}`) ?? 0;
  }

  pushed(): void {
    for (const wake of this.pushWaiters.splice(0)) wake();
  }

  /** False when the time is over. Virtual time is not held up: the wait is for a push or for `due`. */
  async waitForPush(due: number): Promise<boolean> {
    const left = due - this.p.now();
    if (left <= 0) return false;
    const waker = new Wakeup(this.p);
    this.pushWaiters.push(() => waker.ring());
    const timer = Number.isFinite(left);
    let over = false;
    if (timer)
      this.p.background(async () => {
        await this.p.sleep(left);
        over = true;
        waker.ring();
      });
    await waker.wait();
    return !over;
  }

  publish(channel: string, message: string): number {
    let count = 0;
    for (const client of this.clients) {
      if (client.channels.has(channel)) {
        client.send(formatReply(['message', channel, message]));
        count++;
      }
      for (const pattern of client.patterns) {
        if (!globPattern(pattern).test(channel)) continue;
        client.send(formatReply(['pmessage', pattern, channel, message]));
        count++;
      }
    }
    return count;
  }

  private monitor(client: Client, words: readonly string[]): void {
    const quoted = words.map((word) => `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(' ');
    const time = (this.p.now() / 1000).toFixed(6);
    for (const each of this.clients)
      if (each.monitoring && each !== client)
        each.send(`+${time} [${client.database} ${client.address}] ${quoted}\r\n`);
  }

  /** Runs one request of a client. Undefined when it has answered by itself. */
  async execute(client: Client, words: readonly string[]): Promise<Reply | undefined> {
    const [first = '', ...args] = words;
    const name = first.toLowerCase();
    const command = this.find(name);
    if (command === undefined) {
      if (client.queue !== undefined) client.spoiled = true;
      return new ReplyError(
        `ERR unknown command '${first}', with args beginning with: ${args.map((arg) => `'${arg}' `).join('')}`,
      );
    }
    if (command.arity >= 0 ? words.length !== command.arity : words.length < -command.arity) {
      if (client.queue !== undefined) client.spoiled = true;
      return new ReplyError(`ERR wrong number of arguments for '${name}' command`);
    }
    if (!client.authenticated && !['auth', 'hello', 'quit', 'reset'].includes(name))
      return new ReplyError('NOAUTH Authentication required.');
    if (client.queue !== undefined && !['exec', 'discard', 'multi', 'watch', 'quit'].includes(name)) {
      client.queue.push([...words]);
      return QUEUED;
    }
    if (client.channels.size + client.patterns.size > 0 && !/^(p?(un)?subscribe|ping|quit|reset)$/.test(name)) {
      return new ReplyError(
        `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
      );
    }
    return this.run(client, command, name, args, words);
  }

  async run(
    client: Client,
    command: Command,
    name: string,
    args: readonly string[],
    words: readonly string[],
  ): Promise<Reply | undefined> {
    this.commands++;
    if (name !== 'auth' && name !== 'monitor') this.monitor(client, words);
    const call: Call = { server: this, client, db: this.database(client.database), args, name, now: this.p.now() };
    try {
      const reply = await command.run(call);
      if (command.write === true && !(reply instanceof ReplyError)) this.propagate(client.database, words);
      if (name === 'get' && reply === null) this.misses++;
      else if (name === 'get') this.hits++;
      return reply;
    } catch (error) {
      if (error instanceof ReplyError) return error;
      throw error;
    }
  }

  /** A change was made: counted, written to the append-only file. */
  propagate(database: number, words: readonly string[]): void {
    this.changes++;
    for (const key of words.slice(1)) this.versions.set(`${database} ${key}`, this.versionOf(database, key) + 1);
    if (!this.appending) return;
    const select = database === this.aofDatabase ? '' : formatCommand(['SELECT', String(database)]);
    this.aofDatabase = database;
    const [name = '', key = '', amount = '', ...rest] = words;
    const lower = name.toLowerCase();
    const now = this.p.now();
    const due =
      lower === 'expire' ? now + Number(amount) * 1000 : lower === 'pexpire' ? now + Number(amount) : undefined;
    const lines = due === undefined ? [absolute(words, now)] : [['PEXPIREAT', key, String(due), ...rest]];
    this.p.fs.appendFile(this.aofPath(), toBytes(select + lines.map(formatCommand).join('')));
  }

  aofPath(): string {
    return `${this.setting('dir')}/${this.setting('appenddirname')}/${this.setting('appendfilename')}.1.incr.aof`;
  }

  /** Switches the append-only file on (beginning it with what there is, as a snapshot) or off. */
  setAppendOnly(on: boolean): void {
    this.appending = on;
    if (on) this.beginAof();
  }

  /** Goes on with the file that has been read at start. */
  continueAof(): void {
    this.appending = true;
    this.aofDatabase = -1;
  }

  private beginAof(): void {
    const { fs } = this.p;
    const directory = `${this.setting('dir')}/${this.setting('appenddirname')}`;
    const name = this.setting('appendfilename');
    if (!fs.exists(directory)) fs.mkdir(directory, 0o755);
    fs.writeFile(`${directory}/${name}.1.base.rdb`, formatRdb(this.databases, this.version), 0o644);
    fs.writeFile(this.aofPath(), '', 0o644);
    fs.writeFile(
      `${directory}/${name}.manifest`,
      `file ${name}.1.base.rdb seq 1 type b\nfile ${name}.1.incr.aof seq 1 type i\n`,
      0o644,
    );
    this.aofDatabase = -1;
  }

  rdbPath(): string {
    return `${this.setting('dir')}/${this.setting('dbfilename')}`;
  }

  /** Writes the snapshot; a sentence when it cannot be written. */
  save(): string | undefined {
    try {
      this.p.fs.writeFile(this.rdbPath(), formatRdb(this.databases, this.version), 0o644);
    } catch (error) {
      if (!isSysError(error)) throw error;
      return `Failed opening the temp RDB file temp-${this.p.pid}.rdb (in server root dir ${this.setting('dir')}) for saving: ${error.message}`;
    }
    this.changes = 0;
    this.lastSave = this.p.now();
    this.saves++;
    return undefined;
  }

  shutdown(how: 'save' | 'nosave' | 'default'): void {
    this.ending = how;
    this.wakeup.ring();
  }
}

const QUEUED = new Status('QUEUED');

/** Times that count from now would come out differently when the file is read again. */
function absolute(words: readonly string[], now: number): readonly string[] {
  const lower = words[0]?.toLowerCase();
  if (lower === 'setex') return ['SET', words[1] ?? '', words[3] ?? '', 'PXAT', String(now + Number(words[2]) * 1000)];
  if (lower === 'psetex') return ['SET', words[1] ?? '', words[3] ?? '', 'PXAT', String(now + Number(words[2]))];
  if (lower !== 'set') return words;
  return words.flatMap((word, i) => {
    const before = words[i - 1]?.toUpperCase();
    if (i > 3 && before === 'EX') return [String(now + Number(word) * 1000)];
    if (i > 3 && before === 'PX') return [String(now + Number(word))];
    return i > 2 && /^[ep]x$/i.test(word) ? ['PXAT'] : [word];
  });
}
