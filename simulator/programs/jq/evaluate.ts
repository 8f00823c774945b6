/**
 * Runs a jq program: every expression gives any number of results for an input. Results carry the path that leads to
 * them from the input as long as a path is asked for (assignments, `path(…)`, `del(…)`).
 */
import { builtins, library } from './builtins.ts';
import { applyFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { arithmetic } from './operators.ts';
import { NO_PATH, type Result } from './result.ts';
import { deletePaths, getPath, indexError, lookUp, setPath, type Path } from './paths.ts';
import type { Definition, Node, Pattern } from './syntax.ts';
import { described, isTrue, JqError, shortened, typeOf, type Json, type JsonObject } from './value.ts';

/** A function in scope: a definition with the scope it stands in, or an argument that is an expression. */
interface Closure {
  definition: Definition;
  scope: Scope;
  /** It may call itself: arguments cannot. */
  recursive: boolean;
}

interface Scope {
  readonly parent: Scope | undefined;
  readonly variables: ReadonlyMap<string, Json>;
  readonly functions: ReadonlyMap<string, Closure>;
}

/** What a program sees of the world around it. */
export interface World {
  environment(): JsonObject;
  /** Seconds since the epoch. */
  now(): number;
  /** The next input value. Throws JqError at the end. */
  input(): Json;
  moreInputs(): boolean;
  inputName(): string | null;
  inputLine(): number;
  message(text: string): void;
  /** Called for every step; throws when there have been too many. */
  step(): void;
}

/** `break $label`. */
class Break extends Error {
  override name = 'Break';
  readonly scope: Scope;
  constructor(scope: Scope) {
    super('break');
    this.scope = scope;
  }
}

/** The program names what does not exist. */
export class UndefinedName extends Error {
  override name = 'UndefinedName';
  /** Where in the program. */
  readonly at: number;
  constructor(message: string, at = 0) {
    super(message);
    this.at = at;
  }
}

const EMPTY_VARIABLES: ReadonlyMap<string, Json> = new Map();
const EMPTY_FUNCTIONS: ReadonlyMap<string, Closure> = new Map();

export class Evaluator {
  readonly world: World;
  private readonly root: Scope;

  constructor(world: World, variables: ReadonlyMap<string, Json>) {
    this.world = world;
    const functions = new Map<string, Closure>();
    const scope: Scope = { parent: undefined, variables, functions };
    for (const definition of library()) functions.set(signature(definition), { definition, scope, recursive: true });
    this.root = scope;
  }

  /** Throws UndefinedName when a name in it is not known. */
  check(node: Node): void {
    checkNames(node, new Set(this.root.variables.keys()), new Set(this.root.functions.keys()));
  }

  *run(node: Node, input: Json): Generator<Json> {
    for (const { value } of this.evaluate(node, this.root, { value: input, path: undefined })) yield value;
  }

  /** Results without their paths. */
  *values(node: Node, scope: Scope, input: Json): Generator<Json> {
    for (const { value } of this.evaluate(node, scope, { value: input, path: undefined })) yield value;
  }

  *evaluate(node: Node, scope: Scope, input: Result): Generator<Result> {
    this.world.step();
    switch (node.kind) {
      case 'identity':
        yield input;
        return;
      case 'recurse':
        yield* recurse(input);
        return;
      case 'literal':
        yield this.made(node.value, input);
        return;
      case 'text':
        for (const text of this.text(node.parts, node.format, scope, input.value)) yield this.made(text, input);
        return;
      case 'format':
        yield this.made(applyFormat(node.name, input.value), input);
        return;
      case 'field':
      case 'slice':
      case 'iterate':
        yield* this.access(node, scope, input);
        return;
      case 'array':
        yield this.made(node.body === undefined ? [] : [...this.values(node.body, scope, input.value)], input);
        return;
      case 'object':
        for (const object of this.object(node.entries, 0, scope, input.value)) yield this.made(object, input);
        return;
      case 'negate':
        for (const value of this.values(node.body, scope, input.value)) {
          if (typeof value !== 'number') throw new JqError(`${described(value, writeJson)} cannot be negated`);
          yield this.made(-value, input);
        }
        return;
      case 'pipe':
        for (const each of this.evaluate(node.left, scope, input)) yield* this.evaluate(node.right, scope, each);
        return;
      case 'comma':
        yield* this.evaluate(node.left, scope, input);
        yield* this.evaluate(node.right, scope, input);
        return;
      default:
        yield* this.control(node, scope, input);
    }
  }

  /** A value that is no part of the input. */
  private made(value: Json, input: Result): Result {
    // Inside a path expression it may only be given on; looking into it is refused by `access`.
    return { value, path: input.path === undefined ? undefined : NO_PATH };
  }

  private *access(
    node: Node & { kind: 'field' | 'slice' | 'iterate' },
    scope: Scope,
    input: Result,
  ): Generator<Result> {
    for (const target of this.evaluate(node.target, scope, input)) {
      if (node.kind === 'iterate') yield* this.iterate(target);
      else for (const key of this.keys(node, scope, input.value)) yield this.step(target, key);
    }
  }

  private *keys(node: Node & { kind: 'field' | 'slice' }, scope: Scope, input: Json): Generator<Json> {
    if (node.kind === 'field') {
      yield* this.values(node.key, scope, input);
      return;
    }
    const bounds = (bound: Node | undefined): Iterable<Json> =>
      bound === undefined ? [null] : this.values(bound, scope, input);
    for (const end of bounds(node.to))
      for (const start of bounds(node.from)) yield new Map([['start', start], ['end', end]]); // prettier-ignore
  }

  private step(target: Result, key: Json): Result {
    const path = extended(target, key);
    try {
      return { value: lookUp(target.value, key), path };
    } catch (error) {
      throw error instanceof JqError && typeof key === 'string' ? indexError(target.value, key) : error;
    }
  }

  private *iterate(target: Result): Generator<Result> {
    const { value } = target;
    if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) yield { value: item, path: extended(target, at) };
    } else if (value instanceof Map) {
      for (const [key, item] of value) yield { value: item, path: extended(target, key) };
    } else throw new JqError(`Cannot iterate over ${value === null ? 'null (null)' : described(value, writeJson)}`);
  }

  private *control(node: Node, scope: Scope, input: Result): Generator<Result> {
    switch (node.kind) {
      case 'alternative':
        yield* this.alternative(node, scope, input);
        return;
      case 'and':
      case 'or':
        for (const left of this.values(node.left, scope, input.value)) {
          if (isTrue(left) === (node.kind === 'or')) yield this.made(node.kind === 'or', input);
          else for (const right of this.values(node.right, scope, input.value)) yield this.made(isTrue(right), input);
        }
        return;
      case 'operator':
        for (const right of this.values(node.right, scope, input.value))
          for (const left of this.values(node.left, scope, input.value))
            yield this.made(arithmetic(node.operator, left, right), input);
        return;
      case 'assign':
        for (const value of this.assign(node, scope, input.value)) yield this.made(value, input);
        return;
      case 'if':
        for (const condition of this.values(node.condition, scope, input.value)) {
          const branch = isTrue(condition) ? node.then : node.otherwise;
          if (branch === undefined) yield input;
          else yield* this.evaluate(branch, scope, input);
        }
        return;
      case 'try':
        yield* this.attempt(node, scope, input);
        return;
      case 'reduce':
      case 'foreach':
        yield* this.fold(node, scope, input);
        return;
      default:
        yield* this.names(node, scope, input);
    }
  }

  private *alternative(node: Node & { left: Node; right: Node }, scope: Scope, input: Result): Generator<Result> {
    let found = false;
    try {
      for (const each of this.evaluate(node.left, scope, input)) {
        if (!isTrue(each.value)) continue;
        found = true;
        yield each;
      }
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
    }
    if (!found) yield* this.evaluate(node.right, scope, input);
  }

  private *attempt(node: Node & { kind: 'try' }, scope: Scope, input: Result): Generator<Result> {
    const results = this.evaluate(node.body, scope, input);
    for (;;) {
      let next: IteratorResult<Result>;
      // Only what the body throws is caught, not what is done with its results.
      try {
        next = results.next();
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (node.handler === undefined) return;
        yield* this.evaluate(node.handler, scope, this.made(error.value, input));
        return;
      }
      if (next.done === true) return;
      yield next.value;
    }
  }

  private *fold(node: Node & { kind: 'reduce' | 'foreach' }, scope: Scope, input: Result): Generator<Result> {
    for (const start of this.values(node.start, scope, input.value)) {
      let state: Json = start;
      for (const item of this.values(node.source, scope, input.value)) {
        for (const inner of this.bind(node.pattern, item, scope, input.value)) {
          let last: Json | undefined;
          for (const next of this.values(node.update, inner, state)) {
            last = next;
            if (node.kind !== 'foreach') continue;
            state = next;
            if (node.extract === undefined) yield this.made(next, input);
            else for (const out of this.values(node.extract, inner, next)) yield this.made(out, input);
          }
          if (node.kind === 'reduce') state = last ?? null;
        }
      }
      if (node.kind === 'reduce') yield this.made(state, input);
    }
  }

  private *names(node: Node, scope: Scope, input: Result): Generator<Result> {
    switch (node.kind) {
      case 'bind':
        for (const value of this.values(node.source, scope, input.value)) yield* this.bound(node, value, scope, input);
        return;
      case 'define':
        yield* this.evaluate(node.body, withFunction(scope, node.definition), input);
        return;
      case 'variable':
        yield this.made(variableOf(scope, node.name, this.world), input);
        return;
      case 'label': {
        const inner: Scope = { parent: scope, variables: new Map([[`*${node.name}`, null]]), functions: EMPTY_FUNCTIONS }; // prettier-ignore
        try {
          yield* this.evaluate(node.body, inner, input);
        } catch (error) {
          if (!(error instanceof Break) || error.scope !== inner) throw error;
        }
        return;
      }
      case 'break':
        throw new Break(scopeOf(scope, `*${node.name}`));
      case 'call':
        yield* this.call(node, scope, input);
        return;
      default:
        throw new Error(`no such node: ${node.kind}`);
    }
  }

  /** Alternative patterns (`?//`) are tried in turn; names of the others are null. */
  private *bound(node: Node & { kind: 'bind' }, value: Json, scope: Scope, input: Result): Generator<Result> {
    const all = node.patterns.length > 1 ? node.patterns.flatMap(namesOf) : [];
    const base: Scope = all.length === 0 ? scope : { parent: scope, variables: new Map(all.map((name) => [name, null])), functions: EMPTY_FUNCTIONS }; // prettier-ignore
    for (const [at, pattern] of node.patterns.entries()) {
      try {
        for (const inner of this.bind(pattern, value, base, input.value)) yield* this.evaluate(node.body, inner, input);
        return;
      } catch (error) {
        if (!(error instanceof JqError) || at === node.patterns.length - 1) throw error;
      }
    }
  }

  private *bind(pattern: Pattern, value: Json, scope: Scope, input: Json): Generator<Scope> {
    if (pattern.kind === 'variable') {
      yield withVariable(scope, pattern.name, value);
      return;
    }
    if (pattern.kind === 'array') {
      if (value !== null && !Array.isArray(value)) throw indexError(value, 0);
      yield* this.bindAll(pattern.items.map((item, at) => ({ pattern: item, value: () => lookUp(value, at) })), scope, input); // prettier-ignore
      return;
    }
    yield* this.bindEntries(pattern.entries, 0, value, scope, input);
  }

  private *bindAll(
    parts: readonly { pattern: Pattern; value: () => Json }[],
    scope: Scope,
    input: Json,
  ): Generator<Scope> {
    const [first, ...rest] = parts;
    if (first === undefined) {
      yield scope;
      return;
    }
    for (const inner of this.bind(first.pattern, first.value(), scope, input)) yield* this.bindAll(rest, inner, input);
  }

  private *bindEntries(
    entries: (Pattern & { kind: 'object' })['entries'],
    at: number,
    value: Json,
    scope: Scope,
    input: Json,
  ): Generator<Scope> {
    const entry = entries[at];
    if (entry === undefined) {
      yield scope;
      return;
    }
    for (const key of this.values(entry.key, scope, input)) {
      if (typeof key !== 'string') throw new JqError(`Cannot index ${typeOf(value)} with ${typeOf(key)}`);
      const item = value === null ? null : value instanceof Map ? (value.get(key) ?? null) : lookUp(value, key);
      const named = entry.variable === undefined ? scope : withVariable(scope, entry.variable, item);
      const inner = entry.value === undefined ? [named] : this.bind(entry.value, item, named, input);
      for (const each of inner) yield* this.bindEntries(entries, at + 1, value, each, input);
    }
  }

  private *text(
    parts: readonly (string | Node)[],
    format: string | undefined,
    scope: Scope,
    input: Json,
  ): Generator<string> {
    const [first, ...rest] = parts;
    if (first === undefined) {
      yield '';
      return;
    }
    // The last interpolation varies slowest, as in jq.
    for (const tail of this.text(rest, format, scope, input)) {
      if (typeof first === 'string') yield first + tail;
      else for (const value of this.values(first, scope, input)) yield applyFormat(format ?? 'text', value) + tail;
    }
  }

  private *object(
    entries: readonly { key: Node; value: Node }[],
    at: number,
    scope: Scope,
    input: Json,
  ): Generator<JsonObject> {
    const entry = entries[entries.length - 1 - at];
    if (entry === undefined) {
      yield new Map();
      return;
    }
    for (const rest of this.object(entries, at + 1, scope, input)) {
      for (const key of this.values(entry.key, scope, input)) {
        if (typeof key !== 'string') throw new JqError(`Cannot use ${described(key, writeJson)} as object key`);
        for (const value of this.values(entry.value, scope, input)) yield new Map(rest).set(key, value);
      }
    }
  }

  private *assign(node: Node & { kind: 'assign' }, scope: Scope, input: Json): Generator<Json> {
    const { left, right, operator } = node;
    if (operator === '|=') {
      let value = input;
      for (const path of [...this.paths(left, scope, input)]) {
        const [fresh] = this.values(right, scope, getPath(value, path));
        value = fresh === undefined ? deletePaths(value, [path]) : setPath(value, path, fresh);
      }
      yield value;
      return;
    }
    for (const fresh of this.values(right, scope, input)) {
      let value = input;
      for (const path of [...this.paths(left, scope, input)]) {
        const old = getPath(value, path);
        const next =
          operator === '=' ? fresh
          : operator === '//=' ? (isTrue(old) ? old : fresh)
          : arithmetic(operator.slice(0, -1), old, fresh); // prettier-ignore
        value = setPath(value, path, next);
      }
      yield value;
    }
  }

  /** Where the results of an expression lie in its input. */
  *paths(node: Node, scope: Scope, input: Json): Generator<Path> {
    for (const { path, value } of this.evaluate(node, scope, { value: input, path: [] })) {
      if (path === undefined || path === NO_PATH) throw new JqError(`Invalid path expression with result ${short(value)}`); // prettier-ignore
      yield path;
    }
  }

  private *call(node: Node & { kind: 'call' }, scope: Scope, input: Result): Generator<Result> {
    const name = `${node.name}/${node.arguments.length}`;
    const known = functionOf(scope, name);
    if (known !== undefined) {
      yield* this.apply(known, node.arguments, scope, input);
      return;
    }
    const builtin = builtins.get(name);
    if (builtin === undefined) throw new UndefinedName(`${name} is not defined`);
    yield* builtin(this, node.arguments, scope, input);
  }

  private *apply(
    { definition, scope: home, recursive }: Closure,
    given: readonly Node[],
    scope: Scope,
    input: Result,
  ): Generator<Result> {
    const functions = new Map<string, Closure>();
    const base: Scope = { parent: home, variables: EMPTY_VARIABLES, functions };
    if (recursive) functions.set(signature(definition), { definition, scope: home, recursive });
    for (const [at, parameter] of definition.parameters.entries()) {
      const body = given[at];
      if (body === undefined || parameter.startsWith('$')) continue;
      functions.set(`${parameter}/0`, {
        definition: { name: parameter, parameters: [], body },
        scope,
        recursive: false,
      });
    }
    yield* this.applyValues(definition, 0, given, scope, base, input);
  }

  /** `$name` parameters are evaluated first, each result in turn. */
  private *applyValues(
    definition: Definition,
    at: number,
    given: readonly Node[],
    caller: Scope,
    inner: Scope,
    input: Result,
  ): Generator<Result> {
    const parameter = definition.parameters[at];
    const argument = given[at];
    if (parameter === undefined || argument === undefined) {
      yield* this.evaluate(definition.body, inner, input);
      return;
    }
    if (!parameter.startsWith('$')) {
      yield* this.applyValues(definition, at + 1, given, caller, inner, input);
      return;
    }
    const name = parameter.slice(1);
    for (const value of this.values(argument, caller, input.value)) {
      const bound: Scope = {
        parent: inner,
        variables: new Map([[name, value]]),
        functions: new Map([
          [
            `${name}/0`,
            { definition: { name, parameters: [], body: { kind: 'literal', value } }, scope: inner, recursive: false },
          ],
        ]),
      };
      yield* this.applyValues(definition, at + 1, given, caller, bound, input);
    }
  }
}

