/** mysqldump and mariadb-dump: databases as the statements that make them again. */
import type { Process } from '../../../kernel/abi.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import { ClientConnection, ClientError, type Target } from './connection.ts';
import { CONNECTION_OPTIONS, usage } from './help.ts';
import { has, isMariadb, lastValue, nameOf, readOptions, targetOf, UsageError, warnOfPassword, type Given } from './options.ts'; // prettier-ignore
import { versionText } from './version.ts';

const OPTIONS = ['databases:B', 'all-databases:A', 'no-data:d', 'no-create-info:t', 'no-create-db:n', 'single-transaction:', 'add-drop-database:', 'add-drop-table:', 'result-file:r:', 'where:w:', 'comments:i', 'compact:', 'complete-insert:c', 'extended-insert:e', 'lock-tables:l', 'add-locks:', 'opt:', 'quick:q', 'no-tablespaces:y', 'routines:R', 'triggers:', 'events:E', 'ignore-table::', 'tables:', 'hex-blob:', 'disable-keys:K', 'lock-all-tables:x', 'flush-logs:F', 'flush-privileges:', 'master-data:?', 'source-data:?', 'insert-ignore:', 'replace:', 'quote-names:Q', 'set-charset:', 'dump-date:', 'create-options:a', 'tz-utc:', 'order-by-primary:', 'skip-opt:', 'no-set-names:N', 'max-allowed-packet::', 'network-timeout:', 'allow-keywords:', 'system::']; // prettier-ignore

/** Statements of INSERT are not made longer than this. */
const LONGEST_INSERT = 1_000_000;

const identifier = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

const ESCAPED: Readonly<Record<string, string>> = { '\0': '\\0', '\n': '\\n', '\r': '\\r', '\\': '\\\\', "'": "\\'", '"': '\\"', '\x1a': '\\Z' }; // prettier-ignore
const quoted = (text: string): string => `'${text.replace(/[\0\n\r\\'"\x1a]/g, (char) => ESCAPED[char] ?? char)}'`;

class Dump {
  private readonly given: Given;
  private readonly connection: ClientConnection;
  private readonly write: (text: string) => Promise<void>;

  constructor(given: Given, connection: ClientConnection, write: (text: string) => Promise<void>) {
    this.given = given;
    this.connection = connection;
    this.write = write;
  }

  /** True unless it was turned off. */
  private on(name: string): boolean {
    return lastValue(this.given, name) !== '0' && !has(this.given, 'compact');
  }

  private async comment(text: string): Promise<void> {
    if (this.on('comments')) await this.write(`--\n-- ${text}\n--\n\n`);
  }

  async database(name: string, tables: readonly string[], make: boolean): Promise<void> {
    const { connection, given } = this;
    await connection.use(name);
    if (make) {
      await this.comment(`Current Database: ${identifier(name)}`);
      if (has(given, 'add-drop-database')) await this.write(`/*!40000 DROP DATABASE IF EXISTS ${identifier(name)}*/;\n\n`); // prettier-ignore
      const [row] = await connection.rows(`SHOW CREATE DATABASE ${identifier(name)}`);
      if (!has(given, 'no-create-db')) await this.write(`${(row?.[1] ?? '').replace(/^CREATE DATABASE /, 'CREATE DATABASE /*!32312 IF NOT EXISTS*/ ')};\n\n`); // prettier-ignore
      await this.write(`USE ${identifier(name)};\n\n`);
    }
    const all = await connection.rows('SHOW FULL TABLES');
    const skipped = given.options.filter((each) => each.name === 'ignore-table').map(({ value }) => value);
    for (const table of tables) if (!all.some(([each]) => each === table)) throw new UsageError(`mysqldump: Couldn't find table: "${table}"`); // prettier-ignore
    const wanted = all.filter(([table]) => (tables.length === 0 || tables.includes(table ?? '')) && !skipped.includes(`${name}.${table ?? ''}`)); // prettier-ignore
    for (const [table = null, type] of wanted) if (type === 'BASE TABLE' && table !== null) await this.table(table);
    for (const [view = null, type] of wanted) if (type === 'VIEW' && view !== null) await this.view(view);
  }

