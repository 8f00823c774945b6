/** Code for expressions. What statements need besides (functions, classes) is in compiler.ts. */
import { PyBytes, PyFloat, PyTuple, shortest, type Value } from '../objects/core.ts';
import type { Comprehension, Expr, Parameters, Span } from '../syntax/ast.ts';
import { SyntaxFault } from '../syntax/error.ts';
import type { Assembler, Variable } from './assembler.ts';
import type { PyCode } from './code.ts';
import { BINARY_OPERATORS, COMPARE_OPERATORS, OP, UNARY_OPERATORS, type Op } from './ops.ts';
import { mangle, type Scope, type SymbolTable } from './scopes.ts';

export interface CompileOptions {
  filename: string;
  futureAnnotations: boolean;
  /** Code of a prompt: values of expressions are shown. */
  interactive: boolean;
  lines: readonly string[];
}

const ORDER: Readonly<Record<string, number>> = Object.fromEntries(COMPARE_OPERATORS.map((op, index) => [op, index]));
const SUFFIX = '\0';

export abstract class ExpressionCompiler {
  protected readonly options: CompileOptions;
  protected readonly symbols: SymbolTable;
  protected code: Assembler;
  protected scope: Scope;
  protected className: string | undefined;
  #renamed = 0;
  readonly #suffixes = new Map<Scope, string>();

  protected constructor(options: CompileOptions, symbols: SymbolTable, code: Assembler) {
    this.options = options;
    this.symbols = symbols;
    this.code = code;
    this.scope = code.scope;
  }

  protected abstract lambda(node: Extract<Expr, { kind: 'Lambda' }>): void;
  protected abstract makeFunction(code: PyCode, flags: number): void;
  protected abstract pushDefaults(params: Parameters): number;
  protected abstract inner(
    scope: Scope,
    name: string,
    at: Span,
    body: () => void,
    extra?: { argCount?: number },
  ): PyCode;

  protected resolve(raw: string): Variable {
    const name = mangle(raw, this.className);
    let { scope } = this;
    while (scope.kind === 'comprehension' && scope.parent !== undefined) {
      if (scope.bound.has(name) && !scope.globals.has(name)) {
        const unique = name + this.#suffix(scope);
        return scope.cells.has(name)
          ? { kind: 'cell', index: this.code.ownCell(unique) }
          : { kind: 'fast', index: this.code.local(unique) };
      }
      scope = scope.parent;
    }
    if (scope.globals.has(name)) return { kind: 'global' };
    if (scope.kind === 'function') {
      if (scope.bound.has(name) && !scope.nonlocals.has(name)) {
        return scope.cells.has(name) ? { kind: 'cell', index: this.code.ownCell(name) } : { kind: 'fast', index: this.code.local(name) }; // prettier-ignore
      }
      return scope.frees.has(name) ? { kind: 'cell', index: this.code.freeCell(name) } : { kind: 'global' };
    }
    if (scope.kind === 'class' && scope.frees.has(name)) {
      const index = this.code.freeCell(name);
      return scope.nonlocals.has(name) ? { kind: 'cell', index } : { kind: 'classCell', index };
    }
    return { kind: 'name' };
  }

  #suffix(scope: Scope): string {
    const known = this.#suffixes.get(scope);
    if (known !== undefined) return known;
    const made = SUFFIX + String(this.#renamed++);
    this.#suffixes.set(scope, made);
    return made;
  }

  protected loadName(name: string): void {
    const variable = this.resolve(name);
    const mangled = mangle(name, this.className);
    switch (variable.kind) {
      case 'fast': return this.code.emit(OP.LOAD_FAST, variable.index);
      case 'cell': return this.code.emit(OP.LOAD_DEREF, variable.index);
      case 'classCell': return this.code.emit(OP.LOAD_CLASSDEREF, variable.index);
      case 'global': return this.code.emit(OP.LOAD_GLOBAL, this.code.name(mangled));
      case 'name': return this.code.emit(OP.LOAD_NAME, this.code.name(mangled));
    }
  } // prettier-ignore

  protected storeName(name: string): void {
    this.#withName(name, OP.STORE_FAST, OP.STORE_DEREF, OP.STORE_GLOBAL, OP.STORE_NAME);
  }

  protected deleteName(name: string): void {
    this.#withName(name, OP.DELETE_FAST, OP.DELETE_DEREF, OP.DELETE_GLOBAL, OP.DELETE_NAME);
  }

