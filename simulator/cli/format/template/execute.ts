/** Running a parsed template over a value, with text/template's rules and errors. */
import { quote } from '../../go/strconv.ts';
import { BUILTINS } from './builtins.ts';
import { nodeText, type Command, type List, type Node, type Operand, type Pipe } from './node.ts';
import type { Template } from './parse.ts';
import { printed } from './print.ts';
import {
  INVALID,
  bool,
  float,
  indirect,
  int,
  sortedKeys,
  string,
  structField,
  truth,
  typeName,
  unwrap,
  type ParameterType,
  type TemplateFunction,
  type Value,
} from './value.ts';

/** A template that failed while it ran; `message` begins with `template: `. */
export class ExecError extends Error {
  override name = 'ExecError';
  /** What had been written before. */
  written = '';
}

export interface ExecuteOptions {
  functions: Readonly<Record<string, TemplateFunction>>;
  /** A missing map key is an error (missingkey=error) and not `<no value>`. */
  missingKeyIsError?: boolean;
}

const MAX_DEPTH = 100_000;
const TYPE_NAMES: Readonly<Record<ParameterType, string>> = {
  value: 'reflect.Value',
  any: 'interface {}',
  string: 'string',
  int: 'int',
  '[]string': '[]string',
};

class Leave extends Error {
  readonly word: 'break' | 'continue';
  constructor(word: 'break' | 'continue') {
    super(word);
    this.word = word;
  }
}

class State {
  private readonly template: Template;
  private readonly options: ExecuteOptions;
  private name = '';
  private at: Node | List | Command | Operand;
  private variables: { name: string; value: Value }[];
  private depth = 0;
  out = '';

  constructor(template: Template, options: ExecuteOptions, data: Value) {
    this.template = template;
    this.options = options;
    this.at = template.root;
    this.variables = [{ name: '$', value: data }];
  }

  private fail(message: string): never {
    const before = this.template.text.slice(0, this.at.pos);
    const line = before.split('\n').length;
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
    const where = `:${line}:${column}: executing ${quote(this.name)} at <${nodeText(this.at)}>`;
    throw new ExecError(`template: ${where}: ${message}`);
  }

  walk(dot: Value, node: Node | List): void {
    this.at = node;
    switch (node.kind) {
      case 'list':
        for (const each of node.nodes) this.walk(dot, each);
        return;
      case 'text':
        this.out += node.text;
        return;
      case 'action': {
        const value = this.pipeline(dot, node.pipe);
        this.at = node;
        if (node.pipe.declares.length === 0) this.out += printed(value);
        return;
      }
      case 'if':
      case 'with':
        return this.branch(dot, node);
      case 'range':
        return this.range(dot, node);
      case 'template':
        return this.invoke(dot, node);
      case 'break':
      case 'continue':
        throw new Leave(node.kind);
    }
  }

  private branch(dot: Value, node: Node & { kind: 'if' | 'with' | 'range' }): void {
    const mark = this.variables.length;
    const value = this.pipeline(dot, node.pipe);
    if (truth(value)) this.walk(node.kind === 'with' ? value : dot, node.body);
    else if (node.otherwise) this.walk(dot, node.otherwise);
    this.variables.length = mark;
  }

  private range(dot: Value, node: Node & { kind: 'if' | 'with' | 'range' }): void {
    const mark = this.variables.length;
    const { value } = indirect(this.pipeline(dot, node.pipe));
    const inner = this.variables.length;
    let rounds = 0;
    try {
      for (const [key, item] of this.items(value)) {
        rounds++;
        this.round(node, inner, key, item);
      }
    } catch (leave) {
      if (!(leave instanceof Leave)) throw leave;
    }
    this.variables.length = inner;
    if (rounds === 0 && node.otherwise) this.walk(dot, node.otherwise);
    this.variables.length = mark;
  }

