/** jq's functions: those written in jq, and those that are not. */
import { applyFormat, toText } from './formats.ts';
import type { Evaluator, Scope } from './evaluate.ts';
import { Halt, NO_PATH, type Result } from './result.ts';
import { JsonError, parseJson, writeJson } from './json.ts';
import { add } from './operators.ts';
import { parseDefinitions } from './parser.ts';
import { deletePaths, getPath, indices, setPath, type Path } from './paths.ts';
import { matches } from './regex.ts';
import type { Definition, Node } from './syntax.ts';
import { breakDownTime, formatTime, parseTime, secondsOf } from './time.ts';
import { compare, described, isTrue, JqError, sortedKeys, typeOf, type Json } from './value.ts';

export type Builtin = (evaluator: Evaluator, given: readonly Node[], scope: Scope, input: Result) => Iterable<Result>;

const SOURCE = `
def map(f): [.[] | f];
def select(f): if f then . else empty end;
def recurse(f): def r: ., (f | r); r;
def recurse(f; cond): def r: ., (f | select(cond) | r); r;
def recurse_down: recurse(.[]?);
def recurse: recurse(.[]?);
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type|. == "array" or . == "object");
def scalars: select(type|. != "array" and . != "object");
def map_values(f): .[] |= f;
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: map({(.key // .k // .name // .Name // .K // .Key | if type == "number" or type == "boolean" then tojson else . end): (if has("value") then .value elif has("v") then .v else .Value end)}) | add + {} // {};
def with_entries(f): to_entries | map(f) | from_entries;
def del(f): delpaths([path(f)]);
def paths: path(..) | select(length > 0);
def paths(node_filter): . as $dot | paths | select(. as $p | $dot | getpath($p) | node_filter);
def leaf_paths: paths(scalars);
def any: reduce .[] as $x (false; . or $x);
def all: reduce .[] as $x (true; . and $x);
def any(f): reduce (.[] | f) as $x (false; . or $x);
def all(f): reduce (.[] | f) as $x (true; . and $x);
def any(g; cond): isempty(first(g | cond | select(.))) | not;
def all(g; cond): isempty(first(g | cond | select(. | not)));
def flatten: _flatten(1e9);
def flatten($depth): if $depth < 0 then error("flatten depth must not be negative") else _flatten($depth) end;
def range($x): range(0; $x);
def range($from; $upto; $by): if $by > 0 then $from | while(. < $upto; . + $by) elif $by < 0 then $from | while(. > $upto; . + $by) else empty end;
def first(f): label $out | (f | ., break $out);
def last(f): reduce f as $x (null; $x);
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def first: .[0];
def last: .[-1];
def limit($n; f): label $out | foreach f as $item (0; . + 1; $item, if . >= $n then break $out else empty end);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def until(cond; update): def _until: if cond then . else (update | _until) end; _until;
def while(cond; update): def _while: if cond then ., (update | _while) else empty end; _while;
def repeat(f): def _repeat: f | (., _repeat); _repeat;
def inside(xs): . as $x | xs | contains($x);
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def walk(f): . as $in | if type == "object" then reduce keys_unsorted[] as $key ({}; . + {($key): ($in[$key] | walk(f))}) | f elif type == "array" then map(walk(f)) | f else f end;
def env: $ENV;
def transpose: if . == [] then [] else . as $in | (map(length) | max) as $max | [range(0; $max) as $j | [range(0; $in | length) as $i | $in[$i][$j]]] end;
def in(xs): . as $x | xs | has($x);
def inputs: def r: (try (input | [.]) catch (if . == "break" then null else error end)) | if . == null then empty else .[0], (null | r) end; r;
def ascii_downcase: explode | map(if 65 <= . and . <= 90 then . + 32 else . end) | implode;
def ascii_upcase: explode | map(if 97 <= . and . <= 122 then . - 32 else . end) | implode;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def date: todate;
def dateadd(u; n): . + n;
def datesub(u; n): . - n;
def match(re; mode): _match(re; mode; false) | .[];
def match($val): ($val | type) as $vt | if $vt == "string" then match($val; null) elif $vt == "array" and ($val | length) > 1 then match($val[0]; $val[1]) elif $vt == "array" and ($val | length) > 0 then match($val[0]; null) else error("\\($vt) not a string or array") end;
def test(re; mode): _match(re; mode; true);
def test($val): ($val | type) as $vt | if $vt == "string" then test($val; null) elif $vt == "array" and ($val | length) > 1 then test($val[0]; $val[1]) elif $vt == "array" and ($val | length) > 0 then test($val[0]; null) else error("\\($vt) not a string or array") end;
def capture(re; mods): match(re; mods) | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture(re): capture(re; null);
def scan(re; mods): match(re; "g" + mods) | if (.captures | length) > 0 then [.captures | .[] | .string] else .string end;
def scan(re): scan(re; "");
def split($re; flags): . as $s | [foreach (match($re; flags + "g") | [.offset, .length], null) as $m ([0, null]; if $m == null then [.[0], $s[.[0]:]] else [$m[0] + $m[1], $s[.[0]:$m[0]]] end; .[1])];
def splits($re): splits($re; null);
def splits($re; flags): split($re; flags) | .[];
def sub(re; str; flags): . as $in | [match(re; flags)] as $edits | [foreach ($edits[], null) as $edit ({at: 0, out: null}; if $edit == null then .out = [$in[.at:]] else .out = ($in[.at:$edit.offset] as $gap | [$edit | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries | str | $gap + .]) | .at = $edit.offset + $edit.length end; .out)] | map(.[0]) | add;
def sub(re; str): sub(re; str; "");
def gsub(re; str; flags): sub(re; str; flags + "g");
def gsub(re; str): sub(re; str; "g");
def tostream: path(def r: (.[]?|r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): {x: null, e: false} as $init | foreach f as $i ($init; if .e then $init else . end | if $i | length == 2 then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1]) else setpath(["e"]; $i[0] | length == 1) end; if .e then .x else empty end);
def truncate_stream(stream): . as $n | null | stream | . as $input | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
def group_by(f): _group_by(map([f]));
def unique_by(f): [group_by(f)[] | .[0]];
def sort_by(f): _sort_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def unique: unique_by(.);
def index($i): indices($i) | .[0];
def rindex($i): indices($i) | .[-1:][0];
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def tojson: _tojson;
def halt_error: halt_error(5);
def input_line_number: _input_line_number;
`;

