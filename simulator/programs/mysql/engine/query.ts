/** Queries: from the tree of a SELECT to its rows. */
import { isPostgres } from './dialect.ts';
import { SqlError, unknownColumn } from '../errors.ts';
import type { Expr, OrderItem, Select, SelectCore, SetOperation, TableName } from '../sql/ast.ts';
import { aggregateOf, windowValues } from './aggregates.ts';
import { Compiler, type Subquery } from './compile.ts';
import type { Context } from './context.ts';
import { adapt, commonType } from './functions.ts';
import { checkGrouping } from './grouping.ts';
import { Scope, type Compiled, type Eval, type Frame, type ScopeColumn } from './scope.ts';
import { conjuncts, ROW_ID, SourcePlanner, type CommonSource, type Environment, type Plan, type Relation, type Source, type SourceHost } from './sources.ts'; // prettier-ignore
import { integerOf, keyOfAll, order, truth, type Value } from './value.ts';

export interface Catalog {
  relation(name: TableName): { database: string; relation: Relation };
}

const RECURSION_LIMIT = 1000;
const BREATH = 256;

interface Output {
  name: string;
  compiled: Compiled;
  column: ScopeColumn | undefined;
  expr: Expr;
}

type SortKey = { run: Eval; descending: boolean };

export class QueryPlanner implements SourceHost {
  readonly compiler: Compiler;
  readonly reader: object | undefined;
  private readonly catalog: Catalog;
  private database: string | undefined;

  constructor(context: Context, catalog: Catalog, reader: object | undefined) {
    this.catalog = catalog;
    this.reader = reader;
    this.compiler = new Compiler(context, (select, outer) => this.subquery(select, outer));
  }

  relation(name: TableName): { database: string; relation: Relation } {
    return this.catalog.relation(name.database === undefined && this.database !== undefined ? { ...name, database: this.database } : name); // prettier-ignore
  }

  /** The common tables that are known while a query is planned, for queries inside its expressions. */
  private environments: Environment[] = [{ common: new Map() }];

  plan(select: Select): Plan {
    return this.planSelect(select, undefined, { common: new Map() });
  }

  source(
    ref: NonNullable<SelectCore['from']>,
    where: Expr | undefined,
    common: Environment = { common: new Map() },
  ): Source {
    // prettier-ignore
    return new SourcePlanner(this, common, undefined, where === undefined ? [] : conjuncts(where), true).plan(ref);
  }

  commonTables(
    select: Pick<Select, 'with' | 'recursive'>,
    outer: Scope | undefined,
    environment: Environment,
  ): Environment {
    // prettier-ignore
    const common = new Map(environment.common);
    for (const table of select.with) {
      const found = select.recursive && mentions(table.select, table.name) ? this.recursive(table, outer, { common }) : this.common(table.select, table.columns, outer, { common }); // prettier-ignore
      common.set(table.name.toLowerCase(), found);
    }
    return { common };
  }

  planSelect(select: Select, outer: Scope | undefined, environment: Environment, database?: string): Plan {
    const before = this.database;
    if (database !== undefined) this.database = database;
    const inner = this.commonTables(select, outer, environment);
    this.environments.push(inner);
    try {
      return select.body.kind === 'core' ? this.core(select, select.body, outer, inner) : this.set(select, select.body, outer, inner); // prettier-ignore
    } finally {
      this.environments.pop();
      this.database = before;
    }
  }

  /** A query inside an expression. Its rows are kept when they cannot change from row to row. */
  private subquery(select: Select, outer: Scope): Subquery {
    const plan = this.planSelect(select, outer, this.environments.at(-1) ?? { common: new Map() });
    let kept: (readonly Value[])[] | undefined;
    return {
      types: plan.columns.map(({ type }) => type),
      constant: !plan.correlated,
      rows: (frame, limit) => {
        if (kept !== undefined) return kept;
        const work = plan.run(frame, limit);
        for (;;) {
          const step = work.next();
          if (step.done !== true) continue;
          if (!plan.correlated) kept = step.value;
          return step.value;
        }
      },
    };
  }

  private common(
    select: Select,
    names: readonly string[],
    outer: Scope | undefined,
    environment: Environment,
  ): CommonSource {
    // prettier-ignore
    const plan = this.planSelect(select, outer, environment);
    const columns = plan.columns.map(({ name, type }, i) => ({ name: names[i] ?? name, type }));
    let kept: (readonly Value[])[] | undefined;
    return { columns, rows: function* (parent) { kept ??= yield* plan.run(parent, Infinity); yield* kept; } }; // prettier-ignore
  }