  #withName(name: string, fast: Op, cell: Op, global: Op, named: Op): void {
    const variable = this.resolve(name);
    const mangled = mangle(name, this.className);
    if (variable.kind === 'fast') this.code.emit(fast, variable.index);
    else if (variable.kind === 'cell') this.code.emit(cell, variable.index);
    else if (variable.kind === 'global') this.code.emit(global, this.code.name(mangled));
    else this.code.emit(named, this.code.name(mangled));
  }

  protected at<T>(span: Span, emit: () => T): T {
    const outer = this.code.span;
    this.code.span = span;
    const result = emit();
    this.code.span = outer;
    return result;
  }

  protected expr(node: Expr): void {
    const outer = this.code.span;
    this.code.span = node.at;
    this.#expr(node);
    this.code.span = outer;
  }

  #expr(node: Expr): void {
    const { code } = this;
    switch (node.kind) {
      case 'Constant': return code.load(node.value);
      case 'Name': return this.loadName(node.id);
      case 'BinOp': return this.#binary(node);
      case 'UnaryOp': {
        const folded = foldUnary(node);
        if (folded !== undefined) return code.load(folded);
        this.expr(node.operand);
        return code.emit(OP.UNARY, UNARY_OPERATORS.indexOf(node.op));
      }
      case 'BoolOp': {
        const end = code.label();
        const op = node.op === 'and' ? OP.JUMP_IF_FALSE_OR_POP : OP.JUMP_IF_TRUE_OR_POP;
        node.values.forEach((value, index) => {
          this.expr(value);
          if (index < node.values.length - 1) code.jump(op, end);
        });
        return code.place(end);
      }
      case 'Compare': return this.#compare(node);
      case 'Call': return this.#call(node);
      case 'Attribute':
        this.expr(node.value);
        return code.emit(OP.LOAD_ATTR, code.name(mangle(node.attr, this.className)));
      case 'Subscript':
        this.expr(node.value);
        this.expr(node.index);
        return code.emit(OP.SUBSCRIPT);
      case 'Slice':
        for (const part of [node.lower, node.upper, node.step]) {
          if (part === undefined) code.load(null);
          else this.expr(part);
        }
        return code.emit(OP.BUILD_SLICE);
      case 'Starred': throw new SyntaxFault("can't use starred expression here", node.at);
      case 'List': return this.#sequence(node.items, OP.BUILD_LIST);
      case 'Tuple': {
        const constant = constantTuple(node);
        return constant === undefined ? this.#sequence(node.items, OP.BUILD_TUPLE) : code.load(constant);
      }
      case 'Set': return this.#sequence(node.items, OP.BUILD_SET);
      case 'Dict': return this.#dict(node.keys, node.values);
      case 'IfExp': {
        const [orelse, end] = [code.label(), code.label()];
        this.jumpIf(node.test, false, orelse);
        this.expr(node.body);
        code.jump(OP.JUMP, end);
        code.place(orelse);
        this.expr(node.orelse);
        return code.place(end);
      }
      case 'Lambda': return this.lambda(node);
      case 'ListComp': return this.#comprehension(node, node.generators, OP.BUILD_LIST, () => { this.expr(node.element); }, OP.LIST_APPEND);
      case 'SetComp': return this.#comprehension(node, node.generators, OP.BUILD_SET, () => { this.expr(node.element); }, OP.SET_ADD);
      case 'DictComp':
        return this.#comprehension(node, node.generators, OP.BUILD_MAP, () => { this.expr(node.key); this.expr(node.value); }, OP.MAP_ADD);
      case 'GeneratorExp': return this.#comprehension(node, node.generators, undefined, () => { this.expr(node.element); }, OP.YIELD);
      case 'JoinedStr': return this.#joined(node.parts);
      case 'FormattedValue': return this.#formatted(node);
      case 'NamedExpr':
        this.expr(node.value);
        code.emit(OP.DUP);
        if (node.target.kind === 'Name') this.#storeOutside(node.target.id);
        return;
      case 'Await':
        this.#requireAsync(node.at);
        this.expr(node.value);
        return this.awaited();
      case 'Yield':
        if (node.value === undefined) code.load(null);
        else this.expr(node.value);
        if (this.scope.frame.isAsync) code.emit(OP.ASYNC_GEN_WRAP);
        return code.emit(OP.YIELD);
      case 'YieldFrom':
        if (this.scope.frame.isAsync) throw new SyntaxFault("'yield from' inside async function", node.at);
        this.expr(node.value);
        code.emit(OP.GET_YIELD_FROM_ITER);
        code.load(null);
        return code.emit(OP.YIELD_FROM);
    }
  } // prettier-ignore

  #requireAsync(at: Span): void {
    const { frame } = this.scope;
    if (frame.kind !== 'function') throw new SyntaxFault("'await' outside function", at);
    if (!frame.isAsync) throw new SyntaxFault("'await' outside async function", at);
  }

  /** The awaitable on the stack becomes what it brings. */
  protected awaited(): void {
    this.code.emit(OP.GET_AWAITABLE);
    this.code.load(null);
    this.code.emit(OP.YIELD_FROM);
  }

  /** A walrus in a comprehension binds in the function around it. */
  #storeOutside(name: string): void {
    const { scope } = this;
    while (this.scope.kind === 'comprehension' && this.scope.parent !== undefined) this.scope = this.scope.parent;
    this.storeName(name);
    this.scope = scope;
  }

  #binary(node: Extract<Expr, { kind: 'BinOp' }>): void {
    const folded = foldBinary(node);
    if (folded !== undefined) return this.code.load(folded);
    this.expr(node.left);
    this.expr(node.right);
    this.code.emit(OP.BINARY, BINARY_OPERATORS.indexOf(node.op));
  }

  #compare(node: Extract<Expr, { kind: 'Compare' }>): void {
    const { code } = this;
    this.expr(node.left);
    const end = code.label();
    const cleanup = code.label();
    const last = node.ops.length - 1;
    node.comparators.forEach((right, index) => {
      this.expr(right);
      if (index < last) {
        code.emit(OP.DUP);
        code.emit(OP.ROT_THREE);
      }
      this.#comparison(node.ops[index] ?? '==');
      if (index < last) code.jump(OP.JUMP_IF_FALSE_OR_POP, cleanup);
    });
    if (last > 0) {
      code.jump(OP.JUMP, end);
      code.place(cleanup);
      code.emit(OP.ROT_TWO);
      code.emit(OP.POP_TOP);
      code.place(end);
    }
  }

  #comparison(op: string): void {
    if (op === 'is' || op === 'is not') this.code.emit(OP.IS, Number(op === 'is not'));
    else if (op === 'in' || op === 'not in') this.code.emit(OP.CONTAINS, Number(op === 'not in'));
    else this.code.emit(OP.COMPARE, ORDER[op] ?? 0);
  }

  /** Evaluates a condition and jumps when it is `when`. */
  protected jumpIf(node: Expr, when: boolean, label: ReturnType<Assembler['label']>): void {
    const { code } = this;
    if (node.kind === 'UnaryOp' && node.op === 'not') return this.jumpIf(node.operand, !when, label);
    if (node.kind === 'BoolOp') {
      const stops = node.op === 'and' ? !when : when;
      if ((node.op === 'and') === !when) {
        // `a and b` jumps when false: each may do so on its own.
        for (const value of node.values) this.jumpIf(value, when, label);
        return;
      }
      if (stops) {
        for (const value of node.values) this.jumpIf(value, when, label);
        return;
      }
      const skip = code.label();
      node.values.forEach((value, index) => {
        if (index < node.values.length - 1) this.jumpIf(value, !when, skip);
        else this.jumpIf(value, when, label);
      });
      return code.place(skip);
    }
    this.expr(node);
    this.at(node.at, () => code.jump(when ? OP.POP_JUMP_IF_TRUE : OP.POP_JUMP_IF_FALSE, label));
  }

  #sequence(items: readonly Expr[], op: Op): void {
    const { code } = this;
    if (!items.some((it) => it.kind === 'Starred')) {
      for (const item of items) this.expr(item);
      return code.emit(op, items.length);
    }
    const start = op === OP.BUILD_TUPLE ? OP.BUILD_LIST : op;
    code.emit(start, 0);
    for (const item of items) {
      if (item.kind === 'Starred') {
        this.expr(item.value);
        this.at(item.value.at, () => code.emit(start === OP.BUILD_SET ? OP.SET_UPDATE : OP.LIST_EXTEND, 1));
      } else {
        this.expr(item);
        code.emit(start === OP.BUILD_SET ? OP.SET_ADD : OP.LIST_APPEND, 1);
      }
    }
    if (op === OP.BUILD_TUPLE) code.emit(OP.LIST_TO_TUPLE);
  }

  #dict(keys: readonly (Expr | undefined)[], values: readonly Expr[]): void {
    const { code } = this;
    code.emit(OP.BUILD_MAP, 0);
    values.forEach((value, index) => {
      const key = keys[index];
      if (key === undefined) {
        this.expr(value);
        code.emit(OP.DICT_UPDATE, 1);
      } else {
        this.expr(key);
        this.expr(value);
        code.emit(OP.MAP_ADD, 1);
      }
    });
  }

  #call(node: Extract<Expr, { kind: 'Call' }>): void {
    const { code } = this;
    const { func, args, keywords } = node;
    const simple = !args.some((it) => it.kind === 'Starred') && keywords.length === 0;
    if (func.kind === 'Attribute' && simple) {
      this.expr(func.value);
      this.at(func.at, () => code.emit(OP.LOAD_METHOD, code.name(mangle(func.attr, this.className))));
      for (const arg of args) this.expr(arg);
      return code.emit(OP.CALL_METHOD, args.length);
    }
    this.expr(func);
    if (simple) {
      for (const arg of args) this.expr(arg);
      return code.emit(OP.CALL, args.length);
    }
    this.callArguments(args, keywords, 0);
  }

  /** Arguments and the call itself; the callee is on the stack, and above it `already` arguments. */
  protected callArguments(args: readonly Expr[], keywords: readonly { name: string | undefined; value: Expr; at: Span }[], already: number): void {
    const { code } = this;
    const plain = !args.some((it) => it.kind === 'Starred') && !keywords.some((it) => it.name === undefined);
    if (plain) {
      for (const arg of args) this.expr(arg);
      for (const keyword of keywords) this.expr(keyword.value);
      if (keywords.length === 0) return code.emit(OP.CALL, already + args.length);
      code.load(new PyTuple(keywords.map((it) => it.name ?? '')));
      return code.emit(OP.CALL_KW, already + args.length + keywords.length);
    }
    code.emit(OP.BUILD_LIST, already);
    for (const arg of args) {
      if (arg.kind === 'Starred') {
        this.expr(arg.value);
        code.emit(OP.LIST_EXTEND, 2);
      } else {
        this.expr(arg);
        code.emit(OP.LIST_APPEND, 1);
      }
    }
    if (keywords.length > 0) {
      code.emit(OP.BUILD_MAP, 0);
      for (const { name, value } of keywords) {
        if (name === undefined) {
          this.expr(value);
          code.emit(OP.DICT_MERGE, 1);
        } else {
          code.load(name);
          this.expr(value);
          code.emit(OP.MAP_ADD, 1);
        }
      }
    }
    code.emit(OP.CALL_EX, keywords.length > 0 ? 1 : 0);
  } // prettier-ignore

  #joined(parts: readonly Expr[]): void {
    const { code } = this;
    if (parts.length === 0) return code.load('');
    for (const part of parts) this.expr(part);
    if (parts.length > 1 || parts[0]?.kind === 'Constant') code.emit(OP.BUILD_STRING, parts.length);
  }

  #formatted(node: Extract<Expr, { kind: 'FormattedValue' }>): void {
    this.expr(node.value);
    const conversion = { '': 0, s: 1, r: 2, a: 3 }[node.conversion];
    if (node.spec !== undefined) this.expr(node.spec);
    this.code.emit(OP.FORMAT_VALUE, conversion | (node.spec === undefined ? 0 : 4));
  }

  #comprehension(node: Expr, generators: readonly Comprehension[], build: Op | undefined, element: () => void, add: Op): void {
    const { code } = this;
    const scope = this.symbols.scopes.get(node);
    const [first] = generators;
    if (scope === undefined || first === undefined) throw new Error('a comprehension without a scope');
    if (scope.kind === 'comprehension') {
      this.expr(first.iterable);
      this.at(first.iterable.at, () => code.emit(first.isAsync ? OP.GET_AITER : OP.GET_ITER));
      const outer = this.scope;
      this.scope = scope;
      code.emit(build ?? OP.BUILD_LIST, 0);
      code.emit(OP.ROT_TWO);
      this.#loops(generators, 0, element, add, node.at);
      this.scope = outer;
      return;
    }
    const made = this.inner(scope, scope.name, node.at, () => {
      if (build !== undefined) this.code.emit(build, 0);
      this.code.emit(OP.LOAD_FAST, this.code.local('.0'));
      this.#loops(generators, 0, element, add, node.at);
      if (build === undefined) this.code.load(null);
      this.code.emit(OP.RETURN);
    }, { argCount: 1 });
    this.makeFunction(made, 0);
    this.expr(first.iterable);
    this.at(first.iterable.at, () => code.emit(first.isAsync ? OP.GET_AITER : OP.GET_ITER));
    code.emit(OP.CALL, 1);
    if (scope.isAsync && build !== undefined) this.awaited();
  } // prettier-ignore

  /** The iterator of loop `depth` is on the stack; what is collected lies below all iterators. */
  #loops(generators: readonly Comprehension[], depth: number, element: () => void, add: Op, at: Span): void {
    const { code } = this;
    const it = generators[depth];
    if (it === undefined) return;
    const [start, end] = [code.label(), code.label()];
    code.place(start);
    if (it.isAsync) {
      code.jump(OP.SETUP_BLOCK, end);
      code.emit(OP.GET_ANEXT);
      this.awaited();
      code.emit(OP.POP_BLOCK);
    } else this.at(it.iterable.at, () => code.jump(OP.FOR_ITER, end));
    this.assign(it.target);
    for (const condition of it.conditions) this.jumpIf(condition, false, start);
    const inner = generators[depth + 1];
    if (inner === undefined) {
      element();
      // Of a generator the value is handed out instead.
      if (add === OP.YIELD) {
        if (this.scope.frame.isAsync) code.emit(OP.ASYNC_GEN_WRAP);
        code.emit(OP.YIELD);
        code.emit(OP.POP_TOP);
      } else this.at(at, () => code.emit(add, depth + 2));
    } else {
      this.expr(inner.iterable);
      this.at(inner.iterable.at, () => code.emit(inner.isAsync ? OP.GET_AITER : OP.GET_ITER));
      this.#loops(generators, depth + 1, element, add, at);
    }
    code.jump(OP.JUMP, start);
    code.place(end);
    if (it.isAsync) code.emit(OP.END_ASYNC_FOR);
  }

  /** Stores what is on the stack. */
  protected assign(target: Expr): void {
    this.at(target.at, () => {
      const { code } = this;
      switch (target.kind) {
        case 'Name':
          return this.storeName(target.id);
        case 'Attribute':
          this.expr(target.value);
          return code.emit(OP.STORE_ATTR, code.name(mangle(target.attr, this.className)));
        case 'Subscript':
          this.expr(target.value);
          this.expr(target.index);
          return code.emit(OP.STORE_SUBSCRIPT);
        case 'Tuple':
        case 'List': {
          const star = target.items.findIndex((it) => it.kind === 'Starred');
          if (target.items.filter((it) => it.kind === 'Starred').length > 1) {
            throw new SyntaxFault('multiple starred expressions in assignment', target.at);
          }
          if (star < 0) code.emit(OP.UNPACK, target.items.length);
          else code.emit(OP.UNPACK_EX, star | ((target.items.length - star - 1) << 12));
          for (const item of target.items) this.assign(item.kind === 'Starred' ? item.value : item);
          return;
        }
        default:
          throw new SyntaxFault('cannot assign to expression', target.at);
      }
    });
  }
}