let parsed: Definition[] | undefined;

/** Functions written in jq, parsed once. */
export function library(): readonly Definition[] {
  return (parsed ??= parseDefinitions(SOURCE));
}

export const builtins = new Map<string, Builtin>();

/** A function of its input and of every combination of its arguments' results (the last argument varies slowest). */
function plain(name: string, count: number, work: (input: Json, ...given: Json[]) => Json): void {
  builtins.set(`${name}/${count}`, function* (evaluator, given, scope, input) {
    const path = input.path === undefined ? undefined : NO_PATH;
    for (const values of combinations(evaluator, given, scope, input.value))
      yield { value: work(input.value, ...values), path };
  });
}

function* combinations(evaluator: Evaluator, given: readonly Node[], scope: Scope, input: Json): Generator<Json[]> {
  const last = given.at(-1);
  if (last === undefined) {
    yield [];
    return;
  }
  for (const value of evaluator.values(last, scope, input))
    for (const before of combinations(evaluator, given.slice(0, -1), scope, input)) yield [...before, value];
}

function text(value: Json, what: string): string {
  if (typeof value !== 'string') throw new JqError(`${described(value, writeJson)} ${what}`);
  return value;
}

function number(value: Json, what = 'number required'): number {
  if (typeof value !== 'number') throw new JqError(`${described(value, writeJson)} ${what}`);
  return value;
}

function list(value: Json, what: string): Json[] {
  if (!Array.isArray(value)) throw new JqError(`${described(value, writeJson)} ${what}`);
  return value;
}

