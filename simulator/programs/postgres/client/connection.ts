/** A client's side of the Postgres protocol. */
import type { Connection, Process } from '../../../kernel/abi.ts';
import { decode } from '../../../kernel/bytes.ts';
import { isSysError } from '../../../kernel/errno.ts';
import { MessageStream, MessageWriter, type MessageReader } from '../messages.ts';
import { socketPath } from '../product.ts';

export interface Report {
  severity: string;
  code: string;
  message: string;
  detail: string | undefined;
  hint: string | undefined;
  position: number | undefined;
}

/** There is no connection, or no more. `message` is what psql prints behind `connection to server … failed: `. */
export class ConnectionFailed extends Error {
  override name = 'ConnectionFailed';
  /** The server asked for a password that there was none of. */
  readonly passwordNeeded: boolean;

  constructor(message: string, passwordNeeded = false) {
    super(message);
    this.passwordNeeded = passwordNeeded;
  }
}

export interface Target {
  user: string;
  database: string;
  /** A name, or the directory of the socket. */
  host: string;
  port: number;
  password: string | undefined;
}

export interface Column {
  name: string;
  oid: number;
}

export interface Reply {
  tag: string;
  columns: Column[] | undefined;
  rows: (string | null)[][];
}

export interface Listener {
  reply: (reply: Reply) => Promise<void>;
  report: (report: Report) => Promise<void>;
}

/** `server on socket "…"`, `server at "db" (172.18.0.2), port 5432`. */
async function placeOf(p: Process, { host, port }: Target): Promise<string> {
  if (host.startsWith('/')) return `server on socket "${socketPath(port)}"`;
  let addresses: string[];
  try {
    addresses = /^[\d.]+$/.test(host) ? [host] : await p.net.resolve(host);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new ConnectionFailed(
      `could not translate host name "${host}" to address: Temporary failure in name resolution`,
    );
  }
  const [address] = addresses;
  if (address === undefined) throw new ConnectionFailed(`could not translate host name "${host}" to address: Name or service not known`); // prettier-ignore
  return `server at "${host}"${address === host ? '' : ` (${address})`}, port ${port}`;
}

async function open(p: Process, target: Target, place: string): Promise<Connection> {
  const { host, port } = target;
  try {
    return host.startsWith('/') ? await p.net.connectUnix(socketPath(port)) : await p.net.connect({ host, port });
  } catch (error) {
    if (!isSysError(error)) throw error;
    const advice = host.startsWith('/') ? 'Is the server running locally and accepting connections on that socket?' : 'Is the server running on that host and accepting TCP/IP connections?'; // prettier-ignore
    throw new ConnectionFailed(`connection to ${place} failed: ${error.message}\n\t${advice}`);
  }
}

function reportOf(body: MessageReader): Report {
  const fields = new Map<string, string>();
  while (body.left > 1) fields.set(decode(body.bytes(1)), body.text());
  const position = fields.get('P');
  return { severity: fields.get('S') ?? 'ERROR', code: fields.get('C') ?? '', message: fields.get('M') ?? '', detail: fields.get('D'), hint: fields.get('H'), position: position === undefined ? undefined : Number(position) }; // prettier-ignore
}

export class ClientConnection {
  private readonly connection: Connection;
  private readonly messages: MessageStream;
  readonly place: string;
  readonly parameters = new Map<string, string>();
  id = 0;
  /** `I`, `T` or `E`. */
  state = 'I';

  private constructor(connection: Connection, place: string) {
    this.connection = connection;
    this.place = place;
    this.messages = new MessageStream(() => connection.read());
  }

  /** Throws ConnectionFailed. */
  static async connect(p: Process, target: Target): Promise<ClientConnection> {
    const place = await placeOf(p, target);
    const client = new ClientConnection(await open(p, target, place), place);
    const writer = new MessageWriter()
      .int(196608, 4)
      .text('user')
      .text(target.user)
      .text('database')
      .text(target.database);
    await client.send(writer.int(0, 1).finish(''));
    await client.begin(target);
    return client;
  }

  private async send(message: Uint8Array): Promise<void> {
    try {
      await this.connection.write(message);
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw this.lost();
    }
  }

  private lost(): ConnectionFailed {
    return new ConnectionFailed('server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.'); // prettier-ignore
  }

  private async message(): Promise<{ letter: string; body: MessageReader }> {
    try {
      const message = await this.messages.next();
      if (message !== undefined) return message;
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    throw this.lost();
  }

  private async begin(target: Target): Promise<void> {
    for (;;) {
      const { letter, body } = await this.message();
      if (letter === 'R' && body.int(4) === 3) {
        if (target.password === undefined) {
          this.connection.close();
          throw new ConnectionFailed(`connection to ${this.place} failed: fe_sendauth: no password supplied`, true);
        }
        await this.send(new MessageWriter().text(target.password).finish('p'));
      } else if (letter === 'E') {
        const { severity, message } = reportOf(body);
        throw new ConnectionFailed(`connection to ${this.place} failed: ${severity}:  ${message}`);
      } else if (letter === 'S') this.parameters.set(body.text(), body.text());
      else if (letter === 'K') this.id = body.int(4);
      else if (letter === 'Z') return;
    }
  }

  /** Sends statements; what comes back is handed over as it comes. False when there was an error. */
  async query(sql: string, listener: Listener): Promise<boolean> {
    await this.send(new MessageWriter().text(sql).finish('Q'));
    let [columns, rows, well]: [Column[] | undefined, (string | null)[][], boolean] = [undefined, [], true];
    for (;;) {
      const { letter, body } = await this.message();
      switch (letter) {
        case 'T': columns = readColumns(body); rows = []; break;
        case 'D': rows.push(readRow(body)); break;
        case 'C': await listener.reply({ tag: body.text(), columns, rows }); [columns, rows] = [undefined, []]; break;
        case 'N': await listener.report(reportOf(body)); break;
        case 'E': well = false; await listener.report(reportOf(body)); break;
        case 'Z': this.state = decode(body.bytes(1)); return well;
        default:
      } // prettier-ignore
    }
  }

  /** Rows of one statement; undefined after an error, which `report` has been told. */
  async rows(sql: string, report: Listener['report']): Promise<Reply | undefined> {
    let last: Reply | undefined;
    const well = await this.query(sql, { report, reply: (reply) => Promise.resolve(void (last = reply)) });
    return well ? last : undefined;
  }

  async close(): Promise<void> {
    try {
      await this.send(new MessageWriter().finish('X'));
    } catch (error) {
      if (!(error instanceof ConnectionFailed)) throw error;
    }
    this.connection.close();
  }
}

function readColumns(body: MessageReader): Column[] {
  return Array.from({ length: body.int(2) }, () => {
    const name = body.text();
    body.bytes(6);
    const oid = body.int(4);
    body.bytes(8);
    return { name, oid };
  });
}

function readRow(body: MessageReader): (string | null)[] {
  return Array.from({ length: body.int(2) }, () => {
    const length = body.int(4);
    return length < 0 ? null : decode(body.bytes(length));
  });
}
