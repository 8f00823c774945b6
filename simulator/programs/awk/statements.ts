/** Compiles statements, functions and rules. */
import { isSysError } from '../../kernel/errno.ts';
import { Failure } from '../command/tool.ts';
import { formatted } from './builtins.ts';
import { choose, evaluate, over, overWaiting, type Code, type Frame } from './code.ts';
import { ExpressionCompiler, type CompiledFunction } from './expressions.ts';
import type { Runtime } from './runtime.ts';
import type { AwkProgram, Expr, FunctionDefinition, Pattern, Statement } from './tree.ts';
import { toBoolean, toNumber, type Value } from './values.ts';

/** How a statement ended, other than by reaching its end. */
export type Signal = undefined | 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return';

/** next and exit inside a function leave the expressions around the call as well. */
export class Leave extends Error {
  override name = 'Leave';
  readonly signal: 'next' | 'nextfile' | 'exit';
  constructor(signal: 'next' | 'nextfile' | 'exit') {
    super(signal);
    this.signal = signal;
  }
}

/** A rule that runs for every record. */
export type RecordRule = () => Signal | Promise<Signal>;

export interface Compiled {
  begin: RecordRule[];
  rules: RecordRule[];
  end: RecordRule[];
}

const NOTHING: Code<Signal> = { run: () => undefined };
const NO_FRAME: Frame = [];

class StatementCompiler {
  private readonly expressions: ExpressionCompiler;
  private readonly runtime: Runtime;

  constructor(expressions: ExpressionCompiler) {
    this.expressions = expressions;
    this.runtime = expressions.runtime;
  }

  statement(statement: Statement): Code<Signal> {
    switch (statement.kind) {
      case 'block':
        return this.block(statement.statements);
      case 'expression':
        return over([this.expressions.expression(statement.expression)], () => undefined);
      case 'print':
      case 'printf':
        return this.print(statement);
      case 'if': {
        const yes = this.statement(statement.yes);
        const no = statement.no === undefined ? NOTHING : this.statement(statement.no);
        return choose(this.expressions.expression(statement.test), (value) => (toBoolean(value) ? yes : no), [yes, no]);
      }
      case 'while':
        return this.loop(
          undefined,
          this.expressions.expression(statement.test),
          undefined,
          this.statement(statement.body),
          false,
        );
      case 'do':
        return this.loop(
          undefined,
          this.expressions.expression(statement.test),
          undefined,
          this.statement(statement.body),
          true,
        );
      case 'for': {
        const start = statement.start === undefined ? undefined : this.statement(statement.start);
        const test = statement.test === undefined ? undefined : this.expressions.expression(statement.test);
        const step = statement.step === undefined ? undefined : this.statement(statement.step);
        return this.loop(start, test, step, this.statement(statement.body), false);
      }
      case 'for-in':
        return this.forIn(statement);
      case 'break':
      case 'continue':
      case 'next':
      case 'nextfile': {
        const { kind } = statement;
        return { run: () => kind };
      }
      case 'exit':
        return this.exit(statement.value);
      case 'return': {
        const value = statement.value === undefined ? [] : [this.expressions.expression(statement.value)];
        return over(value, ([result]) => {
          this.runtime.returned = result;
          return 'return';
        });
      }
      case 'delete':
        return this.delete(statement);
    }
  }

  private exit(status: Expr | undefined): Code<Signal> {
    return over(status === undefined ? [] : [this.expressions.expression(status)], ([value]) => {
      if (status !== undefined) this.runtime.exitStatus = toNumber(value) & 255;
      return 'exit';
    });
  }

  private delete(statement: Extract<Statement, { kind: 'delete' }>): Code<Signal> {
    const array = this.expressions.scope.array(statement.array, 1);
    if (statement.subscripts === undefined)
      return {
        run: (frame) => {
          array(frame).clear();
          return undefined;
        },
      };
    return over(
      this.expressions.all(statement.subscripts),
      (values, frame) => void array(frame).delete(this.runtime.subscript(values)),
    );
  }

  private block(statements: readonly Statement[]): Code<Signal> {
    const codes = statements.map((each) => this.statement(each));
    const runs: ((frame: Frame) => Signal)[] = [];
    for (const { run } of codes) if (run !== undefined) runs.push(run);
    const [only] = codes;
    if (codes.length === 1 && only !== undefined) return only;
    if (runs.length === codes.length) {
      return {
        run: (frame) => {
          for (const run of runs) {
            const signal = run(frame);
            if (signal !== undefined) return signal;
          }
          return undefined;
        },
      };
    }
    return {
      wait: async (frame) => {
        for (const code of codes) {
          const signal = code.run === undefined ? await code.wait(frame) : code.run(frame);
          if (signal !== undefined) return signal;
        }
        return undefined;
      },
    };
  }

