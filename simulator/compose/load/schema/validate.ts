/**
 * Checks a file against compose-spec.ts. Of all that is wrong only the most specific is told: the deepest place, and
 * there an unknown key before anything else, in Compose's words.
 */
import { isMapping, isSequence, print, quote, type Mapping, type Value } from '../value.ts';
import { composeFile } from './compose-spec.ts';
import type { Rule, TypeName } from './rules.ts';

interface Complaint {
  readonly path: readonly string[];
  readonly text: string;
  readonly specificity: number;
}

/** What is wrong with the file, undefined when nothing is. */
export function schemaError(file: Mapping): string | undefined {
  const complaint = mostSpecific(check(composeFile, file, []));
  return complaint && `${complaint.path.join('.')} ${complaint.text}`;
}

function mostSpecific(complaints: readonly Complaint[]): Complaint | undefined {
  let best: Complaint | undefined;
  for (const each of complaints) if (!best || each.specificity > best.specificity) best = each;
  return best;
}

const complain = (path: readonly string[], text: string, extra = 0): Complaint[] => [
  { path, text, specificity: path.length + extra },
];

function check(rule: Rule, value: Value, path: readonly string[]): Complaint[] {
  if (rule.types && !rule.types.some((type) => hasType(type, value))) {
    return complain(path, `must be a ${readableTypes(rule.types)}`);
  }
  if (rule.oneOf) return checkOneOf(rule.oneOf, value, path);
  if (isMapping(value)) return checkMapping(rule, value, path);
  if (isSequence(value)) return checkSequence(rule, value, path);
  return checkScalar(rule, value, path);
}

function hasType(type: TypeName, value: Value): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return isSequence(value);
    case 'object':
      return isMapping(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function readableTypes(types: readonly TypeName[]): string {
  const names = types.map((type) => (type === 'object' ? 'mapping' : type));
  if (names.length === 1) return names[0] ?? '';
  names.sort();
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

function checkOneOf(rules: readonly Rule[], value: Value, path: readonly string[]): Complaint[] {
  const results = rules.map((rule) => check(rule, value, path));
  if (results.some((complaints) => complaints.length === 0)) return [];
  return results.flat();
}

function checkMapping(rule: Rule, value: Mapping, path: readonly string[]): Complaint[] {
  const missing = (rule.required ?? []).filter((name) => !value.has(name));
  const complaints = missing.length === 0 ? [] : complain(path, missingText(missing));
  const unknown: string[] = [];
  for (const [key, each] of value) {
    const rules = rulesOf(rule, key);
    if (rules.length === 0 && rule.closed) unknown.push(key);
    for (const below of rules) complaints.push(...check(below, each, [...path, key]));
  }
  if (unknown.length === 0) return complaints;
  const names = unknown.sort().map((name) => `'${name}'`);
  return [...complaints, ...complain(path, `additional properties ${names.join(', ')} not allowed`, 1)];
}

const missingText = (names: readonly string[]): string =>
  `missing ${names.length === 1 ? 'property' : 'properties'} ${names.map((name) => `'${name}'`).join(', ')}`;

function rulesOf(rule: Rule, key: string): Rule[] {
  const own = Object.hasOwn(rule.properties ?? {}, key) ? rule.properties?.[key] : undefined;
  const matching = (rule.patterns ?? []).filter(([pattern]) => pattern.test(key)).map(([, each]) => each);
  return own ? [own, ...matching] : matching;
}

function checkSequence(rule: Rule, value: readonly Value[], path: readonly string[]): Complaint[] {
  const complaints = rule.unique ? checkUnique(value, path) : [];
  const { items } = rule;
  if (!items) return complaints;
  return [...complaints, ...value.flatMap((each, at) => check(items, each, [...path, String(at)]))];
}

function checkUnique(value: readonly Value[], path: readonly string[]): Complaint[] {
  const seen = new Map<string, number>();
  for (const [at, each] of value.entries()) {
    const key = `${typeof each} ${print(each)}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) return complain(path, `items at ${String(earlier)} and ${String(at)} are equal`);
    seen.set(key, at);
  }
  return [];
}

function checkScalar(rule: Rule, value: Value, path: readonly string[]): Complaint[] {
  const { values, pattern, minimum, maximum } = rule;
  if (values && !values.some((allowed) => allowed === value)) {
    const names = values.map((name) => `'${name}'`).join(', ');
    return complain(path, values.length === 1 ? `value must be ${names}` : `value must be one of ${names}`);
  }
  if (typeof value === 'string' && pattern !== undefined && !new RegExp(pattern).test(value)) {
    return complain(path, `'${value}' does not match pattern '${pattern}'`);
  }
  if (typeof value === 'string' && rule.format === 'duration') return checkDuration(value, path);
  if (typeof value !== 'number') return [];
  if (minimum !== undefined && value < minimum) {
    return complain(path, `must be greater than or equal to ${String(minimum)}`);
  }
  if (maximum !== undefined && value > maximum) {
    return complain(path, `must be less than or equal to ${String(maximum)}`);
  }
  return [];
}

function checkDuration(value: string, path: readonly string[]): Complaint[] {
  if (/^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/.test(value)) return [];
  const problem = /^[-+]?(\d+\.?\d*|\.\d+)+$/.test(value) ? 'missing unit in' : 'invalid';
  return complain(path, `'${value}' is not valid duration: time: ${problem} duration ${quote(value)}`);
}
