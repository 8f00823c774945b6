/** Searching one input: lines in, selected lines (or counts, or names) out. */
import type { Tool } from '../command/tool.ts';
import type { Source } from '../input/source.ts';
import { lineBatches } from '../input/source.ts';
import { encodeText } from '../text/codec.ts';
import { isUtf8 } from '../text/locale.ts';
import type { Match, Matcher } from './matcher.ts';
import type { GrepOptions } from './options.ts';

const START = '\x1b[';
const END = '\x1b[m\x1b[K';

/** The default GREP_COLORS, changed by the variable. */
export function grepColors(variable: string | undefined): ReadonlyMap<string, string> {
  const colors = new Map([['ms', '01;31'], ['mc', '01;31'], ['sl', ''], ['cx', ''], ['fn', '35'], ['ln', '32'], ['bn', '32'], ['se', '36']]); // prettier-ignore
  for (const part of (variable ?? '').split(':')) {
    const [name = '', code] = part.split('=');
    if (code === undefined) continue;
    if (name === 'mt') colors.set('ms', code).set('mc', code);
    else colors.set(name, code);
  }
  return colors;
}

/** Writes the lines of one grep: prefixes, colours, separators between groups. */
export class Printer {
  private readonly t: Tool;
  private readonly o: GrepOptions;
  private readonly matcher: Matcher;
  private readonly colors: ReadonlyMap<string, string>;
  /** Something with context was printed, so that the next group is set off. */
  groups = 0;

  constructor(t: Tool, o: GrepOptions, matcher: Matcher) {
    this.t = t;
    this.o = o;
    this.matcher = matcher;
    this.colors = grepColors(t.env.get('GREP_COLORS'));
  }

  private paint(text: string, color: string): string {
    const code = this.colors.get(color) ?? '';
    return this.o.color && code !== '' && text !== '' ? `${START}${code}m${START}K${text}${END}` : text;
  }

  name(name: string): string {
    return this.paint(name, 'fn');
  }

  separator(mark: string): string {
    return this.paint(mark, 'se');
  }

  private prefix(name: string | undefined, number: number, offset: number, mark: ':' | '-'): string {
    let text = '';
    if (name !== undefined) text += this.name(name) + (this.o.nullNames ? '\0' : this.separator(mark));
    if (this.o.lineNumbers)
      text += this.paint(this.o.initialTab ? String(number).padStart(4) : String(number), 'ln') + this.separator(mark);
    if (this.o.byteOffsets) text += this.paint(String(offset), 'bn') + this.separator(mark);
    return this.o.initialTab && text !== '' ? `${text}\t` : text;
  }

  groupSeparator(): Promise<void> | undefined {
    const { separator } = this.o;
    return separator === undefined ? undefined : this.t.print(`${this.separator(separator)}\n`);
  }

  private highlighted(line: string): string {
    let text = '';
    let at = 0;
    for (const { start, end } of this.matches(line)) {
      text += line.slice(at, start) + this.paint(line.slice(start, end), 'ms');
      at = end;
    }
    return text + line.slice(at);
  }

  *matches(line: string): Generator<Match> {
    let from = 0;
    while (from <= line.length) {
      const match = this.matcher.find(line, from);
      if (match === undefined) return;
      if (match.end > match.start) yield match;
      from = match.end > match.start ? match.end : match.end + 1;
    }
  }

  async selected(line: string, name: string | undefined, number: number, offset: number): Promise<void> {
    const end = this.o.terminator;
    if (!this.o.onlyMatching) {
      const shown = this.o.color && !this.o.invert ? this.highlighted(line) : line;
      await this.t.print(`${this.prefix(name, number, offset, ':')}${shown}${end}`);
      return;
    }
    if (this.o.invert) return;
    for (const { start, end: stop } of this.matches(line)) {
      const at = this.o.byteOffsets ? offset + encodeText(line.slice(0, start)).length : offset;
      await this.t.print(`${this.prefix(name, number, at, ':')}${this.paint(line.slice(start, stop), 'ms')}${end}`);
    }
  }

