/** INSERT, REPLACE, UPDATE, DELETE, TRUNCATE: rows that change, with defaults, keys and references looked after. */
import { duplicateEntry, SqlError, unknownColumn } from '../errors.ts';
import type { Expr, Statement } from '../sql/ast.ts';
import { parseStoredExpr } from '../sql/statements.ts';
import { columnIndex, valueTypeOf, type Column } from './definition.ts';
import { isPostgres } from './dialect.ts';
import type { Compiler } from './compile.ts';
import { cascade, requireParents } from './references.ts';
import { done, type Result } from './result.ts';
import { Scope, type Compiled, type Frame, type ScopeColumn } from './scope.ts';
import type { Session } from './session.ts';
import { conjuncts, ROW_ID } from './sources.ts';
import { implicitDefault, storeValue } from './store-value.ts';
import { visible, type Row, type Table } from './table.ts';
import { integerOf, order, textOf, truth, type Value } from './value.ts';

const EMPTY: Frame = { row: [], aggregates: [], windows: [], parent: undefined };
const BREATH = 256;

type Work = Generator<undefined, Result>;

/** Scope of a table's own columns. */
export function tableScope(table: Table, label = table.definition.name): Scope {
  const scope = new Scope(undefined);
  for (const column of table.definition.columns)
    scope.columns.push({ table: label, database: table.database, name: column.name, type: valueTypeOf(column), origin: undefined, merged: false }); // prettier-ignore
  return scope;
}

/** Checks and generated columns of a table, ready to be computed. */
class RowRules {
  private readonly table: Table;
  private readonly session: Session;
  private readonly generated: { at: number; compiled: Compiled }[];
  private readonly checks: { name: string; compiled: Compiled }[];

  constructor(session: Session, table: Table, compiler: Compiler) {
    this.session = session;
    this.table = table;
    const scope = tableScope(table);
    this.generated = table.definition.columns.flatMap((column, at) => column.generated === undefined ? [] : [{ at, compiled: compiler.expr(parseStoredExpr(column.generated.text), scope) }]); // prettier-ignore
    this.checks = table.definition.checks.map(({ name, text }) => ({ name, compiled: compiler.expr(parseStoredExpr(text), scope) })); // prettier-ignore
  }

  /** Computes, checks, and makes sure of what the row refers to. */
  apply(values: Value[], rowNumber: number): void {
    const { table, session } = this;
    const frame: Frame = { ...EMPTY, row: values };
    for (const { at, compiled } of this.generated) {
      const column = table.definition.columns[at];
      if (column !== undefined) values[at] = storeValue(column, compiled.run(frame), rowNumber, table.definition.name);
    }
    for (const { name, compiled } of this.checks) {
      if (truth(compiled.run(frame)) === false) throw checkViolated(session, table, name);
    }
    requireParents(session, table, values);
  }
}

function checkViolated(session: Session, table: Table, name: string): SqlError {
  return session.instance.product.name === 'MariaDB'
    ? new SqlError(
        4025,
        '23000',
        `CONSTRAINT \`${name}\` failed for \`${table.database}\`.\`${table.definition.name}\``,
      )
    : new SqlError(3819, 'HY000', `Check constraint '${name}' is violated.`);
}

export function defaultOf(compiler: Compiler, column: Column): Value | undefined {
  switch (column.default.kind) {
    case 'null': return null;
    case 'literal': case 'expression': return compiler.expr(parseStoredExpr(column.default.text), new Scope(undefined)).run(EMPTY);
    case 'none': return column.nullable || column.autoIncrement ? null : undefined;
  } // prettier-ignore
}

function shownKey(session: Session, table: Table, key: string): string {
  return session.instance.product.widths ? key : `${table.definition.name}.${key}`;
}

function writable(table: Table): void {
  if (table.definition.view !== undefined)
    throw new SqlError(1288, 'HY000', `The target table ${table.definition.name} of the INSERT is not insertable-into`);
}

/** Sets up a row for INSERT: given values by column, defaults elsewhere. */
class RowMaker {
  private readonly session: Session;
  private readonly table: Table;
  private readonly targets: readonly number[];
  private readonly compiler: Compiler;
  private readonly ignore: boolean;

