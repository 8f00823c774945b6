/** Compiles expressions. */
import { Failure } from '../command/tool.ts';
import type { AwkArray } from './arrays.ts';
import { builtins, replacement } from './builtins.ts';
import { choose, evaluate, over, overWaiting, type Code, type Frame } from './code.ts';
import { AwkSyntaxError } from './lexer.ts';
import type { RecordReader } from './records.ts';
import { newCell, type Cell, type Runtime } from './runtime.ts';
import { Scope } from './scope.ts';
import type { Expr, LValue } from './tree.ts';
import { Input, toBoolean, toNumber, type Value } from './values.ts';

/** Something that can be assigned to: what to evaluate first, then reading and writing with that. */
interface Place {
  parts: Code<Value>[];
  load: (values: readonly Value[], frame: Frame) => Value;
  store: (values: readonly Value[], frame: Frame, value: Value) => void;
}

/** A function of the program, compiled when all are known. */
export interface CompiledFunction {
  parameters: readonly string[];
  call: (frame: Frame) => Promise<Value>;
}

const DEEPEST_CALL = 10_000;

export class ExpressionCompiler {
  readonly runtime: Runtime;
  readonly scope: Scope;
  readonly functions: Map<string, CompiledFunction>;
  private depth = 0;
  /** The line of what was compiled last, for messages. */
  private line = 1;

  constructor(runtime: Runtime, functions: Map<string, CompiledFunction>) {
    this.runtime = runtime;
    this.scope = new Scope(runtime);
    this.functions = functions;
  }

  expression(expr: Expr): Code<Value> {
    const { runtime } = this;
    if ('line' in expr) this.line = expr.line;
    switch (expr.kind) {
      case 'number':
      case 'string': {
        const { value } = expr;
        return { run: () => value };
      }
      case 'regex': {
        const expression = this.constantExpression(expr.source);
        return { run: () => Number(expression().test(runtime.wholeRecord())) };
      }
      case 'group':
        return this.expression(expr.inner);
      case 'list':
        throw new AwkSyntaxError('syntax error', this.line, ')');
      case 'name':
      case 'field':
      case 'index': {
        const place = this.place(expr);
        if (place.parts.length === 0) return { run: (frame) => place.load([], frame) };
        return over(place.parts, place.load);
      }
      case 'assign':
        return this.assignment(expr);
      case 'increment':
        return this.increment(expr);
      case 'conditional': {
        const yes = this.expression(expr.yes);
        const no = this.expression(expr.no);
        return choose(this.expression(expr.test), (value) => (toBoolean(value) ? yes : no), [yes, no]);
      }
      case 'and':
      case 'or': {
        const settled: Code<Value> = { run: () => Number(expr.kind === 'or') };
        const right = over([this.expression(expr.right)], ([value]): Value => Number(toBoolean(value)));
        return choose(
          this.expression(expr.left),
          (value) => (toBoolean(value) === (expr.kind === 'or') ? settled : right),
          [settled, right],
        );
      }
      case 'in': {
        const array = this.scope.array(expr.array, this.line);
        return over(this.all(expr.subscripts), (values, frame) => Number(array(frame).has(runtime.subscript(values))));
      }
      case 'match': {
        const expression = this.matcher(expr.pattern);
        return over([this.expression(expr.text), ...expression.parts], ([text, ...values]) =>
          Number(expression.of(values).test(runtime.text(text)) !== expr.negated),
        );
      }
      case 'unary':
        return over([this.expression(expr.operand)], ([value]) =>
          expr.operator === '!'
            ? Number(!toBoolean(value))
            : expr.operator === '-'
              ? -toNumber(value)
              : toNumber(value),
        );
      case 'binary':
        return this.binary(expr.operator, this.expression(expr.left), this.expression(expr.right));
      case 'getline':
        return this.getline(expr);
      case 'call':
        return this.call(expr);
      case 'builtin':
        return this.builtin(expr);
    }
  }

  all(list: readonly Expr[]): Code<Value>[] {
    return list.map((each) => this.expression(each));
  }

  private binary(operator: string, left: Code<Value>, right: Code<Value>): Code<Value> {
    const { runtime } = this;
    if (operator === ' ') return over([left, right], ([a, b]) => runtime.text(a) + runtime.text(b));
    const comparison = COMPARISONS[operator];
    if (comparison !== undefined) return over([left, right], ([a, b]) => Number(comparison(runtime.compare(a, b))));
    const arithmetic = this.arithmetic(operator);
    return over([left, right], ([a, b]) => arithmetic(toNumber(a), toNumber(b)));
  }

