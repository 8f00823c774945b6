/** Statements of the grammar, and what a text as a whole is read as. */
import type { Alias, BinaryOperator, ExceptHandler, Expr, FunctionNode, MatchCase, Span, Stmt, TypeParameter, WithItem } from './ast.ts'; // prettier-ignore
import { SyntaxFault } from './error.ts';
import { describe } from './expressions.ts';
import { PatternParser } from './patterns.ts';
import { KEYWORDS } from './stream.ts';
import type { Warn } from './strings.ts';
import { Tokenizer, type Token } from './tokenizer.ts';

const AUGMENTED: Readonly<Record<string, BinaryOperator>> = {
  '+=': '+', '-=': '-', '*=': '*', '/=': '/', '//=': '//', '%=': '%', '@=': '@', '&=': '&', '|=': '|', '^=': '^',
  '<<=': '<<', '>>=': '>>', '**=': '**',
}; // prettier-ignore

class Parser extends PatternParser {
  module(): Stmt[] {
    const body: Stmt[] = [];
    while (!this.isKind('end')) {
      if (this.isKind('newline')) this.at++;
      else body.push(...this.#statement());
    }
    return body;
  }

  single(): Expr {
    const value = this.starExpressions();
    while (this.isKind('newline')) this.at++;
    if (!this.isKind('end')) throw this.fault();
    return value;
  }

  #statement(): Stmt[] {
    const { token } = this;
    if (token.kind === 'indent') {
      const next = this.peek();
      throw this.fault('unexpected indent', { ...token, col: next.col, endCol: next.col }, 'IndentationError');
    }
    const compound = this.#compound(token);
    return compound === undefined ? this.#simpleLine() : [compound];
  }