  private async table(name: string): Promise<void> {
    const { connection, given } = this;
    if (!has(given, 'no-create-info')) {
      await this.comment(`Table structure for table ${identifier(name)}`);
      if (this.on('add-drop-table')) await this.write(`DROP TABLE IF EXISTS ${identifier(name)};\n`);
      const [row] = await connection.rows(`SHOW CREATE TABLE ${identifier(name)}`);
      const client = this.on('set-charset');
      if (client) await this.write('/*!40101 SET @saved_cs_client     = @@character_set_client */;\n/*!50503 SET character_set_client = utf8mb4 */;\n'); // prettier-ignore
      await this.write(`${row?.[1] ?? ''};\n`);
      if (client) await this.write('/*!40101 SET character_set_client = @saved_cs_client */;\n');
      await this.write('\n');
    }
    if (!has(given, 'no-data')) await this.rows(name);
  }

  private async view(name: string): Promise<void> {
    const [row] = await this.connection.rows(`SHOW CREATE VIEW ${identifier(name)}`);
    await this.comment(`Final view structure for view ${identifier(name)}`);
    if (this.on('add-drop-table')) await this.write(`/*!50001 DROP VIEW IF EXISTS ${identifier(name)}*/;\n`);
    await this.write(`/*!50001 ${row?.[1] ?? ''} */;\n\n`);
  }

  private async rows(name: string): Promise<void> {
    const { connection, given } = this;
    const where = lastValue(given, 'where');
    await this.comment(`Dumping data for table ${identifier(name)}`);
    const [reply] = await connection.query(`SELECT * FROM ${identifier(name)}${where === undefined ? '' : ` WHERE ${where}`}`); // prettier-ignore
    const locks = this.on('add-locks');
    if (locks) await this.write(`LOCK TABLES ${identifier(name)} WRITE;\n`);
    const keys = this.on('disable-keys');
    if (keys) await this.write(`/*!40000 ALTER TABLE ${identifier(name)} DISABLE KEYS */;\n`);
    if (reply?.kind === 'rows' && reply.rows.length > 0) {
      const { columns } = reply;
      const verb = has(given, 'replace') ? 'REPLACE' : has(given, 'insert-ignore') ? 'INSERT  IGNORE' : 'INSERT';
      const named = has(given, 'complete-insert') ? ` (${columns.map((column) => identifier(column.name)).join(', ')})` : ''; // prettier-ignore
      const head = `${verb} INTO ${identifier(name)}${named} VALUES `;
      const shown = (value: string | null, i: number): string => (value === null ? 'NULL' : columns[i]?.numeric === true || columns[i]?.binary === true ? value : quoted(value)); // prettier-ignore
      await this.inserts(head, reply.rows.map((row) => `(${row.map(shown).join(',')})`)); // prettier-ignore
    }
    if (keys) await this.write(`/*!40000 ALTER TABLE ${identifier(name)} ENABLE KEYS */;\n`);
    if (locks) await this.write('UNLOCK TABLES;\n');
    await this.write('\n');
  }

  /** As many rows in a statement as it may hold, or one in each. */
  private async inserts(head: string, rows: readonly string[]): Promise<void> {
    const joined = lastValue(this.given, 'extended-insert') !== '0';
    let line = '';
    for (const row of rows) {
      if (line !== '' && (!joined || line.length + row.length > LONGEST_INSERT)) {
        await this.write(`${head}${line};\n`);
        line = '';
      }
      line += line === '' ? row : `,${joined && this.mariadb ? '\n' : ''}${row}`;
    }
    await this.write(`${head}${this.mariadb && joined ? '\n' : ''}${line};\n`);
  }

  private get mariadb(): boolean {
    return this.connection.version.includes('MariaDB');
  }