function constantTuple(node: Extract<Expr, { kind: 'Tuple' }>): PyTuple | undefined {
  const values: Value[] = [];
  for (const item of node.items) {
    if (item.kind === 'Constant') values.push(item.value);
    else {
      const folded =
        item.kind === 'Tuple' ? constantTuple(item) : item.kind === 'UnaryOp' ? foldUnary(item) : undefined;
      if (folded === undefined) return undefined;
      values.push(folded);
    }
  }
  return new PyTuple(values);
}

function foldUnary(node: Extract<Expr, { kind: 'UnaryOp' }>): Value | undefined {
  if (node.operand.kind !== 'Constant') return undefined;
  const { value } = node.operand;
  if (node.op !== '-') return undefined;
  if (value instanceof PyFloat) return new PyFloat(-value.value);
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return typeof value === 'bigint' ? shortest(-value) : undefined;
}

/** Whole numbers of moderate size, and texts. */
function foldBinary(node: Extract<Expr, { kind: 'BinOp' }>): Value | undefined {
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const result = { '+': left + right, '-': left - right, '*': left * right || 0 }[node.op as string];
  return result !== undefined && Number.isSafeInteger(result) ? result : undefined;
}

function constantOf(node: Expr): Value | undefined {
  if (node.kind === 'Constant') return node.value instanceof PyBytes ? undefined : node.value;
  return node.kind === 'BinOp' ? foldBinary(node) : undefined;
}
