/** Reading and writing JSON texts as jq does: several values in a row, its complaints, its colours. */
import { sortedKeys, type Json, type JsonObject } from './value.ts';

/** The text is no JSON; the message is what stands after `parse error: `. */
export class JsonError extends Error {
  override name = 'JsonError';
}

const LITERALS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['nan', NaN],
]);

const DEEPEST = 10_000;

/** Values one after the other; `next` gives undefined after the last. Throws JsonError. */
export class JsonReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
  }

  next(): { value: Json } | undefined {
    this.blanks();
    if (this.at >= this.text.length) return undefined;
    return { value: this.value() };
  }

  /** Lines begun so far, which error messages name. */
  get line(): number {
    return this.text.slice(0, this.at).split('\n').length - 1;
  }

  private fail(message: string, at = this.at): never {
    const before = this.text.slice(0, at);
    const line = before.split('\n').length;
    throw new JsonError(`${message} at line ${line}, column ${at - (before.lastIndexOf('\n') + 1)}`);
  }

  private unfinished(what = 'Unfinished JSON term'): never {
    return this.fail(`${what} at EOF`, this.text.length);
  }

  private blanks(): void {
    while (/[ \t\r\n]/.test(this.text.charAt(this.at))) this.at++;
  }

  private value(): Json {
    if (++this.depth > DEEPEST) return this.fail('Exceeds depth limit for parsing');
    try {
      const char = this.text.charAt(this.at);
      if (char === '{') return this.object();
      if (char === '[') return this.array();
      if (char === '"') return this.string();
      return this.word();
    } finally {
      this.depth--;
    }
  }

  private word(): Json {
    const start = this.at;
    while (this.at < this.text.length && /[^\s[\]{},:"]/.test(this.text.charAt(this.at))) this.at++;
    const word = this.text.slice(start, this.at);
    const literal = LITERALS.get(word);
    if (literal !== undefined) return literal;
    if (/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(word)) return clamp(Number(word));
    if (word === '') return this.unexpected();
    const what = /^[tfn]/.test(word) ? 'Invalid literal' : 'Invalid numeric literal';
    // A word is looked at once the character after it has been read.
    if (this.at >= this.text.length) return this.unfinished(what);
    return this.fail(what, this.at + 1);
  }

  private unexpected(): never {
    const char = this.text.charAt(this.at);
    if (char === '') return this.unfinished();
    const at = this.at + 1;
    if (char === ']') return this.fail("Unmatched ']'", at);
    if (char === '}') return this.fail("Unmatched '}'", at);
    if (char === ',') return this.fail("Expected value before ','", at);
    if (char === ':') return this.fail("':' not as part of an object", at);
    return this.fail('Invalid literal', at);
  }

  /** Two values with nothing between them, which is noticed once the second has been read. */
  private unseparated(): never {
    const value = this.value();
    return this.fail('Expected separator between values', typeof value === 'string' ? this.at : this.at + 1);
  }

  private array(): Json[] {
    const items: Json[] = [];
    this.at++;
    this.blanks();
    if (this.text.charAt(this.at) === ']') {
      this.at++;
      return items;
    }
    for (;;) {
      this.blanks();
      if (this.text.charAt(this.at) === ']') return this.fail('Expected another array element', this.at + 1);
      items.push(this.value());
      this.blanks();
      const char = this.text.charAt(this.at);
      if (char === '') return this.unfinished();
      if (/[^\]},]/.test(char)) return this.unseparated();
      this.at++;
      if (char === ']') return items;
      if (char === '}') return this.fail("Unmatched '}'");
    }
  }

  private object(): JsonObject {
    const object: JsonObject = new Map();
    this.at++;
    this.blanks();
    if (this.text.charAt(this.at) === '}') {
      this.at++;
      return object;
    }
    for (;;) {
      this.blanks();
      const start = this.text.charAt(this.at);
      if (start === '') return this.unfinished();
      if (start === '}') return this.fail('Expected another key-value pair', this.at + 1);
      if (start !== '"') {
        if (/[^[\]{},:]/.test(start)) this.word();
        return this.fail('Object keys must be strings', this.at + 1);
      }
      const key = this.string();
      this.blanks();
      if (this.text.charAt(this.at) === '') return this.unfinished();
      if (/[^:,}\]]/.test(this.text.charAt(this.at))) return this.unseparated();
      if (this.text.charAt(this.at) !== ':') return this.fail('Objects must consist of key:value pairs', this.at + 1);
      this.at++;
      this.blanks();
      object.set(key, this.value());
      this.blanks();
      const char = this.text.charAt(this.at);
      if (char === '') return this.unfinished();
      if (/[^\]},]/.test(char)) return this.unseparated();
      this.at++;
      if (char === '}') return object;
      if (char === ']') return this.fail("Unmatched ']'");
    }
  }

  private string(): string {
    let end = this.at + 1;
    while (end < this.text.length && this.text.charAt(end) !== '"') end += this.text.charAt(end) === '\\' ? 2 : 1;
    if (end >= this.text.length) return this.unfinished('Unfinished string');
    const raw = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return raw.replace(/\\(u[0-9a-fA-F]{4}|[^u]|u)/gs, (_, escape: string) => this.escape(escape));
  }

  private escape(escape: string): string {
    if (escape.length === 5) return String.fromCharCode(parseInt(escape.slice(1), 16));
    const plain = ESCAPES[escape];
    return plain ?? this.fail('Invalid escape', this.at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
}; // prettier-ignore

function clamp(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** One value of a text. Throws JsonError when there is another or none. */
export function parseJson(text: string): Json {
  const reader = new JsonReader(text);
  const first = reader.next();
  if (first === undefined) throw new JsonError('Expected JSON value');
  if (reader.next() !== undefined) throw new JsonError('Unexpected extra JSON values');
  return first.value;
}

export interface WriteStyle {
  /** What a level is set in by; undefined: everything on one line. */
  indent: string | undefined;
  sort: boolean;
  ascii: boolean;
  colour: boolean;
}

export const COMPACT: WriteStyle = { indent: undefined, sort: false, ascii: false, colour: false };

const RESET = '\x1b[0m';
const BOLD = '\x1b[1;39m';
const KEY = '\x1b[34;1m';

/** The shortest digits that give the number back; with an exponent when it is long (jvp_dtoa_fmt). */
export function writeNumber(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = Math.abs(clamp(value)).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const minus = value < 0 ? '-' : '';
  if (point <= -4 || point > digits.length + 15) {
    const rest = digits.slice(1);
    const exponent = String(Math.abs(point - 1)).padStart(2, '0');
    return `${minus}${digits.charAt(0)}${rest === '' ? '' : `.${rest}`}e${point < 1 ? '-' : '+'}${exponent}`;
  }
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return minus + digits.padEnd(point, '0');
  return `${minus}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function writeString(text: string, ascii = false): string {
  const quoted = JSON.stringify(text).replace(/\x7f/g, '\\u007f');
  if (!ascii) return quoted;
  return quoted.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function writeJson(value: Json, style: WriteStyle = COMPACT, level = 0): string {
  if (!style.colour) return plain(value, style, level);
  const paint = value === null ? '\x1b[1;30m' : typeof value === 'string' ? '\x1b[0;32m' : typeof value === 'object' ? BOLD : '\x1b[0;39m'; // prettier-ignore
  if (value === null || typeof value !== 'object') return `${paint}${plain(value, style, level)}${RESET}`;
  return colouredStructure(value, style, level);
}

function breakLine(style: WriteStyle, level: number): string {
  return style.indent === undefined ? '' : `\n${style.indent.repeat(level)}`;
}

function entriesOf(object: JsonObject, style: WriteStyle): [string, Json][] {
  return style.sort ? sortedKeys(object).map((key) => [key, object.get(key) ?? null]) : [...object];
}

function plain(value: Json, style: WriteStyle, level: number): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value, style.ascii);
  if (typeof value === 'boolean') return String(value);
  const colon = style.indent === undefined ? ':' : ': ';
  const items = Array.isArray(value)
    ? value.map((item) => plain(item, style, level + 1))
    : entriesOf(value, style).map(
        ([key, item]) => writeString(key, style.ascii) + colon + plain(item, style, level + 1),
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (items.length === 0) return `${open}${close}`;
  const inner = breakLine(style, level + 1);
  return `${open}${inner}${items.join(`,${inner}`)}${breakLine(style, level)}${close}`;
}

function colouredStructure(value: Json[] | JsonObject, style: WriteStyle, level: number): string {
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const inner = breakLine(style, level + 1);
  const end = `${BOLD}${breakLine(style, level)}${BOLD}${close}${RESET}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return `${BOLD}[]${RESET}`;
    return `${BOLD}${open}${inner}${value.map((item) => writeJson(item, style, level + 1)).join(`${BOLD},${inner}`)}${end}`;
  }
  if (value.size === 0) return `${BOLD}{}${RESET}`;
  const colon = `${BOLD}:${style.indent === undefined ? '' : ' '}${RESET}`;
  const items = entriesOf(value, style).map(
    ([key, item]) => `${KEY}${writeString(key, style.ascii)}${RESET}${colon}${writeJson(item, style, level + 1)}`,
  );
  return `${BOLD}${open}${inner}${RESET}${items.join(`${BOLD},${inner}${RESET}`)}${end}`;
}