  constructor(session: Session, table: Table, targets: readonly number[], compiler: Compiler, ignore: boolean) {
    this.session = session;
    this.table = table;
    this.targets = targets;
    this.compiler = compiler;
    this.ignore = ignore;
  }

  /** `given` undefined in place of a value: DEFAULT. */
  make(given: readonly (Value | undefined)[], rowNumber: number): Value[] {
    const { table } = this;
    const values = new Map(this.targets.map((at, i) => [at, given[i]]));
    return table.definition.columns.map((column, at) => {
      if (column.generated !== undefined) return null;
      const value = values.get(at);
      return value === undefined ? this.absent(column) : this.present(column, value, rowNumber);
    });
  }

  private absent(column: Column): Value {
    const value = defaultOf(this.compiler, column);
    if (value !== undefined) return value === null ? null : storeValue(column, value, 1, this.table.definition.name);
    if (column.type.name === 'enum' && !column.nullable) return implicitDefault(column);
    if (this.session.strict && !this.ignore) throw new SqlError(1364, 'HY000', `Field '${column.name}' doesn't have a default value`); // prettier-ignore
    this.session.warn('Warning', 1364, `Field '${column.name}' doesn't have a default value`);
    return implicitDefault(column);
  }

  private present(column: Column, value: Value, rowNumber: number): Value {
    if (value === null && !column.nullable && !column.autoIncrement) {
      if (!this.ignore) throw new SqlError(1048, '23000', `Column '${column.name}' cannot be null`);
      return implicitDefault(column);
    }
    try {
      return storeValue(column, value, rowNumber, this.table.definition.name);
    } catch (error) {
      if (!(error instanceof SqlError) || (!this.ignore && this.session.strict)) throw error;
      this.session.warn('Warning', error.code, error.message);
      return implicitDefault(column);
    }
  }
}

/** Fills the AUTO_INCREMENT column; gives the number when it was made up. */
function number_(table: Table, values: Value[]): bigint | undefined {
  const at = table.definition.columns.findIndex(({ autoIncrement }) => autoIncrement);
  if (at < 0) return undefined;
  const given = values[at];
  if (given !== null && given !== undefined && integerOf(given) !== 0n) {
    const value = integerOf(given);
    if (value >= table.autoIncrement) table.autoIncrement = value + 1n;
    return undefined;
  }
  const made = table.autoIncrement;
  table.autoIncrement = made + 1n;
  values[at] = made;
  return made;
}

export function* insert(session: Session, statement: Extract<Statement, { kind: 'insert' }>): Work {
  const table = session.table(statement.table, 'INSERT');
  writable(table);
  const { definition } = table;
  const planner = session.planner();
  const names = statement.columns === undefined || (statement.columns.length === 0 && statement.rows !== undefined) ? undefined : statement.columns; // prettier-ignore
  const targets = names?.map((name) => {
    const at = columnIndex(definition, name);
    if (at < 0) throw unknownColumn(name, 'field list');
    return at;
  }) ?? definition.columns.map((_, at) => at).filter((at) => definition.columns[at]?.generated === undefined); // prettier-ignore
  const twice = targets.find((at, i) => targets.indexOf(at) !== i);
  if (twice !== undefined) throw new SqlError(1110, '42000', `Column '${definition.columns[twice]?.name ?? ''}' specified twice`); // prettier-ignore
  const maker = new RowMaker(session, table, targets, planner.compiler, statement.ignore);
  const rules = new RowRules(session, table, planner.compiler);
  const rows = statement.select === undefined ? givenRows(statement.rows ?? [], table, targets, planner.compiler) : yield* selected(session, statement.select, targets.length); // prettier-ignore
  const update = onDuplicate(statement, table, planner.compiler);
  let [affected, duplicates, firstId, count] = [0, 0, 0n, 0];
  for (const given of rows) {
    if (++count % BREATH === 0) yield undefined;
    const values = maker.make(given, count);
    const made = number_(table, values);
    if (made !== undefined && firstId === 0n) firstId = made;
    try {
      rules.apply(values, count);
      for (let conflict = table.conflict(values); conflict !== undefined; conflict = table.conflict(values)) {
        if (statement.replace) {
          session.write().update(table, conflict.row, undefined);
          affected++;
          continue;
        }
        if (update === undefined) throw duplicateEntry(conflict.shown.map((each) => (each === null ? 'NULL' : textOf(each))).join('-'), shownKey(session, table, conflict.key.name)); // prettier-ignore
        const changed = update(conflict.row, values);
        if (changed !== undefined) {
          rules.apply(changed, count);
          session.write().update(table, conflict.row, changed);
          affected += 2;
        }
        duplicates++;
        break;
      }
      if (update !== undefined && table.conflict(values) !== undefined) continue;
      session.write().insert(table, values);
      affected++;
    } catch (error) {
      if (!statement.ignore || !(error instanceof SqlError)) throw error;
      session.warn('Warning', error.code, error.message);
      duplicates++;
    }
  }
  if (firstId !== 0n) session.lastInsertId = firstId;
  const info = count > 1 || statement.select !== undefined ? `Records: ${count}  Duplicates: ${duplicates}  Warnings: ${session.warnings.length}` : ''; // prettier-ignore
  return done(affected, info, firstId);
}

