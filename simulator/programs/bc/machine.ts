/** Runs bc programs. */
import type { Process } from '../../kernel/abi.ts';
import { elementary } from './library.ts';
import * as n from './number.ts';
import type { Decimal } from './number.ts';
import type { Expression, Statement } from './parser.ts';

/** A calculation cannot go on; the line is given up. */
export class BcRuntimeError extends Error {
  override name = 'BcRuntimeError';
}

/** `quit` and `halt`. */
export class BcQuit extends Error {}

type Flow = { kind: 'break' | 'continue' } | { kind: 'return'; value: Decimal } | undefined;
type Definition = Extract<Statement, { kind: 'define' }>;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', q: '"', a: '\x07', b: '\b', f: '\f', r: '\r' }; // prettier-ignore

export class BcMachine {
  private readonly p: Process;
  private readonly library: boolean;
  private readonly variables = new Map<string, Decimal>();
  private readonly functions = new Map<string, Definition>();
  private scale: number;
  private ibase = 10;
  private obase = 10;
  private last = n.ZERO;
  private depth = 0;
  private out = '';

  constructor(p: Process, library: boolean) {
    this.p = p;
    this.library = library;
    this.scale = library ? 20 : 0;
  }

  /** Runs statements; what they print comes out even when one fails. */
  async run(statements: readonly Statement[]): Promise<void> {
    try {
      for (const statement of statements) await this.statement(statement);
    } finally {
      await this.flush();
    }
  }

  private async flush(): Promise<void> {
    if (this.out === '') return;
    const text = this.out;
    this.out = '';
    await this.p.stdout.write(text);
  }

  private async statement(it: Statement): Promise<Flow> {
    const pause = this.p.step();
    if (pause !== undefined) await pause;
    if (this.out.length > 4096) await this.flush();
    switch (it.kind) {
      case 'expression': {
        const value = await this.value(it.value);
        if (it.value.kind === 'assign') return undefined;
        this.last = value;
        this.out += `${n.format(value, this.obase)}\n`;
        return undefined;
      }
      case 'string':
        this.out += it.text;
        return undefined;
      case 'print':
        for (const part of it.parts) {
          if (typeof part === 'string') this.out += part.replaceAll(/\\(.)/g, (_, c: string) => ESCAPES[c] ?? c);
          else {
            this.last = await this.value(part);
            this.out += n.format(this.last, this.obase);
          }
        }
        return undefined;
      case 'block':
        for (const each of it.body) {
          const flow = await this.statement(each);
          if (flow !== undefined) return flow;
        }
        return undefined;
      case 'if':
        if (await this.truth(it.test)) return this.statement(it.then);
        return it.otherwise === undefined ? undefined : this.statement(it.otherwise);
      case 'while':
      case 'for':
        return this.loop(it);
      case 'define':
        this.functions.set(it.name, it);
        return undefined;
      case 'return':
        return { kind: 'return', value: it.value === undefined ? n.ZERO : await this.value(it.value) };
      case 'break':
      case 'continue':
        return { kind: it.kind };
      default:
        throw new BcQuit();
    }
  }

  private async loop(it: Extract<Statement, { kind: 'while' | 'for' }>): Promise<Flow> {
    if (it.kind === 'for' && it.start !== undefined) await this.value(it.start);
    while (it.test === undefined || (await this.truth(it.test))) {
      const flow = await this.statement(it.body);
      if (flow?.kind === 'break') return undefined;
      if (flow?.kind === 'return') return flow;
      if (it.kind === 'for' && it.step !== undefined) await this.value(it.step);
    }
    return undefined;
  }

  private async truth(test: Expression): Promise<boolean> {
    return (await this.value(test)).digits !== 0n;
  }

  private async key(target: Expression): Promise<string> {
    if (target.kind !== 'name') throw new BcRuntimeError('assignment to no variable');
    if (target.index === undefined) return target.name;
    return `${target.name}[${n.rescale(await this.value(target.index), 0).digits}]`;
  }

  private get(key: string): Decimal {
    if (key === 'scale') return n.integer(this.scale);
    if (key === 'ibase') return n.integer(this.ibase);
    if (key === 'obase') return n.integer(this.obase);
    if (key === 'last') return this.last;
    return this.variables.get(key) ?? n.ZERO;
  }

