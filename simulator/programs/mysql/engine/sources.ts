/** FROM: tables, queries in their place, and joins of them, as streams of rows. */
import { SqlError } from '../errors.ts';
import type { Expr, Select, TableName, TableRef } from '../sql/ast.ts';
import type { Compiler } from './compile.ts';
import { columnIndex, valueTypeOf } from './definition.ts';
import { comparison } from './operators.ts';
import { Scope, type Compiled, type Frame, type ScopeColumn } from './scope.ts';
import { visible, type Table } from './table.ts';
import { isInteger, keyOfAll, truth, type Value, type ValueType } from './value.ts';

/** Rows one at a time; undefined now and then, for whoever drives it to let others run. */
export type RowStream = Generator<readonly Value[] | undefined, void>;

export interface Source {
  columns: ScopeColumn[];
  rows: (parent: Frame | undefined) => RowStream;
}

/** A query that is planned: its columns, and its rows when it is run. */
export interface Plan {
  columns: { name: string; type: ValueType; column: ScopeColumn | undefined }[];
  correlated: boolean;
  run: (parent: Frame | undefined, limit: number) => Generator<undefined, (readonly Value[])[]>;
}

/** What a name in FROM may stand for besides tables. */
export interface Environment {
  common: ReadonlyMap<string, CommonSource>;
}

export interface CommonSource {
  columns: { name: string; type: ValueType }[];
  rows: (parent: Frame | undefined) => RowStream;
}

export type Relation = { kind: 'table'; table: Table } | { kind: 'rows'; columns: { name: string; type: ValueType }[]; rows: () => readonly (readonly Value[])[] } | { kind: 'view'; select: Select; columns: readonly string[]; database: string }; // prettier-ignore

export interface SourceHost {
  compiler: Compiler;
  reader: object | undefined;
  relation(name: TableName): { database: string; relation: Relation };
  planSelect(select: Select, outer: Scope | undefined, environment: Environment, database?: string): Plan;
}

/** How many rows are looked at between two chances for others. */
const BREATH = 512;

/** Hidden columns that hold the number of the row, for UPDATE and DELETE. */
export const ROW_ID = '\0row';

export class SourcePlanner {
  private readonly host: SourceHost;
  private readonly environment: Environment;
  private readonly outer: Scope | undefined;
  /** Conditions of WHERE that all hold. */
  private readonly conditions: readonly Expr[];
  private readonly withRows: boolean;

  constructor(
    host: SourceHost,
    environment: Environment,
    outer: Scope | undefined,
    conditions: readonly Expr[],
    withRows = false,
  ) {
    // prettier-ignore
    this.host = host;
    this.environment = environment;
    this.outer = outer;
    this.conditions = conditions;
    this.withRows = withRows;
  }

  plan(ref: TableRef): Source {
    switch (ref.kind) {
      case 'table': return this.named(ref.name, ref.alias);
      case 'derived': return this.derived(ref.select, ref.alias, ref.columns);
      case 'join': return this.join(ref);
    } // prettier-ignore
  }

  private named(name: TableName, alias: string | undefined): Source {
    const common = name.database === undefined ? this.environment.common.get(name.name.toLowerCase()) : undefined;
    const label = alias ?? name.name;
    if (common !== undefined) {
      const columns = common.columns.map((column): ScopeColumn => ({ ...column, table: label, database: '', origin: undefined, merged: false })); // prettier-ignore
      return { columns, rows: common.rows };
    }
    const { database, relation } = this.host.relation(name);
    if (relation.kind === 'view') return this.derived(relation.select, label, relation.columns, relation.database);
    if (relation.kind === 'rows') {
      const columns = relation.columns.map((column): ScopeColumn => ({ ...column, table: label, database, origin: { database, table: name.name, column: column.name, primary: false }, merged: false })); // prettier-ignore
      return { columns, rows: function* () { yield* relation.rows(); } }; // prettier-ignore
    }
    return this.table(relation.table, label);
  }

  private table(table: Table, label: string): Source {
    const { database, definition } = table;
    const primary = new Set(definition.keys.find(({ type }) => type === 'primary')?.columns ?? []);
    const columns = definition.columns.map((column): ScopeColumn => ({
      table: label, database, name: column.name, type: valueTypeOf(column), merged: false,
      origin: { database, table: definition.name, column: column.name, primary: primary.has(column.name) },
    })); // prettier-ignore
    const { withRows, host } = this;
    if (withRows) columns.push({ table: label, database, name: ROW_ID, type: { name: 'bigint', length: 20, decimals: 0, unsigned: true, nullable: false }, origin: undefined, merged: false }); // prettier-ignore
    const point = this.pointLookup(table, label);
    const rows = function* (): RowStream {
      const found = table.held === 0 ? point?.() : undefined;
      let count = 0;
      for (const row of found ?? [...table.rows]) {
        if (++count % BREATH === 0) yield undefined;
        host.compiler.context.tick();
        const values = visible(row, host.reader);
        if (values !== undefined) yield withRows ? [...values, BigInt(row.id)] : values;
      }
    };
    return { columns, rows };
  }

