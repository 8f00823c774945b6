/** redis-cli: one command, commands from standard input, or a prompt. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { bytesToLatin1, latin1ToBytes } from '../text/codec.ts';
import { encode } from '../../kernel/bytes.ts';
import { commands, findCommand } from './commands.ts';
import { annotated, bare } from './format.ts';
import { LineEditor } from './line-editor.ts';
import { redisVersion } from './main.ts';
import { formatCommand, ReplyError, RespReader, splitWords, Status, type Reply } from './reply.ts';

interface Options {
  host: string;
  port: number;
  password: string | undefined;
  user: string | undefined;
  database: number;
  raw: boolean | undefined;
  quiet: boolean;
  repeat: number;
  interval: number;
  errorStatus: boolean;
  input: boolean;
  scan: boolean;
  pattern: string | undefined;
  command: readonly string[];
}

class Unknown extends Error {}

function readOptions(p: Process): Options {
  const o: Options = { host: '127.0.0.1', port: 6379, password: p.env.get('REDISCLI_AUTH'), user: undefined, database: 0, raw: undefined, quiet: false, repeat: 1, interval: 0, errorStatus: false, input: false, scan: false, pattern: undefined, command: [] }; // prettier-ignore
  const args = p.args.slice(1);
  while (args[0]?.startsWith('-') === true) {
    const name = args.shift() ?? '';
    const value = (): string => {
      const next = args.shift();
      if (next === undefined) throw new Unknown(`Unrecognized option or bad number of args for: '${name}'`);
      return next;
    };
    switch (name) {
      case '-h': o.host = value(); break;
      case '-p': o.port = Number(value()); break;
      case '-a': case '--pass': o.password = value(); if (!o.quiet) o.quiet = args.includes('--no-auth-warning'); break;
      case '--user': o.user = value(); break;
      case '-n': o.database = Number(value()); break;
      case '-r': o.repeat = Number(value()); if (o.repeat < 0) o.repeat = Infinity; break;
      case '-i': o.interval = Number(value()) * 1000; break;
      case '-e': o.errorStatus = true; break;
      case '-x': o.input = true; break;
      case '-u': { const url = /^rediss?:\/\/(?:(?:([^:@]*):)?([^@]*)@)?([^:/]+)?(?::(\d+))?(?:\/(\d+))?$/.exec(value()); o.password = url?.[2] ?? o.password; o.host = url?.[3] ?? o.host; o.port = Number(url?.[4] ?? o.port); o.database = Number(url?.[5] ?? 0); break; }
      case '--raw': o.raw = true; break;
      case '--no-raw': o.raw = false; break;
      case '--no-auth-warning': o.quiet = true; break;
      case '--scan': o.scan = true; break;
      case '--pattern': o.pattern = value(); break;
      default: throw new Unknown(`Unrecognized option or bad number of args for: '${name}'`);
    } // prettier-ignore
  }
  return { ...o, command: args.map(toWire) };
}

/** Strings on the wire hold one character per byte. */
function toWire(text: string): string {
  return bytesToLatin1(encode(text));
}

const OWN_NAMES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ETIMEDOUT: 'Connection timed out',
  ENETUNREACH: 'Network is unreachable',
};

class Session {
  private readonly p: Process;
  private readonly o: Options;
  private connection: Connection | undefined;
  private reader: RespReader | undefined;
  database: number;

  constructor(p: Process, o: Options) {
    this.p = p;
    this.o = o;
    this.database = o.database;
  }

  get connected(): boolean {
    return this.connection !== undefined;
  }

  /** False after it has said why not. */
  async connect(): Promise<boolean> {
    const { p, o } = this;
    try {
      this.connection = await p.net.connect({ host: o.host, port: o.port });
    } catch (error) {
      if (!isSysError(error)) throw error;
      const reason =
        /^[\d.:]+$/.test(o.host) || Object.hasOwn(OWN_NAMES, error.code)
          ? (OWN_NAMES[error.code] ?? error.message)
          : error.code === 'EAGAIN'
            ? 'Temporary failure in name resolution'
            : 'Name or service not known';
      await p.stderr.write(`Could not connect to Redis at ${o.host}:${o.port}: ${reason}\n`);
      return false;
    }
    this.reader = new RespReader(this.connection);
    if (o.password !== undefined) {
      const reply = await this.ask(o.user === undefined ? ['AUTH', o.password] : ['AUTH', o.user, o.password]);
      if (reply instanceof ReplyError) await p.stderr.write(`AUTH failed: ${reply.message}\n`);
    }
    if (this.database !== 0) {
      const reply = await this.ask(['SELECT', String(this.database)]);
      if (reply instanceof ReplyError) await p.stderr.write(`SELECT ${this.database} failed: ${reply.message}\n`);
    }
    return true;
  }

  /** Undefined when the server went away. */
  async ask(words: readonly string[]): Promise<Reply | undefined> {
    try {
      await this.connection?.write(latin1ToBytes(formatCommand(words)));
      return await this.next();
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.drop();
      return undefined;
    }
  }

  async next(): Promise<Reply | undefined> {
    const reply = await this.reader?.reply();
    if (reply === undefined) this.drop();
    return reply;
  }

  drop(): void {
    this.connection?.close();
    this.connection = undefined;
    this.reader = undefined;
  }
}

