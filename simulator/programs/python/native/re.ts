/** re: patterns and matches, on the regular expressions of JavaScript. */
import {
  integerOf,
  objectType,
  PyBytes,
  PyDict,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  stringOf,
  typeOf,
  type Value,
  type Work,
} from '../objects/core.ts';
import { IndexError, raise, typeError, valueError } from '../objects/exceptions.ts';
import { attribute } from '../objects/function.ts';
import { QuickIterator } from '../objects/iterators.ts';
import { pointsToUnits, textRepr, unitsToPoints } from '../objects/text.ts';
import { installIterator } from '../types/callables.ts';
import { fromLatin, latin } from '../types/bytes.ts';
import type { Vm } from '../vm/vm.ts';
import { fn, methods, raw, work, type NativeModule } from './define.ts';
import { errorType, FLAG, patternError, translate } from './re-translate.ts';

const patternType = new PyType('Pattern', [objectType], 're');
const matchType = new PyType('Match', [objectType], 're');
const scannerType = new PyType('callable_iterator', [objectType], 'builtins');
const ASCII = /^[\x00-\x7f]*$/;

/** Groups as places in code units; undefined where a group has no part in the match. */
type Spans = ([number, number] | undefined)[];

class Pattern extends PyObject {
  readonly pattern: string;
  readonly isBytes: boolean;
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly #made = new Map<string, RegExp>();
  readonly #given: number;

  constructor(pattern: string, flags: number, isBytes: boolean) {
    super(patternType);
    this.pattern = pattern;
    this.isBytes = isBytes;
    this.#given = flags;
    const made = translate(pattern, flags, isBytes);
    this.flags = made.flags | (isBytes || (made.flags & FLAG.A) !== 0 ? 0 : FLAG.U);
    this.groups = made.groups;
    this.names = made.names;
    this.#regex(true, 'g');
  }

