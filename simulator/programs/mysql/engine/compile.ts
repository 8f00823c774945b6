/** Turns expressions into functions of a row. */
import { latin1ToBytes } from '../../text/codec.ts';
import { SqlError } from '../errors.ts';
import type { Expr, Select } from '../sql/ast.ts';
import { AGGREGATES, aggregateType, WINDOW_ONLY } from './aggregates.ts';
import { castType, castValue } from './cast.ts';
import type { Context } from './context.ts';
import { Decimal } from './decimal.ts';
import { adapt, commonType, findFunction } from './functions.ts';
import { binaryType, comparison, evaluateBinary, likePattern, regexpPattern } from './operators.ts';
import type { Compiled, Frame, Scope } from './scope.ts';
import { fold, fromTruth, keyOf, numericOf, textOf, truth, typeOf, type Value } from './value.ts';

/** A query inside an expression, ready to run. */
export interface Subquery {
  types: readonly Compiled['type'][];
  /** It does not look at the rows around it. */
  constant: boolean;
  /** Rows, at most `limit` of them. */
  rows: (frame: Frame, limit: number) => readonly (readonly Value[])[];
}

export class Compiler {
  readonly context: Context;
  private readonly plan: (select: Select, outer: Scope) => Subquery;

  constructor(context: Context, plan: (select: Select, outer: Scope) => Subquery) {
    this.context = context;
    this.plan = plan;
  }

  all(exprs: readonly Expr[], scope: Scope): Compiled[] {
    return exprs.map((expr) => this.expr(expr, scope));
  }

  expr(expr: Expr, scope: Scope): Compiled {
    switch (expr.kind) {
      case 'literal': return literal(expr);
      case 'column': return scope.column(expr.table, expr.name);
      case 'parameter': return this.constant(this.context.parameters[expr.index] ?? null);
      case 'variable': return this.variable(expr.name);
      case 'assign': return this.assignment(expr.name, this.expr(expr.value, scope));
      case 'unary': return this.unary(expr.op, this.expr(expr.operand, scope));
      case 'binary': return this.binary(expr, scope);
      case 'is': return this.is(expr, scope);
      case 'in': return this.in(expr, scope);
      case 'between': return this.between(expr, scope);
      case 'like': return this.pattern(expr, scope, (pattern) => likePattern(pattern, expr.escape));
      case 'regexp': return this.pattern(expr, scope, regexpPattern);
      case 'case': return this.case(expr, scope);
      case 'call': return this.call(expr, scope);
      case 'cast': return this.cast(expr, scope);
      case 'subquery': return this.scalar(expr.select, scope);
      case 'exists': return this.exists(expr.select, scope);
      case 'quantified': return this.quantified(expr, scope);
      case 'match': return this.match(expr, scope);
      case 'star': case 'row': case 'interval': case 'default': case 'values': throw new SqlError(1241, '21000', 'Operand should contain 1 column(s)');
    } // prettier-ignore
  }

  private constant(value: Value): Compiled {
    return { type: typeOfValue(value), run: () => value };
  }

