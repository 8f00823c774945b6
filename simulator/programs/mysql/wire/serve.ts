/** One connection of a client, from the greeting to the end. */
import type { Connection } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { SqlError } from '../errors.ts';
import type { User } from '../engine/accounts.ts';
import { execute, run, type Work } from '../engine/execute.ts';
import type { Connected, Instance } from '../engine/instance.ts';
import type { Result, ResultColumn } from '../engine/result.ts';
import { Session } from '../engine/session.ts';
import { RowLocked } from '../engine/transaction.ts';
import { Wakeup } from '../../command/wakeup.ts';
import { parseStatement, splitStatements } from '../sql/statements.ts';
import { typeOf, type Value } from '../engine/value.ts';
import { proves } from './auth.ts';
import { binaryRow, columnPacket, textRow } from './columns.ts';
import { CLIENT, COMMAND, STATUS, UTF8MB4 } from './constants.ts';
import { readParameters } from './parameters.ts';
import { PacketReader, PacketStream, PacketWriter } from './packet.ts';

const CAPABILITIES = CLIENT.LONG_PASSWORD | CLIENT.FOUND_ROWS | CLIENT.LONG_FLAG | CLIENT.CONNECT_WITH_DB | CLIENT.PROTOCOL_41 | CLIENT.INTERACTIVE | CLIENT.TRANSACTIONS | CLIENT.SECURE_CONNECTION | CLIENT.MULTI_STATEMENTS | CLIENT.MULTI_RESULTS | CLIENT.PS_MULTI_RESULTS | CLIENT.PLUGIN_AUTH | CLIENT.CONNECT_ATTRS | CLIENT.PLUGIN_AUTH_LENENC; // prettier-ignore

interface Prepared {
  sql: string;
  parameters: number;
  types: number[];
  long: Map<number, Uint8Array>;
}

interface Greeted {
  capabilities: number;
  user: string;
  database: string;
  answer: Uint8Array;
  plugin: string;
}

export class ServedConnection {
  private readonly instance: Instance;
  private readonly connection: Connection;
  private readonly packets: PacketStream;
  private readonly host: string;
  private readonly id: number;
  private capabilities = 0;
  private readonly prepared = new Map<number, Prepared>();
  private nextStatement = 1;
  private ending = false;
  private interrupted = false;
  private status: Connected | undefined;

  constructor(instance: Instance, connection: Connection, host: string) {
    this.instance = instance;
    this.connection = connection;
    this.host = host;
    this.packets = new PacketStream(() => connection.read());
    this.id = instance.nextConnection++;
  }

  async serve(): Promise<void> {
    let session: Session | undefined;
    try {
      session = await this.logIn();
      if (session !== undefined) await this.commands(session);
    } catch (error) {
      if (!isSysError(error)) throw error;
    } finally {
      session?.rollback();
      this.instance.sessions.delete(this.id);
      this.connection.close();
    }
  }

  private async send(payload: Uint8Array): Promise<void> {
    await this.connection.write(this.packets.frame(payload));
  }

  private async sendError(error: SqlError): Promise<void> {
    await this.send(
      new PacketWriter().int(0xff, 1).int(error.code, 2).text(`#${error.state}${error.message}`).finish(),
    );
  }

  private async sendOk(
    session: Session | undefined,
    affected = 0,
    insertId: bigint | number = 0,
    info = '',
    more = false,
  ): Promise<void> {
    // prettier-ignore
    const writer = new PacketWriter().int(0, 1).length(affected).length(insertId).int(statusOf(session, more), 2).int(Math.min(session?.warnings.length ?? 0, 65535), 2); // prettier-ignore
    await this.send((info === '' ? writer : writer.text(info)).finish());
  }

  private async sendEof(session: Session, more = false): Promise<void> {
    await this.send(new PacketWriter().int(0xfe, 1).int(Math.min(session.warnings.length, 65535), 2).int(statusOf(session, more), 2).finish()); // prettier-ignore
  }