  private recursive(table: Select['with'][number], outer: Scope | undefined, environment: Environment): CommonSource {
    const { body } = table.select;
    if (body.kind !== 'set') throw new SqlError(3573, 'HY000', `Recursive Common Table Expression '${table.name}' should contain a UNION`); // prettier-ignore
    const anchor = this.planSelect(body.left, outer, environment);
    const columns = anchor.columns.map(({ name, type }, i) => ({ name: table.columns[i] ?? name, type: { ...type, nullable: true } })); // prettier-ignore
    let working: readonly (readonly Value[])[] = [];
    const self: CommonSource = { columns, rows: function* () { yield* working; } }; // prettier-ignore
    const step = this.planSelect(body.right, outer, { common: new Map([...environment.common, [table.name.toLowerCase(), self]]) }); // prettier-ignore
    return {
      columns,
      rows: function* (parent) {
        const seen = new Set<string>();
        const fresh = (rows: readonly (readonly Value[])[]): (readonly Value[])[] =>
          body.all ? [...rows] : rows.filter((row) => { const key = keyOfAll(row); return seen.has(key) ? false : seen.add(key) !== undefined; }); // prettier-ignore
        working = fresh(yield* anchor.run(parent, Infinity));
        for (let round = 0; working.length > 0; round++) {
          if (round > RECURSION_LIMIT) throw new SqlError(3636, 'HY000', `Recursive query aborted after ${RECURSION_LIMIT + 1} iterations. Try increasing @@cte_max_recursion_depth to a larger value.`); // prettier-ignore
          yield* working;
          yield undefined;
          working = fresh(yield* step.run(parent, Infinity));
        }
      },
    };
  }

  private bound(expr: Expr | undefined): number | undefined {
    if (expr === undefined) return undefined;
    const value = this.compiler.expr(expr, new Scope(undefined)).run({ row: [], aggregates: [], windows: [], parent: undefined }); // prettier-ignore
    return value === null ? undefined : Number(integerOf(value));
  }

  private set(select: Select, body: SetOperation, outer: Scope | undefined, environment: Environment): Plan {
    const [left, right] = [this.planSelect(body.left, outer, environment), this.planSelect(body.right, outer, environment)]; // prettier-ignore
    if (left.columns.length !== right.columns.length) throw new SqlError(1222, '21000', 'The used SELECT statements have a different number of columns'); // prettier-ignore
    const types = left.columns.map(({ type }, i) => commonType([type, right.columns[i]?.type ?? type]));
    const columns = left.columns.map(({ name }, i) => ({ name, type: types[i] ?? commonType([]), column: undefined }));
    const scope = new Scope(outer);
    scope.columns.push(...columns.map(({ name, type }): ScopeColumn => ({ table: '', database: '', name, type, origin: undefined, merged: false }))); // prettier-ignore
    scope.clause = 'order clause';
    const keys = this.sortKeys(select.order, scope, columns.map((_, i) => ({ row }: Frame) => row[i] ?? null)); // prettier-ignore
    const [limit, offset] = [this.bound(select.limit), this.bound(select.offset) ?? 0];
    return {
      columns,
      correlated: left.correlated || right.correlated,
      run: function* (parent) {
        const convert = (rows: readonly (readonly Value[])[]): Value[][] => rows.map((row) => row.map((value, i) => adapt(value, types[i] ?? commonType([])))); // prettier-ignore
        const [a, b] = [convert(yield* left.run(parent, Infinity)), convert(yield* right.run(parent, Infinity))];
        const combined = combine(body, a, b);
        return slice(sorted(combined.map((row) => ({ row, frame: { row, aggregates: [], windows: [], parent } })), keys), limit, offset); // prettier-ignore
      },
    };
  }

  /** ORDER BY: a number is a column of the result. */
  private sortKeys(items: readonly OrderItem[], scope: Scope, outputs: readonly Eval[]): SortKey[] {
    return items.map(({ expr, descending }) => {
      if (expr.kind === 'literal' && expr.as === 'integer') {
        const run = outputs[Number(expr.value) - 1];
        if (run === undefined) throw unknownColumn(String(expr.value), 'order clause');
        return { run, descending };
      }
      return { run: this.compiler.expr(expr, scope).run, descending };
    });
  }