  #regex(ascii: boolean, mode: 'g' | 'y' | 'full'): RegExp {
    const key = `${ascii}${mode}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const { source, flags } = translate(this.pattern, this.#given, ascii || this.isBytes);
    let made: RegExp;
    try {
      made = new RegExp(mode === 'full' ? `(?:${source})(?![^])` : source, `du${(flags & FLAG.I) !== 0 ? 'i' : ''}${mode === 'g' ? 'g' : 'y'}`);
    } catch {
      throw patternError('this expression cannot be compiled here', this.pattern, 0);
    }
    this.#made.set(key, made);
    return made;
  } // prettier-ignore

  find(text: string, from: number, mode: 'g' | 'y' | 'full'): Spans | undefined {
    const regex = this.#regex(ASCII.test(text), mode);
    regex.lastIndex = from;
    const found = regex.exec(text);
    if (found?.indices === undefined) return undefined;
    return found.indices.map((it: [number, number] | undefined) => it);
  }
}

class Match extends PyObject {
  readonly pattern: Pattern;
  readonly text: string;
  readonly subject: Value;
  readonly spans: Spans;
  readonly pos: number;
  readonly endpos: number;
  constructor(pattern: Pattern, text: string, subject: Value, spans: Spans, pos: number, endpos: number) {
    super(matchType);
    this.pattern = pattern;
    this.text = text;
    this.subject = subject;
    this.spans = spans;
    this.pos = pos;
    this.endpos = endpos;
  }

  group(index: number): Value {
    const span = this.spans[index];
    return span === undefined ? null : this.part(span[0], span[1]);
  }

  part(from: number, to: number): Value {
    const text = this.text.slice(from, to);
    return this.pattern.isBytes ? new PyBytes(fromLatin(text)) : text;
  }

  indexOf(name: Value): number {
    const number = integerOf(name);
    const index = number === undefined ? this.pattern.names.get(stringOf(name) ?? '') : Number(number);
    if (index === undefined || index < 0 || index > this.pattern.groups) throw raise(IndexError, 'no such group');
    return index;
  }
}

function pattern(self: Value): Pattern {
  if (!(self instanceof Pattern)) throw typeError('descriptor requires a pattern');
  return self;
}

function match(self: Value): Match {
  if (!(self instanceof Match)) throw typeError('descriptor requires a match');
  return self;
}

function subjectOf(it: Pattern, value: Value): string {
  const text = stringOf(value);
  if (text !== undefined) {
    if (it.isBytes) throw typeError('cannot use a bytes pattern on a string-like object');
    return text;
  }
  if (!(value instanceof PyBytes)) throw typeError(`expected string or bytes-like object, got '${typeOf(value).name}'`);
  if (!it.isBytes) throw typeError('cannot use a string pattern on a bytes-like object');
  return latin(value.bytes);
}

function run(self: Value, subject: Value, pos: Value, endpos: Value, mode: 'g' | 'y' | 'full'): Value {
  const it = pattern(self);
  const text = subjectOf(it, subject);
  const end =
    endpos === null ? text.length : pointsToUnits(text, Math.max(0, Number(integerOf(endpos) ?? text.length)));
  const from = pointsToUnits(text, Math.max(0, Number(integerOf(pos) ?? 0)));
  if (from > end) return null;
  const part = end < text.length ? text.slice(0, end) : text;
  const spans = it.find(part, from, mode);
  return spans === undefined ? null : new Match(it, text, subject, spans, from, end);
}

/** All matches, an empty one also right behind another (since 3.7). */
function* matches(it: Pattern, subject: Value, from = 0): Generator<Match> {
  const text = subjectOf(it, subject);
  let at = from;
  while (at <= text.length) {
    const spans = it.find(text, at, 'g');
    const whole = spans?.[0];
    if (spans === undefined || whole === undefined) return;
    yield new Match(it, text, subject, spans, 0, text.length);
    at = whole[1] > whole[0] ? whole[1] : whole[1] + ((text.codePointAt(whole[1]) ?? 0) > 0xffff ? 2 : 1);
  }
}

class Scanner extends QuickIterator {
  readonly #matches: Iterator<Match>;
  constructor(found: Iterator<Match>) {
    super(scannerType);
    this.#matches = found;
  }
  next(): Value | undefined {
    const step = this.#matches.next();
    return step.done === true ? undefined : step.value;
  }
}

/** Escapes and group references of a replacement. */
function expandTemplate(found: Match, template: string): string {
  const group = (index: number): string => {
    const span = found.spans[index];
    return span === undefined ? '' : found.text.slice(span[0], span[1]);
  };
  return template.replace(/\\(?:g<([^>]*)>|([1-9]\d?)|(0[0-7]{0,2})|([^]))/g, (all: string, name?: string, digits?: string, octal?: string, c?: string) => {
    if (name !== undefined) {
      const index = /^\d+$/.test(name) ? Number(name) : found.pattern.names.get(name);
      if (index === undefined) throw raise(IndexError, `unknown group name '${name}'`);
      if (index > found.pattern.groups) throw patternError(`invalid group reference ${index}`, template, 3);
      return group(index);
    }
    if (digits !== undefined) {
      if (Number(digits) > found.pattern.groups) throw patternError(`invalid group reference ${digits}`, template, 1);
      return group(Number(digits));
    }
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    const simple = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07', b: '\b', '\\': '\\' }[c ?? ''];
    if (simple !== undefined) return simple;
    if (/[A-Za-z]/.test(c ?? '')) throw patternError(`bad escape \\${c ?? ''}`, template, template.indexOf(all));
    return all;
  }); // prettier-ignore
}

function* substitute(vm: Vm, self: Value, replacement: Value, subject: Value, count: Value): Work<[Value, number]> {
  const it = pattern(self);
  const text = subjectOf(it, subject);
  const template = stringOf(replacement) ?? (replacement instanceof PyBytes ? latin(replacement.bytes) : undefined);
  const most = Number(integerOf(count) ?? 0);
  let [out, at, done] = ['', 0, 0];
  for (const found of matches(it, subject)) {
    const [from, to] = found.spans[0] ?? [0, 0];
    out += text.slice(at, from);
    if (template !== undefined) out += template.includes('\\') ? expandTemplate(found, template) : template;
    else {
      const made = yield* vm.call(replacement, [found]);
      out += stringOf(made) ?? (made instanceof PyBytes ? latin(made.bytes) : '');
    }
    at = to;
    done++;
    if (most > 0 && done >= most) break;
  }
  out += text.slice(at);
  return [it.isBytes ? new PyBytes(fromLatin(out)) : out, done];
}

function split(self: Value, subject: Value, maxsplit: Value): Value {
  const it = pattern(self);
  const text = subjectOf(it, subject);
  const most = Number(integerOf(maxsplit) ?? 0);
  const parts: Value[] = [];
  let at = 0;
  let done = 0;
  const wrap = (part: string): Value => (it.isBytes ? new PyBytes(fromLatin(part)) : part);
  for (const found of matches(it, subject)) {
    if (most > 0 && done >= most) break;
    const [from, to] = found.spans[0] ?? [0, 0];
    parts.push(wrap(text.slice(at, from)));
    for (let i = 1; i <= it.groups; i++) parts.push(found.group(i));
    at = to;
    done++;
  }
  parts.push(wrap(text.slice(at)));
  return new PyList(parts);
}

function findall(self: Value, subject: Value): Value {
  const it = pattern(self);
  const empty: Value = it.isBytes ? new PyBytes(new Uint8Array()) : '';
  const list: Value[] = [];
  for (const found of matches(it, subject)) {
    if (it.groups === 0) list.push(found.group(0));
    else if (it.groups === 1) list.push(found.group(1) ?? empty);
    else list.push(new PyTuple(Array.from({ length: it.groups }, (_, i) => found.group(i + 1) ?? empty)));
  }
  return new PyList(list);
}

const cache = new Map<string, Pattern>();

function compile(value: Value, flags: Value): Pattern {
  if (value instanceof Pattern) {
    if (Number(integerOf(flags) ?? 0) !== 0) throw valueError('cannot process flags argument with a compiled pattern');
    return value;
  }
  const text = stringOf(value) ?? (value instanceof PyBytes ? latin(value.bytes) : undefined);
  if (text === undefined) throw typeError('first argument must be string or compiled pattern');
  const number = Number(integerOf(flags) ?? 0);
  const key = `${number}${value instanceof PyBytes ? 'b' : 's'}${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new Pattern(text, number, value instanceof PyBytes);
  if (cache.size > 500) cache.clear();
  cache.set(key, made);
  return made;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  installIterator(scannerType);
  methods(patternType)
    .fn('match(string, pos=0, endpos=None)', (_vm, self, subject, pos = 0, endpos = null) => run(self, subject, pos, endpos, 'y'))
    .fn('fullmatch(string, pos=0, endpos=None)', (_vm, self, subject, pos = 0, endpos = null) => run(self, subject, pos, endpos, 'full'))
    .fn('search(string, pos=0, endpos=None)', (_vm, self, subject, pos = 0, endpos = null) => run(self, subject, pos, endpos, 'g'))
    .fn('findall(string, pos=0, endpos=None)', (_vm, self, subject) => findall(self, subject))
    .fn('finditer(string, pos=0, endpos=None)', (_vm, self, subject) => { subjectOf(pattern(self), subject); return new Scanner(matches(pattern(self), subject)); })
    .fn('split(string, maxsplit=0)', (_vm, self, subject, most = 0) => split(self, subject, most))
    .work('sub(repl, string, count=0)', function* (vm, self, replacement, subject, count = 0) { return (yield* substitute(vm, self, replacement, subject, count))[0]; })
    .work('subn(repl, string, count=0)', function* (vm, self, replacement, subject, count = 0) { return new PyTuple(yield* substitute(vm, self, replacement, subject, count)); })
    .fn('__repr__()', (_vm, self) => {
      const it = pattern(self);
      const names = Object.entries({ IGNORECASE: 2, MULTILINE: 8, DOTALL: 16, VERBOSE: 64, ASCII: 256 }).filter(([, bit]) => (it.flags & bit) !== 0).map(([name]) => `re.${name}`);
      return `re.compile(${it.isBytes ? 'b' : ''}${textRepr(it.pattern)}${names.length > 0 ? `, ${names.join('|')}` : ''})`;
    })
    .fn('__copy__()', (_vm, self) => self)
    .fn('__deepcopy__(memo, /)', (_vm, self) => self);
  attribute(patternType, 'pattern', (_vm, self) => (pattern(self).isBytes ? new PyBytes(fromLatin(pattern(self).pattern)) : pattern(self).pattern));
  attribute(patternType, 'flags', (_vm, self) => pattern(self).flags);
  attribute(patternType, 'groups', (_vm, self) => pattern(self).groups);
  attribute(patternType, 'groupindex', (_vm, self) => { const dict = new PyDict(); for (const [name, index] of pattern(self).names) dict.set(name, index); return dict; });
  const span = (self: Value, group: Value): [number, number] => {
    const it = match(self);
    const found = it.spans[it.indexOf(group)];
    return found === undefined ? [-1, -1] : [unitsToPoints(it.text, found[0]), unitsToPoints(it.text, found[1])];
  };
  methods(matchType)
    .raw('group', (_vm, [self = null, ...groups]) => {
      const it = match(self);
      const [only] = groups;
      if (only === undefined) return it.group(0);
      if (groups.length === 1) return it.group(it.indexOf(only));
      return new PyTuple(groups.map((group) => it.group(it.indexOf(group))));
    })
    .fn('__getitem__(group, /)', (_vm, self, group) => match(self).group(match(self).indexOf(group)))
    .fn('groups(default=None)', (_vm, self, fallback = null) => new PyTuple(Array.from({ length: match(self).pattern.groups }, (_, i) => match(self).group(i + 1) ?? fallback)))
    .fn('groupdict(default=None)', (_vm, self, fallback = null) => {
      const dict = new PyDict();
      for (const [name, index] of match(self).pattern.names) dict.set(name, match(self).group(index) ?? fallback);
      return dict;
    })
    .fn('start(group=0, /)', (_vm, self, group = 0) => span(self, group)[0])
    .fn('end(group=0, /)', (_vm, self, group = 0) => span(self, group)[1])
    .fn('span(group=0, /)', (_vm, self, group = 0) => new PyTuple(span(self, group)))
    .fn('expand(template)', (_vm, self, template) => expandTemplate(match(self), stringOf(template) ?? ''))
    .work('__repr__()', function* (vm, self) {
      const [from, to] = span(self, 0);
      return `<re.Match object; span=(${from}, ${to}), match=${yield* vm.repr(match(self).group(0))}>`;
    });
  attribute(matchType, 'string', (_vm, self) => match(self).subject);
  attribute(matchType, 're', (_vm, self) => match(self).pattern);
  attribute(matchType, 'pos', (_vm, self) => match(self).pos);
  attribute(matchType, 'endpos', (_vm, self) => match(self).endpos);
  attribute(matchType, 'regs', (_vm, self) => new PyTuple(match(self).spans.map((it) => new PyTuple(it ?? [-1, -1]))));
  attribute(matchType, 'lastindex', (_vm, self) => { const at = match(self).spans.findLastIndex((it, i) => i > 0 && it !== undefined); return at > 0 ? at : null; });
  attribute(matchType, 'lastgroup', (_vm, self) => { const at = match(self).spans.findLastIndex((it, i) => i > 0 && it !== undefined); return [...match(self).pattern.names].find(([, index]) => index === at)?.[0] ?? null; });
} // prettier-ignore

const module: NativeModule = {
  name: 're',
  build: () => {
    install();
    return {
      Pattern: patternType, Match: matchType, error: errorType, PatternError: errorType,
      A: 256, ASCII: 256, I: 2, IGNORECASE: 2, L: 4, LOCALE: 4, M: 8, MULTILINE: 8, S: 16, DOTALL: 16, U: 32, UNICODE: 32, X: 64, VERBOSE: 64, NOFLAG: 0, DEBUG: 128,
      RegexFlag: typeOf(0),
      compile: fn('compile(pattern, flags=0)', (_vm, it, flags = 0) => compile(it, flags)),
      match: fn('match(pattern, string, flags=0)', (_vm, it, subject, flags = 0) => run(compile(it, flags), subject, 0, null, 'y')),
      fullmatch: fn('fullmatch(pattern, string, flags=0)', (_vm, it, subject, flags = 0) => run(compile(it, flags), subject, 0, null, 'full')),
      search: fn('search(pattern, string, flags=0)', (_vm, it, subject, flags = 0) => run(compile(it, flags), subject, 0, null, 'g')),
      findall: fn('findall(pattern, string, flags=0)', (_vm, it, subject, flags = 0) => findall(compile(it, flags), subject)),
      finditer: fn('finditer(pattern, string, flags=0)', (_vm, it, subject, flags = 0) => new Scanner(matches(compile(it, flags), subject))),
      split: fn('split(pattern, string, maxsplit=0, flags=0)', (_vm, it, subject, most = 0, flags = 0) => split(compile(it, flags), subject, most)),
      sub: work('sub(pattern, repl, string, count=0, flags=0)', function* (vm, it, replacement, subject, count = 0, flags = 0) { return (yield* substitute(vm, compile(it, flags), replacement, subject, count))[0]; }),
      subn: work('subn(pattern, repl, string, count=0, flags=0)', function* (vm, it, replacement, subject, count = 0, flags = 0) { return new PyTuple(yield* substitute(vm, compile(it, flags), replacement, subject, count)); }),
      escape: fn('escape(pattern)', (_vm, it) => {
        const text = stringOf(it) ?? (it instanceof PyBytes ? latin(it.bytes) : '');
        const out = text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
        return it instanceof PyBytes ? new PyBytes(fromLatin(out)) : out;
      }),
      purge: raw('purge', () => { cache.clear(); return null; }),
    };
  }, // prettier-ignore
};

export default module;