export type { Scope };

function extended({ path, value }: Result, key: Json): Path | undefined {
  if (path === undefined) return undefined;
  if (path === NO_PATH) throw new JqError(`Invalid path expression with result ${short(value)}`);
  return [...path, key];
}

function short(value: Json): string {
  return shortened(writeJson(value));
}

function* recurse(input: Result): Generator<Result> {
  yield input;
  const { value } = input;
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* recurse({ value: item, path: extended(input, at) }); // prettier-ignore
  if (value instanceof Map)
    for (const [key, item] of value) yield* recurse({ value: item, path: extended(input, key) });
}

function signature({ name, parameters }: Definition): string {
  return `${name}/${parameters.length}`;
}

function withVariable(scope: Scope, name: string, value: Json): Scope {
  return { parent: scope, variables: new Map([[name, value]]), functions: EMPTY_FUNCTIONS };
}

function withFunction(scope: Scope, definition: Definition): Scope {
  const functions = new Map<string, Closure>();
  const inner: Scope = { parent: scope, variables: EMPTY_VARIABLES, functions };
  functions.set(signature(definition), { definition, scope: inner, recursive: true });
  return inner;
}

function scopeOf(scope: Scope, name: string): Scope {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.variables.has(name)) return at;
  throw new UndefinedName(`$${name} is not defined`);
}