  private core(select: Select, core: SelectCore, outer: Scope | undefined, environment: Environment): Plan {
    if (core.rows !== undefined) return this.valueRows(select, core, outer);
    const source = core.from === undefined ? NOTHING : new SourcePlanner(this, environment, outer, core.where === undefined ? [] : conjuncts(core.where)).plan(core.from); // prettier-ignore
    const scope = new Scope(outer);
    scope.columns.push(...source.columns);
    scope.clause = 'where clause';
    const where = core.where === undefined ? undefined : this.compiler.expr(core.where, scope);
    scope.clause = 'field list';
    scope.aggregates = [];
    scope.windows = [];
    const grouping = checkGrouping(this.compiler.context.fullGroupBy, core.group, scope);
    const outputs = this.outputs(core, scope, source, grouping.column);
    scope.aliases = new Map(outputs.map(({ name, compiled }) => [name.toLowerCase(), compiled]));
    const group = this.groupKeys(core, scope, outputs);
    scope.clause = 'having clause';
    const having = core.having === undefined ? undefined : this.compiler.expr(core.having, scope);
    scope.clause = 'order clause';
    scope.aliasesFirst = true;
    const keys = this.sortKeys(
      select.order,
      scope,
      outputs.map(({ compiled }) => compiled.run),
    );
    const { aggregates, windows } = scope;
    const grouped = core.group.length > 0 || aggregates.length > 0;
    if (grouped) grouping.check(core.group.length > 0);
    const [limit, offset] = [this.bound(select.limit), this.bound(select.offset) ?? 0];
    const { context } = this.compiler;
    const { rollup } = core;
    const columns = outputs.map(({ name, compiled, column }) => ({ name, type: compiled.type, column }));
    const run = function* (parent: Frame | undefined, wanted: number): Generator<undefined, (readonly Value[])[]> {
      const enough = keys.length === 0 && !grouped && windows.length === 0 && !core.distinct && having === undefined ? Math.min(wanted, offset + (limit ?? Infinity)) : Infinity; // prettier-ignore
      let frames: Frame[] = [];
      let count = 0;
      for (const row of source.rows(parent)) {
        if (row === undefined || ++count % BREATH === 0) yield undefined;
        if (row === undefined) continue;
        const frame: Frame = { row, aggregates: [], windows: [], parent };
        if (where !== undefined && truth(where.run(frame)) !== true) continue;
        if (frames.length >= enough) break;
        frames.push(frame);
      }
      if (grouped) frames = groupFrames(frames, group, aggregates, source.columns.length, parent, rollup);
      if (having !== undefined) frames = frames.filter((frame) => truth(having.run(frame)) === true);
      if (windows.length > 0) {
        const values = windows.map((window) => windowValues(window, frames));
        frames = frames.map((frame, i) => ({ ...frame, windows: values.map((each) => each[i] ?? null) }));
      }
      yield undefined;
      let results = frames.map((frame) => ({ frame, row: outputs.map(({ compiled }) => compiled.run(frame)) }));
      if (core.distinct) results = distinct(results);
      context.foundRows = BigInt(results.length);
      return slice(sorted(results, keys), limit, offset);
    };
    return { columns, correlated: scope.correlated || correlatedInside(scope), run };
  }

  private valueRows(select: Select, core: SelectCore, outer: Scope | undefined): Plan {
    const scope = new Scope(outer);
    const rows = (core.rows ?? []).map((items) => this.compiler.all(items, scope));
    const columns = (rows[0] ?? []).map(({ type }, i) => ({ name: `column_${i}`, type, column: undefined }));
    const limit = this.bound(select.limit);

    return { columns, correlated: scope.correlated, run: function* (parent) {
      return slice(rows.map((items) => items.map(({ run }) => run({ row: [], aggregates: [], windows: [], parent }))), limit, 0);
    } }; // prettier-ignore
  }

  private outputs(
    core: SelectCore,
    scope: Scope,
    source: Source,
    noteColumns: (index: number, work: () => void) => void,
  ): Output[] {
    // prettier-ignore
    const outputs: Output[] = [];
    for (const { expr, alias } of core.items) {
      if (expr.kind !== 'star') {
        noteColumns(outputs.length, () => {
          const compiled = this.compiler.expr(expr, scope);
          const column = expr.kind === 'column' ? columnOf(scope, expr.table, expr.name) : undefined;
          outputs.push({ name: alias ?? nameOf(expr, column?.name), compiled, column, expr }); // prettier-ignore
        });
        continue;
      }
      const { table } = expr;
      const chosen = source.columns.map((column, i) => ({ column, i })).filter(({ column }) => column.name !== ROW_ID && (table === undefined ? !column.merged : column.table.toLowerCase() === table.toLowerCase())); // prettier-ignore
      if (core.from === undefined) throw new SqlError(1096, 'HY000', 'No tables used');
      if (chosen.length === 0) throw new SqlError(1051, '42S02', `Unknown table '${table ?? ''}'`);
      for (const { column, i } of chosen) {
        noteColumns(outputs.length, () => scope.plainColumns?.push(column));
        outputs.push({ name: column.name, compiled: { type: column.type, run: ({ row }) => row[i] ?? null }, column, expr: { kind: 'column', name: column.name, table: column.table, database: undefined, text: column.name } }); // prettier-ignore
      }
    }
    return outputs;
  }