  async context(line: string, name: string | undefined, number: number, offset: number): Promise<void> {
    const shown = this.o.color && this.o.invert ? this.highlighted(line) : line;
    await this.t.print(`${this.prefix(name, number, offset, '-')}${shown}${this.o.terminator}`);
  }
}

interface Held {
  line: string;
  number: number;
  offset: number;
}

/** One input being searched. `run` gives the number of selected lines. */
export class Search {
  private readonly t: Tool;
  private readonly o: GrepOptions;
  private readonly matcher: Matcher;
  private readonly printer: Printer;
  private readonly name: string | undefined;
  private readonly label: string;
  private held: Held[] = [];
  private trailing = 0;
  private lastShown = 0;
  private count = 0;
  private binary = false;

  constructor(t: Tool, o: GrepOptions, matcher: Matcher, printer: Printer, name: string | undefined, label: string) {
    this.t = t;
    this.o = o;
    this.matcher = matcher;
    this.printer = printer;
    this.name = name;
    this.label = label;
  }

  async run(source: Source): Promise<number> {
    const { o, t } = this;
    let number = 0;
    let offset = 0;
    if (o.max === 0) return 0;
    for await (const { lines } of lineBatches(() => this.read(source), o.terminator, t.decode)) {
      const pause = t.p.step(lines.length);
      if (pause !== undefined) await pause;
      for (const line of lines) {
        number++;
        if (this.matcher.test(line) !== o.invert) {
          if (this.count >= o.max) break;
          this.count++;
          if (await this.select({ line, number, offset })) return this.count;
        } else await this.pass({ line, number, offset });
        if (o.byteOffsets) offset += encodeText(line).length + 1;
        if (this.count >= o.max && this.trailing === 0) return this.count;
      }
      await t.out.flush();
    }
    return this.count;
  }

  private async read(source: Source): Promise<Uint8Array> {
    const chunk = await source.read();
    if (!this.binary && this.o.binary !== 'text' && !this.t.busybox)
      this.binary = looksBinary(chunk, this.o.terminator, isUtf8(this.t.env));
    return chunk;
  }

  /** A selected line. True when nothing more of this input matters. */
  private async select(held: Held): Promise<boolean> {
    const { o, printer } = this;
    if (this.binary && o.binary === 'without-match') {
      this.count = 0;
      return true;
    }
    if (o.mode === 'quiet' || o.mode === 'names' || o.mode === 'names-without') return true;
    if (o.mode === 'count') return false;
    if (this.binary && o.binary === 'binary') {
      await this.t.warn(`${this.label}: binary file matches`);
      return true;
    }
    const first = this.held[0]?.number ?? held.number;
    if ((o.before > 0 || o.after > 0) && (this.lastShown > 0 ? first > this.lastShown + 1 : printer.groups > 0))
      await printer.groupSeparator();
    for (const line of this.held) await printer.context(line.line, this.name, line.number, line.offset);
    this.held = [];
    await printer.selected(held.line, this.name, held.number, held.offset);
    this.lastShown = held.number;
    printer.groups++;
    this.trailing = o.after;
    return false;
  }

  private async pass(held: Held): Promise<void> {
    const { o } = this;
    if (o.mode !== 'lines') return;
    if (this.trailing > 0 && this.lastShown > 0) {
      this.trailing--;
      this.lastShown = held.number;
      await this.printer.context(held.line, this.name, held.number, held.offset);
    } else if (o.before > 0) {
      this.held.push(held);
      if (this.held.length > o.before) this.held.shift();
    }
  }
}

/** A NUL byte, or in a UTF-8 locale bytes that are no UTF-8, make data binary. */
function looksBinary(chunk: Uint8Array, terminator: string, utf8: boolean): boolean {
  if (terminator === '\n' && chunk.includes(0)) return true;
  if (!utf8) return false;
  for (let at = 0; at < chunk.length; at++) {
    const byte = chunk[at] ?? 0;
    if (byte < 0x80) continue;
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
    if (length === 0) return true;
    for (let i = 1; i < length; i++) {
      const next = chunk[at + i];
      if (next !== undefined && (next & 0xc0) !== 0x80) return true;
    }
    at += length - 1;
  }
  return false;
}