  private arithmetic(operator: string): (left: number, right: number) => number {
    const { line, runtime } = this;
    const check = (right: number): void => {
      if (right === 0 && runtime.busybox) throw new Failure(`cmd. line:${String(line)}: Division by zero`);
    };
    switch (operator) {
      case '+':
        return (a, b) => a + b;
      case '-':
        return (a, b) => a - b;
      case '*':
        return (a, b) => a * b;
      case '/':
        return (a, b) => (check(b), a / b);
      case '%':
        return (a, b) => (check(b), a % b);
      default:
        return (a, b) => a ** b;
    }
  }

  /** A regular expression: the constant one, or the text of a value. */
  private matcher(pattern: Expr): { parts: Code<Value>[]; of: (values: readonly Value[]) => RegExp } {
    if (pattern.kind === 'regex') {
      const expression = this.constantExpression(pattern.source);
      return { parts: [], of: () => expression() };
    }
    return { parts: [this.expression(pattern)], of: ([value]) => this.runtime.expression(this.runtime.text(value)) };
  }

  /** mawk looks at constants before it runs, as busybox does. */
  private constantExpression(source: string): () => RegExp {
    let expression: RegExp;
    try {
      expression = this.runtime.expression(source);
    } catch (error) {
      if (!(error instanceof Failure) || this.runtime.busybox) throw error;
      throw new Failure(error.message.replace(/^run time error:/, `line ${String(this.line)}:`), error.status);
    }
    return () => expression;
  }

  place(target: LValue): Place {
    const { runtime } = this;
    if (target.kind === 'field') {
      return {
        parts: [this.expression(target.index)],
        load: ([index]) => runtime.field(toNumber(index)),
        store: ([index], _frame, value) => runtime.setField(toNumber(index), value),
      };
    }
    if (target.kind === 'index') {
      const array = this.scope.array(target.name, target.line);
      return {
        parts: this.all(target.subscripts),
        load: (values, frame) => element(array(frame), runtime.subscript(values)),
        store: (values, frame, value) => void array(frame).set(runtime.subscript(values), value),
      };
    }
    if (target.name === 'NF' && !this.scope.isLocal('NF')) {
      return {
        parts: [],
        load: () => runtime.fieldCount,
        store: (_values, _frame, value) => void (runtime.fieldCount = toNumber(value)),
      };
    }
    const cell = this.scope.variable(target.name, target.line);
    return {
      parts: [],
      load: (_values, frame) => cell(frame).value,
      store: (_values, frame, value) => void (cell(frame).value = value),
    };
  }

  private assignment(expr: Extract<Expr, { kind: 'assign' }>): Code<Value> {
    const place = this.place(expr.target);
    const count = place.parts.length;
    const arithmetic = expr.operator === '=' ? undefined : this.arithmetic(expr.operator.slice(0, -1));
    return over([...place.parts, this.expression(expr.value)], (values, frame) => {
      const right = values[count];
      const parts = count === 0 ? [] : values.slice(0, count);
      const value = arithmetic === undefined ? right : arithmetic(toNumber(place.load(parts, frame)), toNumber(right));
      place.store(parts, frame, value);
      return value;
    });
  }

  private increment(expr: Extract<Expr, { kind: 'increment' }>): Code<Value> {
    const place = this.place(expr.target);
    const by = expr.operator === '++' ? 1 : -1;
    return over(place.parts, (values, frame) => {
      const before = toNumber(place.load(values, frame));
      place.store(values, frame, before + by);
      return expr.prefix ? before + by : before;
    });
  }