  async head(target: Target, database: string): Promise<void> {
    const { version } = this.connection;
    if (this.on('comments')) await this.write(`-- ${this.mariadb ? 'MariaDB' : 'MySQL'} dump ${version}, for Linux (x86_64)\n--\n-- Host: ${target.host ?? 'localhost'}    Database: ${database}\n-- ------------------------------------------------------\n-- Server version\t${version}\n\n`); // prettier-ignore
    if (!has(this.given, 'compact')) await this.write(HEAD);
  }

  async foot(now: number): Promise<void> {
    if (!has(this.given, 'compact')) await this.write(FOOT);
    const date = this.on('dump-date') ? ` on ${strftime('%Y-%m-%d %k:%M:%S', breakDown(now))}` : '';
    if (this.on('comments')) await this.write(`-- Dump completed${date}\n`);
  }
}

const HEAD = `/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET @OLD_CHARACTER_SET_RESULTS=@@CHARACTER_SET_RESULTS */;
/*!40101 SET @OLD_COLLATION_CONNECTION=@@COLLATION_CONNECTION */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

`;

const FOOT = `/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;

/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
/*!40101 SET CHARACTER_SET_RESULTS=@OLD_CHARACTER_SET_RESULTS */;
/*!40101 SET COLLATION_CONNECTION=@OLD_COLLATION_CONNECTION */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

`;

async function dumpAll(p: Process, given: Given, target: Target, connection: ClientConnection): Promise<void> {
  const path = lastValue(given, 'result-file');
  if (path !== undefined) p.fs.writeFile(path, '');
  const write = async (text: string): Promise<void> => {
    if (path === undefined) await p.stdout.write(text);
    else p.fs.appendFile(path, text);
  };
  const dump = new Dump(given, connection, write);
  const { operands } = given;
  const all = has(given, 'all-databases');
  const several = all || has(given, 'databases');
  await dump.head(target, several ? '' : (operands[0] ?? ''));
  if (!several) await dump.database(operands[0] ?? '', operands.slice(1), false);
  else {
    const own = ['information_schema', 'performance_schema', 'sys', 'mysql'];
    const names = all ? (await connection.rows('SHOW DATABASES')).map(([name]) => name ?? '').filter((name) => !own.includes(name)) : operands; // prettier-ignore
    for (const name of names) await dump.database(name, [], true);
  }
  await dump.foot(p.now());
}

async function run(p: Process, given: Given): Promise<number> {
  if (given.operands.length === 0 && !has(given, 'all-databases')) {
    const name = nameOf(p);
    await p.stderr.write(`Usage: ${name} [OPTIONS] database [tables]\nOR     ${name} [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\nOR     ${name} [OPTIONS] --all-databases [OPTIONS]\nFor more options, use ${name} --help\n`); // prettier-ignore
    return 1;
  }
  await warnOfPassword(p, given);
  const target = await targetOf(p, given, undefined);
  let doing = 'when trying to connect';
  try {
    const connection = await ClientConnection.connect(p, target);
    connection.binaryAsHex = true;
    doing = 'when selecting the database';
    await dumpAll(p, given, target, connection);
    await connection.quit();
    return 0;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    await p.stderr.write(`${nameOf(p)}: Got error: ${error.code}: ${isMariadb(p) ? `"${error.message}"` : error.message} ${doing}\n`); // prettier-ignore
    return 2;
  }
}

export default async function mysqldump(p: Process): Promise<number> {
  try {
    const given = readOptions(p, OPTIONS, ['mysqldump', ...(isMariadb(p) ? ['mariadb-dump'] : [])]);
    if (has(given, 'help')) {
      await p.stdout.write(`${versionText(p)}\n\n${usage(nameOf(p), 'database [tables]', CONNECTION_OPTIONS)}`);
      return 0;
    }
    if (has(given, 'version')) {
      await p.stdout.write(`${versionText(p)}\n`);
      return 0;
    }
    return await run(p, given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await p.stderr.write(`${error.message}\n`);
    return 6;
  }
}
