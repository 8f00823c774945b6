/** Foreign keys: what a row refers to must be there, and what refers to a row follows it. */
import { SqlError } from '../errors.ts';
import { columnIndex, type ForeignKey } from './definition.ts';
import type { Session } from './session.ts';
import { visible, type Row, type Table } from './table.ts';
import { keyOfAll, type Value } from './value.ts';

const checked = (session: Session): boolean => session.variables.get('foreign_key_checks') === 'ON';

export function foreignKeyText(database: string, table: string, key: ForeignKey): string {
  const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const actions = `${key.onDelete === 'NO ACTION' ? '' : ` ON DELETE ${key.onDelete}`}${key.onUpdate === 'NO ACTION' ? '' : ` ON UPDATE ${key.onUpdate}`}`; // prettier-ignore
  const parent = key.database === database ? `\`${key.table}\`` : `\`${key.database}\`.\`${key.table}\``;
  return `(\`${database}\`.\`${table}\`, CONSTRAINT \`${key.name}\` FOREIGN KEY (${quoted(key.columns)}) REFERENCES ${parent} (${quoted(key.references)})${actions})`; // prettier-ignore
}

function columnsOf(table: Table, names: readonly string[]): number[] {
  return names.map((name) => columnIndex(table.definition, name));
}

function rowsWith(session: Session, table: Table, columns: readonly number[], values: readonly Value[]): Row[] {
  const found = table.held === 0 ? table.lookup(columns, values) : undefined;
  if (found !== undefined) return [...found];
  const wanted = keyOfAll(values);
  return table.rows.filter((row) => {
    const seen = row.values ?? visible(row, session.transaction);
    return seen !== undefined && keyOfAll(columns.map((at) => seen[at] ?? null)) === wanted;
  });
}

/** Throws SqlError 1452 when a foreign key of the row leads nowhere. */
export function requireParents(session: Session, table: Table, values: readonly Value[]): void {
  if (!checked(session)) return;
  for (const key of table.definition.foreign) {
    const own = columnsOf(table, key.columns).map((at) => values[at] ?? null);
    if (own.includes(null)) continue;
    const parent = session.instance.databases.get(key.database)?.tables.get(key.table);
    const found = parent === undefined ? [] : rowsWith(session, parent, columnsOf(parent, key.references), own);
    const itself = parent === table && keyOfAll(columnsOf(table, key.references).map((at) => values[at] ?? null)) === keyOfAll(own); // prettier-ignore
    if (found.length === 0 && !itself)
      throw new SqlError(1452, '23000', `Cannot add or update a child row: a foreign key constraint fails ${foreignKeyText(table.database, table.definition.name, key)}`); // prettier-ignore
  }
}

/** What refers to the row that changes (or goes, when `after` is undefined) follows, or forbids it (SqlError 1451). */
export function cascade(
  session: Session,
  parent: Table,
  before: readonly Value[],
  after: readonly Value[] | undefined,
): void {
  // prettier-ignore
  if (!checked(session)) return;
  for (const { tables } of session.instance.databases.values()) {
    for (const child of tables.values()) {
      for (const key of child.definition.foreign) {
        if (key.database === parent.database && key.table === parent.definition.name) follow(session, parent, child, key, before, after); // prettier-ignore
      }
    }
  }
}

function follow(
  session: Session,
  parent: Table,
  child: Table,
  key: ForeignKey,
  before: readonly Value[],
  after: readonly Value[] | undefined,
): void {
  // prettier-ignore
  const referenced = columnsOf(parent, key.references);
  const old = referenced.map((at) => before[at] ?? null);
  const next = after === undefined ? undefined : referenced.map((at) => after[at] ?? null);
  if (old.includes(null) || (next !== undefined && keyOfAll(next) === keyOfAll(old))) return;
  const columns = columnsOf(child, key.columns);
  const rows = rowsWith(session, child, columns, old).filter((row) => row.values !== undefined);
  if (rows.length === 0) return;
  const action = next === undefined ? key.onDelete : key.onUpdate;
  if (action === 'RESTRICT' || action === 'NO ACTION')
    throw new SqlError(1451, '23000', `Cannot delete or update a parent row: a foreign key constraint fails ${foreignKeyText(child.database, child.definition.name, key)}`); // prettier-ignore
  for (const row of rows) {
    const values = row.values ?? [];
    if (action === 'CASCADE' && next === undefined) {
      session.write().update(child, row, undefined);
      cascade(session, child, values, undefined);
      continue;
    }
    const changed = [...values];
    columns.forEach((at, i) => (changed[at] = action === 'CASCADE' ? (next?.[i] ?? null) : null));
    session.write().update(child, row, changed);
    cascade(session, child, values, changed);
  }
}