  private set(key: string, value: Decimal): void {
    const whole = Number(n.rescale(value, 0).digits);
    if (key === 'scale') this.scale = Math.max(0, whole);
    else if (key === 'ibase') this.ibase = Math.min(16, Math.max(2, whole));
    else if (key === 'obase') this.obase = Math.max(2, whole);
    else if (key === 'last') this.last = value;
    else this.variables.set(key, value);
  }

  private async value(it: Expression): Promise<Decimal> {
    switch (it.kind) {
      case 'number':
        return n.parseDecimal(it.text, this.ibase);
      case 'name':
        return this.get(await this.key(it));
      case 'parens':
        return this.value(it.inner);
      case 'unary': {
        const operand = await this.value(it.operand);
        return it.operator === '-' ? n.negate(operand) : n.integer(operand.digits === 0n ? 1 : 0);
      }
      case 'assign': {
        const value = await this.value(it.value);
        const key = await this.key(it.target);
        const result = it.operator === '=' ? value : this.operate(it.operator.slice(0, -1), this.get(key), value);
        this.set(key, result);
        return result;
      }
      case 'step': {
        const key = await this.key(it.target);
        const before = this.get(key);
        const after = n.add(before, n.integer(it.by));
        this.set(key, after);
        return it.before ? after : before;
      }
      case 'binary':
        return this.operate(it.operator, await this.value(it.left), await this.value(it.right));
      case 'call':
        return this.call(it.name, it.args);
    }
  }

  private operate(operator: string, a: Decimal, b: Decimal): Decimal {
    const flag = (holds: boolean): Decimal => n.integer(holds ? 1 : 0);
    const some = (value: Decimal | undefined): Decimal => {
      if (value === undefined) throw new BcRuntimeError('Divide by zero');
      return value;
    };
    switch (operator) {
      case '+': return n.add(a, b);
      case '-': return n.add(a, n.negate(b));
      case '*': return n.multiply(a, b, this.scale);
      case '/': return some(n.divide(a, b, this.scale));
      case '%': return some(n.remainder(a, b, this.scale));
      case '^': return some(n.power(a, Number(n.rescale(b, 0).digits), this.scale));
      case '==': return flag(n.compare(a, b) === 0);
      case '!=': return flag(n.compare(a, b) !== 0);
      case '<': return flag(n.compare(a, b) < 0);
      case '>': return flag(n.compare(a, b) > 0);
      case '<=': return flag(n.compare(a, b) <= 0);
      case '>=': return flag(n.compare(a, b) >= 0);
      case '&&': return flag(a.digits !== 0n && b.digits !== 0n);
      default: return flag(a.digits !== 0n || b.digits !== 0n);
    }
  } // prettier-ignore

  private async call(name: string, args: readonly Expression[]): Promise<Decimal> {
    const values: Decimal[] = [];
    for (const arg of args) values.push(await this.value(arg));
    const [first = n.ZERO] = values;
    if (name === 'length') return n.integer(n.lengthOf(first));
    if (name === 'scale') return n.integer(first.scale);
    if (name === 'sqrt') {
      const root = n.squareRoot(first, this.scale);
      if (root === undefined) throw new BcRuntimeError('Square root of a negative number');
      return root;
    }
    const defined = this.functions.get(name);
    if (defined !== undefined) return this.invoke(defined, values);
    const known = this.library ? elementary(name, first, this.scale) : undefined;
    if (known === undefined) throw new BcRuntimeError(`Function ${name} not defined.`);
    return known;
  }

  private async invoke(it: Definition, values: readonly Decimal[]): Promise<Decimal> {
    if (values.length !== it.parameters.length) throw new BcRuntimeError('Parameter number mismatch');
    if (this.depth > 400) throw new BcRuntimeError('Stack error.');
    const names = [...it.parameters, ...it.locals];
    const saved = names.map((name) => [name, this.variables.get(name)] as const);
    for (const [at, name] of names.entries()) this.variables.set(name, values[at] ?? n.ZERO);
    this.depth++;
    try {
      const flow = await this.statement(it.body);
      return flow?.kind === 'return' ? flow.value : n.ZERO;
    } finally {
      this.depth--;
      for (const [name, value] of saved)
        if (value === undefined) this.variables.delete(name);
        else this.variables.set(name, value);
    }
  }
}