  private nonce(): Uint8Array {
    return this.instance.p.random(20).map((byte) => (byte % 94) + 33);
  }

  private async logIn(): Promise<Session | undefined> {
    const nonce = this.nonce();
    const { product, defaultPlugin } = this.instance;
    const version = product.name === 'MariaDB' ? `5.5.5-${product.version}` : product.version;
    this.packets.sequence = 0;
    await this.send(
      new PacketWriter().int(10, 1).zeroText(version).int(this.id, 4).bytes(nonce.subarray(0, 8)).int(0, 1).int(CAPABILITIES & 0xffff, 2).int(UTF8MB4, 1).int(STATUS.AUTOCOMMIT, 2)
        .int(CAPABILITIES >>> 16, 2).int(21, 1).bytes(new Uint8Array(10)).bytes(nonce.subarray(8)).int(0, 1).zeroText(defaultPlugin).finish(),
    ); // prettier-ignore
    const payload = await this.packets.next();
    if (payload === undefined) return undefined;
    const greeted = readResponse(payload);
    this.capabilities = greeted.capabilities;
    return await this.authenticate(greeted, nonce, defaultPlugin);
  }

  private async authenticate(greeted: Greeted, nonce: Uint8Array, offered: string): Promise<Session | undefined> {
    const user = this.instance.accounts.match(greeted.user, this.host);
    const plugin = user?.plugin ?? offered;
    let { answer } = greeted;
    let used = nonce;
    if (plugin !== 'unix_socket' && greeted.plugin !== plugin) {
      used = this.nonce();
      await this.send(new PacketWriter().int(0xfe, 1).zeroText(plugin).bytes(used).int(0, 1).finish());
      answer = (await this.packets.next()) ?? new Uint8Array(0);
    }
    if (answer.length === 1 && answer[0] === 0) answer = new Uint8Array(0);
    if (
      user === undefined ||
      !(user.plugin === 'unix_socket' ? this.host === 'localhost' : proves(user, used, answer))
    ) {
      await this.sendError(this.denied(greeted.user, answer.length > 0));
      return undefined;
    }
    if (plugin === 'caching_sha2_password' && answer.length > 0) await this.send(Uint8Array.of(1, 3));
    return await this.welcome(user, greeted);
  }

  private denied(user: string, password: boolean): SqlError {
    return new SqlError(1045, '28000', `Access denied for user '${user}'@'${this.host}' (using password: ${password ? 'YES' : 'NO'})`); // prettier-ignore
  }