  /** `WHERE key = constant`: only the rows of that key. */
  private pointLookup(table: Table, label: string): (() => Iterable<Table['rows'][number]> | undefined) | undefined {
    const known = new Map<number, Compiled>();
    for (const condition of this.conditions) {
      if (condition.kind !== 'binary' || condition.op !== '=') continue;
      for (const [column, value] of [[condition.left, condition.right], [condition.right, condition.left]] as const) {
        if (column.kind !== 'column' || (value.kind !== 'literal' && value.kind !== 'parameter')) continue;
        if (column.table !== undefined && column.table.toLowerCase() !== label.toLowerCase()) continue;
        const at = columnIndex(table.definition, column.name);
        const definition = table.definition.columns[at];
        if (definition === undefined) continue;
        const compiled = this.host.compiler.expr(value, new Scope(undefined));
        const alike = isInteger(compiled.type) ? isInteger(valueTypeOf(definition)) : compiled.type.name === 'varchar' && ['varchar', 'char'].includes(definition.type.name); // prettier-ignore
        if (alike) known.set(at, compiled);
      }
    } // prettier-ignore
    const frame: Frame = { row: [], aggregates: [], windows: [], parent: undefined };
    for (const key of table.definition.keys) {
      const columns = key.columns.map((name) => columnIndex(table.definition, name));
      const values = columns.map((at) => known.get(at));
      if (values.every((each) => each !== undefined)) return () => table.lookup(columns, values.map((each) => each.run(frame))); // prettier-ignore
    }
    return undefined;
  }

  private derived(select: Select, label: string, names: readonly string[], database?: string): Source {
    const plan = this.host.planSelect(select, this.outer, database === undefined ? this.environment : { common: new Map() }, database); // prettier-ignore
    if (names.length > 0 && names.length !== plan.columns.length) throw new SqlError(1353, 'HY000', "View's SELECT and view's field list have different column counts"); // prettier-ignore
    const columns = plan.columns.map(({ name, type, column }, i): ScopeColumn => ({ table: label, database: '', name: names[i] ?? name, type, origin: label === '' ? column?.origin : undefined, merged: false })); // prettier-ignore
    return {
      columns,
      rows: function* (parent) {
        yield* yield* plan.run(parent, Infinity);
      },
    };
  }

  private join(ref: Extract<TableRef, { kind: 'join' }>): Source {
    if (ref.how === 'right') return this.rightJoin(ref);
    const [left, right] = [this.plan(ref.left), this.plan(ref.right)];
    this.refuseTwins(left, right);
    const using = ref.natural ? commonNames(left, right) : ref.using;
    const merged = new Set(using.map((name) => name.toLowerCase()));
    const columns = [...left.columns, ...right.columns.map((column) => (merged.has(column.name.toLowerCase()) ? { ...column, merged: true } : column))]; // prettier-ignore
    const scope = this.scopeOf(columns, 'on clause');
    const on = ref.on === undefined ? undefined : this.host.compiler.expr(ref.on, scope);
    const pairs = [...using.map((name) => ({ left: indexOf(left, name), right: indexOf(right, name) })), ...this.equalities(ref, left, right)]; // prettier-ignore
    const test = this.usingTest(left, right, using);
    const outerJoin = ref.how === 'left';
    const nulls = right.columns.map((): Value => null);
    const { host } = this;
    const rows = function* (parent: Frame | undefined): RowStream {
      const kept: (readonly Value[])[] = [];
      for (const row of right.rows(parent)) {
        if (row === undefined) yield undefined;
        else kept.push(row);
      }
      const hashed =
        pairs.length > 0
          ? hashRows(
              kept,
              pairs.map((pair) => pair.right),
            )
          : undefined;
      let count = 0;
      for (const row of left.rows(parent)) {
        if (row === undefined) {
          yield undefined;
          continue;
        }
        let matched = false;
        const key = pairs.map((pair) => row[pair.left] ?? null);
        const candidates = hashed === undefined ? kept : key.includes(null) ? [] : (hashed.get(keyOfAll(key)) ?? []);
        for (const other of candidates) {
          if (++count % BREATH === 0) yield undefined;
          host.compiler.context.tick();
          const joined = [...row, ...other];
          if (!test(joined)) continue;
          if (on !== undefined && truth(on.run({ row: joined, aggregates: [], windows: [], parent })) !== true)
            continue;
          matched = true;
          yield joined;
        }
        if (outerJoin && !matched) yield [...row, ...nulls];
      }
    };
    return { columns, rows };
  }