  #compound(token: Token): Stmt | undefined {
    if (token.kind === 'op') return token.text === '@' ? this.#decorated() : undefined;
    if (token.kind !== 'name') return undefined;
    switch (token.text) {
      case 'if': return this.#if();
      case 'while': return this.#while();
      case 'for': return this.#for(false, token);
      case 'try': return this.#try();
      case 'with': return this.#with(false, token);
      case 'def': return this.#function([], false, token);
      case 'class': return this.#class([], token);
      case 'async': return this.#async([]);
      case 'match': return this.#match();
      default: return undefined;
    } // prettier-ignore
  }

  #async(decorators: Expr[]): Stmt {
    const start = this.next();
    if (this.is('def')) return this.#function(decorators, true, start);
    if (this.is('for')) return this.#for(true, start);
    if (this.is('with')) return this.#with(true, start);
    throw this.fault();
  }

  #decorated(): Stmt {
    const decorators: Expr[] = [];
    while (this.accept('@')) {
      decorators.push(this.named());
      this.#newline();
    }
    if (this.is('async')) return this.#async(decorators);
    if (this.is('class')) return this.#class(decorators, this.token);
    if (this.is('def')) return this.#function(decorators, false, this.token);
    throw this.fault();
  }

  #newline(): void {
    if (!this.isKind('newline')) throw this.fault();
    this.at++;
  }

  /** `: body`, on the same line or indented below. `what` began at `start`. */
  #block(what: string, start: Span): Stmt[] {
    if (!this.is(':')) {
      if (this.is('=') && /^'(?:if|elif|while)' statement$/.test(what)) {
        throw this.fault("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", this.since(this.previous));
      }
      throw this.fault("expected ':'");
    }
    this.at++;
    if (!this.isKind('newline')) return this.#simpleLine();
    this.at++;
    if (!this.isKind('indent')) {
      const at = this.token.kind === 'dedent' ? this.#firstToken() : this.token;
      throw this.fault(`expected an indented block after ${what} on line ${start.line}`, at.kind === 'end' ? this.#endOfText() : at, 'IndentationError'); // prettier-ignore
    }
    this.at++;
    const body: Stmt[] = [];
    while (!this.isKind('dedent') && !this.isKind('end')) body.push(...this.#statement());
    if (this.isKind('dedent')) this.at++;
    return body;
  }

  /** CPython points at the end of the last line when there is nothing more. */
  #endOfText(): Span {
    const last = this.tokens.findLast((it) => it.kind === 'newline') ?? this.token;
    return { line: last.line, col: last.col, endLine: last.line, endCol: last.col };
  }

  #firstToken(): Token {
    let by = 0;
    while (this.peek(by).kind === 'dedent') by++;
    return this.peek(by);
  }

  #simpleLine(): Stmt[] {
    const body: Stmt[] = [];
    for (;;) {
      body.push(this.#simple());
      if (!this.accept(';')) break;
      if (this.isKind('newline')) break;
    }
    if (this.isKind('newline')) this.at++;
    else if (!this.isKind('end')) throw this.#afterSimple(body.at(-1));
    return body;
  }

  /** What CPython says of two things side by side. */
  #afterSimple(last: Stmt | undefined): Error {
    const { token } = this;
    if (
      last?.kind === 'Expr' &&
      last.value.kind === 'Name' &&
      (last.value.id === 'print' || last.value.id === 'exec')
    ) {
      if (this.startsExpression()) {
        const at = last.at;
        const line = this.tokens.slice(this.at).find((it) => it.kind === 'newline') ?? token;
        return this.fault(`Missing parentheses in call to '${last.value.id}'. Did you mean ${last.value.id}(...)?`, { ...at, endLine: line.line, endCol: line.col }); // prettier-ignore
      }
    }
    if (token.kind === 'op' && token.text === '=' && last?.kind === 'Expr') {
      return this.fault(`cannot assign to ${describe(last.value)} here. Maybe you meant '==' instead of '='?`, last.value.at); // prettier-ignore
    }
    return this.fault();
  }

  #simple(): Stmt {
    const start = this.token;
    if (start.kind === 'name') {
      const statement = this.#keyword(start);
      if (statement !== undefined) return statement;
    }
    return this.#assignment(start);
  }

  #keyword(start: Token): Stmt | undefined {
    switch (start.text) {
      case 'pass': case 'break': case 'continue': {
        this.at++;
        const kind = start.text === 'pass' ? 'Pass' : start.text === 'break' ? 'Break' : 'Continue';
        return { kind, at: start };
      }
      case 'return': {
        this.at++;
        const value = this.startsExpression() ? this.starExpressions() : undefined;
        return { kind: 'Return', value, at: this.since(start) };
      }
      case 'raise': {
        this.at++;
        const exception = this.startsExpression() ? this.expression() : undefined;
        const cause = exception !== undefined && this.accept('from') ? this.expression() : undefined;
        return { kind: 'Raise', exception, cause, at: this.since(start) };
      }
      case 'global': case 'nonlocal': {
        this.at++;
        const names = [this.name()];
        while (this.accept(',')) names.push(this.name());
        return { kind: start.text === 'global' ? 'Global' : 'Nonlocal', names, at: this.since(start) };
      }
      case 'del': {
        this.at++;
        const targets = [this.binary(0)];
        while (this.accept(',') && this.startsExpression()) targets.push(this.binary(0));
        for (const target of targets) this.checkTarget(target, 'delete');
        return { kind: 'Delete', targets, at: this.since(start) };
      }
      case 'assert': {
        this.at++;
        const test = this.expression();
        const message = this.accept(',') ? this.expression() : undefined;
        return { kind: 'Assert', test, message, at: this.since(start) };
      }
      case 'import': {
        this.at++;
        const names = [this.#dottedAlias()];
        while (this.accept(',')) names.push(this.#dottedAlias());
        return { kind: 'Import', names, at: this.since(start) };
      }
      case 'from': return this.#from(start);
      case 'type':
        if (this.peek().kind !== 'name' || KEYWORDS.has(this.peek().text) || !['=', '['].includes(this.peek(2).text)) return undefined;
        return this.#typeAlias(start);
      default: return undefined;
    }
  } // prettier-ignore

  #typeAlias(start: Span): Stmt {
    this.at++;
    const name = this.name();
    const typeParams = this.#typeParams();
    this.expect('=');
    const value = this.expression();
    return { kind: 'TypeAlias', name, typeParams, value, at: this.since(start) };
  }

  #dotted(): string {
    let name = this.name();
    while (this.accept('.')) name += `.${this.name()}`;
    return name;
  }

  #dottedAlias(): Alias {
    const start = this.token;
    const name = this.#dotted();
    const asname = this.accept('as') ? this.name() : undefined;
    return { name, asname, at: this.since(start) };
  }

  #from(start: Span): Stmt {
    this.at++;
    let level = 0;
    while (this.is('.') || this.is('...')) level += this.next().text.length;
    const module = this.is('import') ? undefined : this.#dotted();
    if (module === undefined && level === 0) throw this.fault();
    this.expect('import');
    if (this.is('*')) {
      const at = this.next();
      return {
        kind: 'ImportFrom',
        module,
        names: [{ name: '*', asname: undefined, at }],
        level,
        at: this.since(start),
      };
    }
    const bracket = this.accept('(');
    const names: Alias[] = [];
    if (this.isKind('newline')) throw this.fault("Expected one or more names after 'import'");
    do {
      if (bracket && this.is(')')) break;
      if (!bracket && names.length > 0 && this.isKind('newline')) {
        throw this.fault('trailing comma not allowed without surrounding parentheses');
      }
      const at = this.token;
      const name = this.name();
      const asname = this.accept('as') ? this.name() : undefined;
      names.push({ name, asname, at: this.since(at) });
    } while (this.accept(','));
    if (bracket) this.expect(')');
    return { kind: 'ImportFrom', module, names, level, at: this.since(start) };
  }

  #value(): Expr {
    return this.is('yield') ? this.yieldExpression() : this.starExpressions();
  }

  #assignment(start: Span): Stmt {
    const first = this.is('yield') ? this.yieldExpression() : this.#starNamedExpressions();
    const { token } = this;
    if (token.kind !== 'op') return this.#expressionStatement(first, start);
    if (token.text === ':') return this.#annotated(first, start);
    const op = AUGMENTED[token.text];
    if (op !== undefined) {
      if (first.kind !== 'Name' && first.kind !== 'Attribute' && first.kind !== 'Subscript') {
        throw this.fault(`'${describe(first)}' is an illegal expression for augmented assignment`, first.at);
      }
      this.at++;
      const value = this.#value();
      return { kind: 'AugAssign', target: first, op, value, at: this.since(start) };
    }
    if (token.text !== '=') return this.#expressionStatement(first, start);
    const targets: Expr[] = [];
    let value = first;
    while (this.accept('=')) {
      this.#checkAssigned(value);
      targets.push(value);
      value = this.#value();
    }
    return { kind: 'Assign', targets, value, at: this.since(start) };
  }

  #starNamedExpressions(): Expr {
    return this.isName() && this.peek().text === ':=' ? this.fieldNamed() : this.starExpressions();
  }

  protected fieldNamed(): Expr {
    throw this.fault('invalid syntax', this.peek());
  }

  #checkAssigned(target: Expr): void {
    const direct = target.kind !== 'Tuple' && target.kind !== 'List' && target.kind !== 'Starred';
    const isTrue = target.kind === 'Constant' && (target.value === null || typeof target.value === 'boolean');
    const hint = direct && !isTrue && target.kind !== 'Yield' ? " here. Maybe you meant '==' instead of '='?" : '';
    if (target.kind === 'Yield') throw this.fault('assignment to yield expression not possible', target.at);
    this.checkTarget(target, 'assign to', hint);
    if (target.kind === 'Starred') throw this.fault('starred assignment target must be in a list or tuple', target.at);
  }

  #expressionStatement(value: Expr, start: Span): Stmt {
    return { kind: 'Expr', value, at: this.since(start) };
  }

  #annotated(target: Expr, start: Span): Stmt {
    if (target.kind === 'Tuple') throw this.fault('only single target (not tuple) can be annotated', target.at);
    if (target.kind === 'List') throw this.fault('only single target (not list) can be annotated', target.at);
    if (target.kind !== 'Name' && target.kind !== 'Attribute' && target.kind !== 'Subscript') {
      if (target.kind === 'Constant' || target.kind === 'Call') throw this.fault('illegal target for annotation', target.at); // prettier-ignore
      throw this.fault();
    }
    this.at++;
    const annotation = this.expression();
    const value = this.accept('=') ? this.#value() : undefined;
    const simple = target.kind === 'Name' && this.tokens[this.at] !== undefined;
    return { kind: 'AnnAssign', target, annotation, value, simple, at: this.since(start) };
  }

  #if(): Stmt {
    const start = this.next();
    const test = this.named();
    const body = this.#block(`'${start.text}' statement`, start);
    const orelse = this.is('elif') ? [this.#if()] : this.#else();
    return { kind: 'If', test, body, orelse, at: this.since(start) };
  }

  #else(): Stmt[] {
    if (!this.is('else')) return [];
    const start = this.next();
    return this.#block("'else' statement", start);
  }

  #while(): Stmt {
    const start = this.next();
    const test = this.named();
    const body = this.#block("'while' statement", start);
    const orelse = this.#else();
    return { kind: 'While', test, body, orelse, at: this.since(start) };
  }

  #for(isAsync: boolean, begin: Span): Stmt {
    const start = this.next();
    const target = this.targets();
    this.expect('in');
    const iterable = this.starExpressions();
    const body = this.#block("'for' statement", start);
    const orelse = this.#else();
    return { kind: 'For', target, iterable, body, orelse, isAsync, at: this.since(begin) };
  }

  #try(): Stmt {
    const start = this.next();
    const body = this.#block("'try' statement", start);
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (this.is('except')) {
      const at = this.next();
      if (this.accept('*')) star = true;
      const what = star ? "'except*' statement" : "'except' statement";
      let type: Expr | undefined;
      let name: string | undefined;
      if (!this.is(':')) {
        type = this.expression();
        if (this.is(','))
          throw this.fault('multiple exception types must be parenthesized', this.#exceptionTypes(type));
        if (this.accept('as')) name = this.name();
      }
      handlers.push({ type, name, body: this.#block(what, at), at });
    }
    handlers.forEach((it, index) => {
      if (it.type === undefined && index < handlers.length - 1)
        throw this.fault("default 'except:' must be last", it.at);
    });
    const orelse = handlers.length > 0 ? this.#else() : [];
    let finalbody: Stmt[] = [];
    if (this.is('finally')) {
      const at = this.next();
      finalbody = this.#block("'finally' statement", at);
    } else if (handlers.length === 0) throw this.fault("expected 'except' or 'finally' block");
    return { kind: 'Try', body, handlers, orelse, finalbody, star, at: this.since(start) };
  }

  #exceptionTypes(first: Expr): Span {
    while (this.accept(',')) this.expression();
    return this.since(first.at);
  }

  #with(isAsync: boolean, begin: Span): Stmt {
    const start = this.next();
    const items = this.#bracketedItems() ?? this.#items(() => this.is(':'));
    const body = this.#block("'with' statement", start);
    return { kind: 'With', items, body, isAsync, at: this.since(begin) };
  }

  /** `with (a as b, c as d):`, which looks like an expression until it ends. */
  #bracketedItems(): WithItem[] | undefined {
    if (!this.is('(')) return undefined;
    const mark = this.at;
    try {
      this.at++;
      const items = this.#items(() => this.is(')'));
      this.expect(')');
      if (this.is(':')) return items;
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
    }
    this.at = mark;
    return undefined;
  }

  #items(ended: () => boolean): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (ended()) break;
      const context = this.expression();
      let target: Expr | undefined;
      if (this.accept('as')) {
        target = this.starTarget();
        this.checkTarget(target, 'assign to');
      }
      items.push({ context, target });
    } while (this.accept(','));
    return items;
  }

  protected starTarget(): Expr {
    return this.binary(0);
  }

  #typeParams(): TypeParameter[] {
    const list: TypeParameter[] = [];
    if (!this.accept('[')) return list;
    while (!this.is(']')) {
      const start = this.token;
      const kind = this.accept('**') ? 'ParamSpec' : this.accept('*') ? 'TypeVarTuple' : 'TypeVar';
      const name = this.name();
      const bound = this.accept(':') ? this.expression() : undefined;
      const fallback = this.accept('=') ? this.starExpression() : undefined;
      list.push({ kind, name, bound, fallback, at: this.since(start) });
      if (!this.accept(',')) break;
    }
    this.expect(']');
    return list;
  }

  #function(decorators: Expr[], isAsync: boolean, begin: Span): FunctionNode {
    const start = this.next();
    const name = this.name();
    const typeParams = this.#typeParams();
    if (!this.is('(')) throw this.fault("expected '('");
    this.at++;
    const params = this.parameters(')', true);
    this.expect(')');
    const returns = this.accept('->') ? this.expression() : undefined;
    const body = this.#block('function definition', start);
    return { kind: 'FunctionDef', name, params, body, decorators, returns, isAsync, typeParams, at: this.since(begin) };
  }

  #class(decorators: Expr[], begin: Span): Stmt {
    const start = this.next();
    const name = this.name();
    const typeParams = this.#typeParams();
    let bases: Expr[] = [];
    let keywords: { name: string | undefined; value: Expr; at: Span }[] = [];
    if (this.accept('(')) {
      ({ args: bases, keywords } = this.arguments());
      this.expect(')');
    }
    const body = this.#block('class definition', start);
    return { kind: 'ClassDef', name, bases, keywords, body, decorators, typeParams, at: this.since(begin) };
  }

  /** `match` is a name but where a subject, a colon and an indented `case` follow. */
  #match(): Stmt | undefined {
    const mark = this.at;
    const start = this.next();
    let subject: Expr;
    try {
      if (!this.startsExpression()) throw this.fault();
      subject = this.starExpressions();
      if (!this.is(':') || this.peek().kind !== 'newline' || this.peek(2).kind !== 'indent') throw this.fault();
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      this.at = mark;
      return undefined;
    }
    if (this.peek(3).text !== 'case') {
      this.at = mark;
      return undefined;
    }
    this.at += 3;
    const cases: MatchCase[] = [];
    while (this.is('case')) {
      const at = this.next();
      const pattern = this.topPattern();
      const guard = this.accept('if') ? this.named() : undefined;
      cases.push({ pattern, guard, body: this.#block("'case' statement", at) });
    }
    if (!this.isKind('dedent')) throw this.fault();
    this.at++;
    return { kind: 'Match', subject, cases, at: this.since(start) };
  }
}

const silent: Warn = () => undefined;

/** Reads a file, or what is given to exec(). SyntaxFault. */
export function parseModule(source: string, warn: Warn = silent): Stmt[] {
  return new Parser(new Tokenizer(source).run(), warn).module();
}

/** Reads what is given to eval(). SyntaxFault. */
export function parseExpression(source: string, warn: Warn = silent): Expr {
  return new Parser(new Tokenizer(source.trimStart()).run(), warn).single();
}