async function show(p: Process, o: Options, reply: Reply, words: readonly string[]): Promise<void> {
  const raw = o.raw ?? !p.isatty(1);
  const whole = typeof reply === 'string' && /^(info|client|cluster)$/i.test(words[0] ?? '');
  const text = whole ? (reply.endsWith('\n') ? reply : `${reply}\n`) : raw ? bare(reply) : annotated(reply);
  await p.stdout.write(latin1ToBytes(text));
}

/** Sends a command and shows what comes; streaming ones go on until the connection or the process ends. */
async function perform(p: Process, o: Options, session: Session, words: readonly string[]): Promise<number> {
  const name = words[0]?.toLowerCase() ?? '';
  let reply = await session.ask(words);
  if (reply === undefined) {
    if (name === 'shutdown') return 0;
    await p.stderr.write('Error: Server closed the connection\n');
    return 1;
  }
  await show(p, o, reply, words);
  if (name === 'select' && reply instanceof Status) session.database = Number(words[1]);
  if (name === 'monitor' || /^p?subscribe$/.test(name)) {
    for (reply = await session.next(); reply !== undefined; reply = await session.next())
      await show(p, o, reply, words);
  }
  return reply instanceof ReplyError && o.errorStatus ? 1 : 0;
}

/** The arguments still to come, once a blank follows the command. */
export function hintFor(line: string): string {
  const words = line.trimStart().split(/\s+/);
  const form = findCommand(words[0]?.toLowerCase() ?? '')?.hint ?? '';
  if (words.length < 2 || form === '') return '';
  const parts = form.match(/\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]|\S+/g) ?? [];
  const typed = words.length - 2;
  const rest = parts.slice(
    Math.min(
      typed,
      parts.findIndex((part) => part.startsWith('[')) < 0
        ? parts.length
        : parts.findIndex((part) => part.startsWith('[')),
    ),
  );
  if (rest.length === 0) return '';
  return (/\s$/.test(line) ? '' : ' ') + rest.join(' ');
}

async function interactive(p: Process, o: Options, session: Session): Promise<number> {
  await session.connect();
  const complete = (line: string): string[] => Object.keys(commands).filter((name) => name.startsWith(line.toLowerCase()) && line !== '').sort().map((name) => name.toUpperCase()); // prettier-ignore
  const editor = new LineEditor(p, hintFor, complete);
  for (;;) {
    const place = session.connected
      ? `${o.host.includes(':') ? `[${o.host}]` : o.host}:${o.port}${session.database === 0 ? '' : `[${session.database}]`}`
      : 'not connected';
    const end = await editor.read(`${place}> `);
    if (end.kind !== 'line') {
      if (end.kind === 'interrupt') await p.stdout.write('\n');
      return 0;
    }
    const words = splitWords(end.text);
    if (words === undefined) await p.stdout.write('Invalid argument(s)\n');
    if (words === undefined || words.length === 0) continue;
    const name = words[0]?.toLowerCase();
    if (name === 'quit' || name === 'exit') return 0;
    if (name === 'clear') {
      await p.stdout.write('\x1b[H\x1b[2J');
      continue;
    }
    if (name === 'help' || name === '?') {
      const command = findCommand(words[1]?.toLowerCase() ?? '');
      await p.stdout.write(
        command === undefined
          ? `redis-cli ${redisVersion(p)}\nTo get help about Redis commands type:\n      "help <command>" for help on <command>\n      "quit" to exit\n`
          : `\n  ${words[1]?.toUpperCase() ?? ''} ${command.hint}\n\n`,
      );
      continue;
    }
    if (!session.connected && !(await session.connect())) continue;
    await perform(p, o, session, words.map(toWire));
  }
}

async function scanKeys(p: Process, o: Options, session: Session): Promise<number> {
  const reply = await session.ask(['SCAN', '0', 'MATCH', o.pattern ?? '*']);
  const keys = Array.isArray(reply) && Array.isArray(reply[1]) ? reply[1] : [];
  for (const key of keys) await p.stdout.write(latin1ToBytes(`${String(key)}\n`));
  return 0;
}

export default async function redisCli(p: Process): Promise<number> {
  let o: Options;
  try {
    if (['-v', '--version'].includes(p.args[1] ?? '')) {
      await p.stdout.write(`redis-cli ${redisVersion(p)}\n`);
      return 0;
    }
    o = readOptions(p);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 1;
  }
  if (o.password !== undefined && !o.quiet && p.env.get('REDISCLI_AUTH') === undefined) {
    await p.stderr.write(
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
    );
  }
  const session = new Session(p, o);
  if (o.command.length === 0 && !o.scan && p.isatty(0)) return interactive(p, o, session);
  if (!(await session.connect())) return 1;
  if (o.scan) return scanKeys(p, o, session);
  if (o.command.length > 0) {
    const words = o.input ? [...o.command, bytesToLatin1(await p.stdin.readAll())] : o.command;
    let status = 0;
    for (let times = 0; times < o.repeat && status === 0; times++) {
      if (times > 0 && o.interval > 0) await p.sleep(o.interval);
      status = await perform(p, o, session, words);
    }
    return status;
  }
  let status = 0;
  for await (const line of p.stdin.lines()) {
    const words = splitWords(line);
    if (words === undefined) await p.stdout.write('Invalid argument(s)\n');
    else if (words.length > 0 && words[0] !== undefined) status = await perform(p, o, session, words.map(toWire));
  }
  return status;
}
