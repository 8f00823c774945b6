/** pg_dump: a database as statements. Rows are written as INSERTs (as with --inserts): COPY is not simulated. */
import type { Process } from '../../../kernel/abi.ts';
import { installedPostgres } from '../product.ts';
import { ConnectionFailed, type ClientConnection, type Report } from './connection.ts';
import { connect, has, nameOf, readOptions, targetOf, UsageError, valueOf, type Given } from './options.ts';

const OPTIONS = ['dbname:d=', 'file:f=', 'format:F=', 'inserts', 'column-inserts', 'data-only:a', 'schema-only:s', 'clean:c', 'create:C', 'if-exists', 'no-owner:O', 'no-privileges:x', 'no-acl', 'table:t=', 'verbose:v', 'compress:Z=', 'jobs:j=']; // prettier-ignore

const NUMERIC = new Set([20, 21, 23, 700, 701, 1700]);
const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

class Dump {
  private readonly connection: ClientConnection;
  private readonly given: Given;
  readonly lines: string[] = [];

  constructor(connection: ClientConnection, given: Given) {
    this.connection = connection;
    this.given = given;
  }

  private async rows(sql: string): Promise<(string | null)[][]> {
    const fail = ({ message }: Report): Promise<void> => Promise.reject(new UsageError(`pg_dump: error: query failed: ERROR:  ${message}`)); // prettier-ignore
    return (await this.connection.rows(sql, fail))?.rows ?? [];
  }

  private head(name: string, type: string): void {
    this.lines.push('--', `-- Name: ${name}; Type: ${type}; Schema: public; Owner: -`, '--', '');
  }

  async tables(): Promise<void> {
    const wanted = valueOf(this.given, 'table');
    const all = (await this.rows('SHOW drydock.tables')).filter(([, name, type]) => type === 'table' && (wanted === undefined || wanted === name)); // prettier-ignore
    const later: string[] = [];
    for (const [schema = '', name = ''] of all) {
      const table = `${schema ?? ''}.${name ?? ''}`;
      if (!has(this.given, 'data-only')) await this.definition(table, later);
      if (!has(this.given, 'schema-only')) await this.content(table);
    }
    this.lines.push(...later);
  }

  private async definition(table: string, later: string[]): Promise<void> {
    this.head(table.replace(/^.*\./, ''), 'TABLE');
    const columns = await this.rows(`SHOW drydock.columns ${table}`);
    const footers = await this.rows(`SHOW drydock.footers ${table}`);
    const shown = columns.map(([name = '', type = '', nullable = '', given = '']) => {
      const serial = given?.startsWith('nextval(') === true;
      const named = serial ? (type === 'bigint' ? 'bigserial' : type === 'smallint' ? 'smallserial' : 'serial') : type;
      return `    ${name ?? ''} ${named ?? ''}${serial || given === '' ? '' : ` DEFAULT ${given ?? ''}`}${nullable === '' || serial ? '' : ' NOT NULL'}`; // prettier-ignore
    });
    this.lines.push(`CREATE TABLE ${table} (`, shown.join(',\n'), ');', '');
    for (const [line = ''] of footers) {
      const [, name = '', kind = '', of = ''] = /^ {4}"(.*)" (PRIMARY KEY|UNIQUE CONSTRAINT|FOREIGN KEY|CHECK),?(?: btree)? ?(\(.*)$/.exec(line ?? '') ?? []; // prettier-ignore
      if (kind === '') continue;
      const made = `ALTER TABLE ONLY ${table}\n    ADD CONSTRAINT ${name} ${kind.replace(' CONSTRAINT', '')} ${of};\n`;
      later.push(made);
    }
  }

  private async content(table: string): Promise<void> {
    const fail = ({ message }: Report): Promise<void> => Promise.reject(new UsageError(`pg_dump: error: ${message}`));
    const reply = await this.connection.rows(`SELECT * FROM ${table}`, fail);
    if (reply?.columns === undefined || reply.rows.length === 0) return;
    const { columns } = reply;
    this.head(table.replace(/^.*\./, ''), 'TABLE DATA');
    const names = has(this.given, 'column-inserts') ? ` (${columns.map(({ name }) => name).join(', ')})` : '';
    for (const row of reply.rows) {
      const values = row.map((value, i) => {
        const oid = columns[i]?.oid ?? 25;
        if (value === null) return 'NULL';
        return NUMERIC.has(oid) ? value : oid === 16 ? (value === 't' ? 'true' : 'false') : quotedText(value);
      });
      this.lines.push(`INSERT INTO ${table}${names} VALUES (${values.join(', ')});`);
    }
    this.lines.push('');
  }
}

async function run(p: Process, given: Given): Promise<number> {
  const format = valueOf(given, 'format') ?? 'p';
  if (!/^p(lain)?$/.test(format)) throw new UsageError(`${nameOf(p)}: error: archives of format "${format}" are not simulated`); // prettier-ignore
  const connection = await connect(
    p,
    given,
    targetOf(p, given, valueOf(given, 'dbname') ?? given.operands[0], undefined),
  );
  const dump = new Dump(connection, given);
  const { number, package_ } = installedPostgres(p);
  dump.lines.push('--', '-- PostgreSQL database dump', '--', '', `-- Dumped from database version ${connection.parameters.get('server_version') ?? number}`, `-- Dumped by pg_dump version ${number}${package_}`, '', "SET client_encoding = 'UTF8';", 'SET standard_conforming_strings = on;', ''); // prettier-ignore
  await dump.tables();
  dump.lines.push('--', '-- PostgreSQL database dump complete', '--', '', '');
  const file = valueOf(given, 'file');
  if (file === undefined) await p.stdout.write(dump.lines.join('\n'));
  else p.fs.writeFile(file, dump.lines.join('\n'));
  await connection.close();
  return 0;
}

export default async function pgDump(p: Process): Promise<number> {
  try {
    return await run(p, readOptions(p, OPTIONS));
  } catch (error) {
    if (!(error instanceof ConnectionFailed) && !(error instanceof UsageError)) throw error;
    await p.stderr.write(
      error instanceof UsageError ? `${error.message}\n` : `${nameOf(p)}: error: ${error.message}\n`,
    );
    return 1;
  }
}