  /** Loops wait now and then, so that one without end neither stops the world nor keeps what it prints. */
  private loop(start: Code<Signal> | undefined, test: Code<Value> | undefined, step: Code<Signal> | undefined, body: Code<Signal>, bodyFirst: boolean): Code<Signal> {
    const { streams } = this.runtime;
    return {
      wait: async (frame) => {
        if (start !== undefined) await evaluate(start, frame);
        for (let first = bodyFirst; ; first = false) {
          if (!first && test !== undefined && !toBoolean(test.run === undefined ? await test.wait(frame) : test.run(frame))) return undefined;
          const signal = body.run === undefined ? await body.wait(frame) : body.run(frame);
          if (signal === 'break') return undefined;
          if (signal !== undefined && signal !== 'continue') return signal;
          if (step?.run !== undefined) step.run(frame);
          else if (step !== undefined) await step.wait(frame);
          const pause = streams.breathe();
          if (pause !== undefined) await pause;
        }
      },
    };
  } // prettier-ignore

  private forIn(statement: Extract<Statement, { kind: 'for-in' }>): Code<Signal> {
    const { scope } = this.expressions;
    const array = scope.array(statement.array, 1);
    const variable = scope.variable(statement.variable, 1);
    const body = this.statement(statement.body);
    const { streams, busybox } = this.runtime;
    return {
      wait: async (frame) => {
        for (const key of array(frame).walk(busybox ? 'busybox' : 'mawk')) {
          variable(frame).value = key;
          const signal = body.run === undefined ? await body.wait(frame) : body.run(frame);
          if (signal === 'break') return undefined;
          if (signal !== undefined && signal !== 'continue') return signal;
          const pause = streams.breathe();
          if (pause !== undefined) await pause;
        }
        return undefined;
      },
    };
  }

  private print(statement: Extract<Statement, { kind: 'print' | 'printf' }>): Code<Signal> {
    const { runtime } = this;
    const { streams } = runtime;
    const args = this.expressions.all(statement.args);
    const line = (values: readonly Value[]): string => {
      if (statement.kind === 'printf') return formatted(runtime, 'printf', values);
      const text =
        values.length === 0
          ? runtime.wholeRecord()
          : values.map((value) => runtime.shown(value)).join(runtime.textOf('OFS'));
      return text + runtime.text(runtime.global('ORS').value);
    };
    const { redirection } = statement;
    if (redirection === undefined)
      return over<Signal>(args, (values) => {
        streams.print(line(values));
        return undefined;
      });
    return overWaiting([...args, this.expressions.expression(redirection.target)], async (values) => {
      const name = runtime.text(values[args.length]);
      try {
        await streams.write(redirection.to, name, line(values.slice(0, args.length)));
      } catch (error) {
        if (!isSysError(error) || error.code === 'EPIPE') throw error;
        if (runtime.busybox) throw new Failure(`can't open '${name}': ${error.message}`);
        throw new Failure(`cannot open "${name}" for output (${error.message})`, 2);
      }
      return undefined;
    });
  }

  function(definition: FunctionDefinition, into: CompiledFunction): void {
    this.expressions.scope.enter(definition.parameters);
    const body = this.statement(definition.body);
    this.expressions.scope.leave();
    into.call = async (frame) => {
      this.runtime.returned = undefined;
      const signal = await evaluate(body, frame);
      if (signal === 'next' || signal === 'nextfile' || signal === 'exit') throw new Leave(signal);
      const value = this.runtime.returned;
      this.runtime.returned = undefined;
      return signal === 'return' ? value : undefined;
    };
  }

  /** A rule of the main part: its pattern, then its action (to print the record where there is none). */
  rule(pattern: Pattern, action: Statement | undefined): RecordRule {
    const body = this.statement(action ?? { kind: 'print', args: [], redirection: undefined });
    const code = this.guarded(pattern, body);
    return () => evaluate(code, NO_FRAME);
  }

  private guarded(pattern: Pattern, body: Code<Signal>): Code<Signal> {
    if (pattern.kind === 'expression') {
      return choose(this.expressions.expression(pattern.test), (value) => (toBoolean(value) ? body : NOTHING), [
        body,
        NOTHING,
      ]);
    }
    if (pattern.kind !== 'range') return body;
    const from = this.expressions.expression(pattern.from);
    const to = this.expressions.expression(pattern.to);
    let inside = false;
    return {
      wait: async (frame) => {
        if (!inside && !toBoolean(await evaluate(from, frame))) return undefined;
        inside = !toBoolean(await evaluate(to, frame));
        return evaluate(body, frame);
      },
    };
  }
}

/** Throws AwkSyntaxError and Failure. */
export function compile(program: AwkProgram, runtime: Runtime): Compiled {
  const functions = new Map<string, CompiledFunction>();
  for (const { name, parameters } of program.functions.values()) {
    functions.set(name, { parameters, call: () => Promise.resolve(undefined) });
  }
  const compiler = new StatementCompiler(new ExpressionCompiler(runtime, functions));
  for (const definition of program.functions.values()) {
    const target = functions.get(definition.name);
    if (target !== undefined) compiler.function(definition, target);
  }
  const compiled: Compiled = { begin: [], rules: [], end: [] };
  for (const { pattern, action } of program.rules) {
    const list = pattern.kind === 'begin' ? compiled.begin : pattern.kind === 'end' ? compiled.end : compiled.rules;
    list.push(compiler.rule(pattern, action));
  }
  return compiled;
}
