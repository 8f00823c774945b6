/** Which names belong to what: the symbol tables, made before any code is. */
import type {
  Comprehension,
  Expr,
  FunctionNode,
  Parameters,
  Pattern,
  Span,
  Stmt,
  TypeParameter,
} from '../syntax/ast.ts';
import { SyntaxFault } from '../syntax/error.ts';

export type ScopeKind = 'module' | 'function' | 'class' | 'comprehension';

export class Scope {
  readonly kind: ScopeKind;
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly children: Scope[] = [];
  readonly bound = new Set<string>();
  readonly used = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  readonly params: string[] = [];
  /** Bound here and used by functions inside. */
  readonly cells = new Set<string>();
  /** Of enclosing functions. */
  readonly frees = new Set<string>();
  /** Those of `frees` that functions inside of a comprehension need. */
  readonly captured = new Set<string>();
  isGenerator = false;
  isAsync = false;

  constructor(kind: ScopeKind, name: string, parent: Scope | undefined) {
    this.kind = kind;
    this.name = name;
    this.parent = parent;
    parent?.children.push(this);
  }

  /** The scope whose frame it runs in: comprehensions run in the one around them. */
  get frame(): Scope {
    return this.kind === 'comprehension' && this.parent !== undefined ? this.parent.frame : this;
  }
}