plain('not', 0, (value) => !isTrue(value));
plain('type', 0, (value) => typeOf(value));
plain('tostring', 0, toText);
plain('_tojson', 0, (value) => writeJson(value));
plain('fromjson', 0, (value) => {
  try {
    return parseJson(text(value, 'only strings can be parsed'));
  } catch (error) {
    if (error instanceof JsonError) throw new JqError(`${error.message} (while parsing '${toText(value)}')`);
    throw error;
  }
});
plain('tonumber', 0, (value) => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') throw new JqError(`${described(value, writeJson)} cannot be parsed as a number`);
  if (!/^\s*-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value))
    throw new JqError(`Invalid numeric literal at EOF at line 1, column ${value.length} (while parsing '${value}')`);
  return Number(value);
});
plain('length', 0, (value) => {
  if (value === null) return 0;
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return Math.abs(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  throw new JqError(`${described(value, writeJson)} has no length`);
});
plain('utf8bytelength', 0, (value) => new TextEncoder().encode(text(value, 'only strings have UTF-8 byte length')).length); // prettier-ignore
plain('keys', 0, (value) => keysOf(value, true));
plain('keys_unsorted', 0, (value) => keysOf(value, false));

function keysOf(value: Json, sort: boolean): Json {
  if (Array.isArray(value)) return value.map((_, at) => at);
  if (!(value instanceof Map)) throw new JqError(`${described(value, writeJson)} has no keys`);
  return sort ? sortedKeys(value) : [...value.keys()];
}

plain('has', 1, (value, key) => {
  if (value instanceof Map && typeof key === 'string') return value.has(key);
  if (Array.isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`); // prettier-ignore
});
plain('contains', 1, contains);

function contains(value: Json, part: Json): boolean {
  if (value instanceof Map && part instanceof Map)
    return [...part].every(([key, item]) => value.has(key) && contains(value.get(key) ?? null, item));
  if (Array.isArray(value) && Array.isArray(part))
    return part.every((item) => value.some((own) => contains(own, item)));
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part);
  if (typeOf(value) === typeOf(part)) return compare(value, part) === 0;
  throw new JqError(`${described(value, writeJson)} and ${described(part, writeJson)} cannot have their containment checked`); // prettier-ignore
}

plain('add', 0, (value) => {
  const items = value instanceof Map ? [...value.values()] : Array.isArray(value) ? value : undefined;
  if (items === undefined) throw new JqError(`Cannot iterate over ${described(value, writeJson)}`);
  return items.reduce<Json>((sum, item) => add(sum, item), null);
});
plain('_flatten', 1, (value, depth) => flat(list(value, 'cannot be flattened'), number(depth)));

function flat(items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) => (Array.isArray(item) && depth > 0 ? flat(item, depth - 1) : [item]));
}

const NOT_SORTABLE = 'cannot be sorted, as it is not an array';
plain('sort', 0, (value) => [...list(value, NOT_SORTABLE)].sort(compare));

/** Items with the keys they are ordered by. */
function keyed(value: Json, keys: Json, what: string): { item: Json; key: Json }[] {
  const all = list(keys, what);
  return list(value, what).map((item, at) => ({ item, key: all[at] ?? null }));
}
plain('_sort_by', 1, (value, keys) => keyed(value, keys, NOT_SORTABLE).sort((a, b) => compare(a.key, b.key)).map(({ item }) => item)); // prettier-ignore
plain('_group_by', 1, (value, keys) => {
  const groups: { key: Json; items: Json[] }[] = [];
  for (const { item, key } of keyed(value, keys, 'cannot be grouped, as it is not an array').sort((a, b) =>
    compare(a.key, b.key),
  )) {
    // prettier-ignore
    const last = groups.at(-1);
    if (last !== undefined && compare(last.key, key) === 0) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups.map(({ items }) => items);
});
const extreme = (value: Json, keys: Json, sign: 1 | -1): Json =>
  keyed(value, keys, 'cannot be iterated over').reduce<{ item: Json; key: Json } | undefined>((best, each) => {
    if (best === undefined) return each;
    const difference = compare(each.key, best.key) * sign;
    return difference > 0 || (difference === 0 && sign > 0) ? each : best;
  }, undefined)?.item ?? null;
plain('_min_by', 1, (value, keys) => extreme(value, keys, -1));
plain('_max_by', 1, (value, keys) => extreme(value, keys, 1));
plain('min', 0, (value) => extreme(value, value, -1));
plain('max', 0, (value) => extreme(value, value, 1));
plain('reverse', 0, (value) => {
  if (value === null) return [];
  if (typeof value === 'string') return Array.from(value).reverse().join('');
  return [...list(value, 'cannot be reversed, as it is not an array')].reverse();
});
plain('indices', 1, (value, wanted) => {
  if (value === null) return null;
  if (typeof value === 'string' && typeof wanted === 'string') return textIndices(value, wanted);
  return indices(list(value, 'cannot be searched'), Array.isArray(wanted) ? wanted : [wanted]);
});

function textIndices(value: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = value.indexOf(wanted); wanted !== '' && at >= 0; at = value.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

/** What may stand in a joined text: anything but lists and objects. */
function joinable(item: Json): string {
  if (item !== null && typeof item === 'object') throw new JqError(`string ("") and ${described(item, writeJson)} cannot be added`); // prettier-ignore
  return toText(item);
}

plain('join', 1, (value, separator) => {
  const items = list(value, 'cannot be joined');
  if (items.length === 0) return '';
  return items.map((item) => (item === null ? '' : joinable(item))).join(text(separator, 'cannot join')); // prettier-ignore
});
plain('split', 1, (value, separator) => {
  if (typeof value !== 'string' || typeof separator !== 'string') throw new JqError('split input and separator must be strings'); // prettier-ignore
  return value === '' ? [] : value.split(separator);
});
plain('startswith', 1, (value, part) => both(value, part, 'startswith() requires string inputs').value.startsWith(toText(part))); // prettier-ignore
plain('endswith', 1, (value, part) => both(value, part, 'endswith() requires string inputs').value.endsWith(toText(part))); // prettier-ignore

function both(value: Json, part: Json, message: string): { value: string; part: string } {
  if (typeof value !== 'string' || typeof part !== 'string') throw new JqError(message);
  return { value, part };
}

function stringFor(value: Json, message: string): string {
  if (typeof value !== 'string') throw new JqError(message);
  return value;
}

plain('ltrimstr', 1, (value, part) => typeof value === 'string' && typeof part === 'string' && value.startsWith(part) ? value.slice(part.length) : value); // prettier-ignore
plain('rtrimstr', 1, (value, part) => typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part) ? value.slice(0, -part.length) : value); // prettier-ignore
plain('explode', 0, (value) =>
  Array.from(stringFor(value, 'explode input must be a string'), (char) => char.codePointAt(0) ?? 0),
);
plain('implode', 0, (value) => list(value, 'cannot be imploded').map((point) => String.fromCodePoint(number(point, 'Unicode codepoint must be numeric'))).join('')); // prettier-ignore
plain('setpath', 2, (value, path, fresh) => setPath(value, list(path, 'Path must be specified as an array'), fresh));
plain('delpaths', 1, (value, paths) => deletePaths(value, list(paths, 'Paths must be specified as an array').map((path) => list(path, 'Path must be specified as an array')))); // prettier-ignore
plain('error', 0, (value) => { throw new JqError(value); }); // prettier-ignore
plain('error', 1, (_value, message) => { throw new JqError(message); }); // prettier-ignore
plain('_match', 3, (value, pattern, flags, testing) => matches(value, pattern, flags, isTrue(testing)));
plain('infinite', 0, () => Infinity);
plain('nan', 0, () => NaN);
plain('isinfinite', 0, (value) => Math.abs(number(value)) === Infinity);
plain('isnan', 0, (value) => Number.isNaN(number(value)));
plain('isnormal', 0, (value) => number(value) !== 0 && Number.isFinite(value));
plain('null', 0, () => null);
plain('true', 0, () => true);
plain('false', 0, () => false);
plain('mktime', 0, (value) => secondsOf(list(value, 'mktime requires array of 6 numbers')));
plain('gmtime', 0, (value) => breakDownTime(number(value, 'gmtime() requires a number')));
plain('localtime', 0, (value) => breakDownTime(number(value, 'localtime() requires a number')));
plain('strftime', 1, (value, format) => formatTime(value, text(format, 'strftime/1 requires a string format')));
plain('strflocaltime', 1, (value, format) => formatTime(value, text(format, 'strflocaltime/1 requires a string format'))); // prettier-ignore
plain('strptime', 1, (value, format) => parseTime(text(value, 'strptime/1 requires string inputs and arguments'), text(format, 'strptime/1 requires string inputs and arguments'))); // prettier-ignore
plain('format', 1, (value, name) => applyFormat(text(name, 'is not a valid format'), value));
plain('halt', 0, () => { throw new Halt(0); }); // prettier-ignore
plain('halt_error', 1, (value, status) => { throw new Halt(number(status, 'halt_error/1: number required'), value); }); // prettier-ignore
plain('modulemeta', 0, () => { throw new JqError('modules are not part of this simulation'); }); // prettier-ignore
plain('builtins', 0, () => [...builtins.keys()].filter((name) => !name.startsWith('_')));

for (const name of [
  'floor',
  'ceil',
  'round',
  'sqrt',
  'fabs',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'log',
  'log2',
  'log10',
  'exp',
  'exp2',
  'exp10',
  'cbrt',
  'trunc',
  'significand',
  'logb',
  'gamma',
] as const) {
  // prettier-ignore
  const special: Partial<Record<typeof name, (value: number) => number>> = {
    fabs: Math.abs,
    exp2: (value) => 2 ** value,
    exp10: (value) => 10 ** value,
    logb: (value) => Math.floor(Math.log2(Math.abs(value))),
    significand: (value) => (value === 0 ? 0 : value / 2 ** Math.floor(Math.log2(Math.abs(value)))),
    gamma: (value) => Math.log(Math.abs(value)),
  };
  const own = name in special ? special[name] : undefined;
  const work = own ?? mathOf(name);
  plain(name, 0, (value) => work(number(value)));
}

function mathOf(name: string): (value: number) => number {
  const known: Readonly<Record<string, (value: number) => number>> = {
    floor: Math.floor, ceil: Math.ceil, round: Math.round, sqrt: Math.sqrt, sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin,
    acos: Math.acos, atan: Math.atan, log: Math.log, log2: Math.log2, log10: Math.log10, exp: Math.exp, cbrt: Math.cbrt, trunc: Math.trunc,
  }; // prettier-ignore
  return known[name] ?? ((value) => value);
}

plain('pow', 2, (_value, base, power) => number(base) ** number(power));
plain('atan2', 2, (_value, y, x) => Math.atan2(number(y), number(x)));
plain('fmin', 2, (_value, a, b) => Math.min(number(a), number(b)));
plain('fmax', 2, (_value, a, b) => Math.max(number(a), number(b)));
plain('fmod', 2, (_value, a, b) => number(a) % number(b));

builtins.set('empty/0', () => []);
builtins.set('now/0', ({ world }, _given, _scope, input) => [{ value: world.now(), path: input.path }]);
builtins.set('input/0', ({ world }) => [{ value: world.input(), path: undefined }]);
builtins.set('input_filename/0', ({ world }) => [{ value: world.inputName(), path: undefined }]);
builtins.set('_input_line_number/0', ({ world }) => [{ value: world.inputLine(), path: undefined }]);
builtins.set('debug/0', ({ world }, _given, _scope, input) => {
  world.message(`["DEBUG:",${writeJson(input.value)}]\n`);
  return [input];
});
builtins.set('stderr/0', ({ world }, _given, _scope, input) => {
  world.message(writeJson(input.value));
  return [input];
});
builtins.set('isempty/1', function* (evaluator, [body], scope, input) {
  let empty = true;
  if (body !== undefined)
    for (const _ of evaluator.values(body, scope, input.value)) {
      empty = false;
      break;
    }
  yield { value: empty, path: undefined };
});
builtins.set('path/1', function* (evaluator, [body], scope, input) {
  if (body === undefined) return;
  for (const path of evaluator.paths(body, scope, input.value)) yield { value: [...path], path: undefined };
});
builtins.set('range/2', function* (evaluator, given, scope, input) {
  for (const [from = 0, upto = 0] of combinations(evaluator, given, scope, input.value)) {
    if (typeof from !== 'number' || typeof upto !== 'number') throw new JqError('Range bounds must be numeric');
    for (let at = from; at < upto; at++) {
      evaluator.world.step();
      yield { value: at, path: undefined };
    }
  }
});
builtins.set('getpath/1', function* (evaluator, given, scope, input) {
  for (const [path = []] of combinations(evaluator, given, scope, input.value)) {
    const keys: Path = list(path, 'Path must be specified as an array');
    yield { value: getPath(input.value, keys), path: input.path === undefined ? undefined : [...input.path, ...keys] };
  }
});
