/** What names mean inside a query, and the rows that expressions are evaluated over. */
import { SqlError, unknownColumn } from '../errors.ts';
import type { Expr } from '../sql/ast.ts';
import type { Value, ValueType } from './value.ts';

/** One row of a query at work, and the row of the query around it. */
export interface Frame {
  row: readonly Value[];
  aggregates: readonly Value[];
  windows: readonly Value[];
  parent: Frame | undefined;
}

export type Eval = (frame: Frame) => Value;

export interface Compiled {
  type: ValueType;
  run: Eval;
}

/** Where the values of a column come from, for clients and for the rule about GROUP BY. */
export interface Origin {
  database: string;
  table: string;
  column: string;
  primary: boolean;
}

export interface ScopeColumn {
  /** The table's alias. */
  table: string;
  database: string;
  name: string;
  type: ValueType;
  origin: Origin | undefined;
  /** The second of two columns that USING or NATURAL made one: found by its table's name only. */
  merged: boolean;
}

/** A call of an aggregate or window function, found while expressions are compiled. */
export interface AggregateCall {
  call: Extract<Expr, { kind: 'call' }>;
  args: Compiled[];
  order: { run: Eval; descending: boolean }[];
  type: ValueType;
}

export interface WindowCall extends AggregateCall {
  partition: Eval[];
}

export class Scope {
  readonly columns: ScopeColumn[] = [];
  readonly parent: Scope | undefined;
  /** Where aggregates may stand, they are collected here. */
  aggregates: AggregateCall[] | undefined;
  windows: WindowCall[] | undefined;
  /** Names of the result's columns, which HAVING and ORDER BY may use. */
  aliases: Map<string, Compiled> | undefined;
  /** Aliases win over columns of the tables (ORDER BY), or lose (HAVING). */
  aliasesFirst = false;
  clause = 'field list';
  /** An expression used a column of a query further out. */
  correlated = false;
  /** Columns that were used outside aggregates, with where they stand. */
  plainColumns: ScopeColumn[] | undefined;

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  private matches(table: string | undefined, name: string): number[] {
    const [wanted, wantedTable] = [name.toLowerCase(), table?.toLowerCase()];
    const found: number[] = [];
    this.columns.forEach((column, i) => {
      if (column.name.toLowerCase() !== wanted) return;
      if (wantedTable === undefined ? !column.merged : column.table.toLowerCase() === wantedTable) found.push(i);
    });
    return found;
  }

  /** The column's place in the row. Throws when the name is ambiguous. */
  find(table: string | undefined, name: string): number | undefined {
    const [at, ...others] = this.matches(table, name);
    if (others.length > 0)
      throw new SqlError(1052, '23000', `Column '${table === undefined ? name : `${table}.${name}`}' in ${this.clause} is ambiguous`); // prettier-ignore
    return at;
  }

  /** Resolves a column here or further out. Throws SqlError 1054. */
  column(table: string | undefined, name: string): Compiled {
    const alias = table === undefined ? this.aliases?.get(name.toLowerCase()) : undefined;
    if (alias !== undefined && this.aliasesFirst) return alias;
    const own = this.find(table, name);
    if (own !== undefined) return this.ownColumn(own);
    if (alias !== undefined) return alias;
    const clause = this.clause;
    for (
      let [scope, depth] = [this.parent, 1] as [Scope | undefined, number];
      scope !== undefined;
      scope = scope.parent, depth++
    ) {
      // prettier-ignore
      const at = scope.find(table, name);
      const column = at === undefined ? undefined : scope.columns[at];
      if (at === undefined || column === undefined) continue;
      this.markCorrelated(scope);
      return { type: column.type, run: outerColumn(at, depth) };
    }
    throw unknownColumn(table === undefined ? name : `${table}.${name}`, clause);
  }

  /** This scope and those between it and `outer` use rows of `outer`. */
  private markCorrelated(outer: Scope): void {
    this.correlated = true;
    if (this.parent !== undefined && this.parent !== outer) this.parent.markCorrelated(outer);
  }

  private ownColumn(at: number): Compiled {
    const column = this.columns[at];
    if (column === undefined) throw new Error('a column that was found is there');
    this.plainColumns?.push(column);
    return { type: column.type, run: ({ row }) => row[at] ?? null };
  }
}

function outerColumn(at: number, depth: number): Eval {
  return (frame) => {
    let outer: Frame | undefined = frame;
    for (let i = 0; i < depth && outer !== undefined; i++) outer = outer.parent;
    return outer?.row[at] ?? null;
  };
}
