/** What a running awk program works on: variables, the record and its fields, input. */
import { isSysError } from '../../kernel/errno.ts';
import { Failure, type Tool } from '../command/tool.ts';
import { openSource, stdinSource } from '../input/source.ts';
import { posixRegExp, RegexError } from '../regex/posix.ts';
import { asLocaleText } from '../text/codec.ts';
import { AwkArray } from './arrays.ts';
import { unescape } from './lexer.ts';
import { RecordReader } from './records.ts';
import { Streams } from './streams.ts';
import { compare, Input, numberText, toNumber, toText, type NumberStyle, type Value } from './values.ts';

/** A variable. What is passed bare to a function may become an array there: `origin` is the caller's variable. */
export interface Cell {
  value: Value;
  array: AwkArray | undefined;
  origin: Cell | undefined;
}

export function newCell(value?: Value): Cell {
  return { value, array: undefined, origin: undefined };
}

/** The cell as an array; it becomes one where it was never set. */
export function arrayOf(cell: Cell): AwkArray {
  cell.array ??= cell.origin === undefined ? new AwkArray() : arrayOf(cell.origin);
  return cell.array;
}

const START: Readonly<Record<string, Value>> = { FS: ' ', OFS: ' ', ORS: '\n', RS: '\n', SUBSEP: '\x1c', CONVFMT: '%.6g', OFMT: '%.6g', RSTART: 0, RLENGTH: -1, NR: 0, FNR: 0, FILENAME: '' }; // prettier-ignore

export class Runtime {
  readonly t: Tool;
  readonly busybox: boolean;
  readonly style: NumberStyle;
  readonly streams: Streams;
  readonly globals = new Map<string, Cell>();
  exitStatus = 0;
  /** The value of the `return` that is under way. */
  returned: Value;
  private readonly expressions = new Map<string, RegExp>();
  private record = '';
  /** Fields from 1, at index 0; undefined until asked for. */
  private fields: Value[] | undefined;
  /** Fields changed and the record was not joined again yet. */
  private stale = false;
  private input: RecordReader | undefined;
  private nextArgument = 1;
  private usedFile = false;
  random: { seed: Value; state: number };
  private readonly cells: Readonly<
    Record<'FS' | 'OFS' | 'RS' | 'SUBSEP' | 'CONVFMT' | 'OFMT' | 'NR' | 'FNR' | 'FILENAME', Cell>
  >;

  constructor(t: Tool) {
    this.t = t;
    this.busybox = t.busybox;
    this.style = { wholeLimit: t.busybox ? 2 ** 63 : 2 ** 31 - 1 };
    this.streams = new Streams(t);
    const [a = 0, b = 0, c = 0] = t.p.random(3);
    // busybox begins with the same seed every time.
    this.random = { seed: t.busybox ? 1 : a * 65536 + b * 256 + c, state: t.busybox ? 1 : a * 65536 + b * 256 + c };
    for (const [name, value] of Object.entries(START)) this.global(name).value = value;
    const cell = (name: string): Cell => this.global(name);
    this.cells = { FS: cell('FS'), OFS: cell('OFS'), RS: cell('RS'), SUBSEP: cell('SUBSEP'), CONVFMT: cell('CONVFMT'), OFMT: cell('OFMT'), NR: cell('NR'), FNR: cell('FNR'), FILENAME: cell('FILENAME') }; // prettier-ignore
    const environment = arrayOf(this.global('ENVIRON'));
    for (const [name, value] of t.env) environment.set(name, new Input(asLocaleText(value, false)));
  }

  global(name: string): Cell {
    let cell = this.globals.get(name);
    if (cell === undefined) this.globals.set(name, (cell = newCell()));
    return cell;
  }

  text(value: Value): string {
    return typeof value === 'string' ? value : toText(value, this.textOf('CONVFMT'), this.style);
  }

  /** As print shows it. */
  shown(value: Value): string {
    return typeof value === 'number' ? numberText(value, this.textOf('OFMT'), this.style) : this.text(value);
  }

  compare(left: Value, right: Value): number {
    return compare(left, right, this.textOf('CONVFMT'), this.style);
  }

  /** A special variable as text. */
  textOf(name: keyof typeof this.cells): string {
    const { value } = this.cells[name];
    return typeof value === 'string' ? value : toText(value, '%.6g', this.style);
  }

  subscript(parts: readonly Value[]): string {
    return parts.length === 1 ? this.text(parts[0]) : parts.map((part) => this.text(part)).join(this.textOf('SUBSEP'));
  }

  expression(source: string): RegExp {
    let found = this.expressions.get(source);
    if (found === undefined) {
      try {
        // mawk as Debian builds it takes braces literally.
        found = posixRegExp(
          this.busybox ? source : source.replace(/(\\.)|[{}]/gs, (brace, escaped?: string) => escaped ?? `\\${brace}`),
          { extended: true },
        );
      } catch (error) {
        if (error instanceof RegexError) throw this.badExpression(source, error.message);
        throw error;
      }
      this.expressions.set(source, found);
    }
    return found;
  }

  private badExpression(source: string, reason: string): Failure {
    if (this.busybox) return new Failure(`bad regex '${source}': ${reason}`);
    return new Failure(
      `run time error: regular expression compile failed (${MAWK_REASONS[reason] ?? 'syntax error'})\n${source}`,
      2,
    );
  }

  // The record and its fields.

  setRecord(text: string): void {
    this.record = text;
    this.fields = undefined;
    this.stale = false;
  }

  private split(): Value[] {
    this.fields ??= this.splitText(this.record, this.textOf('FS'), this.textOf('RS') === '').map(
      (each) => new Input(each),
    );
    return this.fields;
  }