  private getline(expr: Extract<Expr, { kind: 'getline' }>): Code<Value> {
    const { runtime } = this;
    const place = expr.target === undefined ? undefined : this.place(expr.target);
    const source = expr.source === undefined ? [] : [this.expression(expr.source)];
    const read = async (values: readonly Value[]): Promise<string | number> => {
      const [name] = values;
      if (expr.from === 'input') return (await runtime.nextRecord()) ?? 0;
      let reader: RecordReader | undefined;
      if (expr.from === 'command') reader = await runtime.streams.fromCommand(runtime.text(name));
      else reader = await runtime.streams.fromFile(runtime.text(name));
      if (reader === undefined) return -1;
      const record = await runtime.readRecord(reader);
      // mawk and busybox count a command's records only when they become $0.
      if (record !== undefined && expr.from === 'command' && expr.target === undefined) runtime.countRecord();
      return record ?? 0;
    };
    return overWaiting([...source, ...(place?.parts ?? [])], async (values, frame) => {
      const record = await read(values.slice(0, source.length));
      if (typeof record === 'number') return record;
      if (place === undefined) runtime.setRecord(record);
      else place.store(values.slice(source.length), frame, new Input(record));
      return 1;
    });
  }

  private call(expr: Extract<Expr, { kind: 'call' }>): Code<Value> {
    const { functions, runtime } = this;
    const definition = functions.get(expr.name);
    if (definition === undefined) {
      throw runtime.busybox
        ? new Failure(`cmd. line:${String(expr.line)}: Call to undefined function`)
        : new AwkSyntaxError(`function ${expr.name} never defined`, -1, expr.name);
    }
    if (expr.args.length > definition.parameters.length && !runtime.busybox) {
      throw new AwkSyntaxError(`too many arguments in call to ${expr.name}`, expr.line, expr.name);
    }
    const args = expr.args.map((arg) => this.argument(arg));
    return {
      wait: async (frame) => {
        const cells: Cell[] = [];
        for (const arg of args) cells.push(await arg(frame));
        while (cells.length < definition.parameters.length) cells.push(newCell());
        if (++this.depth > DEEPEST_CALL) throw new Failure('function call nesting too deep', 2);
        const pause = runtime.t.p.step();
        if (pause !== undefined) await pause;
        const value = await definition.call(cells);
        this.depth--;
        return value;
      },
    };
  }

  /** A bare name is handed on as a variable: the function may use it as an array. */
  private argument(arg: Expr): (frame: Frame) => Cell | Promise<Cell> {
    if (arg.kind === 'name' && arg.name !== 'NF') {
      const cell = this.scope.cell(arg.name);
      return (frame) => {
        const origin = cell(frame);
        return { value: origin.value, array: origin.array, origin };
      };
    }
    const code = this.expression(arg);
    return async (frame) => newCell(await evaluate(code, frame));
  }

  private builtin(expr: Extract<Expr, { kind: 'builtin' }>): Code<Value> {
    const { args, name } = expr;
    switch (name) {
      case 'length':
        return this.length(expr);
      case 'split':
        return this.split(expr);
      case 'sub':
      case 'gsub':
        return this.substitute(expr, name === 'gsub');
      case 'match':
        return this.match(expr);
      case 'close':
      case 'system':
      case 'fflush':
        return this.waiting(expr, name);
      default: {
        const builtin = builtins[name];
        if (builtin === undefined) throw new AwkSyntaxError(`function ${name} never defined`, expr.line, name);
        this.count(expr, builtin.least, builtin.most);
        const { runtime } = this;
        const { call } = builtin;
        return over(this.all(args), (values) => call(runtime, values));
      }
    }
  }

  private count(expr: Extract<Expr, { kind: 'builtin' }>, least: number, most: number): void {
    if (expr.args.length >= least && expr.args.length <= most) return;
    if (!this.runtime.busybox)
      throw new AwkSyntaxError(`wrong number of arguments in call to ${expr.name}`, expr.line, expr.name);
    if (expr.args.length < least) throw new Failure(`cmd. line:${String(expr.line)}: Too few arguments`);
  }

  private length(expr: Extract<Expr, { kind: 'builtin' }>): Code<Value> {
    const { runtime } = this;
    this.count(expr, 0, 1);
    const [arg] = expr.args;
    if (arg === undefined) return { run: () => byteLength(runtime.wholeRecord()) };
    if (arg.kind === 'name' && arg.name !== 'NF') {
      const cell = this.scope.cell(arg.name);
      const array = (from: Cell | undefined): AwkArray | undefined =>
        from === undefined ? undefined : (from.array ?? array(from.origin));
      return { run: (frame) => array(cell(frame))?.size ?? byteLength(runtime.text(cell(frame).value)) };
    }
    return over([this.expression(arg)], ([value]) => byteLength(runtime.text(value)));
  }

