/** A client's side of the protocol: logging in, asking, reading what comes. */
import type { Connection, Process } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';
import { isSysError, type SysError } from '../../../kernel/errno.ts';
import { scramble } from '../wire/auth.ts';
import { CLIENT, COMMAND, FIELD, FLAG, STATUS, UTF8MB4 } from '../wire/constants.ts';
import { PacketReader, PacketStream, PacketWriter } from '../wire/packet.ts';

/** What went wrong: the server's own errors, and those of the client (2000 and more). */
export class ClientError extends Error {
  override name = 'ClientError';
  readonly code: number;
  readonly state: string;

  constructor(code: number, state: string, message: string) {
    super(message);
    this.code = code;
    this.state = state;
  }

  /** The connection is of no more use. */
  get lost(): boolean {
    return this.code === 2013 || this.code === 2006;
  }
}

export interface Target {
  user: string;
  password: string;
  /** Undefined: the socket. */
  host: string | undefined;
  port: number;
  socket: string;
  database: string | undefined;
  mariadb: boolean;
  /** Client of version 8 or later: addresses in messages carry their port. */
  recent: boolean;
}

export interface ReplyColumn {
  name: string;
  table: string;
  type: number;
  flags: number;
  numeric: boolean;
  nullable: boolean;
  binary: boolean;
}

export type Reply =
  | { kind: 'ok'; affected: bigint; insertId: bigint; warnings: number; info: string; more: boolean }
  | { kind: 'rows'; columns: ReplyColumn[]; rows: (string | null)[][]; warnings: number; more: boolean };

const CAPABILITIES = CLIENT.LONG_PASSWORD | CLIENT.LONG_FLAG | CLIENT.PROTOCOL_41 | CLIENT.TRANSACTIONS | CLIENT.SECURE_CONNECTION | CLIENT.MULTI_STATEMENTS | CLIENT.MULTI_RESULTS | CLIENT.PLUGIN_AUTH; // prettier-ignore

const NUMERIC = new Set<number>([0, FIELD.TINY, FIELD.SHORT, FIELD.LONG, FIELD.FLOAT, FIELD.DOUBLE, FIELD.NULL, FIELD.LONGLONG, FIELD.INT24, FIELD.YEAR, FIELD.NEWDECIMAL]); // prettier-ignore

const NUMBERS: Readonly<Record<string, number>> = { ENOENT: 2, EACCES: 13, ECONNREFUSED: 111, EHOSTUNREACH: 113, ENETUNREACH: 101, ETIMEDOUT: 110, ECONNRESET: 104 }; // prettier-ignore

function socketError(target: Target, error: SysError): ClientError {
  const product = target.mariadb ? 'local server' : 'local MySQL server';
  return new ClientError(2002, 'HY000', `Can't connect to ${product} through socket '${target.socket}' (${NUMBERS[error.code] ?? 111})`); // prettier-ignore
}

function hostError(target: Target, host: string, error: SysError): ClientError {
  const number = NUMBERS[error.code] ?? 111;
  if (target.mariadb) return new ClientError(2002, 'HY000', `Can't connect to server on '${host}' (${number === 111 ? 115 : number})`); // prettier-ignore
  return new ClientError(2003, 'HY000', `Can't connect to MySQL server on '${host}${target.recent ? `:${target.port}` : ''}' (${number})`); // prettier-ignore
}

async function resolve(p: Process, target: Target, host: string): Promise<void> {
  if (/^[\d.]+$/.test(host) || host.includes(':')) return;
  const unknown = (number: number): ClientError => new ClientError(2005, 'HY000', `Unknown ${target.mariadb ? 'server' : 'MySQL server'} host '${host}' (${number})`); // prettier-ignore
  try {
    if ((await p.net.resolve(host)).length === 0) throw unknown(-2);
  } catch (error) {
    if (isSysError(error)) throw unknown(-3);
    throw error;
  }
}

