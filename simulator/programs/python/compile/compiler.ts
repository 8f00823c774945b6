/** Code for statements, functions, classes and modules. */
import { PyTuple, type Value } from '../objects/core.ts';
import type { ClassNode, Expr, FunctionNode, Parameters, Span, Stmt, TypeParameter } from '../syntax/ast.ts';
import { SyntaxFault } from '../syntax/error.ts';
import { Assembler, type Enclosing, type Label } from './assembler.ts';
import type { PyCode } from './code.ts';
import type { CompileOptions } from './expressions.ts';
import { BINARY_OPERATORS, OP } from './ops.ts';
import { PatternCompiler } from './patterns.ts';
import { mangle, SymbolTable, type Scope } from './scopes.ts';

const START: Span = { line: 1, col: 0, endLine: 1, endCol: 0 };

/** Flags of MAKE_FUNCTION: what lies on the stack below the code. */
export const MAKE = { defaults: 1, keywordDefaults: 2, annotations: 4, closure: 8 } as const;

class Compiler extends PatternCompiler {
  #qualname = '';

  constructor(options: CompileOptions, symbols: SymbolTable) {
    super(options, symbols, new Assembler(symbols.module, START));
  }

  module(body: readonly Stmt[]): PyCode {
    const doc = docstring(body);
    if (doc !== undefined) {
      this.code.load(doc);
      this.code.emit(OP.STORE_NAME, this.code.name('__doc__'));
    }
    if (body.some(annotates)) this.code.emit(OP.SETUP_ANNOTATIONS);
    this.#stmts(body);
    this.code.load(null);
    this.code.emit(OP.RETURN);
    return this.#finishModule(doc);
  }

  expression(body: Expr): PyCode {
    this.expr(body);
    this.code.span = body.at;
    this.code.emit(OP.RETURN);
    return this.#finishModule(undefined);
  }