  private groupKeys(core: SelectCore, scope: Scope, outputs: readonly Output[]): Eval[] {
    scope.clause = 'group statement';
    return core.group.map((expr) => {
      if (expr.kind === 'literal' && expr.as === 'integer') {
        const output = outputs[Number(expr.value) - 1];
        if (output === undefined) throw unknownColumn(String(expr.value), 'group statement');
        return output.compiled.run;
      }
      return this.compiler.expr(expr, scope).run;
    });
  }
}

const NOTHING: Source = { columns: [], rows: function* () { yield []; } }; // prettier-ignore

function columnOf(scope: Scope, table: string | undefined, name: string): ScopeColumn | undefined {
  const at = scope.find(table, name);
  return at === undefined ? undefined : scope.columns[at];
}

/** A query in an expression that looks further out than the query it stands in. */
function correlatedInside(scope: Scope): boolean {
  return scope.correlated;
}

function mentions(select: Select, name: string): boolean {
  return JSON.stringify(select, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).toLowerCase().includes(`"name":"${name.toLowerCase()}"`); // prettier-ignore
}

function groupFrames(
  frames: readonly Frame[],
  keys: readonly Eval[],
  aggregates: NonNullable<Scope['aggregates']>,
  width: number,
  parent: Frame | undefined,
  rollup: boolean,
): Frame[] {
  // prettier-ignore
  const groups = new Map<string, Frame[]>();
  if (keys.length === 0) groups.set('', [...frames]);
  for (const frame of keys.length === 0 ? [] : frames) {
    const key = keyOfAll(keys.map((run) => run(frame)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [frame]);
    else group.push(frame);
  }
  const nothing = Array.from({ length: width }, (): Value => null);
  const made = (group: readonly Frame[], row: readonly Value[]): Frame => ({ row, aggregates: aggregates.map((each) => aggregateOf(each, group)), windows: [], parent }); // prettier-ignore
  const results = [...groups.values()].map((group) => made(group, group[0]?.row ?? nothing));
  return rollup ? [...results, made(frames, nothing)] : results;
}

function distinct<T extends { row: readonly Value[] }>(results: readonly T[]): T[] {
  const seen = new Set<string>();
  return results.filter(({ row }) => {
    const key = keyOfAll(row);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function combine(body: SetOperation, a: readonly Value[][], b: readonly Value[][]): readonly Value[][] {
  if (body.op === 'UNION') return body.all ? [...a, ...b] : distinct([...a, ...b].map((row) => ({ row }))).map(({ row }) => row); // prettier-ignore
  const keys = new Set(b.map(keyOfAll));
  return distinct(a.map((row) => ({ row }))).map(({ row }) => row).filter((row) => keys.has(keyOfAll(row)) === (body.op === 'INTERSECT')); // prettier-ignore
}

function sorted(
  results: readonly { frame: Frame; row: readonly Value[] }[],
  keys: readonly SortKey[],
): (readonly Value[])[] {
  // prettier-ignore
  if (keys.length === 0) return results.map(({ row }) => row);
  const keyed = results.map(({ frame, row }) => ({ row, by: keys.map(({ run }) => run(frame)) }));
  keyed.sort((a, b) => {
    for (const [i, { descending }] of keys.entries()) {
      const found = order(a.by[i] ?? null, b.by[i] ?? null);
      if (found !== 0) return descending ? -found : found;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function slice(rows: readonly (readonly Value[])[], limit: number | undefined, offset: number): (readonly Value[])[] {
  return rows.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** What a column of a result without a name of its own is called. */
function nameOf(expr: Expr, column: string | undefined): string {
  if (expr.kind === 'column') return column ?? expr.name;
  if (expr.kind === 'literal' && expr.as === 'string' && !isPostgres()) return String(expr.value);
  return isPostgres() ? postgresName(expr) : expr.text;
}

function postgresName(expr: Expr): string {
  switch (expr.kind) {
    case 'call': return POSTGRES_NAMES[expr.name] ?? expr.name.toLowerCase();
    case 'cast': { const inner = postgresName(expr.operand); return inner === '?column?' ? expr.type.name : inner; }
    case 'case': return expr.otherwise === undefined ? 'case' : postgresName(expr.otherwise).replace('?column?', 'case');
    case 'column': return expr.name;
    case 'exists': return 'exists';
    default: return '?column?';
  } // prettier-ignore
}

const POSTGRES_NAMES: Readonly<Record<string, string>> = { CONCAT: '?column?', CHAR_LENGTH: 'length', RAND: 'random', UUID: 'gen_random_uuid', DATABASE: 'current_database', GROUP_CONCAT: 'string_agg' }; // prettier-ignore