  private variable(name: string): Compiled {
    if (!name.startsWith('@@')) {
      const key = name
        .slice(1)
        .replace(/^(['`])(.*)\1$/, '$2')
        .toLowerCase();
      const { userVariables } = this.context;
      return { type: typeOfValue(userVariables.get(key) ?? null), run: () => userVariables.get(key) ?? null };
    }
    const global = /^@@global\./i.test(name);
    return this.constant(this.context.variable(name.slice(2).replace(/^(global|session|local)\./i, '').toLowerCase(), global)); // prettier-ignore
  }

  private assignment(name: string, value: Compiled): Compiled {
    const key = name.slice(1).toLowerCase();
    const { userVariables } = this.context;
    return {
      type: value.type,
      run: (frame) => {
        const result = value.run(frame);
        userVariables.set(key, result);
        return result;
      },
    };
  }

  private unary(op: '-' | '+' | '!' | '~', operand: Compiled): Compiled {
    const { run, type } = operand;
    if (op === '+') return operand;
    if (op === '!') return { type: BOOLEAN, run: (frame) => fromTruth(negated(truth(run(frame)))) };
    if (op === '~') return { type: typeOf('bigint', { unsigned: true }), run: (frame) => { const value = run(frame); return value === null ? null : BigInt.asUintN(64, ~BigInt(Math.trunc(Number(numericOf(value))))); } }; // prettier-ignore
    const numeric = binaryType('-', typeOf('int'), type);
    return {
      type: { ...numeric, decimals: type.decimals },
      run: (frame) => {
        const value = run(frame);
        if (value === null) return null;
        const number = numericOf(value);
        return number instanceof Decimal ? number.negated() : -number;
      },
    };
  }

  private binary(expr: Extract<Expr, { kind: 'binary' }>, scope: Scope): Compiled {
    const { op } = expr;
    if (expr.left.kind === 'row' && expr.right.kind === 'row')
      return this.rows(expr.left.items, expr.right.items, op, scope);
    if ((op === '+' || op === '-') && expr.right.kind === 'interval') return this.dateAdd(expr.left, expr.right, op === '+' ? 'DATE_ADD' : 'DATE_SUB', scope); // prettier-ignore
    if (op === '+' && expr.left.kind === 'interval') return this.dateAdd(expr.right, expr.left, 'DATE_ADD', scope);
    const [left, right] = [this.expr(expr.left, scope), this.expr(expr.right, scope)];
    if (op === 'AND') {
      return { type: BOOLEAN, run: (frame) => {
        const a = truth(left.run(frame));
        if (a === false) return 0n;
        const b = truth(right.run(frame));
        return b === false ? 0n : fromTruth(a === undefined || b === undefined ? undefined : true);
      } }; // prettier-ignore
    }
    if (op === 'OR') {
      return { type: BOOLEAN, run: (frame) => {
        const a = truth(left.run(frame));
        if (a === true) return 1n;
        const b = truth(right.run(frame));
        return b === true ? 1n : fromTruth(a === undefined || b === undefined ? undefined : false);
      } }; // prettier-ignore
    }
    const test = comparison(op, left.type, right.type);
    if (test !== undefined)
      return { type: BOOLEAN, run: (frame) => fromTruth(test(left.run(frame), right.run(frame))) };
    return { type: binaryType(op, left.type, right.type), run: (frame) => evaluateBinary(op, left.run(frame), right.run(frame)) }; // prettier-ignore
  }

  /** (a, b) = (1, 2) */
  private rows(left: readonly Expr[], right: readonly Expr[], op: string, scope: Scope): Compiled {
    if (left.length !== right.length) throw new SqlError(1241, '21000', `Operand should contain ${left.length} column(s)`); // prettier-ignore
    const pairs = left.map((expr, i) => [this.expr(expr, scope), right[i] === undefined ? undefined : this.expr(right[i], scope)] as const); // prettier-ignore
    return {
      type: BOOLEAN,
      run: (frame) => {
        const same = pairs.every(([a, b]) => keyOf(a.run(frame)) === keyOf(b?.run(frame) ?? null));
        return fromTruth(op === '<>' ? !same : same);
      },
    };
  }

  private dateAdd(date: Expr, interval: Extract<Expr, { kind: 'interval' }>, name: string, scope: Scope): Compiled {
    return this.callOf(name, [this.expr(date, scope), this.expr(interval.amount, scope), this.constant(interval.unit)]);
  }

  private is({ operand, what, not }: Extract<Expr, { kind: 'is' }>, scope: Scope): Compiled {
    const { run } = this.expr(operand, scope);
    const wanted = what === 'TRUE' ? true : what === 'FALSE' ? false : undefined;
    const test: (value: Value) => boolean = what === 'NULL' ? (value) => value === null : (value) => truth(value) === wanted; // prettier-ignore
    return { type: { ...BOOLEAN, nullable: false }, run: (frame) => fromTruth(test(run(frame)) !== not) };
  }

  private in({ operand, list, not }: Extract<Expr, { kind: 'in' }>, scope: Scope): Compiled {
    if (!Array.isArray(list)) return this.inSelect(operand, list, not, scope);
    if (operand.kind === 'row') {
      const tests = list.map((each) => this.rows(operand.items, each.kind === 'row' ? each.items : [each], '=', scope));
      return { type: BOOLEAN, run: (frame) => fromTruth(tests.some(({ run }) => run(frame) === 1n) !== not) };
    }
    const tested = this.expr(operand, scope);
    const tests = this.all(list, scope).map((each) => ({
      run: each.run,
      same: comparison('=', tested.type, each.type),
    }));
    return {
      type: BOOLEAN,
      run: (frame) => {
        const value = tested.run(frame);
        let unknown = false;
        for (const { run, same } of tests) {
          const found = same?.(value, run(frame));
          if (found === true) return fromTruth(!not);
          unknown ||= found === undefined;
        }
        return unknown ? null : fromTruth(not);
      },
    };
  }

  private inSelect(operand: Expr, select: Select, not: boolean, scope: Scope): Compiled {
    const operands = operand.kind === 'row' ? this.all(operand.items, scope) : [this.expr(operand, scope)];
    const query = this.plan(select, scope);
    if (query.types.length !== operands.length) throw new SqlError(1241, '21000', `Operand should contain ${operands.length} column(s)`); // prettier-ignore
    const tests = operands.map(({ type }, i) => comparison('=', type, query.types[i] ?? type));
    return {
      type: BOOLEAN,
      run: (frame) => {
        const values = operands.map(({ run }) => run(frame));
        let unknown = false;
        for (const row of query.rows(frame, Infinity)) {
          const results = values.map((value, i) => tests[i]?.(value, row[i] ?? null));
          if (results.every((each) => each === true)) return fromTruth(!not);
          unknown ||= results.every((each) => each !== false);
        }
        return unknown ? null : fromTruth(not);
      },
    };
  }

  private between({ operand, low, high, not }: Extract<Expr, { kind: 'between' }>, scope: Scope): Compiled {
    const [value, from, to] = [this.expr(operand, scope), this.expr(low, scope), this.expr(high, scope)];
    const [above, below] = [comparison('>=', value.type, from.type), comparison('<=', value.type, to.type)];
    return {
      type: BOOLEAN,
      run: (frame) => {
        const tested = value.run(frame);
        const [a, b] = [above?.(tested, from.run(frame)), below?.(tested, to.run(frame))];
        const inside = a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;
        return fromTruth(not ? negated(inside) : inside);
      },
    };
  }

  private pattern(
    expr: Extract<Expr, { kind: 'like' | 'regexp' }>,
    scope: Scope,
    make: (pattern: string) => RegExp,
  ): Compiled {
    // prettier-ignore
    const [value, pattern] = [this.expr(expr.operand, scope), this.expr(expr.pattern, scope)];
    let last: { text: string; regexp: RegExp } | undefined;
    return {
      type: BOOLEAN,
      run: (frame) => {
        const [tested, by] = [value.run(frame), pattern.run(frame)];
        if (tested === null || by === null) return null;
        const text = textOf(by);
        if (last?.text !== text) last = { text, regexp: make(text) };
        return fromTruth(last.regexp.test(expr.kind === 'like' ? fold(textOf(tested)) : textOf(tested)) !== expr.not);
      },
    };
  }

  private case({ operand, whens, otherwise }: Extract<Expr, { kind: 'case' }>, scope: Scope): Compiled {
    const tested = operand === undefined ? undefined : this.expr(operand, scope);
    const branches = whens.map(({ when, then }) => {
      const condition = this.expr(when, scope);
      return { condition, same: tested === undefined ? undefined : comparison('=', tested.type, condition.type), result: this.expr(then, scope) }; // prettier-ignore
    });
    const last = otherwise === undefined ? undefined : this.expr(otherwise, scope);
    const type = commonType([...branches.map(({ result }) => result.type), ...(last === undefined ? [] : [last.type])]);
    return {
      type,
      run: (frame) => {
        const value = tested?.run(frame) ?? null;
        for (const { condition, same, result } of branches) {
          const held = same === undefined ? truth(condition.run(frame)) : same(value, condition.run(frame));
          if (held === true) return adapt(result.run(frame), type);
        }
        return adapt(last?.run(frame) ?? null, type);
      },
    };
  }

  private cast({ operand, type }: Extract<Expr, { kind: 'cast' }>, scope: Scope): Compiled {
    const { run } = this.expr(operand, scope);
    const target = castType(type);
    return {
      type: target,
      run: (frame) => {
        const value = run(frame);
        return value === null ? null : castValue(value, type);
      },
    };
  }

  private call(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Compiled {
    const { name } = expr;
    if (expr.window !== undefined) return this.window(expr, scope);
    if (AGGREGATES.has(name)) return this.aggregate(expr, scope);
    const args = expr.args.flatMap((each) => each.kind === 'interval' ? [this.expr(each.amount, scope), this.constant(each.unit)] : [this.expr(each, scope)]); // prettier-ignore
    return this.callOf(name, args);
  }

  private callOf(name: string, args: readonly Compiled[]): Compiled {
    const { context } = this;
    const fn = findFunction(name, args.length, context.database);
    const types = args.map(({ type }) => type);
    const type = typeof fn.type === 'function' ? fn.type(types) : fn.type;
    const adapts = fn.nulls === true || name === 'GREATEST' || name === 'LEAST';
    return {
      type,
      run: (frame) => {
        const values = args.map(({ run }) => run(frame));
        if (fn.nulls !== true && values.includes(null)) return null;
        const result = fn.run(values, context, types);
        return adapts ? adapt(result, type) : result;
      },
    };
  }

  private aggregate(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Compiled {
    const { aggregates, plainColumns } = scope;
    if (aggregates === undefined) throw new SqlError(1111, 'HY000', 'Invalid use of group function');
    scope.aggregates = undefined;
    scope.plainColumns = undefined;
    const args = this.all(expr.args, scope);
    const order = expr.order.map(({ expr: by, descending }) => ({ run: this.expr(by, scope).run, descending }));
    scope.aggregates = aggregates;
    scope.plainColumns = plainColumns;
    const type = aggregateType(
      expr.name,
      args.map((each) => each.type),
    );
    const at = aggregates.push({ call: expr, args, order, type }) - 1;
    return { type, run: (frame) => frame.aggregates[at] ?? null };
  }

  private window(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Compiled {
    const { windows } = scope;
    if (windows === undefined || expr.window === undefined)
      throw new SqlError(
        3593,
        'HY000',
        `You cannot use the window function '${expr.name.toLowerCase()}' in this context.'`,
      );
    if (!AGGREGATES.has(expr.name) && !WINDOW_ONLY.has(expr.name)) throw new SqlError(1305, '42000', `FUNCTION ${expr.name} does not exist`); // prettier-ignore
    const args = this.all(expr.args, scope);
    const partition = this.all(expr.window.partition, scope).map(({ run }) => run);
    const order = expr.window.order.map(({ expr: by, descending }) => ({ run: this.expr(by, scope).run, descending }));
    const type = aggregateType(
      expr.name,
      args.map((each) => each.type),
    );
    const at = windows.push({ call: expr, args, order, partition, type }) - 1;
    return { type, run: (frame) => frame.windows[at] ?? null };
  }

  private scalar(select: Select, scope: Scope): Compiled {
    const query = this.plan(select, scope);
    const [type] = query.types;
    if (type === undefined || query.types.length !== 1) throw new SqlError(1241, '21000', 'Operand should contain 1 column(s)'); // prettier-ignore
    return {
      type: { ...type, nullable: true },
      run: (frame) => {
        const rows = query.rows(frame, 2);
        if (rows.length > 1) throw new SqlError(1242, '21000', 'Subquery returns more than 1 row');
        return rows[0]?.[0] ?? null;
      },
    };
  }

  private exists(select: Select, scope: Scope): Compiled {
    const query = this.plan(select, scope);
    return { type: { ...BOOLEAN, nullable: false }, run: (frame) => fromTruth(query.rows(frame, 1).length > 0) };
  }

  private quantified({ op, operand, every, select }: Extract<Expr, { kind: 'quantified' }>, scope: Scope): Compiled {
    const value = this.expr(operand, scope);
    const query = this.plan(select, scope);
    const test = comparison(op, value.type, query.types[0] ?? value.type);
    return {
      type: BOOLEAN,
      run: (frame) => {
        const tested = value.run(frame);
        let unknown = false;
        for (const row of query.rows(frame, Infinity)) {
          const found = test?.(tested, row[0] ?? null);
          if (found === !every) return fromTruth(!every);
          unknown ||= found === undefined;
        }
        return unknown ? null : fromTruth(every);
      },
    };
  }

  /** Full-text search: how many of the words occur. */
  private match({ columns, against }: Extract<Expr, { kind: 'match' }>, scope: Scope): Compiled {
    const texts = this.all(columns, scope);
    const words = this.expr(against, scope);
    return {
      type: typeOf('double'),
      run: (frame) => {
        const wanted = fold(textOf(words.run(frame) ?? ''))
          .split(/[^\p{L}\p{N}]+/u)
          .filter(Boolean);
        const found = new Set(
          fold(texts.map(({ run }) => textOf(run(frame) ?? '')).join(' ')).split(/[^\p{L}\p{N}]+/u),
        );
        return wanted.filter((word) => found.has(word)).length;
      },
    };
  }
}

const BOOLEAN = typeOf('int', { length: 1, boolean: true });

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

function literal(expr: Extract<Expr, { kind: 'literal' }>): Compiled {
  const { value } = expr;
  if (value === null) return { type: typeOf('null'), run: () => null };
  switch (expr.as) {
    case 'decimal': {
      const decimal = Decimal.parse(String(value));
      return { type: typeOf('decimal', { length: String(decimal.digits).length + 1, decimals: decimal.scale, nullable: false }), run: () => decimal };
    }
    case 'double': { const number = Number(value); return { type: typeOf('double', { nullable: false, decimals: 31 }), run: () => number }; }
    case 'hex': { const text = String(value); const bytes = latin1ToBytes((text.length % 2 === 0 ? text : `0${text}`).replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))); return { type: typeOf('varbinary', { nullable: false }), run: () => bytes }; }
    case 'string': return { type: typeOf('varchar', { length: String(value).length, nullable: false }), run: () => value };
    case 'boolean': return { type: { ...BOOLEAN, nullable: false }, run: () => value };
    default: return { type: typeOf('bigint', { length: String(value).length, nullable: false }), run: () => value };
  } // prettier-ignore
}

export function typeOfValue(value: Value): Compiled['type'] {
  if (value === null) return typeOf('null');
  if (typeof value === 'bigint') return typeOf('bigint');
  if (typeof value === 'number') return typeOf('double', { decimals: 31 });
  if (value instanceof Decimal) return typeOf('decimal', { decimals: value.scale });
  return value instanceof Uint8Array ? typeOf('blob') : typeOf('varchar');
}