  #finishModule(doc: string | undefined): PyCode {
    const { filename } = this.options;
    return this.code.finish({
      name: '<module>', qualname: '<module>', filename, firstLine: 1, argCount: 0, positionalOnly: 0, keywordOnly: 0,
      varargs: false, kwargs: false, isGenerator: false, isCoroutine: false, kind: 'module', doc,
    }); // prettier-ignore
  }

  #stmts(list: readonly Stmt[]): void {
    for (const stmt of list) {
      this.code.span = stmt.at;
      this.#stmt(stmt);
    }
  }

  #stmt(node: Stmt): void {
    const { code } = this;
    switch (node.kind) {
      case 'Expr':
        if (this.options.interactive && this.scope.kind === 'module') {
          this.expr(node.value);
          return code.emit(OP.PRINT_EXPR);
        }
        if (node.value.kind === 'Constant') return code.emit(OP.NOP);
        this.expr(node.value);
        return code.emit(OP.POP_TOP);
      case 'Assign':
        this.expr(node.value);
        node.targets.forEach((target, index) => {
          if (index < node.targets.length - 1) code.emit(OP.DUP);
          this.assign(target);
        });
        return;
      case 'AugAssign': return this.#augmented(node);
      case 'AnnAssign': return this.#annotated(node);
      case 'Return': return this.#return(node);
      case 'If': return this.#if(node);
      case 'While': return this.#while(node);
      case 'For': return node.isAsync ? this.#asyncFor(node) : this.#for(node);
      case 'Break': case 'Continue': return this.#leaveLoop(node.kind, node.at);
      case 'Pass': return code.emit(OP.NOP);
      case 'FunctionDef': return this.#functionStatement(node);
      case 'ClassDef': return this.#classStatement(node);
      case 'Import':
        for (const alias of node.names) this.#import(alias.name, alias.asname);
        return;
      case 'ImportFrom': return this.#importFrom(node);
      case 'Global': case 'Nonlocal': return;
      case 'Raise':
        if (node.exception !== undefined) this.expr(node.exception);
        if (node.cause !== undefined) this.expr(node.cause);
        return code.emit(OP.RAISE, node.exception === undefined ? 0 : node.cause === undefined ? 1 : 2);
      case 'Assert': {
        const ok = code.label();
        this.jumpIf(node.test, true, ok);
        // The failure is shown at the condition.
        code.span = node.test.at;
        code.emit(OP.LOAD_ASSERTION_ERROR);
        if (node.message !== undefined) {
          this.expr(node.message);
          code.emit(OP.CALL, 1);
        }
        code.emit(OP.RAISE, 1);
        return code.place(ok);
      }
      case 'Delete':
        for (const target of node.targets) this.#delete(target);
        return;
      case 'Try': return this.#try(node);
      case 'With': return this.#with(node, 0);
      case 'Match': return this.#match(node);
      case 'TypeAlias': return this.#typeAlias(node);
    }
  } // prettier-ignore

  #augmented(node: Extract<Stmt, { kind: 'AugAssign' }>): void {
    const { code } = this;
    const { target } = node;
    const op = BINARY_OPERATORS.indexOf(node.op);
    const operate = (): void => {
      this.expr(node.value);
      code.span = node.at;
      code.emit(OP.INPLACE, op);
    };
    if (target.kind === 'Name') {
      this.expr(target);
      operate();
      return this.assign(target);
    }
    if (target.kind === 'Attribute') {
      const name = code.name(mangle(target.attr, this.className));
      this.expr(target.value);
      code.emit(OP.DUP);
      this.at(target.at, () => code.emit(OP.LOAD_ATTR, name));
      operate();
      code.emit(OP.ROT_TWO);
      return this.at(target.at, () => code.emit(OP.STORE_ATTR, name));
    }
    if (target.kind === 'Subscript') {
      this.expr(target.value);
      this.expr(target.index);
      code.emit(OP.DUP_TWO);
      this.at(target.at, () => code.emit(OP.SUBSCRIPT));
      operate();
      code.emit(OP.ROT_THREE);
      this.at(target.at, () => code.emit(OP.STORE_SUBSCRIPT));
    }
  }

  #annotated(node: Extract<Stmt, { kind: 'AnnAssign' }>): void {
    const { code } = this;
    if (node.value !== undefined) {
      this.expr(node.value);
      this.assign(node.target);
    }
    if (node.target.kind !== 'Name' || this.scope.kind === 'function') return;
    this.#annotation(node.annotation);
    code.emit(OP.LOAD_NAME, code.name('__annotations__'));
    code.load(mangle(node.target.id, this.className));
    code.emit(OP.STORE_SUBSCRIPT);
  }

  /** The value of an annotation; its text where the module has asked for that. */
  #annotation(node: Expr): void {
    if (!this.options.futureAnnotations) return node.kind === 'Starred' ? this.expr(node.value) : this.expr(node);
    const { line, col, endLine, endCol } = node.at;
    const lines = this.options.lines.slice(line - 1, endLine);
    if (lines.length === 1) return this.code.load((lines[0] ?? '').slice(col, endCol));
    const text = [...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, endCol)].join(' ').slice(col);
    return this.code.load(text.replace(/\s+/g, ' '));
  }

  #return(node: Extract<Stmt, { kind: 'Return' }>): void {
    const { code } = this;
    if (this.scope.kind !== 'function') throw new SyntaxFault("'return' outside function", node.at);
    if (node.value !== undefined && this.scope.isAsync && this.scope.isGenerator) {
      throw new SyntaxFault("'return' with value in async generator", node.at);
    }
    if (node.value === undefined) code.load(null);
    else this.expr(node.value);
    code.span = node.at;
    this.#leave(undefined, true);
    code.emit(OP.RETURN);
  }

  #leaveLoop(kind: 'Break' | 'Continue', at: Span): void {
    const loop = this.code.enclosing.findLast((it) => it.kind === 'loop');
    if (loop?.kind !== 'loop') {
      throw new SyntaxFault(kind === 'Break' ? "'break' outside loop" : "'continue' not properly in loop", at);
    }
    this.#leave(loop, false);
    if (kind === 'Break' && loop.hasIterator) this.code.emit(OP.POP_TOP);
    this.code.jump(OP.JUMP, kind === 'Break' ? loop.end : loop.start);
  }

  /** Leaves everything inside of `until` (or all): ends blocks, runs `finally`, closes contexts. */
  #leave(until: Enclosing | undefined, hasValue: boolean): void {
    const { code } = this;
    const saved = [...code.enclosing];
    for (let it = code.enclosing.pop(); it !== undefined && it !== until; it = code.enclosing.pop()) {
      switch (it.kind) {
        case 'loop':
          if (!it.hasIterator) break;
          if (hasValue) code.emit(OP.ROT_TWO);
          code.emit(OP.POP_TOP);
          break;
        case 'block':
          code.emit(OP.POP_BLOCK);
          break;
        case 'finally':
        case 'handler':
          it.leave();
          break;
        case 'with':
          code.emit(OP.POP_BLOCK);
          if (hasValue) code.emit(OP.ROT_TWO);
          this.#exitWith(it.isAsync);
          break;
      }
    }
    code.enclosing.splice(0, code.enclosing.length, ...saved);
  }

  #if(node: Extract<Stmt, { kind: 'If' }>): void {
    const { code } = this;
    const [orelse, end] = [code.label(), code.label()];
    this.jumpIf(node.test, false, orelse);
    this.#stmts(node.body);
    if (node.orelse.length > 0) code.jump(OP.JUMP, end);
    code.place(orelse);
    this.#stmts(node.orelse);
    code.place(end);
  }

  #loop(start: Label, end: Label, hasIterator: boolean, body: readonly Stmt[]): void {
    this.code.enclosing.push({ kind: 'loop', start, end, hasIterator });
    this.#stmts(body);
    this.code.enclosing.pop();
  }

  #while(node: Extract<Stmt, { kind: 'While' }>): void {
    const { code } = this;
    const [start, orelse, end] = [code.label(), code.label(), code.label()];
    code.place(start);
    if (!(node.test.kind === 'Constant' && node.test.value === true)) this.jumpIf(node.test, false, orelse);
    this.#loop(start, end, false, node.body);
    code.jump(OP.JUMP, start);
    code.place(orelse);
    this.#stmts(node.orelse);
    code.place(end);
  }

  #for(node: Extract<Stmt, { kind: 'For' }>): void {
    const { code } = this;
    const [start, orelse, end] = [code.label(), code.label(), code.label()];
    this.expr(node.iterable);
    code.span = node.iterable.at;
    code.emit(OP.GET_ITER);
    code.place(start);
    code.jump(OP.FOR_ITER, orelse);
    this.assign(node.target);
    this.#loop(start, end, true, node.body);
    code.jump(OP.JUMP, start);
    code.place(orelse);
    this.#stmts(node.orelse);
    code.place(end);
  }

  #asyncFor(node: Extract<Stmt, { kind: 'For' }>): void {
    const { code } = this;
    this.#requireAsyncFunction('async for', node.at);
    const [start, orelse, end] = [code.label(), code.label(), code.label()];
    this.expr(node.iterable);
    code.span = node.iterable.at;
    code.emit(OP.GET_AITER);
    code.place(start);
    code.jump(OP.SETUP_BLOCK, orelse);
    code.emit(OP.GET_ANEXT);
    this.awaited();
    code.emit(OP.POP_BLOCK);
    this.assign(node.target);
    this.#loop(start, end, true, node.body);
    code.jump(OP.JUMP, start);
    code.place(orelse);
    code.emit(OP.END_ASYNC_FOR);
    this.#stmts(node.orelse);
    code.place(end);
  }

  #requireAsyncFunction(what: string, at: Span): void {
    if (this.scope.frame.kind !== 'function' || !this.scope.frame.isAsync) {
      throw new SyntaxFault(`'${what}' outside async function`, at);
    }
  }

  #delete(target: Expr): void {
    const { code } = this;
    this.at(target.at, () => {
      if (target.kind === 'Name') this.deleteName(target.id);
      else if (target.kind === 'Attribute') {
        this.expr(target.value);
        code.emit(OP.DELETE_ATTR, code.name(mangle(target.attr, this.className)));
      } else if (target.kind === 'Subscript') {
        this.expr(target.value);
        this.expr(target.index);
        code.emit(OP.DELETE_SUBSCRIPT);
      } else if (target.kind === 'Tuple' || target.kind === 'List') {
        for (const item of target.items) this.#delete(item);
      }
    });
  }

  #import(name: string, asname: string | undefined): void {
    const { code } = this;
    code.load(0);
    code.load(null);
    code.emit(OP.IMPORT_NAME, code.name(name));
    const [top = name, ...rest] = name.split('.');
    if (asname === undefined) return this.storeName(top);
    for (const part of rest) {
      code.emit(OP.IMPORT_FROM, code.name(part));
      code.emit(OP.ROT_TWO);
      code.emit(OP.POP_TOP);
    }
    this.storeName(asname);
  }

  #importFrom(node: Extract<Stmt, { kind: 'ImportFrom' }>): void {
    const { code } = this;
    if (node.module === '__future__') {
      const bad = node.names.find((it) => !FUTURE.has(it.name));
      if (bad !== undefined) throw new SyntaxFault(`future feature ${bad.name} is not defined`, bad.at);
    }
    code.load(node.level);
    code.load(new PyTuple(node.names.map((it) => it.name)));
    code.emit(OP.IMPORT_NAME, code.name(node.module ?? ''));
    for (const { name, asname, at } of node.names) {
      if (name === '*') return code.emit(OP.IMPORT_STAR);
      code.span = node.at;
      code.emit(OP.IMPORT_FROM, code.name(name));
      code.span = at;
      this.storeName(asname ?? name);
    }
    code.emit(OP.POP_TOP);
  }

  #try(node: Extract<Stmt, { kind: 'Try' }>): void {
    if (node.finalbody.length === 0) return this.#tryExcept(node);
    const { code } = this;
    const [handler, end] = [code.label(), code.label()];
    code.jump(OP.SETUP_BLOCK, handler);
    const leave = (): void => {
      code.emit(OP.POP_BLOCK);
      this.#stmts(node.finalbody);
    };
    code.enclosing.push({ kind: 'finally', leave });
    if (node.handlers.length > 0) this.#tryExcept(node);
    else this.#stmts(node.body);
    code.enclosing.pop();
    code.emit(OP.POP_BLOCK);
    this.#stmts(node.finalbody);
    code.jump(OP.JUMP, end);
    code.place(handler);
    code.enclosing.push({ kind: 'handler', leave: () => code.emit(OP.POP_EXCEPT) });
    this.#stmts(node.finalbody);
    code.enclosing.pop();
    code.emit(OP.RERAISE);
    code.place(end);
  }

  #tryExcept(node: Extract<Stmt, { kind: 'Try' }>): void {
    const { code } = this;
    const [handlers, orelse, end] = [code.label(), code.label(), code.label()];
    code.jump(OP.SETUP_BLOCK, handlers);
    code.enclosing.push({ kind: 'block' });
    this.#stmts(node.body);
    code.enclosing.pop();
    code.emit(OP.POP_BLOCK);
    code.jump(OP.JUMP, orelse);
    code.place(handlers);
    if (node.star) this.#starHandlers(node, end);
    else {
      for (const handler of node.handlers) {
        const next = code.label();
        if (handler.type !== undefined) {
          this.expr(handler.type);
          this.at(handler.type.at, () => code.emit(OP.MATCH_EXCEPTION));
          code.jump(OP.POP_JUMP_IF_FALSE, next);
        }
        this.#handlerBody(handler.name, handler.body);
        code.emit(OP.POP_EXCEPT);
        code.jump(OP.JUMP, end);
        code.place(next);
      }
      code.emit(OP.RERAISE);
    }
    code.place(orelse);
    this.#stmts(node.orelse);
    code.place(end);
  }

  /** `except E as name: body`; the name is gone afterwards. The exception stays the handled one. */
  #handlerBody(name: string | undefined, body: readonly Stmt[]): void {
    const { code } = this;
    if (name === undefined) {
      code.enclosing.push({ kind: 'handler', leave: () => code.emit(OP.POP_EXCEPT) });
      this.#stmts(body);
      code.enclosing.pop();
      return;
    }
    code.emit(OP.LOAD_EXCEPTION);
    this.storeName(name);
    const [cleanup, end] = [code.label(), code.label()];
    const forget = (): void => {
      code.load(null);
      this.storeName(name);
      this.deleteName(name);
    };
    code.jump(OP.SETUP_BLOCK, cleanup);
    code.enclosing.push({
      kind: 'handler',
      leave: () => {
        code.emit(OP.POP_BLOCK);
        forget();
        code.emit(OP.POP_EXCEPT);
      },
    });
    this.#stmts(body);
    code.enclosing.pop();
    code.emit(OP.POP_BLOCK);
    forget();
    code.jump(OP.JUMP, end);
    code.place(cleanup);
    forget();
    code.emit(OP.RERAISE);
    code.place(end);
  }

  /** `except*`: each handler takes its part of the group; what is left goes on. */
  #starHandlers(node: Extract<Stmt, { kind: 'Try' }>, end: Label): void {
    const { code } = this;
    const rest = this.temporary();
    const raised = this.temporary();
    code.emit(OP.LOAD_EXCEPTION);
    code.emit(OP.STORE_FAST, rest);
    code.emit(OP.BUILD_LIST, 0);
    code.emit(OP.STORE_FAST, raised);
    for (const handler of node.handlers) {
      const [next, failed] = [code.label(), code.label()];
      if (handler.type === undefined) throw new SyntaxFault('expected one or more exception types', handler.at);
      code.emit(OP.LOAD_FAST, rest);
      this.expr(handler.type);
      // Leaves the part that does not match and the one that does.
      code.emit(OP.EXCEPT_STAR);
      code.emit(OP.ROT_TWO);
      code.emit(OP.STORE_FAST, rest);
      code.emit(OP.DUP);
      code.load(null);
      code.emit(OP.IS, 0);
      const matched = code.label();
      code.jump(OP.POP_JUMP_IF_FALSE, matched);
      code.emit(OP.POP_TOP);
      code.jump(OP.JUMP, next);
      code.place(matched);
      if (handler.name !== undefined) this.storeName(handler.name);
      else code.emit(OP.POP_TOP);
      code.jump(OP.SETUP_BLOCK, failed);
      code.enclosing.push({ kind: 'block' });
      this.#stmts(handler.body);
      code.enclosing.pop();
      code.emit(OP.POP_BLOCK);
      code.jump(OP.JUMP, next);
      code.place(failed);
      code.emit(OP.LOAD_FAST, raised);
      code.emit(OP.LOAD_EXCEPTION);
      code.emit(OP.LIST_APPEND, 1);
      code.emit(OP.POP_TOP);
      code.emit(OP.POP_EXCEPT);
      code.place(next);
    }
    code.emit(OP.LOAD_FAST, rest);
    code.emit(OP.LOAD_FAST, raised);
    code.emit(OP.EXCEPT_STAR_END);
    code.jump(OP.JUMP, end);
  }

  #with(node: Extract<Stmt, { kind: 'With' }>, index: number): void {
    const { code } = this;
    const item = node.items[index];
    if (item === undefined) return this.#stmts(node.body);
    if (node.isAsync) this.#requireAsyncFunction('async with', node.at);
    const [handler, suppress, end] = [code.label(), code.label(), code.label()];
    this.expr(item.context);
    code.span = item.context.at;
    if (node.isAsync) {
      code.emit(OP.BEFORE_ASYNC_WITH);
      this.awaited();
    } else code.emit(OP.BEFORE_WITH);
    code.jump(OP.SETUP_WITH, handler);
    code.enclosing.push({ kind: 'with', isAsync: node.isAsync });
    if (item.target === undefined) code.emit(OP.POP_TOP);
    else this.assign(item.target);
    this.#with(node, index + 1);
    code.enclosing.pop();
    code.emit(OP.POP_BLOCK);
    code.span = item.context.at;
    this.#exitWith(node.isAsync);
    code.jump(OP.JUMP, end);
    code.place(handler);
    code.emit(OP.WITH_EXCEPT);
    if (node.isAsync) this.awaited();
    code.jump(OP.POP_JUMP_IF_TRUE, suppress);
    code.emit(OP.RERAISE);
    code.place(suppress);
    code.emit(OP.POP_EXCEPT);
    code.emit(OP.POP_TOP);
    code.place(end);
  }

  /** Calls the `__exit__` on the stack without an exception. */
  #exitWith(isAsync: boolean): void {
    const { code } = this;
    for (let i = 0; i < 3; i++) code.load(null);
    code.emit(OP.CALL, 3);
    if (isAsync) this.awaited();
    code.emit(OP.POP_TOP);
  }

  #match(node: Extract<Stmt, { kind: 'Match' }>): void {
    const { code } = this;
    const subject = this.temporary();
    const end = code.label();
    this.expr(node.subject);
    code.emit(OP.STORE_FAST, subject);
    for (const it of node.cases) {
      const next = code.label();
      const captures = new Map<string, number>();
      this.pattern(it.pattern, subject, next, captures);
      for (const [name, slot] of captures) {
        code.emit(OP.LOAD_FAST, slot);
        this.storeName(name);
      }
      if (it.guard !== undefined) this.jumpIf(it.guard, false, next);
      this.#stmts(it.body);
      code.jump(OP.JUMP, end);
      code.place(next);
    }
    code.place(end);
  }

  // Functions and classes

  protected inner(scope: Scope, name: string, at: Span, body: () => void, extra: { argCount?: number; params?: Parameters; doc?: string | undefined } = {}): PyCode {
    const outer = { code: this.code, scope: this.scope, qualname: this.#qualname };
    const isGlobal = outer.scope.globals.has(name);
    const around = outer.scope.frame;
    this.#qualname = outer.qualname === '' || isGlobal ? name : around.kind === 'function' ? `${outer.qualname}.<locals>.${name}` : `${outer.qualname}.${name}`;
    if (scope.name.startsWith('<generic')) this.#qualname = outer.qualname;
    this.code = new Assembler(scope, at);
    this.scope = scope;
    for (const param of scope.params) this.code.local(param);
    // Also what no instruction names: `super()` looks for `__class__` among them.
    for (const name of scope.frees) this.code.freeCell(name);
    body();
    const { params } = extra;
    const code = this.code.finish({
      name,
      qualname: this.#qualname,
      filename: this.options.filename,
      firstLine: at.line,
      argCount: extra.argCount ?? (params === undefined ? 0 : params.positionalOnly.length + params.regular.length),
      positionalOnly: params?.positionalOnly.length ?? 0,
      keywordOnly: params?.keywordOnly.length ?? 0,
      varargs: params?.varargs !== undefined,
      kwargs: params?.kwargs !== undefined,
      isGenerator: scope.isGenerator,
      isCoroutine: scope.isAsync && scope.name !== '<genexpr>' ? true : scope.isAsync,
      kind: scope.kind === 'class' ? 'class' : 'function',
      doc: extra.doc,
    });
    this.code = outer.code;
    this.scope = outer.scope;
    this.#qualname = outer.qualname;
    return code;
  } // prettier-ignore

  /** The function object: what it takes from around, and what `flags` tell lies on the stack already. */
  protected makeFunction(made: PyCode, flags: number): void {
    const { code } = this;
    const free = made.shape.cells.slice(made.shape.ownCells);
    for (const name of free) code.emit(OP.LOAD_CLOSURE, this.#closureCell(name));
    if (free.length > 0) code.emit(OP.BUILD_TUPLE, free.length);
    code.load(made);
    code.emit(OP.MAKE_FUNCTION, flags | (free.length > 0 ? MAKE.closure : 0));
  }

  #closureCell(name: string): number {
    if (name === '__class__' && this.scope.kind === 'class') return this.code.ownCell(name);
    const variable = this.resolve(name);
    if (variable.kind === 'cell' || variable.kind === 'classCell') return variable.index;
    throw new Error(`no cell for ${name}`);
  }

  protected pushDefaults(params: Parameters): number {
    const { code } = this;
    let flags = 0;
    if (params.defaults.length > 0) {
      for (const it of params.defaults) this.expr(it);
      code.emit(OP.BUILD_TUPLE, params.defaults.length);
      flags |= MAKE.defaults;
    }
    if (params.keywordDefaults.some((it) => it !== undefined)) {
      code.emit(OP.BUILD_MAP, 0);
      params.keywordOnly.forEach((param, index) => {
        const fallback = params.keywordDefaults[index];
        if (fallback === undefined) return;
        code.load(mangle(param.name, this.className));
        this.expr(fallback);
        code.emit(OP.MAP_ADD, 1);
      });
      flags |= MAKE.keywordDefaults;
    }
    return flags;
  }

  protected lambda(node: Extract<Expr, { kind: 'Lambda' }>): void {
    const scope = this.symbols.scopes.get(node);
    if (scope === undefined) throw new Error('a lambda without a scope');
    const flags = this.pushDefaults(node.params);
    const made = this.inner(scope, '<lambda>', node.at, () => {
      this.expr(node.body);
      this.code.span = node.body.at;
      if (scope.isGenerator) {
        this.code.emit(OP.POP_TOP);
        this.code.load(null);
      }
      this.code.emit(OP.RETURN);
    }, { params: node.params }); // prettier-ignore
    this.makeFunction(made, flags);
  }

  #decorated(decorators: readonly Expr[], make: () => void): void {
    for (const decorator of decorators) this.expr(decorator);
    make();
    for (const decorator of decorators.toReversed()) this.at(decorator.at, () => this.code.emit(OP.CALL, 1));
  }

  #functionStatement(node: FunctionNode): void {
    this.#decorated(node.decorators, () => {
      this.#generic(node, node.name, node.typeParams, node.at, () => this.#function(node));
    });
    this.storeName(node.name);
  }

  /** Type parameters live in a scope of their own around what has them. */
  #generic(node: object, name: string, params: readonly TypeParameter[], at: Span, make: () => void): void {
    const scope = this.symbols.generics.get(node);
    if (scope === undefined) return make();
    const made = this.inner(scope, `<generic parameters of ${name}>`, at, () => {
      const { code } = this;
      for (const param of params) {
        code.emit(OP.LOAD_TYPING, code.name(param.kind));
        code.load(param.name);
        if (param.bound === undefined || param.kind !== 'TypeVar') code.emit(OP.CALL, 1);
        else if (param.bound.kind === 'Tuple') {
          for (const it of param.bound.items) this.expr(it);
          code.emit(OP.CALL, 1 + param.bound.items.length);
        } else {
          this.expr(param.bound);
          code.load(new PyTuple(['bound']));
          code.emit(OP.CALL_KW, 2);
        }
        this.storeName(param.name);
      }
      make();
      code.emit(OP.DUP);
      for (const param of params) this.loadName(param.name);
      code.emit(OP.BUILD_TUPLE, params.length);
      code.emit(OP.ROT_TWO);
      code.emit(OP.STORE_ATTR, code.name('__type_params__'));
      code.emit(OP.RETURN);
    });
    this.makeFunction(made, 0);
    this.code.emit(OP.CALL, 0);
  }

  #function(node: FunctionNode): void {
    const scope = this.symbols.scopes.get(node);
    if (scope === undefined) throw new Error('a function without a scope');
    const { params } = node;
    let flags = this.pushDefaults(params);
    flags |= this.#annotations(node);
    const doc = docstring(node.body);
    const made = this.inner(scope, node.name, node.at, () => {
      this.#stmts(node.body);
      this.code.load(null);
      this.code.emit(OP.RETURN);
    }, { params, doc }); // prettier-ignore
    this.makeFunction(made, flags);
  }

  #annotations(node: FunctionNode): number {
    const { params } = node;
    const all = [...params.positionalOnly, ...params.regular, params.varargs, ...params.keywordOnly, params.kwargs];
    if (node.returns === undefined && !all.some((it) => it?.annotation !== undefined)) return 0;
    const { code } = this;
    code.emit(OP.BUILD_MAP, 0);
    const add = (name: string, value: Expr | undefined): void => {
      if (value === undefined) return;
      code.load(name);
      this.#annotation(value);
      code.emit(OP.MAP_ADD, 1);
    };
    for (const it of all) if (it !== undefined) add(mangle(it.name, this.className), it.annotation);
    add('return', node.returns);
    return MAKE.annotations;
  }

  #classStatement(node: ClassNode): void {
    this.#decorated(node.decorators, () => {
      this.#generic(node, node.name, node.typeParams, node.at, () => this.#class(node));
    });
    this.storeName(node.name);
  }

  #class(node: ClassNode): void {
    const scope = this.symbols.scopes.get(node);
    if (scope === undefined) throw new Error('a class without a scope');
    const { code } = this;
    code.emit(OP.LOAD_BUILD_CLASS);
    const outerClass = this.className;
    this.className = node.name;
    const made = this.inner(scope, node.name, node.at, () => this.#classBody(node, scope));
    this.className = outerClass;
    this.makeFunction(made, 0);
    code.load(node.name);
    const generic: Expr[] = node.typeParams.length === 0 ? [] : [this.#genericBase(node)];
    this.callArguments([...node.bases, ...generic], node.keywords, 2);
  }

  /** `class C[T]` derives from Generic[T]. */
  #genericBase(node: ClassNode): Expr {
    const items = node.typeParams.map((it): Expr => ({ kind: 'Name', id: it.name, at: it.at }));
    const generic: Expr = { kind: 'Name', id: '\0Generic', at: node.at };
    return { kind: 'Subscript', value: generic, index: { kind: 'Tuple', items, parenthesised: false, at: node.at }, at: node.at };
  } // prettier-ignore

  protected override loadName(name: string): void {
    if (name === '\0Generic') this.code.emit(OP.LOAD_TYPING, this.code.name('Generic'));
    else super.loadName(name);
  }

  #classBody(node: ClassNode, scope: Scope): void {
    const { code } = this;
    const store = (name: string, value: Value): void => {
      code.load(value);
      code.emit(OP.STORE_NAME, code.name(name));
    };
    code.emit(OP.LOAD_NAME, code.name('__name__'));
    code.emit(OP.STORE_NAME, code.name('__module__'));
    store('__qualname__', this.#qualname);
    store('__firstlineno__', node.at.line);
    const doc = docstring(node.body);
    if (doc !== undefined) store('__doc__', doc);
    if (node.body.some(annotates)) code.emit(OP.SETUP_ANNOTATIONS);
    this.#stmts(node.body);
    if (scope.cells.has('__class__')) {
      code.emit(OP.LOAD_CLOSURE, code.ownCell('__class__'));
      code.emit(OP.STORE_NAME, code.name('__classcell__'));
    }
    code.load(null);
    code.emit(OP.RETURN);
  }

  #typeAlias(node: Extract<Stmt, { kind: 'TypeAlias' }>): void {
    const { code } = this;
    this.#generic(node, node.name, node.typeParams, node.at, () => {
      const scope = this.symbols.scopes.get(node);
      if (scope === undefined) throw new Error('an alias without a scope');
      this.code.emit(OP.LOAD_TYPING, this.code.name('TypeAliasType'));
      this.code.load(node.name);
      const made = this.inner(scope, node.name, node.at, () => {
        this.expr(node.value);
        this.code.emit(OP.RETURN);
      });
      this.makeFunction(made, 0);
      this.code.emit(OP.CALL, 0);
      this.code.emit(OP.CALL, 2);
    });
    code.span = node.at;
    this.storeName(node.name);
  }
}

