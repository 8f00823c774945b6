/** Functions over many rows: aggregates of groups, and window functions. */
import { Decimal } from './decimal.ts';
import { isPostgres } from './dialect.ts';
import { quotient } from './operators.ts';
import { formatJson, jsonOf, type Json } from './json.ts';
import type { AggregateCall, Frame, WindowCall } from './scope.ts';
import { compare, decimalOf, integerOf, isInteger, keyOfAll, numberOf, numericOf, order, textOf, typeOf, type Value, type ValueType } from './value.ts'; // prettier-ignore

export const AGGREGATES = new Set(['COUNT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUP_CONCAT', 'STD', 'STDDEV', 'STDDEV_POP', 'STDDEV_SAMP', 'VARIANCE', 'VAR_POP', 'VAR_SAMP', 'BIT_AND', 'BIT_OR', 'JSON_ARRAYAGG', 'JSON_OBJECTAGG', 'ANY_VALUE']); // prettier-ignore
export const WINDOW_ONLY = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK', 'LAG', 'LEAD', 'FIRST_VALUE', 'LAST_VALUE', 'NTILE', 'PERCENT_RANK', 'CUME_DIST', 'NTH_VALUE']); // prettier-ignore

const DOUBLE = typeOf('double', { decimals: 31 });

export function aggregateType(name: string, args: readonly ValueType[]): ValueType {
  const [first = typeOf('varchar')] = args;
  const exact = isInteger(first) || first.name === 'decimal';
  switch (name) {
    case 'COUNT': return typeOf('bigint', { length: 21, nullable: false });
    case 'SUM': if (isPostgres() && isInteger(first)) return typeOf('bigint'); return exact ? typeOf('decimal', { length: 33, decimals: first.decimals }) : DOUBLE;
    case 'AVG': return exact ? typeOf('decimal', { length: 14, decimals: first.decimals + 4 }) : DOUBLE;
    case 'MIN': case 'MAX': case 'ANY_VALUE': case 'LAG': case 'LEAD': case 'FIRST_VALUE': case 'LAST_VALUE': case 'NTH_VALUE': return { ...first, nullable: true };
    case 'GROUP_CONCAT': return typeOf('text');
    case 'JSON_ARRAYAGG': case 'JSON_OBJECTAGG': return typeOf('json');
    case 'ROW_NUMBER': case 'RANK': case 'DENSE_RANK': case 'NTILE': case 'BIT_AND': case 'BIT_OR': return typeOf('bigint', { length: 21, unsigned: true });
    default: return DOUBLE;
  } // prettier-ignore
}