  private split(expr: Extract<Expr, { kind: 'builtin' }>): Code<Value> {
    const { runtime } = this;
    this.count(expr, 2, 3);
    const [text, name, separator] = expr.args;
    if (text === undefined || name?.kind !== 'name') throw new AwkSyntaxError('syntax error', expr.line, ')');
    const array = this.scope.array(name.name, expr.line);
    const constant = separator?.kind === 'regex' ? this.constantExpression(separator.source) : undefined;
    const by = separator === undefined || constant !== undefined ? [] : [this.expression(separator)];
    return over([this.expression(text), ...by], ([whole, given], frame) => {
      const target = array(frame);
      const source = runtime.text(whole);
      const parts = constant === undefined ? runtime.splitText(source, given === undefined ? runtime.textOf('FS') : runtime.text(given)) : runtime.splitBy(source, constant()); // prettier-ignore
      target.clear();
      parts.forEach((part, index) => target.set(String(index + 1), new Input(part)));
      return parts.length;
    });
  }

  private substitute(expr: Extract<Expr, { kind: 'builtin' }>, everywhere: boolean): Code<Value> {
    const { runtime } = this;
    this.count(expr, 2, 3);
    const [pattern, text, given] = expr.args;
    if (pattern === undefined || text === undefined) throw new AwkSyntaxError('syntax error', expr.line, ')');
    const matcher = this.matcher(pattern);
    const inner = given?.kind === 'group' ? given.inner : given;
    const place = inner === undefined ? undefined : inner.kind === 'name' || inner.kind === 'field' || inner.kind === 'index' ? this.place(inner) : undefined; // prettier-ignore
    const plain = inner !== undefined && place === undefined ? [this.expression(inner)] : [];
    const skip = matcher.parts.length + 1;
    return over([...matcher.parts, this.expression(text), ...plain, ...(place?.parts ?? [])], (values, frame) => {
      const expression = matcher.of(values);
      const rest = values.slice(skip);
      const before =
        inner === undefined
          ? runtime.wholeRecord()
          : runtime.text(place === undefined ? rest[0] : place.load(rest, frame));
      const replace = replacement(runtime.text(values[skip - 1]));
      let count = 0;
      const after = before.replace(everywhere ? globalOf(expression) : expression, (match) => {
        count++;
        return replace(match);
      });
      if (count > 0) {
        if (inner === undefined) runtime.setRecord(after);
        else place?.store(rest, frame, after);
      }
      return count;
    });
  }

  private match(expr: Extract<Expr, { kind: 'builtin' }>): Code<Value> {
    const { runtime } = this;
    this.count(expr, 2, runtime.busybox ? 3 : 2);
    const [text, pattern] = expr.args;
    if (text === undefined || pattern === undefined) throw new AwkSyntaxError('syntax error', expr.line, ')');
    const matcher = this.matcher(pattern);
    return over([this.expression(text), ...matcher.parts], ([value, ...rest]) => {
      const found = matcher.of(rest).exec(runtime.text(value));
      runtime.global('RSTART').value = found === null ? 0 : found.index + 1;
      runtime.global('RLENGTH').value = found === null ? -1 : found[0].length;
      return found === null ? 0 : found.index + 1;
    });
  }

  private waiting(expr: Extract<Expr, { kind: 'builtin' }>, name: 'close' | 'system' | 'fflush'): Code<Value> {
    const { runtime } = this;
    this.count(expr, name === 'fflush' ? 0 : 1, name === 'close' ? 2 : 1);
    return overWaiting(this.all(expr.args), async ([value]) => {
      const { streams } = runtime;
      if (name === 'system') return streams.system(runtime.text(value));
      if (name === 'close') return streams.close(runtime.text(value));
      await streams.flush();
      return 0;
    });
  }
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const globals = new WeakMap<RegExp, RegExp>();

function globalOf(expression: RegExp): RegExp {
  let found = globals.get(expression);
  if (found === undefined) globals.set(expression, (found = new RegExp(expression.source, `${expression.flags}g`)));
  return found;
}

function byteLength(text: string): number {
  return text.length;
}

/** Looking at an element makes it. */
function element(array: AwkArray, key: string): Value {
  const value = array.get(key);
  if (value === undefined && !array.has(key)) array.set(key, undefined);
  return value;
}