  private round(node: Node & { kind: 'if' | 'with' | 'range' }, inner: number, key: Value, item: Value): void {
    const { declares } = node.pipe;
    this.assignTop(1, declares.length > 0, item);
    this.assignTop(2, declares.length > 1, key);
    try {
      this.walk(item, node.body);
    } catch (leave) {
      if (!(leave instanceof Leave) || leave.word === 'break') throw leave;
    }
    this.variables.length = inner;
  }

  private assignTop(fromTop: number, wanted: boolean, value: Value): void {
    const variable = this.variables[this.variables.length - fromTop];
    if (wanted && variable) variable.value = value;
  }

  private *items(value: Value): Generator<[Value, Value]> {
    switch (value.kind) {
      case 'slice':
      case 'array':
        for (const [at, item] of (value.items ?? []).entries()) yield [int(at), item];
        return;
      case 'map': {
        const entries = value.entries ?? new Map<string, Value>();
        for (const key of sortedKeys(entries)) yield [string(key, value.key), entries.get(key) ?? value.zero];
        return;
      }
      case 'int':
        for (let at = 0; at < value.value; at++) yield [int(at), int(at)];
        return;
      case 'invalid':
        return;
      default:
        this.fail(`range can't iterate over ${printed(value)}`);
    }
  }

  private invoke(dot: Value, node: Node & { kind: 'template' }): void {
    const body = this.template.defined.get(node.name);
    if (!body) return this.fail(`template ${quote(node.name)} not defined`);
    if (this.depth >= MAX_DEPTH) return this.fail(`exceeded maximum template depth (${MAX_DEPTH})`);
    const value = node.pipe ? this.pipeline(dot, node.pipe) : INVALID;
    const { variables, name } = this;
    this.variables = [{ name: '$', value }];
    this.name = node.name;
    this.depth++;
    this.walk(value, body);
    this.depth--;
    this.variables = variables;
    this.name = name;
  }

  private pipeline(dot: Value, pipe: Pipe): Value {
    this.at = pipe;
    let value: Value | undefined;
    for (const command of pipe.commands) value = unwrap(this.command(dot, command, value));
    const result = value ?? INVALID;
    for (const name of pipe.declares) {
      if (pipe.assign) this.assign(name, result);
      else this.variables.push({ name, value: result });
    }
    return result;
  }

  private assign(name: string, value: Value): void {
    const variable = this.variables.findLast((each) => each.name === name);
    if (!variable) return this.fail(`undefined variable: ${name}`);
    variable.value = value;
  }

  /** `final` is what the command before in the pipeline gave. */
  private command(dot: Value, command: Command, final: Value | undefined): Value {
    const [first, ...args] = command.args;
    if (!first) return INVALID;
    switch (first.kind) {
      case 'field':
        this.at = first;
        return this.chain(dot, dot, first, first.names, args, final);
      case 'chain':
        return this.chainOperand(dot, first, args, final);
      case 'identifier':
        this.at = first;
        return this.callNamed(dot, first.name, command, args, final);
      case 'variable':
        return this.variable(dot, first, args, final);
      case 'pipe':
        this.noArguments(command, final);
        return this.pipeline(dot, first);
      default:
    }
    this.at = first;
    this.noArguments(command, final);
    return first.kind === 'nil' ? this.fail('nil is not a command') : this.literal(dot, first);
  }

  private noArguments(command: Command, final: Value | undefined): void {
    const [first] = command.args;
    if ((command.args.length > 1 || final) && first)
      this.fail(`can't give argument to non-function ${nodeText(first)}`);
  }

  private literal(dot: Value, node: Operand): Value {
    switch (node.kind) {
      case 'dot':
        return dot;
      case 'bool':
        return bool(node.value);
      case 'string':
        return string(node.text);
      case 'number':
        return /^0[xX]/.test(node.text) || node.text.startsWith("'") || !/[.eEpP]/.test(node.text)
          ? int(node.value)
          : float(node.value);
      default:
        return INVALID;
    }
  }

