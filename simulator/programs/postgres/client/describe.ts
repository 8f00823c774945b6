/** psql's commands that describe: `\l`, `\d`, `\dt`, `\du`, `\dn`. */
import type { ClientConnection, Reply, Report } from './connection.ts';
import type { Printed } from './format.ts';

const columnsOf = (names: readonly string[]): Printed['columns'] => names.map((name) => ({ name, oid: 25 }));

type Ask = (what: string) => Promise<Reply | undefined>;

function databases({ rows }: Reply, version: number): Printed {
  const template = (owner: string): string => `=c/${owner}          +\n${owner}=CTc/${owner}`.replace(/ +\+\n/, '\n');
  const middle = version >= 17 ? ['UTF8', 'libc', 'en_US.utf8', 'en_US.utf8', '', ''] : version === 16 ? ['UTF8', 'libc', 'en_US.utf8', 'en_US.utf8', '', ''] : ['UTF8', 'en_US.utf8', 'en_US.utf8']; // prettier-ignore
  const names = version >= 16 ? ['Name', 'Owner', 'Encoding', 'Locale Provider', 'Collate', 'Ctype', version >= 17 ? 'Locale' : 'ICU Locale', 'ICU Rules', 'Access privileges'] : ['Name', 'Owner', 'Encoding', 'Collate', 'Ctype', 'Access privileges']; // prettier-ignore
  return { title: 'List of databases', columns: columnsOf(names), rows: rows.map(([name = '', owner = '']) => [name, owner, ...middle, /^template/.test(name ?? '') ? template(owner ?? '') : '']) }; // prettier-ignore
}

/** Undefined after it has said what there is not. */
async function oneTable(name: string, ask: Ask): Promise<Printed | undefined> {
  const title = await ask(`table ${name}`);
  if (title === undefined) return undefined;
  const columns = await ask(`columns ${name}`);
  const footers = await ask(`footers ${name}`);
  return {
    title: title.rows[0]?.[0] ?? '',
    columns: columnsOf(['Column', 'Type', 'Collation', 'Nullable', 'Default']),
    rows: (columns?.rows ?? []).map(([column = '', type = '', nullable = '', given = '']) => [column, type, '', nullable, given]), // prettier-ignore
    footers: (footers?.rows ?? []).map(([line]) => line ?? ''),
  };
}

/** What a command shows; a text when there is nothing to show. */
export async function describe(
  connection: ClientConnection,
  command: string,
  argument: string,
  report: (report: Report) => Promise<void>,
): Promise<Printed | string | undefined> {
  const ask: Ask = (what) => connection.rows(`SHOW drydock.${what}`, report);
  const version = Number.parseInt(connection.parameters.get('server_version') ?? '17', 10);
  const relations = version >= 18 ? 'tables' : 'relations';
  const kind = command.replace(/[+S]/g, '');
  switch (kind) {
    case 'l': { const reply = await ask('databases'); return reply && databases(reply, version); }
    case 'du': case 'dg': { const reply = await ask('roles'); return reply && { title: 'List of roles', columns: columnsOf(['Role name', 'Attributes']), rows: reply.rows, footers: [] }; }
    case 'dn': { const reply = await ask('schemas'); return reply && { title: 'List of schemas', columns: columnsOf(['Name', 'Owner']), rows: reply.rows }; }
    case 'd': if (argument !== '') return oneTable(argument, ask); return list(await ask('relations'), 'relations', () => true);
    case 'dt': return list(await ask('tables'), relations, ([schema, name, type]) => type === 'table' && matches(argument, schema ?? '', name ?? ''));
    case 'dv': return list(await ask('tables'), version >= 18 ? 'views' : 'relations', ([, , type]) => type === 'view');
    case 'ds': return list(await ask('relations'), version >= 18 ? 'sequences' : 'relations', ([, , type]) => type === 'sequence');
    default: return `invalid command \\${command}\nTry \\? for help.`;
  } // prettier-ignore
}

function matches(pattern: string, schema: string, name: string): boolean {
  if (pattern === '') return true;
  const source = pattern.replaceAll('"', '').replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.'); // prettier-ignore
  return new RegExp(`^(?:${source})$`).test(pattern.includes('.') ? `${schema}.${name}` : name);
}

function list(
  reply: Reply | undefined,
  what: string,
  keep: (row: readonly (string | null)[]) => boolean,
): Printed | string | undefined {
  // prettier-ignore
  if (reply === undefined) return undefined;
  const rows = reply.rows.filter(keep);
  if (rows.length === 0) return `Did not find any ${what}.`;
  return { title: `List of ${what}`, columns: columnsOf(['Schema', 'Name', 'Type', 'Owner']), rows };
}
