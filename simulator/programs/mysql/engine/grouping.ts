/** The rule ONLY_FULL_GROUP_BY: what is shown of a group must be the same in all of its rows. */
import { SqlError } from '../errors.ts';
import type { Expr } from '../sql/ast.ts';
import type { Scope, ScopeColumn } from './scope.ts';

export interface GroupingCheck {
  /** Compiles one column of the result while its plain columns are noted. */
  column: (index: number, work: () => void) => void;
  /** Throws SqlError 1055 or 1140. */
  check: (grouped: boolean) => void;
}

export function checkGrouping(strict: boolean, group: readonly Expr[], scope: Scope): GroupingCheck {
  const noted: ScopeColumn[][] = [];
  const expressions: number[] = [];
  return {
    column: (index, work) => {
      scope.plainColumns = [];
      work();
      noted[index] = scope.plainColumns;
      scope.plainColumns = undefined;
      expressions.push(index);
    },
    check: (grouped) => {
      if (!strict) return;
      const columns = new Set(group.flatMap((expr) => columnsIn(expr, scope)));
      const keyed = new Set<string>();
      for (const { table, origin } of columns) if (origin?.primary === true) keyed.add(table);
      noted.forEach((used, index) => {
        const loose = used.find((column) => !columns.has(column) && !keyed.has(column.table));
        if (loose === undefined || group.some((expr) => expr.kind !== 'column')) return;
        const { origin } = loose;
        const name = origin === undefined ? `${loose.table}.${loose.name}` : `${origin.database}.${loose.table}.${origin.column}`; // prettier-ignore
        throw grouped
          ? new SqlError(
              1055,
              '42000',
              `Expression #${index + 1} of SELECT list is not in GROUP BY clause and contains nonaggregated column '${name}' which is not functionally dependent on columns in GROUP BY clause; this is incompatible with sql_mode=only_full_group_by`,
            )
          : new SqlError(
              1140,
              '42000',
              `In aggregated query without GROUP BY, expression #${index + 1} of SELECT list contains nonaggregated column '${name}'; this is incompatible with sql_mode=only_full_group_by`,
            );
      });
    },
  };
}

function columnsIn(expr: Expr, scope: Scope): ScopeColumn[] {
  if (expr.kind !== 'column') return [];
  const at = scope.find(expr.table, expr.name);
  const column = at === undefined ? undefined : scope.columns[at];
  return column === undefined ? [] : [column];
}