/** For private names: `__x` in `class C` is `_C__x`. */
export function mangle(name: string, className: string | undefined): string {
  if (className === undefined || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const stripped = className.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}

export class SymbolTable {
  /** The scope that a node opens. */
  readonly scopes = new Map<object, Scope>();
  readonly generics = new Map<object, Scope>();
  readonly module: Scope;
  #scope: Scope;
  #class: string | undefined;
  readonly #futureAnnotations: boolean;

  constructor(body: readonly Stmt[] | Expr, futureAnnotations = false) {
    this.module = this.#scope = new Scope('module', '<module>', undefined);
    this.#futureAnnotations = futureAnnotations;
    if (isExpression(body)) this.#expr(body);
    else this.#stmts(body);
    analyse(this.module);
  }

  #name(name: string): string {
    return mangle(name, this.#class);
  }

  #bind(raw: string): void {
    const name = this.#name(raw);
    // A walrus in a comprehension binds outside of it.
    this.#scope.bound.add(name);
  }

  #within(scope: Scope, visit: () => void): void {
    const outer = this.#scope;
    this.#scope = scope;
    visit();
    this.#scope = outer;
  }

  #stmts(list: readonly Stmt[]): void {
    for (const stmt of list) this.#stmt(stmt);
  }

  #stmt(node: Stmt): void {
    switch (node.kind) {
      case 'FunctionDef':
        this.#bind(node.name);
        node.decorators.forEach((it) => this.#expr(it));
        this.#generic(node, node.name, node.typeParams, () => this.#function(node));
        break;
      case 'ClassDef':
        this.#bind(node.name);
        node.decorators.forEach((it) => this.#expr(it));
        this.#generic(node, node.name, node.typeParams, () => {
          node.bases.forEach((it) => this.#expr(it));
          node.keywords.forEach((it) => this.#expr(it.value));
          const scope = new Scope('class', node.name, this.#scope);
          this.scopes.set(node, scope);
          const outer = this.#class;
          this.#class = node.name;
          this.#within(scope, () => this.#stmts(node.body));
          this.#class = outer;
        });
        break;
      case 'Return':
        if (node.value !== undefined) this.#expr(node.value);
        break;
      case 'Delete':
        node.targets.forEach((it) => this.#target(it));
        break;
      case 'Assign':
        this.#expr(node.value);
        node.targets.forEach((it) => this.#target(it));
        break;
      case 'AugAssign':
        this.#expr(node.value);
        this.#expr(node.target);
        this.#target(node.target);
        break;
      case 'AnnAssign':
        if (!this.#futureAnnotations && (this.#scope.kind !== 'function' || node.target.kind !== 'Name')) {
          this.#expr(node.annotation);
        }
        if (node.value !== undefined) this.#expr(node.value);
        this.#target(node.target);
        break;
      case 'TypeAlias':
        this.#bind(node.name);
        this.#generic(node, node.name, node.typeParams, () => {
          const scope = new Scope('function', node.name, this.#scope);
          this.scopes.set(node, scope);
          this.#within(scope, () => this.#expr(node.value));
        });
        break;
      case 'For':
        this.#expr(node.iterable);
        this.#target(node.target);
        this.#stmts(node.body);
        this.#stmts(node.orelse);
        break;
      case 'While':
      case 'If':
        this.#expr(node.test);
        this.#stmts(node.body);
        this.#stmts(node.orelse);
        break;
      case 'With':
        for (const item of node.items) {
          this.#expr(item.context);
          if (item.target !== undefined) this.#target(item.target);
        }
        this.#stmts(node.body);
        break;
      case 'Match':
        this.#expr(node.subject);
        for (const it of node.cases) {
          this.#pattern(it.pattern);
          if (it.guard !== undefined) this.#expr(it.guard);
          this.#stmts(it.body);
        }
        break;
      case 'Raise':
        if (node.exception !== undefined) this.#expr(node.exception);
        if (node.cause !== undefined) this.#expr(node.cause);
        break;
      case 'Try':
        this.#stmts(node.body);
        for (const handler of node.handlers) {
          if (handler.type !== undefined) this.#expr(handler.type);
          if (handler.name !== undefined) this.#bind(handler.name);
          this.#stmts(handler.body);
        }
        this.#stmts(node.orelse);
        this.#stmts(node.finalbody);
        break;
      case 'Assert':
        this.#expr(node.test);
        if (node.message !== undefined) this.#expr(node.message);
        break;
      case 'Import':
        node.names.forEach((it) => this.#bind(it.asname ?? it.name.split('.')[0] ?? it.name));
        break;
      case 'ImportFrom':
        for (const it of node.names) {
          if (it.name !== '*') this.#bind(it.asname ?? it.name);
          else if (this.#scope.kind !== 'module') throw new SyntaxFault('import * only allowed at module level', node.at);
        }
        break;
      case 'Global':
        for (const raw of node.names) {
          const name = this.#name(raw);
          this.#declare(name, 'global', node.at);
          this.#scope.globals.add(name);
        }
        break;
      case 'Nonlocal':
        for (const raw of node.names) {
          const name = this.#name(raw);
          if (this.#scope.kind === 'module') throw new SyntaxFault('nonlocal declaration not allowed at module level', node.at);
          this.#declare(name, 'nonlocal', node.at);
          this.#scope.nonlocals.add(name);
          this.#checkNonlocal(name, node.at);
        }
        break;
      case 'Expr':
        this.#expr(node.value);
        break;
      case 'Pass':
      case 'Break':
      case 'Continue':
        break;
    }
  } // prettier-ignore

  #declare(name: string, how: string, at: Span): void {
    const scope = this.#scope;
    if (scope.params.includes(name)) throw new SyntaxFault(`name '${name}' is parameter and ${how}`, at);
    if (scope.kind === 'module') return;
    if (scope.bound.has(name)) throw new SyntaxFault(`name '${name}' is assigned to before ${how} declaration`, at);
    if (scope.used.has(name)) throw new SyntaxFault(`name '${name}' is used prior to ${how} declaration`, at);
  }

  #checkNonlocal(name: string, at: Span): void {
    for (let scope = this.#scope.parent; scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'function' && (scope.bound.has(name) || scope.nonlocals.has(name))) return;
      if (scope.kind === 'function') this.#late.push({ name, scope: this.#scope, at });
    }
    if (!this.#late.some((it) => it.name === name))
      throw new SyntaxFault(`no binding for nonlocal '${name}' found`, at);
  }

  /** Bound further down in the enclosing function, perhaps. */
  readonly #late: { name: string; scope: Scope; at: Span }[] = [];

  #generic(node: object, name: string, params: readonly TypeParameter[], visit: () => void): void {
    if (params.length === 0) {
      visit();
      return;
    }
    const scope = new Scope('function', `<generic parameters of ${name}>`, this.#scope);
    this.generics.set(node, scope);
    this.#within(scope, () => {
      for (const param of params) {
        scope.bound.add(param.name);
        if (param.bound !== undefined) this.#expr(param.bound);
        if (param.fallback !== undefined) this.#expr(param.fallback);
      }
      visit();
    });
  }

  #defaults(params: Parameters): void {
    params.defaults.forEach((it) => this.#expr(it));
    params.keywordDefaults.forEach((it) => it !== undefined && this.#expr(it));
  }

  #params(scope: Scope, params: Parameters): void {
    const all = [...params.positionalOnly, ...params.regular, ...params.keywordOnly];
    for (const it of [params.varargs, params.kwargs]) if (it !== undefined) all.push(it);
    for (const it of all) {
      const name = this.#name(it.name);
      scope.params.push(name);
      scope.bound.add(name);
    }
  }

  #function(node: FunctionNode): void {
    const { params } = node;
    this.#defaults(params);
    if (!this.#futureAnnotations) {
      for (const it of [...params.positionalOnly, ...params.regular, ...params.keywordOnly, params.varargs, params.kwargs]) {
        if (it?.annotation !== undefined) this.#expr(it.annotation);
      }
      if (node.returns !== undefined) this.#expr(node.returns);
    }
    const scope = new Scope('function', node.name, this.#scope);
    scope.isAsync = node.isAsync;
    this.scopes.set(node, scope);
    this.#within(scope, () => {
      this.#params(scope, params);
      this.#stmts(node.body);
    });
  } // prettier-ignore

  #target(node: Expr): void {
    if (node.kind === 'Name') this.#bind(node.id);
    else if (node.kind === 'Tuple' || node.kind === 'List') node.items.forEach((it) => this.#target(it));
    else if (node.kind === 'Starred') this.#target(node.value);
    else this.#expr(node);
  }

  #pattern(node: Pattern): void {
    switch (node.kind) {
      case 'MatchValue': this.#expr(node.value); break;
      case 'MatchSingleton': break;
      case 'MatchSequence': case 'MatchOr': node.patterns.forEach((it) => this.#pattern(it)); break;
      case 'MatchMapping':
        node.keys.forEach((it) => this.#expr(it));
        node.patterns.forEach((it) => this.#pattern(it));
        if (node.rest !== undefined) this.#bind(node.rest);
        break;
      case 'MatchClass':
        this.#expr(node.cls);
        node.patterns.forEach((it) => this.#pattern(it));
        node.keywordPatterns.forEach((it) => this.#pattern(it));
        break;
      case 'MatchStar': if (node.name !== undefined) this.#bind(node.name); break;
      case 'MatchAs':
        if (node.pattern !== undefined) this.#pattern(node.pattern);
        if (node.name !== undefined) this.#bind(node.name);
        break;
    }
  } // prettier-ignore

  #comprehension(node: object, name: string, generators: readonly Comprehension[], elements: readonly Expr[]): void {
    const [first] = generators;
    if (first === undefined) return;
    this.#expr(first.iterable);
    // Those of classes do not see the class's names, so they are functions; so are generators.
    const inline = name !== '<genexpr>' && this.#scope.frame.kind !== 'class';
    const scope = new Scope(inline ? 'comprehension' : 'function', name, this.#scope);
    if (name === '<genexpr>') scope.isGenerator = true;
    if (!inline) scope.params.push('.0');
    if (!inline) scope.bound.add('.0');
    this.scopes.set(node, scope);
    this.#within(scope, () => {
      generators.forEach((it, index) => {
        if (index > 0) this.#expr(it.iterable);
        this.#target(it.target);
        it.conditions.forEach((condition) => this.#expr(condition));
      });
      elements.forEach((it) => this.#expr(it));
    });
    // `async for` or `await` in it makes a generator an asynchronous one.
    if (generators.some((it) => it.isAsync)) scope.isAsync = true;
  }

  #expr(node: Expr): void {
    switch (node.kind) {
      case 'Constant': break;
      case 'Name': {
        const name = this.#name(node.id);
        this.#scope.used.add(name);
        if (name === 'super') this.#scope.used.add('__class__');
        break;
      }
      case 'BinOp': this.#expr(node.left); this.#expr(node.right); break;
      case 'UnaryOp': this.#expr(node.operand); break;
      case 'BoolOp': node.values.forEach((it) => this.#expr(it)); break;
      case 'Compare': this.#expr(node.left); node.comparators.forEach((it) => this.#expr(it)); break;
      case 'Call':
        this.#expr(node.func);
        node.args.forEach((it) => this.#expr(it));
        node.keywords.forEach((it) => this.#expr(it.value));
        break;
      case 'Attribute': case 'Starred': this.#expr(node.value); break;
      case 'Await': this.#expr(node.value); this.#awaits(); break;
      case 'Subscript': this.#expr(node.value); this.#expr(node.index); break;
      case 'Slice': for (const it of [node.lower, node.upper, node.step]) if (it !== undefined) this.#expr(it); break;
      case 'List': case 'Tuple': case 'Set': node.items.forEach((it) => this.#expr(it)); break;
      case 'Dict':
        node.keys.forEach((it) => it !== undefined && this.#expr(it));
        node.values.forEach((it) => this.#expr(it));
        break;
      case 'IfExp': this.#expr(node.test); this.#expr(node.body); this.#expr(node.orelse); break;
      case 'Lambda': {
        this.#defaults(node.params);
        const scope = new Scope('function', '<lambda>', this.#scope);
        this.scopes.set(node, scope);
        this.#within(scope, () => { this.#params(scope, node.params); this.#expr(node.body); });
        break;
      }
      case 'ListComp': this.#comprehension(node, '<listcomp>', node.generators, [node.element]); break;
      case 'SetComp': this.#comprehension(node, '<setcomp>', node.generators, [node.element]); break;
      case 'GeneratorExp': this.#comprehension(node, '<genexpr>', node.generators, [node.element]); break;
      case 'DictComp': this.#comprehension(node, '<dictcomp>', node.generators, [node.key, node.value]); break;
      case 'JoinedStr': node.parts.forEach((it) => this.#expr(it)); break;
      case 'FormattedValue': this.#expr(node.value); if (node.spec !== undefined) this.#expr(node.spec); break;
      case 'NamedExpr': this.#expr(node.value); this.#walrus(node); break;
      case 'Yield': case 'YieldFrom':
        if (node.value !== undefined) this.#expr(node.value);
        this.#yields(node.at);
        break;
    }
  } // prettier-ignore

  #awaits(): void {
    if (this.#scope.name === '<genexpr>') this.#scope.isAsync = true;
  }

  #walrus(node: Extract<Expr, { kind: 'NamedExpr' }>): void {
    if (node.target.kind !== 'Name') return;
    const name = this.#name(node.target.id);
    let scope = this.#scope;
    while (scope.kind === 'comprehension' || scope.name === '<genexpr>' || scope.name.endsWith('comp>')) {
      if (scope.bound.has(name)) {
        throw new SyntaxFault(`assignment expression cannot rebind comprehension iteration variable '${name}'`, node.target.at);
      }
      scope.used.add(name);
      if (scope.kind === 'function') scope.nonlocals.add(name);
      if (scope.parent === undefined) break;
      scope = scope.parent;
      if (scope.kind === 'module') for (const inner of this.#chain(scope)) { inner.nonlocals.delete(name); inner.globals.add(name); }
    }
    scope.bound.add(name);
  } // prettier-ignore

  #chain(until: Scope): Scope[] {
    const list: Scope[] = [];
    for (let scope = this.#scope; scope !== until && scope.parent !== undefined; scope = scope.parent) {
      if (scope.kind === 'function') list.push(scope);
    }
    return list;
  }

  #yields(at: Span): void {
    const { frame } = this.#scope;
    if (this.#scope.kind === 'comprehension' || this.#scope.name === '<genexpr>') {
      const what = { '<listcomp>': 'list comprehension', '<setcomp>': 'set comprehension', '<dictcomp>': 'dict comprehension' }[this.#scope.name] ?? 'generator expression'; // prettier-ignore
      throw new SyntaxFault(`'yield' inside ${what}`, at);
    }
    if (frame.kind !== 'function') throw new SyntaxFault("'yield' outside function", at);
    frame.isGenerator = true;
  }
}

function isExpression(body: readonly Stmt[] | Expr): body is Expr {
  return !Array.isArray(body);
}

/** Finds for each scope the names it takes from enclosing functions, innermost scopes first. Answers those. */
function analyse(scope: Scope): void {
  for (const child of scope.children) {
    analyse(child);
    for (const name of child.frees) {
      const captures = child.kind !== 'comprehension' || child.captured.has(name);
      const bindsHere =
        (scope.kind === 'function' || scope.kind === 'comprehension') && scope.bound.has(name) && !scope.globals.has(name) && !scope.nonlocals.has(name); // prettier-ignore
      if (bindsHere) {
        if (captures) scope.cells.add(name);
      } else if (name === '__class__' && scope.kind === 'class') scope.cells.add(name);
      else if (scope.kind !== 'module' && isBoundAbove(scope, name)) {
        scope.frees.add(name);
        if (captures) scope.captured.add(name);
      }
    }
  }
  if (scope.kind === 'module') return;
  for (const name of [...scope.used, ...scope.nonlocals, ...scope.bound]) {
    if (scope.globals.has(name)) continue;
    if (scope.bound.has(name) && !scope.nonlocals.has(name)) continue;
    if (isBoundAbove(scope, name)) scope.frees.add(name);
  }
}

/** Whether a function (or comprehension) around binds the name. */
function isBoundAbove(scope: Scope, name: string): boolean {
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'class') {
      if (name === '__class__') return true;
      continue;
    }
    if (outer.kind === 'module') return false;
    if (outer.globals.has(name)) return false;
    if (outer.bound.has(name) && !outer.nonlocals.has(name)) return true;
  }
  return false;
}
