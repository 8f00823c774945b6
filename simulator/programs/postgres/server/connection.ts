/** One client's connection: start, authentication, simple queries. */
import type { Connection } from '../../../kernel/abi.ts';
import { encode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { Wakeup } from '../../command/wakeup.ts';
import { proves, scramble } from '../../mysql/wire/auth.ts';
import type { Instance } from '../../mysql/engine/instance.ts';
import { Session } from '../../mysql/engine/session.ts';
import { RowLocked, type Transaction } from '../../mysql/engine/transaction.ts';
import { SqlError } from '../../mysql/errors.ts';
import { MessageStream, MessageWriter } from '../messages.ts';
import { splitPostgres } from '../statement-reader.ts';
import { PostgresError, reportOf, type Report } from './errors.ts';
import { PostgresSession, type Answer } from './session.ts';
import { oidOf, outputOf } from './types.ts';

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
const NONCE = new Uint8Array(20);

export interface Served {
  instance: Instance;
  version: string;
  /** What the server's log is told of errors. */
  log: (report: Report, statement: string) => Promise<void>;
  /** Asks the connection of this number to stop what it does. */
  cancel: (id: number) => void;
}

export class ServedConnection {
  private readonly served: Served;
  private readonly connection: Connection;
  private readonly messages: MessageStream;
  readonly id: number;
  private interrupted = false;
  private skipping = false;

  constructor(served: Served, connection: Connection, id: number) {
    this.served = served;
    this.connection = connection;
    this.id = id;
    this.messages = new MessageStream(() => connection.read());
  }

  interrupt(): void {
    this.interrupted = true;
  }

  async serve(): Promise<void> {
    let session: PostgresSession | undefined;
    try {
      session = await this.begin();
      if (session !== undefined) await this.commands(session);
    } catch (error) {
      if (!isSysError(error)) throw error;
    } finally {
      session?.session.rollback();
      this.connection.close();
    }
  }

  private async send(...messages: Uint8Array[]): Promise<void> {
    for (const message of messages) await this.connection.write(message);
  }

  private async report(report: Report, statement = ''): Promise<void> {
    const writer = new MessageWriter().bytes(encode('S')).text(report.severity).bytes(encode('V')).text(report.severity).bytes(encode('C')).text(report.code).bytes(encode('M')).text(report.message); // prettier-ignore
    if (report.detail !== undefined) writer.bytes(encode('D')).text(report.detail);
    if (report.hint !== undefined) writer.bytes(encode('H')).text(report.hint);
    if (report.position !== undefined) writer.bytes(encode('P')).text(String(report.position));
    await this.send(writer.int(0, 1).finish(report.severity === 'NOTICE' || report.severity === 'WARNING' ? 'N' : 'E'));
    if (report.severity === 'ERROR' || report.severity === 'FATAL') await this.served.log(report, statement);
  }

  /** The client's first words; TLS is declined. */
  private async begin(): Promise<PostgresSession | undefined> {
    for (;;) {
      const first = await this.messages.next(true);
      if (first === undefined) return undefined;
      const code = first.body.int(4);
      if (code === SSL_REQUEST) await this.send(encode('N'));
      else if (code === CANCEL_REQUEST) {
        this.served.cancel(first.body.int(4));
        return undefined;
      } else {
        const given = new Map<string, string>();
        while (first.body.left > 1) given.set(first.body.text(), first.body.text());
        return this.logIn(given);
      }
    }
  }

  private async logIn(given: ReadonlyMap<string, string>): Promise<PostgresSession | undefined> {
    const { instance, version } = this.served;
    const user = given.get('user') ?? '';
    const database = given.get('database') ?? user;
    const account = instance.accounts.users.find((each) => each.user === user);
    const local = this.connection.remote.port === 0;
    const fail = async (code: string, message: string): Promise<undefined> => {
      await this.report({ severity: 'FATAL', code, message });
      return undefined;
    };
    if (!local && instance.variables.get('pg_trust') !== 'ON') {
      await this.send(new MessageWriter().int(3, 4).finish('R'));
      const answer = await this.messages.next();
      if (answer?.letter !== 'p') return undefined;
      const proof = scramble('caching_sha2_password', answer.body.text(), NONCE);
      if (account === undefined || account.secret === '' || !proves(account, NONCE, proof)) return fail('28P01', `password authentication failed for user "${user}"`); // prettier-ignore
    }
    if (account === undefined) return fail('28000', `role "${user}" does not exist`);
    if (!instance.databases.has(database) || database.includes('.')) return fail('3D000', `database "${database}" does not exist`); // prettier-ignore
    const session = new Session(instance, this.id, account, user, local ? 'localhost' : this.connection.remote.host);
    session.database = database;
    await this.send(new MessageWriter().int(0, 4).finish('R'));
    const parameters = { server_version: /\d[\d.]*(?: \([^)]*\))?/.exec(version)?.[0] ?? '', server_encoding: 'UTF8', client_encoding: 'UTF8', DateStyle: 'ISO, MDY', TimeZone: 'Etc/UTC', integer_datetimes: 'on', standard_conforming_strings: 'on', is_superuser: account.option ? 'on' : 'off' }; // prettier-ignore
    for (const [name, value] of Object.entries(parameters)) await this.send(new MessageWriter().text(name).text(value).finish('S')); // prettier-ignore
    await this.send(new MessageWriter().int(this.id, 4).int(0, 4).finish('K'));
    return new PostgresSession(session, version);
  }

  private async ready(session: PostgresSession): Promise<void> {
    await this.send(new MessageWriter().bytes(encode(session.state)).finish('Z'));
  }

  private async commands(session: PostgresSession): Promise<void> {
    await this.ready(session);
    for (;;) {
      const message = await this.messages.next();
      if (message === undefined || message.letter === 'X') return;
      this.served.instance.questions++;
      if (message.letter === 'Q') {
        await this.query(session, message.body.text());
        await this.ready(session);
      } else if (message.letter === 'S') {
        this.skipping = false;
        await this.ready(session);
      } else if (!this.skipping && 'PBDECFH'.includes(message.letter)) {
        this.skipping = message.letter !== 'H';
        if (this.skipping) await this.report({ severity: 'ERROR', code: '0A000', message: 'the extended query protocol is not simulated' }); // prettier-ignore
      }
    }
  }

  private async query(session: PostgresSession, sql: string): Promise<void> {
    const statements = splitPostgres(sql);
    if (statements.length === 0) await this.send(new MessageWriter().finish('I'));
    for (const statement of statements) {
      try {
        await this.answer(await this.drive(session, statement));
      } catch (error) {
        if (!(error instanceof SqlError) && !(error instanceof PostgresError)) throw error;
        const report = reportOf(error, statement, this.served.instance);
        const before = sql.indexOf(statement);
        await this.report(report.position === undefined ? report : { ...report, position: report.position + Math.max(0, before) }, statement); // prettier-ignore
        return;
      }
    }
  }

  /** Others run in between, locks are waited for. */
  private async drive(session: PostgresSession, statement: string): Promise<Answer> {
    const { p } = this.served.instance;
    const work = session.execute(statement);
    this.interrupted = false;
    for (;;) {
      const step = work.next();
      session.session.rested();
      if (this.interrupted) throw new SqlError(1317, '57014', 'canceled');
      if (step.done === true) {
        if (session.session.sleeping > 0) await p.sleep(session.session.sleeping);
        return step.value;
      }
      if (step.value instanceof RowLocked) await this.waitFor(step.value.owner);
      else {
        const pause = p.step(100);
        if (pause) await pause;
      }
    }
  }

  private async waitFor(owner: Transaction): Promise<void> {
    const wakeup = new Wakeup(this.served.instance.p);
    owner.onEnd(() => wakeup.ring());
    await wakeup.wait();
    wakeup.close();
  }

  private async answer({ tag, columns, rows, notices }: Answer): Promise<void> {
    for (const notice of notices) await this.report(notice);
    if (columns !== undefined) {
      const head = new MessageWriter().int(columns.length, 2);
      for (const { name, type } of columns) head.text(name).int(0, 4).int(0, 2).int(oidOf(type), 4).int(-1, 2).int(-1, 4).int(0, 2); // prettier-ignore
      await this.send(head.finish('T'));
      for (const row of rows ?? []) {
        const writer = new MessageWriter().int(columns.length, 2);
        columns.forEach(({ type }, i) => {
          const value = row[i] ?? null;
          const bytes = value === null ? undefined : encode(outputOf(value, type));
          writer.int(bytes?.length ?? -1, 4);
          if (bytes !== undefined) writer.bytes(bytes);
        });
        await this.send(writer.finish('D'));
      }
    }
    await this.send(new MessageWriter().text(tag).finish('C'));
  }
}