async function open(p: Process, target: Target): Promise<Connection> {
  const { host } = target;
  if (host === undefined) {
    try {
      return await p.net.connectUnix(target.socket);
    } catch (error) {
      if (isSysError(error)) throw socketError(target, error);
      throw error;
    }
  }
  await resolve(p, target, host);
  try {
    return await p.net.connect({ host, port: target.port });
  } catch (error) {
    if (isSysError(error)) throw hostError(target, host, error);
    throw error;
  }
}

function errorOf(payload: Uint8Array): ClientError {
  const reader = new PacketReader(payload, 1);
  const code = reader.int(2);
  const text = decode(reader.rest());
  const [, state = 'HY000', message = text] = /^#(.{5})(.*)$/s.exec(text) ?? [];
  return new ClientError(code, state, message);
}

export class ClientConnection {
  private readonly connection: Connection;
  private readonly packets: PacketStream;
  version = '';
  id = 0;
  inTransaction = false;
  /** Bytes that are no text are given in hex (`0x1F`) and not as they are. */
  binaryAsHex = false;

  private constructor(connection: Connection) {
    this.connection = connection;
    this.packets = new PacketStream(() => connection.read());
  }

  /** Throws ClientError: 2002, 2003, 2005, 1045, 1049 … */
  static async connect(p: Process, target: Target): Promise<ClientConnection> {
    const client = new ClientConnection(await open(p, target));
    try {
      await client.logIn(target);
    } catch (error) {
      client.connection.close();
      throw error;
    }
    return client;
  }

  private lost(during: string): ClientError {
    return new ClientError(2013, 'HY000', `Lost connection to ${/maria/i.test(this.version) ? '' : 'MySQL '}server ${during}`); // prettier-ignore
  }