  private variable(
    dot: Value,
    node: Operand & { kind: 'variable' },
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    this.at = node;
    const [name = '', ...names] = node.names;
    const value = this.variables.findLast((each) => each.name === name)?.value;
    if (!value) return this.fail(`undefined variable: ${name}`);
    if (names.length > 0) return this.chain(dot, value, node, names, args, final);
    if (args.length > 0 || final) this.fail(`can't give argument to non-function ${nodeText(node)}`);
    return value;
  }

  private chainOperand(
    dot: Value,
    node: Operand & { kind: 'chain' },
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    this.at = node;
    if (node.of.kind === 'nil') return this.fail(`indirection through explicit nil in ${nodeText(node)}`);
    const value = this.argument(dot, 'value', node.of);
    return this.chain(dot, value, node, node.names, args, final);
  }

  /** `.A.B.C`, the last of which gets the arguments if it is a method. */
  private chain(
    dot: Value,
    start: Value,
    node: Operand,
    names: readonly string[],
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    let value = start;
    for (const name of names.slice(0, -1)) value = this.field(dot, name, node, [], undefined, value);
    return this.field(dot, names.at(-1) ?? '', node, args, final, value);
  }

  private field(
    dot: Value,
    name: string,
    node: Operand,
    args: readonly Operand[],
    final: Value | undefined,
    receiver: Value,
  ): Value {
    if (receiver.kind === 'invalid') {
      return this.options.missingKeyIsError ? this.fail(`nil data; no entry for key ${quote(name)}`) : INVALID;
    }
    const method = this.method(receiver, name);
    if (method) return this.call(dot, method, name, node, args, final);
    const { value, isNil } = indirect(receiver);
    const hasArguments = args.length > 0 || final !== undefined;
    if (isNil && value.kind === 'interface') return this.fail(`nil pointer evaluating ${typeName(receiver)}.${name}`);
    if (value.kind === 'struct') {
      const found = structField(value, name);
      if (found && hasArguments) return this.fail(`${name} has arguments but cannot be invoked as function`);
      if (found) return found;
    }
    if (value.kind === 'map' && value.key === 'string') return this.mapEntry(value, name, hasArguments);
    if (isNil) return this.fail(`nil pointer evaluating ${typeName(receiver)}.${name}`);
    return this.fail(`can't evaluate field ${name} in type ${typeName(receiver)}`);
  }

  private mapEntry(map: Value & { kind: 'map' }, name: string, hasArguments: boolean): Value {
    if (hasArguments) return this.fail(`${name} is not a method but has arguments`);
    const found = map.entries?.get(name);
    if (found) return found;
    return this.options.missingKeyIsError ? this.fail(`map has no entry for key ${quote(name)}`) : INVALID;
  }

  private method(receiver: Value, name: string): TemplateFunction | undefined {
    let at = receiver;
    while (at.kind === 'pointer' || at.kind === 'interface') {
      const method = at.kind === 'pointer' ? at.methods?.get(name) : undefined;
      if (method) return method;
      if (at.elem === null) return undefined;
      at = at.elem;
    }
    return undefined;
  }

  private callNamed(
    dot: Value,
    name: string,
    command: Command | Operand,
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    const own = this.options.functions[name];
    const func = own ?? BUILTINS[name];
    if (!func) return this.fail(`${quote(name)} is not a defined function`);
    if (!own && (name === 'and' || name === 'or')) return this.shortCircuit(dot, name, args, final);
    return this.call(dot, func, name, command, args, final);
  }

  private shortCircuit(dot: Value, name: 'and' | 'or', args: readonly Operand[], final: Value | undefined): Value {
    if (args.length === 0 && !final) return this.fail(`wrong number of args for ${name}: want at least 1 got 0`);
    let value = INVALID;
    for (const arg of args) {
      value = this.argument(dot, 'value', arg);
      if (truth(value) === (name === 'or')) return value;
    }
    return final ?? value;
  }