  private async welcome(user: User, greeted: Greeted): Promise<Session | undefined> {
    const session = new Session(this.instance, this.id, user, greeted.user, this.host);
    if (greeted.database !== '') {
      try {
        this.drain(execute(session, `USE \`${greeted.database.replaceAll('`', '``')}\``));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        await this.sendError(error);
        return undefined;
      }
    }
    const { remote } = this.connection;
    const shownHost = this.host === 'localhost' ? 'localhost' : `${remote.host}:${remote.port}`;
    this.status = { id: this.id, user: greeted.user, host: shownHost, database: session.database, command: 'Sleep', since: this.instance.p.now(), info: undefined, kill: (query) => {
      this.interrupted = true;
      this.ending ||= !query;
      if (!query && this.status?.command === 'Sleep') this.connection.close();
    } }; // prettier-ignore
    this.instance.sessions.set(this.id, this.status);
    await this.sendOk(session);
    return session;
  }

  /** For statements that never wait. */
  private drain(work: Work): Result {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  }

  /** Drives a statement: others run in between, locks are waited for, sleeps are slept. */
  private async drive(session: Session, work: Work): Promise<Result> {
    const { p } = this.instance;
    for (;;) {
      const step = work.next();
      session.rested();
      if (this.interrupted) {
        this.interrupted = false;
        throw new SqlError(1317, '70100', 'Query execution was interrupted');
      }
      if (step.done === true) {
        if (session.sleeping > 0) await p.sleep(session.sleeping);
        return step.value;
      }
      if (step.value instanceof RowLocked) await this.waitFor(session, step.value);
      else {
        const pause = p.step(100);
        if (pause) await pause;
      }
    }
  }

  private async waitFor(session: Session, { owner }: RowLocked): Promise<void> {
    const { p } = this.instance;
    const wakeup = new Wakeup(p);
    let over = false;
    owner.onEnd(() => wakeup.ring());
    const seconds = Number(session.variables.get('innodb_lock_wait_timeout') ?? 50);
    p.background(async () => {
      await p.sleep(seconds * 1000);
      over = true;
      wakeup.ring();
    });
    await wakeup.wait();
    if (over) throw new SqlError(1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction');
  }

  private async commands(session: Session): Promise<void> {
    while (!this.ending) {
      this.packets.sequence = 0;
      const payload = await this.packets.next();
      if (payload === undefined || payload[0] === COMMAND.QUIT) return;
      this.instance.questions++;
      try {
        await this.command(session, payload[0] ?? 0, payload.subarray(1));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        await this.sendError(error);
      }
      this.note(session, 'Sleep', undefined);
    }
  }

  private note(session: Session, command: string, info: string | undefined): void {
    if (this.status === undefined) return;
    Object.assign(this.status, { command, info, since: this.instance.p.now(), database: session.database });
  }

  private async command(session: Session, command: number, body: Uint8Array): Promise<void> {
    switch (command) {
      case COMMAND.QUERY: await this.query(session, decode(body)); return;
      case COMMAND.INIT_DB: this.drain(execute(session, `USE \`${decode(body).replaceAll('`', '``')}\``)); await this.sendOk(session); return;
      case COMMAND.PING: case COMMAND.SET_OPTION: case COMMAND.STMT_RESET: await this.sendOk(session); return;
      case COMMAND.RESET_CONNECTION: session.rollback(); session.userVariables.clear(); await this.sendOk(session); return;
      case COMMAND.STATISTICS: await this.send(new PacketWriter().text(this.statistics()).finish()); return;
      case COMMAND.FIELD_LIST: await this.fieldList(session, new PacketReader(body).zeroText()); return;
      case COMMAND.STMT_PREPARE: await this.prepare(session, decode(body)); return;
      case COMMAND.STMT_EXECUTE: await this.executePrepared(session, new PacketReader(body)); return;
      case COMMAND.STMT_CLOSE: this.prepared.delete(new PacketReader(body).int(4)); return;
      case COMMAND.STMT_SEND_LONG_DATA: { const reader = new PacketReader(body); const statement = this.prepared.get(reader.int(4)); statement?.long.set(reader.int(2), reader.rest()); return; }
      default: throw new SqlError(1047, '08S01', 'Unknown command');
    } // prettier-ignore
  }

  private statistics(): string {
    const { instance } = this;
    const seconds = Math.floor((instance.p.now() - instance.startedAt) / 1000);
    return `Uptime: ${seconds}  Threads: ${instance.sessions.size}  Questions: ${instance.questions}  Slow queries: 0  Opens: 119  Flush tables: 3  Open tables: 38  Queries per second avg: ${(instance.questions / Math.max(1, seconds)).toFixed(3)}`; // prettier-ignore
  }

  private async query(session: Session, sql: string): Promise<void> {
    const many = (this.capabilities & CLIENT.MULTI_STATEMENTS) !== 0;
    const statements = many ? splitStatements(sql) : [sql];
    for (const [i, statement] of statements.entries()) {
      this.note(session, 'Query', statement);
      const result = await this.drive(session, execute(session, statement));
      await this.sendResult(session, result, i < statements.length - 1, textRow);
    }
  }

  private async sendResult(
    session: Session,
    result: Result,
    more: boolean,
    row: (row: readonly Value[], columns: readonly ResultColumn[]) => Uint8Array,
  ): Promise<void> {
    // prettier-ignore
    if (result.kind === 'ok') {
      const found = (this.capabilities & CLIENT.FOUND_ROWS) !== 0 ? /^Rows matched: (\d+)/.exec(result.info)?.[1] : undefined;
      await this.sendOk(session, found === undefined ? result.affected : Number(found), result.insertId, result.info, more);
      return;
    }
    await this.send(new PacketWriter().length(result.columns.length).finish());
    for (const column of result.columns) await this.send(columnPacket(column));
    await this.sendEof(session);
    for (const each of result.rows) await this.send(row(each, result.columns));
    await this.sendEof(session, more);
  }

  private async fieldList(session: Session, table: string): Promise<void> {
    const result = this.drain(execute(session, `SELECT * FROM \`${table.replaceAll('`', '``')}\` LIMIT 0`));
    if (result.kind === 'rows') for (const column of result.columns) await this.send(new PacketWriter().bytes(columnPacket(column)).int(0xfb, 1).finish()); // prettier-ignore
    await this.sendEof(session);
  }

  private async prepare(session: Session, sql: string): Promise<void> {
    const { statement, parameters } = parseStatement(sql, this.instance.product.name);
    const id = this.nextStatement++;
    this.prepared.set(id, { sql, parameters, types: [], long: new Map() });
    session.parameters = Array.from({ length: parameters }, () => null);
    const columns: readonly ResultColumn[] = statement.kind === 'select' ? session.planner().plan(statement.select).columns : []; // prettier-ignore
    await this.send(new PacketWriter().int(0, 1).int(id, 4).int(columns.length, 2).int(parameters, 2).int(0, 1).int(0, 2).finish()); // prettier-ignore
    for (let i = 0; i < parameters; i++) await this.send(columnPacket({ name: '?', type: typeOf('varchar') }));
    if (parameters > 0) await this.sendEof(session);
    for (const column of columns) await this.send(columnPacket(column));
    if (columns.length > 0) await this.sendEof(session);
  }

  private async executePrepared(session: Session, reader: PacketReader): Promise<void> {
    const prepared = this.prepared.get(reader.int(4));
    if (prepared === undefined) throw new SqlError(1243, 'HY000', 'Unknown prepared statement handler (0) given to mysqld_stmt_execute'); // prettier-ignore
    reader.int(5);
    const values = readParameters(reader, prepared);
    const { statement } = parseStatement(prepared.sql, this.instance.product.name);
    this.note(session, 'Execute', prepared.sql);
    const result = await this.drive(session, run(session, statement, values));
    await this.sendResult(session, result, false, binaryRow);
  }
}

function statusOf(session: Session | undefined, more: boolean): number {
  const auto = session === undefined || session.autocommit ? STATUS.AUTOCOMMIT : 0;
  return auto | (session?.explicit === true ? STATUS.IN_TRANSACTION : 0) | (more ? STATUS.MORE_RESULTS : 0);
}

/** The client's answer to the greeting. */
function readResponse(payload: Uint8Array): Greeted {
  const reader = new PacketReader(payload);
  const capabilities = reader.int(4);
  reader.bytes(28);
  const user = reader.zeroText();
  const answer = (capabilities & CLIENT.PLUGIN_AUTH_LENENC) !== 0 ? (reader.lengthBytes() ?? new Uint8Array(0)) : reader.bytes(reader.int(1)); // prettier-ignore
  const database = (capabilities & CLIENT.CONNECT_WITH_DB) !== 0 ? reader.zeroText() : '';
  const plugin = (capabilities & CLIENT.PLUGIN_AUTH) !== 0 ? reader.zeroText() : 'mysql_native_password';
  return { capabilities, user, answer: answer.slice(), database, plugin };
}