/** The rows whose arguments count: none of them NULL, each once with DISTINCT. */
function counted(aggregate: AggregateCall, frames: readonly Frame[]): { values: Value[]; frame: Frame }[] {
  const rows = frames.map((frame) => ({ values: aggregate.args.map(({ run }) => run(frame)), frame }));
  const present = aggregate.call.name.startsWith('JSON_') ? rows : rows.filter(({ values }) => !values.includes(null));
  if (!aggregate.call.distinct) return present;
  const seen = new Set<string>();
  return present.filter(({ values }) => {
    const key = keyOfAll(values);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

export function sum(values: readonly Exclude<Value, null>[]): Value {
  let total: bigint | number | Decimal | undefined;
  for (const each of values) {
    const value = numericOf(each);
    if (total === undefined) total = value;
    else if (typeof total === 'number' || typeof value === 'number') total = numberOf(total) + numberOf(value);
    else if (typeof total === 'bigint' && typeof value === 'bigint') total += value;
    else total = decimalOf(total).plus(decimalOf(value));
  }
  return typeof total === 'bigint' ? new Decimal(total, 0) : (total ?? null);
}

export function aggregateOf(aggregate: AggregateCall, frames: readonly Frame[]): Value {
  const { call, type } = aggregate;
  if (call.star) return BigInt(frames.length);
  const rows = counted(aggregate, frames);
  const values = rows.map(({ values: [value] }) => value ?? null).filter((value) => value !== null);
  switch (call.name) {
    case 'COUNT': return BigInt(rows.length);
    case 'SUM': return sum(values);
    case 'AVG': {
      const total = sum(values);
      if (total === null) return null;
      if (isPostgres() && total instanceof Decimal) return quotient(total, new Decimal(BigInt(values.length), 0));
      return total instanceof Decimal ? total.over(new Decimal(BigInt(values.length), 0)).round(type.decimals) : numberOf(total) / values.length;
    }
    case 'MIN': return values.length === 0 ? null : values.reduce((a, b) => (compare(b, a) < 0 ? b : a));
    case 'MAX': return values.length === 0 ? null : values.reduce((a, b) => (compare(b, a) > 0 ? b : a));
    case 'ANY_VALUE': return rows[0]?.values[0] ?? null;
    case 'GROUP_CONCAT': return concatenated(aggregate, rows);
    case 'BIT_AND': return values.reduce((all: bigint, value) => all & integerOf(value), 2n ** 64n - 1n);
    case 'BIT_OR': return values.reduce((all: bigint, value) => all | integerOf(value), 0n);
    case 'JSON_ARRAYAGG': return rows.length === 0 ? null : formatJson(rows.map(({ values: [value] }) => jsonOf(value ?? null, aggregate.args[0]?.type.name === 'json')));
    case 'JSON_OBJECTAGG': return rows.length === 0 ? null : formatJson(Object.fromEntries(rows.map(({ values: [key, value] }): [string, Json] => [textOf(key ?? ''), jsonOf(value ?? null, aggregate.args[1]?.type.name === 'json')])));
    default: return deviation(call.name, values.map(numberOf));
  } // prettier-ignore
}

function deviation(name: string, values: readonly number[]): Value {
  const sample = name.endsWith('_SAMP');
  const divisor = sample ? values.length - 1 : values.length;
  if (divisor <= 0) return null;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / divisor;
  return name.startsWith('VAR') ? variance : Math.sqrt(variance);
}

function concatenated({ call, order: by }: AggregateCall, rows: readonly { values: Value[]; frame: Frame }[]): Value {
  if (rows.length === 0) return null;
  const sorted = [...rows];
  if (by.length > 0) sorted.sort((a, b) => compareBy(by, a.frame, b.frame));
  return sorted.map(({ values }) => values.map((value) => textOf(value ?? '')).join('')).join(call.separator ?? ',').slice(0, 1024); // prettier-ignore
}

function compareBy(by: WindowCall['order'], a: Frame, b: Frame): number {
  for (const { run, descending } of by) {
    const found = order(run(a), run(b));
    if (found !== 0) return descending ? -found : found;
  }
  return 0;
}

/** The value of a window function for each of the rows. */
export function windowValues(window: WindowCall, frames: readonly Frame[]): Value[] {
  const groups = new Map<string, number[]>();
  frames.forEach((frame, i) => {
    const key = keyOfAll(window.partition.map((run) => run(frame)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [i]);
    else group.push(i);
  });
  const results: Value[] = Array.from({ length: frames.length }, () => null);
  for (const group of groups.values()) {
    const members = group.map((at) => ({ at, frame: frames[at] })).filter((each): each is { at: number; frame: Frame } => each.frame !== undefined); // prettier-ignore
    if (window.order.length > 0) members.sort((a, b) => compareBy(window.order, a.frame, b.frame));
    valuesOfGroup(
      window,
      members.map(({ frame }) => frame),
    ).forEach((value, i) => {
      const at = members[i]?.at;
      if (at !== undefined) results[at] = value;
    });
  }
  return results;
}

function valuesOfGroup(window: WindowCall, frames: readonly Frame[]): Value[] {
  const { call, args, order: by } = window;
  const peers = (i: number): boolean => { const [a, b] = [frames[i - 1], frames[i]]; return a !== undefined && b !== undefined && by.length > 0 && compareBy(by, a, b) === 0; }; // prettier-ignore
  const valueAt = (at: number, arg = 0): Value => { const frame = frames[at]; return frame === undefined ? null : (args[arg]?.run(frame) ?? null); }; // prettier-ignore
  let rank = 0;
  let dense = 0;
  return frames.map((_, i): Value => {
    if (!peers(i)) {
      rank = i + 1;
      dense++;
    }
    switch (call.name) {
      case 'ROW_NUMBER': return BigInt(i + 1);
      case 'RANK': return BigInt(rank);
      case 'DENSE_RANK': return BigInt(dense);
      case 'PERCENT_RANK': return frames.length < 2 ? 0 : (rank - 1) / (frames.length - 1);
      case 'NTILE': { const count = Number(integerOf(valueAt(i) ?? 1n)); return BigInt(Math.floor((i * count) / frames.length) + 1); }
      case 'LAG': case 'LEAD': {
        const offset = args[1] === undefined ? 1 : Number(integerOf(valueAt(i, 1) ?? 1n));
        const at = call.name === 'LAG' ? i - offset : i + offset;
        return at < 0 || at >= frames.length ? valueAt(i, 2) : valueAt(at);
      }
      case 'FIRST_VALUE': return valueAt(0);
      case 'NTH_VALUE': return valueAt(Number(integerOf(valueAt(i, 1) ?? 1n)) - 1);
      default: {
        // Up to the current row and its peers when there is an order, the whole partition otherwise.
        let end = by.length === 0 ? frames.length : i + 1;
        while (by.length > 0 && end < frames.length && peers(end)) end++;
        if (call.name === 'LAST_VALUE') return valueAt(end - 1);
        if (call.name === 'CUME_DIST') return end / frames.length;
        return aggregateOf(window, frames.slice(0, end));
      }
    } // prettier-ignore
  });
}