const FUTURE = new Set(['annotations', 'division', 'print_function', 'absolute_import', 'unicode_literals', 'generators', 'nested_scopes', 'with_statement', 'generator_stop', 'barry_as_FLUFL']); // prettier-ignore

function docstring(body: readonly Stmt[]): string | undefined {
  const [first] = body;
  if (first?.kind !== 'Expr' || first.value.kind !== 'Constant' || typeof first.value.value !== 'string')
    return undefined;
  // Indentation common to all lines but the first is left out (since 3.13).
  const lines = first.value.value.split('\n');
  const margins = lines.slice(1).filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length); // prettier-ignore
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return [(lines[0] ?? '').trimStart(), ...lines.slice(1).map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length)))].join('\n'); // prettier-ignore
}

function annotates(stmt: Stmt): boolean {
  switch (stmt.kind) {
    case 'AnnAssign':
      return true;
    case 'If':
    case 'For':
    case 'While':
      return [...stmt.body, ...stmt.orelse].some(annotates);
    case 'Try':
      return [...stmt.body, ...stmt.orelse, ...stmt.finalbody, ...stmt.handlers.flatMap((it) => it.body)].some(
        annotates,
      );
    case 'With':
      return stmt.body.some(annotates);
    default:
      return false;
  }
}

function asksForTextAnnotations(body: readonly Stmt[]): boolean {
  return body.some((it) => it.kind === 'ImportFrom' && it.module === '__future__' && it.names.some(({ name }) => name === 'annotations')); // prettier-ignore
}

/** SyntaxFault. */
export function compileModule(body: readonly Stmt[], filename: string, source: string, interactive = false): PyCode {
  const futureAnnotations = asksForTextAnnotations(body);
  const symbols = new SymbolTable(body, futureAnnotations);
  return new Compiler({ filename, futureAnnotations, interactive, lines: source.split('\n') }, symbols).module(body);
}

/** SyntaxFault. */
export function compileExpression(body: Expr, filename: string): PyCode {
  return new Compiler({ filename, futureAnnotations: false, interactive: false, lines: [] }, new SymbolTable(body)).expression(body); // prettier-ignore
}