function givenRows(
  rows: readonly Expr[][],
  table: Table,
  targets: readonly number[],
  compiler: Compiler,
): (Value | undefined)[][] {
  // prettier-ignore
  const scope = tableScope(table);
  scope.clause = 'field list';
  return rows.map((exprs, i) => {
    const padded = isPostgres() && exprs.length < targets.length && targets.length === table.definition.columns.length;
    if (exprs.length !== targets.length && !(exprs.length === 0) && !padded) throw new SqlError(1136, '21S01', `Column count doesn't match value count at row ${i + 1}`); // prettier-ignore
    const nothing: Frame = { ...EMPTY, row: [] };
    return exprs.map((expr) => (expr.kind === 'default' && expr.column === undefined ? undefined : compiler.expr(expr, scope).run(nothing))); // prettier-ignore
  });
}

function* selected(
  session: Session,
  select: NonNullable<Extract<Statement, { kind: 'insert' }>['select']>,
  width: number,
): Generator<undefined, readonly (readonly Value[])[]> {
  // prettier-ignore
  const plan = session.planner().plan(select);
  if (plan.columns.length !== width) throw new SqlError(1136, '21S01', "Column count doesn't match value count at row 1"); // prettier-ignore
  return yield* plan.run(undefined, Infinity);
}

/** New values of a row that is already there, or undefined when nothing changes. */
function onDuplicate(
  statement: Extract<Statement, { kind: 'insert' }>,
  table: Table,
  compiler: Compiler,
): ((row: Row, values: readonly Value[]) => Value[] | undefined) | undefined {
  // prettier-ignore
  if (statement.onDuplicate.length === 0) return undefined;
  const scope = tableScope(table);
  const width = scope.columns.length;
  // VALUES(x) and alias.x are the values that were to be inserted.
  const alias = statement.rowAlias ?? '\0new';
  scope.columns.push(...tableScope(table, alias).columns.map((column): ScopeColumn => ({ ...column, merged: true })));
  const assignments = statement.onDuplicate.map(({ column, value }) => {
    const at = columnIndex(table.definition, column);
    if (at < 0) throw unknownColumn(column, 'field list');
    return { at, compiled: compiler.expr(withoutValues(value, alias), scope) };
  });
  return (row, values) => {
    const changed = [...(row.values ?? [])];
    for (const { at, compiled } of assignments) {
      const column = table.definition.columns[at];
      const frame: Frame = { ...EMPTY, row: [...changed.slice(0, width), ...values] };
      if (column !== undefined) changed[at] = storeValue(column, compiled.run(frame), 1, table.definition.name);
    }
    return same(changed, row.values ?? []) ? undefined : changed;
  };
}