  /** As a left join of the two the other way round, with the columns put back in order. */
  private rightJoin(ref: Extract<TableRef, { kind: 'join' }>): Source {
    const swapped = this.join({ ...ref, how: 'left', left: ref.right, right: ref.left });
    const count = this.plan(ref.right).columns.length;
    const turn = <T>(items: readonly T[]): T[] => [...items.slice(count), ...items.slice(0, count)];
    return {
      columns: turn(swapped.columns),
      rows: function* (parent) {
        for (const row of swapped.rows(parent)) yield row === undefined ? undefined : turn(row);
      },
    };
  }

  private scopeOf(columns: readonly ScopeColumn[], clause: string): Scope {
    const scope = new Scope(this.outer);
    scope.columns.push(...columns);
    scope.clause = clause;
    return scope;
  }

  private refuseTwins(left: Source, right: Source): void {
    const names = new Set(left.columns.map(({ table, database }) => `${database}.${table.toLowerCase()}`));
    const twin = right.columns.find(({ table, database }) => names.has(`${database}.${table.toLowerCase()}`));
    if (twin !== undefined) throw new SqlError(1066, '42000', `Not unique table/alias: '${twin.table}'`);
  }

  private usingTest(left: Source, right: Source, using: readonly string[]): (row: readonly Value[]) => boolean {
    const tests = using.map((name) => {
      const [a, b] = [indexOf(left, name), indexOf(right, name)];
      const type = left.columns[a]?.type;
      return { a, b: b + left.columns.length, same: type === undefined ? undefined : comparison('=', type, right.columns[b]?.type ?? type) }; // prettier-ignore
    });
    return (row) => tests.every(({ a, b, same }) => same?.(row[a] ?? null, row[b] ?? null) === true);
  }

  /** Conditions `left.x = right.y` on columns of like types: rows can be found by hash. */
  private equalities(
    ref: Extract<TableRef, { kind: 'join' }>,
    left: Source,
    right: Source,
  ): { left: number; right: number }[] {
    // prettier-ignore
    const exprs = [...(ref.on === undefined ? [] : conjuncts(ref.on)), ...(ref.how === 'inner' ? this.conditions : [])];
    const pairs: { left: number; right: number }[] = [];
    for (const expr of exprs) {
      if (expr.kind !== 'binary' || expr.op !== '=' || expr.left.kind !== 'column' || expr.right.kind !== 'column') continue; // prettier-ignore
      for (const [a, b] of [[expr.left, expr.right], [expr.right, expr.left]] as const) {
        const [x, y] = [soleIndex(left, right, a.table, a.name), soleIndex(right, left, b.table, b.name)];
        const [m, n] = [x === undefined ? undefined : left.columns[x]?.type, y === undefined ? undefined : right.columns[y]?.type]; // prettier-ignore
        if (x === undefined || y === undefined || m === undefined || n === undefined) continue;
        if ((isInteger(m) && isInteger(n)) || (m.name === n.name && ['varchar', 'char', 'date', 'datetime'].includes(m.name))) pairs.push({ left: x, right: y }); // prettier-ignore
      }
    } // prettier-ignore
    return pairs;
  }
}

export function conjuncts(expr: Expr): Expr[] {
  return expr.kind === 'binary' && expr.op === 'AND' ? [...conjuncts(expr.left), ...conjuncts(expr.right)] : [expr];
}

function indexOf(source: Source, name: string): number {
  const at = source.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
  if (at < 0) throw new SqlError(1054, '42S22', `Unknown column '${name}' in 'from clause'`);
  return at;
}

/** The column's place when the name means a column of this source and of no other. */
function soleIndex(source: Source, other: Source, table: string | undefined, name: string): number | undefined {
  const matches = ({ columns }: Source): number[] =>
    columns.flatMap((column, i) => column.name.toLowerCase() === name.toLowerCase() && (table === undefined || column.table.toLowerCase() === table.toLowerCase()) ? [i] : []); // prettier-ignore
  const [at, ...more] = matches(source);
  return more.length > 0 || matches(other).length > 0 ? undefined : at;
}

function commonNames(left: Source, right: Source): string[] {
  const names = new Set(right.columns.map(({ name }) => name.toLowerCase()));
  return left.columns.filter(({ name, merged }) => !merged && name !== ROW_ID && names.has(name.toLowerCase())).map(({ name }) => name); // prettier-ignore
}

function hashRows(rows: readonly (readonly Value[])[], columns: readonly number[]): Map<string, (readonly Value[])[]> {
  const hashed = new Map<string, (readonly Value[])[]>();
  for (const row of rows) {
    const key = columns.map((at) => row[at] ?? null);
    if (key.includes(null)) continue;
    const text = keyOfAll(key);
    const bucket = hashed.get(text);
    if (bucket === undefined) hashed.set(text, [row]);
    else bucket.push(row);
  }
  return hashed;
}