  private async packet(during = 'during query'): Promise<Uint8Array> {
    let payload: Uint8Array | undefined;
    try {
      payload = await this.packets.next();
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    if (payload === undefined) throw this.lost(during);
    if (payload[0] === 0xff) throw errorOf(payload);
    return payload;
  }

  private async send(payload: Uint8Array): Promise<void> {
    try {
      await this.connection.write(this.packets.frame(payload));
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new ClientError(2006, 'HY000', `${/maria/i.test(this.version) ? 'Server' : 'MySQL server'} has gone away`);
    }
  }

  private async logIn(target: Target): Promise<void> {
    const first = "at 'reading initial communication packet', system error: 0";
    const greeting = new PacketReader(await this.packet(first), 1);
    this.version = greeting.zeroText().replace(/^5\.5\.5-(?=.*MariaDB)/, '');
    this.id = greeting.int(4);
    const head = greeting.bytes(8).slice();
    greeting.bytes(1 + 2 + 1 + 2 + 2 + 1 + 10);
    const nonce = Uint8Array.from([...head, ...greeting.bytes(12)]);
    greeting.int(1);
    const plugin = greeting.zeroText();
    const answer = scramble(plugin, target.password, nonce);
    const { database } = target;
    const writer = new PacketWriter()
      .int(CAPABILITIES | (database === undefined ? 0 : CLIENT.CONNECT_WITH_DB), 4)
      .int(16_777_216, 4)
      .int(UTF8MB4, 1)
      .bytes(new Uint8Array(23))
      .zeroText(target.user)
      .int(answer.length, 1)
      .bytes(answer);
    if (database !== undefined) writer.zeroText(database);
    await this.send(writer.zeroText(plugin).finish());
    await this.finishLogIn(target);
  }

  private async finishLogIn(target: Target): Promise<void> {
    for (;;) {
      const payload = await this.packet("at 'reading authorization packet', system error: 0");
      if (payload[0] === 0) return;
      if (payload[0] !== 0xfe) continue;
      const reader = new PacketReader(payload, 1);
      const plugin = reader.zeroText();
      await this.send(scramble(plugin, target.password, reader.bytes(20).slice()));
    }
  }

  private async ask(command: number, text: string): Promise<Uint8Array> {
    this.packets.sequence = 0;
    await this.send(new PacketWriter().int(command, 1).text(text).finish());
    return await this.packet();
  }

  /** The answers to one or several statements. What came before an error is not given back. */
  async query(sql: string): Promise<Reply[]> {
    const replies: Reply[] = [];
    await this.each(sql, (reply) => Promise.resolve(void replies.push(reply)));
    return replies;
  }

  /** Hands over every answer as it comes. */
  async each(sql: string, take: (reply: Reply) => Promise<void>): Promise<void> {
    let payload = await this.ask(COMMAND.QUERY, sql);
    for (;;) {
      const reply = payload[0] === 0 ? this.okOf(payload) : await this.readRows(payload);
      await take(reply);
      if (!reply.more) return;
      payload = await this.packet();
    }
  }

  /** Rows of a single query. */
  async rows(sql: string): Promise<(string | null)[][]> {
    const [reply] = await this.query(sql);
    return reply?.kind === 'rows' ? reply.rows : [];
  }

  async value(sql: string): Promise<string> {
    return (await this.rows(sql))[0]?.[0] ?? '';
  }

  async use(database: string): Promise<void> {
    this.okOf(await this.ask(COMMAND.INIT_DB, database));
  }

  async ping(): Promise<void> {
    await this.ask(COMMAND.PING, '');
  }

  async statistics(): Promise<string> {
    return decode(await this.ask(COMMAND.STATISTICS, ''));
  }

  async quit(): Promise<void> {
    this.packets.sequence = 0;
    try {
      await this.send(Uint8Array.of(COMMAND.QUIT));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
    this.connection.close();
  }

  private okOf(payload: Uint8Array): Extract<Reply, { kind: 'ok' }> {
    const reader = new PacketReader(payload, 1);
    const affected = BigInt(reader.length());
    const insertId = BigInt(reader.length());
    const status = reader.int(2);
    const warnings = reader.int(2);
    this.inTransaction = (status & STATUS.IN_TRANSACTION) !== 0;
    return { kind: 'ok', affected, insertId, warnings, info: decode(reader.rest()), more: (status & STATUS.MORE_RESULTS) !== 0 }; // prettier-ignore
  }

  private async readRows(head: Uint8Array): Promise<Reply> {
    const count = new PacketReader(head).length();
    const columns: ReplyColumn[] = [];
    for (let i = 0; i < count; i++) columns.push(readColumn(await this.packet()));
    await this.packet();
    const rows: (string | null)[][] = [];
    for (;;) {
      const payload = await this.packet();
      if (payload[0] === 0xfe && payload.length < 9) {
        const reader = new PacketReader(payload, 1);
        const warnings = reader.int(2);
        const status = reader.int(2);
        this.inTransaction = (status & STATUS.IN_TRANSACTION) !== 0;
        return { kind: 'rows', columns, rows, warnings, more: (status & STATUS.MORE_RESULTS) !== 0 };
      }
      const reader = new PacketReader(payload);
      rows.push(columns.map(({ binary }) => cell(reader.lengthBytes(), binary && this.binaryAsHex)));
    }
  }
}

function cell(bytes: Uint8Array | null, hex: boolean): string | null {
  if (bytes === null) return null;
  if (!hex) return decode(bytes);
  return bytes.length === 0 ? '0x' : `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase()}`; // prettier-ignore
}

function readColumn(payload: Uint8Array): ReplyColumn {
  const reader = new PacketReader(payload);
  reader.lengthText();
  reader.lengthText();
  const table = reader.lengthText();
  reader.lengthText();
  const name = reader.lengthText();
  reader.lengthText();
  reader.int(1);
  const charset = reader.int(2);
  reader.int(4);
  const type = reader.int(1);
  const flags = reader.int(2);
  const textual = type === FIELD.STRING || type === FIELD.VAR_STRING || type === FIELD.BLOB || type === FIELD.BIT;
  return { name, table, type, flags, numeric: NUMERIC.has(type), nullable: (flags & FLAG.NOT_NULL) === 0, binary: charset === 63 && textual }; // prettier-ignore
}