function withoutValues(expr: Expr, alias: string): Expr {
  if (expr.kind === 'values') return { kind: 'column', table: alias, database: undefined, name: expr.column, text: expr.text }; // prettier-ignore
  if (expr.kind === 'binary') return { ...expr, left: withoutValues(expr.left, alias), right: withoutValues(expr.right, alias) }; // prettier-ignore
  if (expr.kind === 'call') return { ...expr, args: expr.args.map((each) => withoutValues(each, alias)) };
  if (expr.kind === 'unary') return { ...expr, operand: withoutValues(expr.operand, alias) };
  return expr;
}

function same(a: readonly Value[], b: readonly Value[]): boolean {
  return a.every((value, i) => order(value, b[i] ?? null) === 0 && String(value) === String(b[i]));
}

interface Target {
  table: Table;
  /** Where its columns begin in the joined row, and where its row's number is. */
  from: number;
  rowId: number;
  label: string;
}

/** The base tables of an UPDATE or DELETE within the joined rows. */
function targetsOf(session: Session, columns: readonly ScopeColumn[], privilege: string): Target[] {
  const targets: Target[] = [];
  columns.forEach((column, rowId) => {
    if (column.name !== ROW_ID) return;
    const from = columns.findIndex(({ table, database }) => table === column.table && database === column.database);
    const origin = columns[from]?.origin;
    if (origin === undefined) return;
    targets.push({ table: session.table({ database: origin.database, name: origin.table }, privilege), from, rowId, label: column.table }); // prettier-ignore
  });
  return targets;
}

function rowsById(table: Table): Map<number, Row> {
  return new Map(table.rows.map((row) => [row.id, row]));
}

/** Rows that WHERE, ORDER BY and LIMIT leave, as the FROM part has them. */
function* chosen(
  session: Session,
  statement: Extract<Statement, { kind: 'update' | 'delete' }>,
): Generator<undefined, { rows: (readonly Value[])[]; columns: ScopeColumn[]; scope: Scope; compiler: Compiler }> {
  // prettier-ignore
  const planner = session.planner();
  const common = statement.kind === 'delete' ? planner.commonTables({ with: statement.with, recursive: false }, undefined, { common: new Map() }) : undefined; // prettier-ignore
  const source = planner.source(statement.tables, statement.where, common);
  const scope = new Scope(undefined);
  scope.columns.push(...source.columns);
  scope.clause = 'where clause';
  const { compiler } = planner;
  const where = statement.where === undefined ? undefined : compiler.expr(statement.where, scope);
  scope.clause = 'order clause';
  const keys = statement.order.map(({ expr, descending }) => ({ run: compiler.expr(expr, scope).run, descending }));
  const limit = statement.limit === undefined ? Infinity : Number(compiler.expr(statement.limit, new Scope(undefined)).run(EMPTY)); // prettier-ignore
  let rows: (readonly Value[])[] = [];
  for (const row of source.rows(undefined)) {
    if (row === undefined) {
      yield undefined;
      continue;
    }
    if (where === undefined || truth(where.run({ ...EMPTY, row })) === true) rows.push(row);
    if (keys.length === 0 && rows.length >= limit) break;
  }
  if (keys.length > 0) {
    rows.sort((a, b) => {
      for (const { run, descending } of keys) {
        const found = order(run({ ...EMPTY, row: a }), run({ ...EMPTY, row: b }));
        if (found !== 0) return descending ? -found : found;
      }
      return 0;
    });
  }
  rows = rows.slice(0, limit);
  scope.clause = 'field list';
  return { rows, columns: source.columns, scope, compiler };
}

function refuseUnsafe(session: Session, statement: Extract<Statement, { kind: 'update' | 'delete' }>): void {
  if (session.variables.get('sql_safe_updates') !== 'ON' || statement.limit !== undefined) return;
  if (statement.where !== undefined && conjuncts(statement.where).length > 0) return;
  throw new SqlError(1175, 'HY000', 'You are using safe update mode and you tried to update a table without a WHERE that uses a KEY column. '); // prettier-ignore
}