function variableOf(scope: Scope, name: string, world: World): Json {
  if (name === 'ENV') return world.environment();
  return scopeOf(scope, name).variables.get(name) ?? null;
}

function functionOf(scope: Scope, name: string): Closure | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.functions.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(namesOf);
  return pattern.entries.flatMap(({ variable, value }) => [
    ...(variable === undefined ? [] : [variable]),
    ...(value === undefined ? [] : namesOf(value)),
  ]);
}

/** Walks the tree with what is in scope at each place. */
function checkNames(node: Node, variables: ReadonlySet<string>, functions: ReadonlySet<string>): void {
  switch (node.kind) {
    case 'variable':
      if (!variables.has(node.name) && node.name !== 'ENV')
        throw new UndefinedName(`$${node.name} is not defined`, node.at);
      return;
    case 'call': {
      const name = `${node.name}/${node.arguments.length}`;
      if (!functions.has(name) && !builtins.has(name)) throw new UndefinedName(`${name} is not defined`, node.at);
      for (const argument of node.arguments) checkNames(argument, variables, functions);
      return;
    }
    case 'define': {
      const { definition } = node;
      const own = new Set([...functions, signature(definition)]);
      const values = definition.parameters.filter((name) => name.startsWith('$')).map((name) => name.slice(1));
      const parameters = definition.parameters.map((name) => `${name.replace('$', '')}/0`);
      checkNames(definition.body, new Set([...variables, ...values]), new Set([...own, ...parameters]));
      checkNames(node.body, variables, own);
      return;
    }
    case 'bind': {
      checkNames(node.source, variables, functions);
      checkNames(node.body, new Set([...variables, ...node.patterns.flatMap(namesOf)]), functions);
      return;
    }
    case 'reduce':
    case 'foreach': {
      checkNames(node.source, variables, functions);
      checkNames(node.start, variables, functions);
      const inner = new Set([...variables, ...namesOf(node.pattern)]);
      checkNames(node.update, inner, functions);
      if (node.kind === 'foreach' && node.extract !== undefined) checkNames(node.extract, inner, functions);
      return;
    }
    case 'operator':
      if (isConstantDivision(node)) throw new UndefinedName('Division by zero?', node.at);
      for (const part of [node.left, node.right]) checkNames(part, variables, functions);
      return;
    default:
      for (const part of partsOf(node)) checkNames(part, variables, functions);
  }
}

/** jq divides constants while it compiles. */
function isConstantDivision({ operator, left, right }: Node & { kind: 'operator' }): boolean {
  return (
    (operator === '/' || operator === '%') && left.kind === 'literal' && right.kind === 'literal' && right.value === 0
  );
}

function partsOf(node: Node): Node[] {
  switch (node.kind) {
    case 'text':
      return node.parts.filter((part) => typeof part !== 'string');
    case 'field':
      return [node.target, node.key];
    case 'slice':
      return [
        node.target,
        ...(node.from === undefined ? [] : [node.from]),
        ...(node.to === undefined ? [] : [node.to]),
      ];
    case 'iterate':
      return [node.target];
    case 'array':
      return node.body === undefined ? [] : [node.body];
    case 'object':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'negate':
    case 'label':
      return [node.body];
    case 'if':
      return [node.condition, node.then, ...(node.otherwise === undefined ? [] : [node.otherwise])];
    case 'try':
      return node.handler === undefined ? [node.body] : [node.body, node.handler];
    case 'pipe':
    case 'comma':
    case 'alternative':
    case 'and':
    case 'or':
    case 'operator':
    case 'assign':
      return [node.left, node.right];
    default:
      return [];
  }
}
