/**
 * What psql's `\d`, `\dt`, `\l` … ask for. Postgres answers from the tables of pg_catalog, which are not simulated; psql
 * asks with a statement of our own, `SHOW drydock.WHAT [name]`.
 */
import type { Session } from '../../mysql/engine/session.ts';
import type { Table } from '../../mysql/engine/table.ts';
import { PostgresError } from './errors.ts';
import { typeName } from './types.ts';

export interface Listing {
  names: string[];
  rows: (string | null)[][];
}

const bare = (name: string): string => name.replace(/^public\./, '').replaceAll('"', '');

/** Schemas of the database that the session works in, with the engine's database of each. */
function schemas(session: Session): [schema: string, database: string][] {
  const own = session.database ?? '';
  const more = [...session.instance.databases.keys()].filter((name) => name.startsWith(`${own}.`)).sort();
  return [...more.map((name): [string, string] => [name.slice(own.length + 1), name]), ['public', own]];
}

function tables(session: Session): { schema: string; table: Table }[] {
  return schemas(session).flatMap(([schema, database]) => [...(session.instance.databases.get(database)?.tables.values() ?? [])].map((table) => ({ schema, table }))).sort((a, b) => (a.table.definition.name < b.table.definition.name ? -1 : 1)); // prettier-ignore
}

const kindOf = (table: Table): string => (table.definition.view === undefined ? 'table' : 'view');

export const keyLabel = (table: string, name: string, columns: readonly string[], type: string): string => (type === 'primary' ? `${table}_pkey` : type === 'unique' && (columns.includes(name) || name === columns.join('_')) ? `${table}_${columns.join('_')}_key` : columns.includes(name) ? `${table}_${columns.join('_')}_idx` : name); // prettier-ignore

function columns(found: Table): Listing {
  const { definition } = found;
  const rows = definition.columns.map((column): (string | null)[] => {
    const given = column.autoIncrement ? `nextval('${definition.name}_${column.name}_seq'::regclass)` : column.default.kind === 'expression' ? column.default.text.replace(/^current_timestamp$/i, 'CURRENT_TIMESTAMP') : column.default.kind === 'literal' ? `${column.default.text}${column.default.text.startsWith("'") ? `::${typeName(column).replace(/\(.*/, '')}` : ''}` : ''; // prettier-ignore
    return [column.name, typeName(column), column.nullable ? '' : 'not null', given];
  });
  return { names: ['Column', 'Type', 'Nullable', 'Default'], rows };
}

function footers(session: Session, found: Table): Listing {
  const { definition } = found;
  const { name } = definition;
  const rows: string[] = [];
  if (definition.keys.length > 0) rows.push('Indexes:');
  for (const key of definition.keys) {
    const label = keyLabel(name, key.name, key.columns, key.type);
    rows.push(`    "${label}" ${key.type === 'primary' ? 'PRIMARY KEY, ' : key.type === 'unique' ? 'UNIQUE CONSTRAINT, ' : ''}btree (${key.columns.join(', ')})`); // prettier-ignore
  }
  if (definition.checks.length > 0) rows.push('Check constraints:', ...definition.checks.map((check) => `    "${check.name}" CHECK (${check.text})`)); // prettier-ignore
  const actions = (onDelete: string, onUpdate: string): string => `${onUpdate === 'NO ACTION' ? '' : ` ON UPDATE ${onUpdate}`}${onDelete === 'NO ACTION' ? '' : ` ON DELETE ${onDelete}`}`; // prettier-ignore
  if (definition.foreign.length > 0) rows.push('Foreign-key constraints:');
  for (const key of definition.foreign) rows.push(`    "${key.name}" FOREIGN KEY (${key.columns.join(', ')}) REFERENCES ${key.table}(${key.references.join(', ')})${actions(key.onDelete, key.onUpdate)}`); // prettier-ignore
  const from = tables(session).flatMap(({ table }) => table.definition.foreign.filter((key) => key.table === name && key.database === found.database).map((key) => ({ table, key }))); // prettier-ignore
  if (from.length > 0) rows.push('Referenced by:');
  for (const { table, key } of from) rows.push(`    TABLE "${table.definition.name}" CONSTRAINT "${key.name}" FOREIGN KEY (${key.columns.join(', ')}) REFERENCES ${name}(${key.references.join(', ')})${actions(key.onDelete, key.onUpdate)}`); // prettier-ignore
  return { names: ['line'], rows: rows.map((row) => [row]) };
}

export function catalogListing(session: Session, what: string, argument: string): Listing {
  const { instance } = session;
  const named = (): { schema: string; table: Table } => {
    const found = tables(session).find(({ schema, table }) => [table.definition.name, `${schema}.${table.definition.name}`].includes(bare(argument))); // prettier-ignore
    if (found === undefined) throw new PostgresError('42P01', `Did not find any relation named "${argument}".`);
    return found;
  };
  const owner = instance.accounts.users[0]?.user ?? 'postgres';
  switch (what) {
    case 'databases': return { names: ['Name', 'Owner'], rows: [...instance.databases.keys()].filter((name) => !name.includes('.')).concat('template0', 'template1').sort().map((name) => [name, owner]) };
    case 'tables': return { names: ['Schema', 'Name', 'Type', 'Owner'], rows: tables(session).map(({ schema, table }) => [schema, table.definition.name, kindOf(table), owner]) };
    case 'relations': return { names: ['Schema', 'Name', 'Type', 'Owner'], rows: tables(session).flatMap(({ schema, table }) => [[schema, table.definition.name, kindOf(table), owner], ...table.definition.columns.filter(({ autoIncrement }) => autoIncrement).map(({ name }) => [schema, `${table.definition.name}_${name}_seq`, 'sequence', owner])]) };
    case 'schemas': return { names: ['Name', 'Owner'], rows: schemas(session).map(([name]) => [name, name === 'public' ? 'pg_database_owner' : owner]).sort() };
    case 'roles': return { names: ['Role name', 'Attributes'], rows: instance.accounts.users.map(({ user, option }) => [user, option ? 'Superuser, Create role, Create DB, Replication, Bypass RLS' : '']) };
    case 'table': { const { schema, table } = named(); return { names: ['title'], rows: [[`${kindOf(table) === 'view' ? 'View' : 'Table'} "${schema}.${table.definition.name}"`]] }; }
    case 'columns': return columns(named().table);
    case 'footers': return footers(session, named().table);
    default: throw new PostgresError('42704', `unrecognized configuration parameter "drydock.${what}"`);
  } // prettier-ignore
}
