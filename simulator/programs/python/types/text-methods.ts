/** Methods that str and bytes have in common, on strings (of bytes: one unit a byte). Places count code points. */
import { integerOf, PyList, PyTuple, typeOf, type Value } from '../objects/core.ts';
import { typeError, valueError } from '../objects/exceptions.ts';
import { characters, textLength, textSlice, unitsToPoints } from '../objects/text.ts';
import type { Methods } from '../native/define.ts';

export interface TextKind {
  /** The text of an instance, or of an argument; undefined when it is none. */
  text: (value: Value) => string | undefined;
  make: (text: string, like: Value) => Value;
  /** Characters that strip and split take off by default. */
  blank: RegExp;
  /** How messages call what is wanted. */
  wanted: string;
}

export function installTextMethods(on: Methods, kind: TextKind): void {
  const { make } = kind;
  const own = (value: Value): string => kind.text(value) ?? '';
  const need = (value: Value, what?: string): string => {
    const text = kind.text(value);
    if (text === undefined) throw typeError(what ?? `${kind.wanted}, not '${typeOf(value).name}'`);
    return text;
  };
  const index = (value: Value): number => {
    const integer = integerOf(value);
    if (integer === undefined) throw typeError('slice indices must be integers or None or have an __index__ method');
    return Number(integer);
  };
  /** Start and end as places in the text. */
  const window = (text: string, start: Value | undefined, end: Value | undefined): [number, number] => {
    const length = textLength(text);
    const place = (value: Value | undefined, fallback: number): number => {
      if (value === undefined || value === null) return fallback;
      const at = index(value);
      return Math.max(0, at < 0 ? at + length : at);
    };
    return [place(start, 0), Math.min(place(end, length), length)];
  };
  const find = (self: Value, sub: Value, start: Value | undefined, end: Value | undefined, last: boolean): number => {
    const text = own(self);
    const wanted = typeof sub === 'number' && kind.wanted.includes('bytes') ? String.fromCharCode(sub) : need(sub);
    const [from, to] = window(text, start, end);
    if (from > to) return -1;
    const part = textSlice(text, from, to);
    const at = last ? part.lastIndexOf(wanted) : part.indexOf(wanted);
    return at < 0 ? -1 : from + unitsToPoints(part, at);
  };
  const strip = (text: string, chars: Value, left: boolean, right: boolean): string => {
    const set = chars === null ? undefined : new Set(characters(need(chars, `${kind.wanted.includes('bytes') ? 'a bytes-like object is required' : 'strip arg must be None or str'}, not ${typeOf(chars).name}`)));
    const units = characters(text);
    const gone = (c: string | undefined): boolean => c !== undefined && (set === undefined ? kind.blank.test(c) : set.has(c));
    let [from, to] = [0, units.length];
    if (left) while (from < to && gone(units[from])) from++;
    if (right) while (to > from && gone(units[to - 1])) to--;
    return units.slice(from, to).join('');
  };
  const affix = (method: 'startsWith' | 'endsWith') => (self: Value, given: Value, start: Value | undefined, end: Value | undefined): boolean => {
    const text = own(self);
    const [from, to] = window(text, start, end);
    if (from > to) return false;
    const part = start === undefined ? text : textSlice(text, from, to);
    const name = method.toLowerCase();
    const list = given instanceof PyTuple ? given.items : [given];
    return list.some((it) => part[method](need(it, given instanceof PyTuple
      ? `tuple for ${name} must only contain ${kind.wanted.includes('bytes') ? 'bytes' : 'str'}, not ${typeOf(it).name}`
      : `${name} first arg must be ${kind.wanted.includes('bytes') ? 'bytes or a tuple of bytes' : 'str or a tuple of str'}, not ${typeOf(it).name}`)));
  };
  const pad = (self: Value, width: Value, fill: Value, mode: 'l' | 'r' | 'c'): Value => {
    const text = own(self);
    const missing = index(width) - textLength(text);
    const c = need(fill);
    if (textLength(c) !== 1) throw typeError('The fill character must be exactly one character long');
    if (missing <= 0) return make(text, self);
    if (missing > 50_000_000) throw valueError('width too large');
    if (mode === 'l') return make(text + c.repeat(missing), self);
    if (mode === 'r') return make(c.repeat(missing) + text, self);
    const left = Math.floor(missing / 2) + (missing & index(width) & 1);
    return make(c.repeat(left) + text + c.repeat(missing - left), self);
  };
  const list = (parts: readonly string[], self: Value): Value => new PyList(parts.map((it) => make(it, self)));
  const startsWith = affix('startsWith');
  const endsWith = affix('endsWith');
  on.fn('find(sub, start=None, end=None, /)', (_vm, self, sub, start, end) => find(self, sub, start, end, false))
    .fn('rfind(sub, start=None, end=None, /)', (_vm, self, sub, start, end) => find(self, sub, start, end, true))
    .fn('index(sub, start=None, end=None, /)', (_vm, self, sub, start, end) => {
      const at = find(self, sub, start, end, false);
      if (at < 0) throw valueError(kind.wanted.includes('bytes') ? 'subsection not found' : 'substring not found');
      return at;
    })
    .fn('rindex(sub, start=None, end=None, /)', (_vm, self, sub, start, end) => {
      const at = find(self, sub, start, end, true);
      if (at < 0) throw valueError(kind.wanted.includes('bytes') ? 'subsection not found' : 'substring not found');
      return at;
    })
    .fn('count(sub, start=None, end=None, /)', (_vm, self, sub, start, end) => {
      const text = own(self);
      const [from, to] = window(text, start, end);
      const part = textSlice(text, from, to);
      const wanted = need(sub);
      if (from > to) return 0;
      return wanted === '' ? textLength(part) + 1 : part.split(wanted).length - 1;
    })
    .fn('startswith(prefix, start=None, end=None, /)', (_vm, self, prefix, start, end) => startsWith(self, prefix, start, end))
    .fn('endswith(suffix, start=None, end=None, /)', (_vm, self, suffix, start, end) => endsWith(self, suffix, start, end))
    .fn('strip(chars=None, /)', (_vm, self, chars = null) => make(strip(own(self), chars, true, true), self))
    .fn('lstrip(chars=None, /)', (_vm, self, chars = null) => make(strip(own(self), chars, true, false), self))
    .fn('rstrip(chars=None, /)', (_vm, self, chars = null) => make(strip(own(self), chars, false, true), self))
    .fn('removeprefix(prefix, /)', (_vm, self, prefix) => { const p = need(prefix); const t = own(self); return make(p !== '' && t.startsWith(p) ? t.slice(p.length) : t, self); })
    .fn('removesuffix(suffix, /)', (_vm, self, suffix) => { const s = need(suffix); const t = own(self); return make(s !== '' && t.endsWith(s) ? t.slice(0, -s.length) : t, self); })
    .fn('replace(old, new, /, count=-1)', (_vm, self, before, after, count = -1) => {
      const [text, from, to, most] = [own(self), need(before, `replace() argument 1 must be str, not ${typeOf(before).name}`), need(after, `replace() argument 2 must be str, not ${typeOf(after).name}`), index(count)];
      if (most < 0) return make(from === '' ? [to, ...characters(text).flatMap((c) => [c, to])].join('') : text.split(from).join(to), self);
      if (from === '') return make(characters(text).map((c, i) => (i < most ? to + c : c)).join('') + (most > textLength(text) ? to : ''), self);
      let out = '';
      let at = 0;
      for (let n = 0; n < most; n++) {
        const next = text.indexOf(from, at);
        if (next < 0) break;
        out += text.slice(at, next) + to;
        at = next + from.length;
      }
      return make(out + text.slice(at), self);
    })
    .fn('split(sep=None, maxsplit=-1)', (_vm, self, sep = null, most = -1) => list(sep === null ? splitBlank(own(self), index(most), kind.blank) : splitOn(own(self), separator(need(sep)), index(most)), self))
    .fn('rsplit(sep=None, maxsplit=-1)', (_vm, self, sep = null, most = -1) => {
      const limit = index(most);
      if (limit < 0) return list(sep === null ? splitBlank(own(self), -1, kind.blank) : splitOn(own(self), separator(need(sep)), -1), self);
      return list(sep === null ? splitBlankRight(own(self), limit, kind.blank) : splitOnRight(own(self), separator(need(sep)), limit), self);
    })
    .fn('splitlines(keepends=False)', (_vm, self, keep = false) => {
      const breaks = kind.wanted.includes('bytes') ? /\r\n|\r|\n/g : /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;
      const text = own(self);
      const lines: string[] = [];
      let at = 0;
      for (const match of text.matchAll(breaks)) {
        lines.push(text.slice(at, keep === true ? match.index + match[0].length : match.index));
        at = match.index + match[0].length;
      }
      if (at < text.length) lines.push(text.slice(at));
      return list(lines, self);
    })
    .fn('partition(sep, /)', (_vm, self, sep) => {
      const [text, by] = [own(self), separator(need(sep))];
      const at = text.indexOf(by);
      const parts = at < 0 ? [text, '', ''] : [text.slice(0, at), by, text.slice(at + by.length)];
      return new PyTuple(parts.map((it) => make(it, self)));
    })
    .fn('rpartition(sep, /)', (_vm, self, sep) => {
      const [text, by] = [own(self), separator(need(sep))];
      const at = text.lastIndexOf(by);
      const parts = at < 0 ? ['', '', text] : [text.slice(0, at), by, text.slice(at + by.length)];
      return new PyTuple(parts.map((it) => make(it, self)));
    })
    .fn('ljust(width, fillchar=..., /)', (_vm, self, width, fill) => pad(self, width, fill ?? make(' ', self), 'l'))
    .fn('rjust(width, fillchar=..., /)', (_vm, self, width, fill) => pad(self, width, fill ?? make(' ', self), 'r'))
    .fn('center(width, fillchar=..., /)', (_vm, self, width, fill) => pad(self, width, fill ?? make(' ', self), 'c'))
    .fn('zfill(width, /)', (_vm, self, width) => {
      const text = own(self);
      const missing = index(width) - textLength(text);
      if (missing <= 0) return make(text, self);
      const sign = /^[-+]/.exec(text)?.[0] ?? '';
      return make(sign + '0'.repeat(missing) + text.slice(sign.length), self);
    })
    .fn('expandtabs(tabsize=8)', (_vm, self, size = 8) => {
      const tab = index(size);
      let column = 0;
      let out = '';
      for (const c of own(self)) {
        if (c === '\t') {
          const count = tab > 0 ? tab - (column % tab) : 0;
          out += ' '.repeat(count);
          column += count;
        } else {
          out += c;
          column = c === '\n' || c === '\r' ? 0 : column + 1;
        }
      }
      return make(out, self);
    });
} // prettier-ignore