export function* update(session: Session, statement: Extract<Statement, { kind: 'update' }>): Work {
  refuseUnsafe(session, statement);
  const { rows, columns, scope, compiler } = yield* chosen(session, statement);
  const targets = targetsOf(session, columns, 'UPDATE');
  const assignments = statement.assignments.map(({ column, table, value }) => {
    const at = scope.find(table, column);
    const target = at === undefined ? undefined : targets.findLast(({ from }) => from <= at);
    if (at === undefined || target === undefined) throw unknownColumn(table === undefined ? column : `${table}.${column}`, 'field list'); // prettier-ignore
    return { at, target, value: value.kind === 'default' ? undefined : compiler.expr(value, scope) };
  });
  const rules = new Map(targets.map((target) => [target, new RowRules(session, target.table, compiler)]));
  const ids = new Map(targets.map((target) => [target, rowsById(target.table)]));
  let [matched, changed] = [0, 0];
  const seen = new Set<Row>();
  for (const joined of rows) {
    if (++matched % BREATH === 0) yield undefined;
    for (const target of new Set(assignments.map((each) => each.target))) {
      const row = ids.get(target)?.get(Number(joined[target.rowId] ?? 0));
      if (row === undefined || seen.has(row)) continue;
      seen.add(row);
      const before = visible(row, session.transaction) ?? [];
      const values = [...before];
      for (const { at, value, target: owner } of assignments) {
        if (owner !== target) continue;
        const column = target.table.definition.columns[at - target.from];
        if (column === undefined) continue;
        const frame: Frame = { ...EMPTY, row: [...joined.slice(0, target.from), ...values, ...joined.slice(target.from + values.length)] }; // prettier-ignore
        const result = value === undefined ? (defaultOf(compiler, column) ?? implicitDefault(column)) : value.run(frame); // prettier-ignore
        if (result === null && !column.nullable) throw new SqlError(1048, '23000', `Column '${column.name}' cannot be null`); // prettier-ignore
        values[at - target.from] = storeValue(column, result, matched, target.table.definition.name);
      }
      if (same(values, before)) continue;
      stampUpdate(session, target.table, values, assignments.map(({ at }) => at - target.from)); // prettier-ignore
      rules.get(target)?.apply(values, matched);
      const conflict = target.table.conflict(values, row);
      if (conflict !== undefined) throw duplicateEntry(conflict.shown.map((each) => (each === null ? 'NULL' : textOf(each))).join('-'), shownKey(session, target.table, conflict.key.name)); // prettier-ignore
      cascade(session, target.table, before, values);
      session.write().update(target.table, row, values);
      changed++;
    }
  }
  return done(changed, `Rows matched: ${matched}  Changed: ${changed}  Warnings: ${session.warnings.length}`);
}

/** ON UPDATE CURRENT_TIMESTAMP. */
function stampUpdate(session: Session, table: Table, values: Value[], assigned: readonly number[]): void {
  table.definition.columns.forEach((column, at) => {
    if (!column.onUpdate || assigned.includes(at)) return;
    values[at] = storeValue(column, session.planner().compiler.expr(parseStoredExpr('NOW()'), new Scope(undefined)).run(EMPTY), 1, table.definition.name); // prettier-ignore
  });
}

export function* remove(session: Session, statement: Extract<Statement, { kind: 'delete' }>): Work {
  refuseUnsafe(session, statement);
  const { rows, columns } = yield* chosen(session, statement);
  const all = targetsOf(session, columns, 'DELETE');
  const targets = statement.targets === undefined ? all.slice(0, 1) : statement.targets.map((name) => {
    const target = all.find(({ label }) => label.toLowerCase() === name.toLowerCase());
    if (target === undefined) throw new SqlError(1109, '42S02', `Unknown table '${name}' in MULTI DELETE`);
    return target;
  }); // prettier-ignore
  let affected = 0;
  for (const target of targets) {
    const ids = rowsById(target.table);
    for (const joined of rows) {
      const row = ids.get(Number(joined[target.rowId] ?? 0));
      const values = row === undefined ? undefined : visible(row, session.transaction);
      if (row === undefined || values === undefined) continue;
      cascade(session, target.table, values, undefined);
      if (row.values === undefined) continue;
      session.write().update(target.table, row, undefined);
      if (++affected % BREATH === 0) yield undefined;
    }
  }
  return done(affected);
}
