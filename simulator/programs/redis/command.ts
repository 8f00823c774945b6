/** What a command of the server is, and how commands read their arguments. */
import type { Keyspace } from './keyspace.ts';
import { ReplyError, type Reply } from './reply.ts';
import type { Server } from './server.ts';

/** One connection. */
export interface Client {
  id: number;
  address: string;
  name: string;
  database: number;
  authenticated: boolean;
  /** Commands queued since MULTI. */
  queue: string[][] | undefined;
  /** A queued command was refused: EXEC will be too. */
  spoiled: boolean;
  /** Keys under WATCH, by `database key`, with the version they had. */
  watched: Map<string, number>;
  channels: Set<string>;
  patterns: Set<string>;
  monitoring: boolean;
  closing: boolean;
  connectedAt: number;
  send(text: string): void;
}

export interface Call {
  server: Server;
  client: Client;
  db: Keyspace;
  /** After the command's name. */
  args: readonly string[];
  name: string;
  now: number;
}

export interface Command {
  /** As in COMMAND: the number of words with the name, negative for at least. */
  arity: number;
  /** Changes data: goes into the append-only file and counts as a change. */
  write?: boolean;
  /** Arguments as redis-cli hints at them. */
  hint: string;
  /** Gives undefined when it has answered by itself. */
  run: (call: Call) => Reply | undefined | Promise<Reply | undefined>;
}

export type Commands = Readonly<Record<string, Command>>;

export function integer(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,19}$/.test(text))
    throw new ReplyError('ERR value is not an integer or out of range');
  return Number(text);
}

export function float(text: string | undefined, message = 'ERR value is not a valid float'): number {
  const inf = /^([+-]?)inf(?:inity)?$/i.exec(text ?? '');
  if (inf !== null) return inf[1] === '-' ? -Infinity : Infinity;
  if (text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new ReplyError(message);
  return Number(text);
}

export function showFloat(value: number): string {
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return String(value);
}

export const SYNTAX = 'ERR syntax error';

/** Bounds of LRANGE, ZRANGE, GETRANGE: negative ones count from the end. */
export function slice<T>(items: readonly T[], from: number, to: number): T[] {
  const start = from < 0 ? Math.max(0, items.length + from) : from;
  const end = to < 0 ? items.length + to : to;
  return start > end ? [] : items.slice(start, end + 1);
}

export function at(args: readonly string[], index: number): string {
  return args[index] ?? '';
}