function separator(text: string): string {
  if (text === '') throw valueError('empty separator');
  return text;
}

function splitOn(text: string, by: string, most: number): string[] {
  if (most < 0) return text.split(by);
  const parts: string[] = [];
  let at = 0;
  while (parts.length < most) {
    const next = text.indexOf(by, at);
    if (next < 0) break;
    parts.push(text.slice(at, next));
    at = next + by.length;
  }
  parts.push(text.slice(at));
  return parts;
}

function splitOnRight(text: string, by: string, most: number): string[] {
  const parts: string[] = [];
  let end = text.length;
  while (parts.length < most) {
    const at = text.lastIndexOf(by, end - by.length);
    if (at < 0 || end - by.length < 0) break;
    parts.unshift(text.slice(at + by.length, end));
    end = at;
  }
  parts.unshift(text.slice(0, end));
  return parts;
}

function splitBlank(text: string, most: number, blank: RegExp): string[] {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && blank.test(text.charAt(at))) at++;
    if (at >= text.length) return parts;
    if (most >= 0 && parts.length >= most) {
      let end = text.length;
      while (end > at && blank.test(text.charAt(end - 1))) end--;
      parts.push(text.slice(at, end));
      return parts;
    }
    let end = at;
    while (end < text.length && !blank.test(text.charAt(end))) end++;
    parts.push(text.slice(at, end));
    at = end;
  }
}

function splitBlankRight(text: string, most: number, blank: RegExp): string[] {
  const parts: string[] = [];
  let end = text.length;
  for (;;) {
    while (end > 0 && blank.test(text.charAt(end - 1))) end--;
    if (end === 0) return parts;
    if (parts.length >= most) {
      let from = 0;
      while (from < end && blank.test(text.charAt(from))) from++;
      parts.unshift(text.slice(from, end));
      return parts;
    }
    let from = end;
    while (from > 0 && !blank.test(text.charAt(from - 1))) from--;
    parts.unshift(text.slice(from, end));
    end = from;
  }
}