  get fieldCount(): number {
    return this.split().length;
  }

  set fieldCount(count: number) {
    const fields = this.split();
    while (fields.length < count) fields.push('');
    fields.length = Math.max(0, count);
    this.stale = true;
  }

  wholeRecord(): string {
    if (this.stale) {
      this.record = this.split().map((each) => this.text(each)).join(this.textOf('OFS')); // prettier-ignore
      this.stale = false;
    }
    return this.record;
  }

  field(index: number): Value {
    if (index === 0) return new Input(this.wholeRecord());
    if (index < 0)
      throw new Failure(
        this.busybox
          ? 'Access to negative field'
          : `run time error: negative field index $${String(index)}\n${this.where()}`,
        this.busybox ? 1 : 2,
      );
    return this.split()[Math.trunc(index) - 1];
  }

  setField(index: number, value: Value): void {
    if (index === 0) return this.setRecord(this.text(value));
    if (index < 0) this.field(index);
    const fields = this.split();
    while (fields.length < index) fields.push('');
    fields[Math.trunc(index) - 1] = typeof value === 'object' ? value : new Input(this.text(value));
    this.stale = true;
  }

  /** What mawk adds to its run time errors. */
  where(): string {
    return `\tFILENAME="${this.textOf('FILENAME')}" FNR=${this.textOf('FNR')} NR=${this.textOf('NR')}`;
  }

  splitText(text: string, separator: string, paragraphs = false): string[] {
    if (text === '') return [];
    if (separator === ' ') {
      const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
      return trimmed === '' ? [] : trimmed.split(/[ \t\n]+/);
    }
    if (separator === '') return [...text];
    if (separator.length === 1 && separator !== '\\')
      return paragraphs ? text.split('\n').flatMap((line) => line.split(separator)) : text.split(separator);
    return this.splitBy(text, this.expression(paragraphs ? `(${separator})|\n` : separator));
  }

  splitBy(text: string, expression: RegExp): string[] {
    if (text === '') return [];
    const parts: string[] = [];
    let start = 0;
    for (const found of text.matchAll(new RegExp(expression.source, `${expression.flags.replace('g', '')}g`))) {
      if (found[0] === '') continue;
      parts.push(text.slice(start, found.index));
      start = found.index + found[0].length;
    }
    parts.push(text.slice(start));
    return parts;
  }

  // Input.

  /** The next record of the files named by ARGV, counted in NR and FNR. */
  async nextRecord(): Promise<string | undefined> {
    for (;;) {
      this.input ??= await this.nextInput();
      if (this.input === undefined) return undefined;
      const record = await this.readRecord(this.input);
      if (record !== undefined) {
        this.count();
        return record;
      }
      this.skipFile();
    }
  }

  /** A record that is there already, for the main loop not to wait without need. */
  readyRecord(): string | undefined {
    const record = this.input?.ready(this.textOf('RS'));
    if (record !== undefined) this.count();
    return record;
  }

  private count(): void {
    this.countRecord();
    this.cells.FNR.value = toNumber(this.cells.FNR.value) + 1;
  }

  countRecord(): void {
    this.cells.NR.value = toNumber(this.cells.NR.value) + 1;
  }

  async readRecord(reader: RecordReader): Promise<string | undefined> {
    const separator = this.textOf('RS');
    const ready = reader.ready(separator);
    if (ready !== undefined) return ready;
    await this.streams.flushStandard();
    try {
      return await reader.next(separator, (source) => this.expression(source));
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw this.busybox
        ? new Failure(`cmd. line:1: ${error.message}`)
        : new Failure(`read error (${error.message})`, 2);
    }
  }

  skipFile(): void {
    this.input?.close();
    this.input = undefined;
  }

  /** Sets a variable from outside: -v and `name=value` among the operands. */
  assign(name: string, value: string): void {
    const input = new Input(unescape(asLocaleText(value, false)));
    if (name === 'NF') this.fieldCount = toNumber(input);
    else this.global(name).value = input;
  }

  private async nextInput(): Promise<RecordReader | undefined> {
    const list = arrayOf(this.global('ARGV'));
    while (this.nextArgument < toNumber(this.global('ARGC').value)) {
      const operand = this.text(list.get(String(this.nextArgument++)));
      if (operand === '') continue;
      const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(operand);
      if (assignment !== null) {
        this.assign(assignment[1] ?? '', assignment[2] ?? '');
        continue;
      }
      return this.openInput(operand);
    }
    return this.usedFile ? undefined : this.openInput('-');
  }

  private async openInput(path: string): Promise<RecordReader> {
    const named = path !== '-' || this.nextArgument > 1;
    this.usedFile = true;
    this.cells.FNR.value = 0;
    if (named && path !== '-') this.cells.FILENAME.value = path;
    try {
      const source = path === '-' || path === '/dev/stdin' ? stdinSource(this.t.p) : await openSource(this.t.p, path);
      return new RecordReader(() => source.read(), () => source.close()); // prettier-ignore
    } catch (error) {
      if (!isSysError(error)) throw error;
      await this.streams.flush();
      throw this.busybox
        ? new Failure(`${path}: ${error.message}`)
        : new Failure(`cannot open ${path} (${error.message})`, 2);
    }
  }
}

/** glibc's words for a broken expression in mawk's. */
const MAWK_REASONS: Readonly<Record<string, string>> = {
  'Unmatched ( or \\(': "missing ')'",
  'Unmatched ) or \\)': "missing '('",
  'Unmatched [, [^, [:, [., or [=': 'bad class -- [], [^] or [',
};