  private call(
    dot: Value,
    func: TemplateFunction,
    name: string,
    node: Command | Operand,
    args: readonly Operand[],
    final: Value | undefined,
  ): Value {
    const given = args.length + (final ? 1 : 0);
    const fixed = func.variadic ? func.params.length - 1 : func.params.length;
    if (func.variadic && given < fixed) {
      return this.fail(`wrong number of args for ${name}: want at least ${fixed} got ${args.length}`);
    }
    if (!func.variadic && given !== fixed)
      return this.fail(`wrong number of args for ${name}: want ${fixed} got ${given}`);
    const type = (at: number): ParameterType => func.params[Math.min(at, func.params.length - 1)] ?? 'value';
    const values = args.map((arg, at) => this.argument(dot, type(at), arg));
    if (final) values.push(this.checked(final, type(args.length)));
    let reason: string;
    try {
      return name === 'call' ? this.callValue(values, args) : func.call(values);
    } catch (error) {
      if (error instanceof ExecError || !(error instanceof Error)) throw error;
      reason = error.message;
    }
    this.at = node;
    return this.fail(`error calling ${name}: ${reason}`);
  }

  /** `call` of something that is no function, which is all there is here. */
  private callValue(values: readonly Value[], args: readonly Operand[]): never {
    const inner = unwrap(values[0] ?? INVALID);
    const shown = args[0] ? nodeText(args[0]) : '';
    throw new Error(inner.kind === 'invalid' ? 'call of nil' : `non-function ${shown} of type ${typeName(inner)}`);
  }

  /** An operand as an argument of a parameter's type. */
  private argument(dot: Value, type: ParameterType, node: Operand): Value {
    this.at = node;
    switch (node.kind) {
      case 'dot':
        return this.checked(dot, type);
      case 'nil':
        if (type === 'string' || type === 'int') return this.fail(`cannot assign nil to ${TYPE_NAMES[type]}`);
        return INVALID;
      case 'field':
        return this.checked(this.chain(dot, dot, node, node.names, [], undefined), type);
      case 'variable':
        return this.checked(this.variable(dot, node, [], undefined), type);
      case 'pipe':
        return this.checked(this.pipeline(dot, node), type);
      case 'identifier':
        return this.checked(this.callNamed(dot, node.name, node, [], undefined), type);
      case 'chain':
        return this.checked(this.chainOperand(dot, node, [], undefined), type);
      default:
        return this.constant(dot, type, node);
    }
  }

  private constant(dot: Value, type: ParameterType, node: Operand): Value {
    if (type === 'string' && node.kind !== 'string') return this.fail(`expected string; found ${nodeText(node)}`);
    if (type === 'int' && !(node.kind === 'number' && node.isInt)) {
      return this.fail(`expected integer; found ${nodeText(node)}`);
    }
    if (type === '[]string') return this.fail(`can't handle ${nodeText(node)} for arg of type []string`);
    return this.literal(dot, node);
  }

  /** The value if it can be given to a parameter of this type. */
  private checked(value: Value, type: ParameterType): Value {
    if (type === 'value' || type === 'any') return value;
    const inner = unwrap(value);
    if (inner.kind === 'invalid' && value.kind === 'invalid') {
      return type === '[]string' ? INVALID : this.fail(`invalid value; expected ${TYPE_NAMES[type]}`);
    }
    if (typeName(inner) === TYPE_NAMES[type]) return inner;
    if (inner.kind === 'pointer' && inner.type === `*${TYPE_NAMES[type]}`) {
      return inner.elem ?? this.fail(`dereference of nil pointer of type ${TYPE_NAMES[type]}`);
    }
    return this.fail(
      `wrong type for value; expected ${TYPE_NAMES[type]}; got ${typeName(value.kind === 'interface' && value.elem ? inner : value)}`,
    );
  }
}

/** What the template writes for `data`. Throws ExecError. */
export function execute(template: Template, data: Value, options: ExecuteOptions): string {
  const state = new State(template, options, data);
  try {
    state.walk(data, template.root);
  } catch (error) {
    if (error instanceof ExecError) error.written = state.out;
    throw error;
  }
  return state.out;
}
