/** Expressions of the grammar, by precedence. */
import { Ellipsis, PyBytes, type Value } from '../objects/core.ts';
import type { BinaryOperator, Comparison, Comprehension, Expr, Keyword, Parameter, Parameters, Span } from './ast.ts';
import { complexConstant, floatConstant } from './constants.ts';
import { KEYWORDS, TokenStream } from './stream.ts';
import { bytesLiteral, FormatString, unescape, type Warn } from './strings.ts';
import type { Token } from './tokenizer.ts';

const BINARY: readonly (readonly BinaryOperator[])[] = [
  ['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@'],
]; // prettier-ignore
const COMPARISONS: readonly Comparison[] = ['<', '>', '==', '>=', '<=', '!='];

/** How error messages call a kind of expression. */
export function describe(node: Expr): string {
  switch (node.kind) {
    case 'Constant':
      if (node.value === null) return 'None';
      if (typeof node.value === 'boolean') return node.value ? 'True' : 'False';
      if (node.value === Ellipsis) return 'ellipsis';
      return 'literal';
    case 'Call': return 'function call';
    case 'BinOp': case 'UnaryOp': case 'BoolOp': return 'expression';
    case 'Compare': return 'comparison';
    case 'Lambda': return 'lambda';
    case 'IfExp': return 'conditional expression';
    case 'Dict': return 'dict literal';
    case 'Set': return 'set display';
    case 'JoinedStr': case 'FormattedValue': return 'f-string expression';
    case 'ListComp': return 'list comprehension';
    case 'SetComp': return 'set comprehension';
    case 'DictComp': return 'dict comprehension';
    case 'GeneratorExp': return 'generator expression';
    case 'Yield': case 'YieldFrom': return 'yield expression';
    case 'Await': return 'await expression';
    case 'NamedExpr': return 'named expression';
    case 'Name': return 'name';
    case 'Attribute': return 'attribute';
    case 'Subscript': return 'subscript';
    case 'List': return 'list';
    case 'Tuple': return 'tuple';
    case 'Starred': return 'starred';
    case 'Slice': return 'slice';
  }
} // prettier-ignore

export class ExpressionParser extends TokenStream {
  protected readonly warn: Warn;

  constructor(tokens: readonly Token[], warn: Warn) {
    super(tokens);
    this.warn = warn;
  }

  /** star_expressions: a tuple when there are commas. */
  protected starExpressions(): Expr {
    const start = this.token;
    const first = this.starExpression();
    if (!this.is(',')) return first;
    const items = [first];
    while (this.accept(',')) {
      if (!this.startsExpression()) break;
      items.push(this.starExpression());
    }
    return { kind: 'Tuple', items, parenthesised: false, at: this.since(start) };
  }

  protected starExpression(): Expr {
    const start = this.token;
    if (!this.accept('*')) return this.expression();
    const value = this.binary(0);
    return { kind: 'Starred', value, at: this.since(start) };
  }

  protected starNamed(): Expr {
    return this.is('*') ? this.starExpression() : this.named();
  }

  /** Whether an expression can begin here. */
  protected startsExpression(): boolean {
    const { kind, text } = this.token;
    if (kind === 'name') {
      return !KEYWORDS.has(text) || ['None', 'True', 'False', 'not', 'lambda', 'await', 'yield'].includes(text);
    }
    if (kind === 'op') return ['(', '[', '{', '-', '+', '~', '*', '...'].includes(text);
    return kind === 'number' || kind === 'float' || kind === 'imaginary' || kind === 'string';
  }

  protected named(): Expr {
    const start = this.token;
    if (this.isName() && this.peek().text === ':=' && this.peek().kind === 'op') {
      const target: Expr = { kind: 'Name', id: this.next().text, at: start };
      this.at++;
      const value = this.expression();
      return { kind: 'NamedExpr', target, value, at: this.since(start) };
    }
    const value = this.expression();
    if (this.is(':=')) {
      throw this.fault(`cannot use assignment expressions with ${describe(value)}`, value.at);
    }
    return value;
  }

  expression(): Expr {
    return this.nested(() => this.#conditional());
  }

  #conditional(): Expr {
    const start = this.token;
    if (this.is('lambda')) return this.#lambda();
    const body = this.#or();
    if (!this.is('if')) return body;
    const mark = this.at;
    this.at++;
    const test = this.#or();
    if (!this.is('else')) {
      if (this.is(':') || this.isKind('newline') || this.is(')') || this.is(']')) {
        throw this.fault("expected 'else' after 'if' expression", this.since(start));
      }
      this.at = mark;
      return body;
    }
    this.at++;
    const orelse = this.expression();
    return { kind: 'IfExp', test, body, orelse, at: this.since(start) };
  }

  #or(): Expr {
    return this.#bool('or', () => this.#bool('and', () => this.#not()));
  }

  #bool(op: 'or' | 'and', operand: () => Expr): Expr {
    const start = this.token;
    const first = operand();
    if (!this.is(op)) return first;
    const values = [first];
    while (this.accept(op)) values.push(operand());
    return { kind: 'BoolOp', op, values, at: this.since(start) };
  }

  #not(): Expr {
    const start = this.token;
    if (!this.accept('not')) return this.#comparison();
    const operand = this.nested(() => this.#not());
    return { kind: 'UnaryOp', op: 'not', operand, at: this.since(start) };
  }

  #comparison(): Expr {
    const start = this.token;
    const left = this.binary(0);
    const ops: Comparison[] = [];
    const comparators: Expr[] = [];
    for (let op = this.#comparisonOperator(); op !== undefined; op = this.#comparisonOperator()) {
      ops.push(op);
      comparators.push(this.binary(0));
    }
    return ops.length === 0 ? left : { kind: 'Compare', left, ops, comparators, at: this.since(start) };
  }

  #comparisonOperator(): Comparison | undefined {
    const { token } = this;
    if (token.kind === 'op') {
      const op = COMPARISONS.find((it) => it === token.text);
      if (op !== undefined) this.at++;
      return op;
    }
    if (this.accept('in')) return 'in';
    if (this.is('not') && this.peek().text === 'in') {
      this.at += 2;
      return 'not in';
    }
    if (!this.accept('is')) return undefined;
    return this.accept('not') ? 'is not' : 'is';
  }

  /** Binary operators from `level` upwards. */
  protected binary(level: number): Expr {
    const operators = BINARY[level];
    if (operators === undefined) return this.#unary();
    const start = this.token;
    let left = this.binary(level + 1);
    for (;;) {
      const { token } = this;
      const op = token.kind === 'op' ? operators.find((it) => it === token.text) : undefined;
      if (op === undefined) return left;
      this.at++;
      const right = this.binary(level + 1);
      left = { kind: 'BinOp', op, left, right, at: this.since(start) };
    }
  }

  #unary(): Expr {
    const start = this.token;
    const op = this.is('-') ? '-' : this.is('+') ? '+' : this.is('~') ? '~' : undefined;
    if (op === undefined) return this.#power();
    this.at++;
    const operand = this.nested(() => this.#unary());
    return { kind: 'UnaryOp', op, operand, at: this.since(start) };
  }

  #power(): Expr {
    const start = this.token;
    const left = this.#await();
    if (!this.accept('**')) return left;
    const right = this.#unary();
    return { kind: 'BinOp', op: '**', left, right, at: this.since(start) };
  }

  #await(): Expr {
    const start = this.token;
    if (!this.accept('await')) return this.#primary();
    const value = this.#primary();
    return { kind: 'Await', value, at: this.since(start) };
  }

  #primary(): Expr {
    const start = this.token;
    let value = this.#atom();
    for (;;) {
      if (this.accept('.')) {
        const attr = this.name();
        value = { kind: 'Attribute', value, attr, at: this.since(start) };
      } else if (this.is('(')) value = this.#call(value, start);
      else if (this.is('[')) {
        this.at++;
        const index = this.nested(() => this.#slices());
        this.expect(']');
        value = { kind: 'Subscript', value, index, at: this.since(start) };
      } else return value;
    }
  }

  #slices(): Expr {
    const start = this.token;
    if (this.is(']')) throw this.fault();
    const first = this.#slice();
    if (!this.is(',')) return first.kind === 'Starred' ? { kind: 'Tuple', items: [first], parenthesised: false, at: first.at } : first; // prettier-ignore
    const items = [first];
    while (this.accept(',')) {
      if (this.is(']')) break;
      items.push(this.#slice());
    }
    return { kind: 'Tuple', items, parenthesised: false, at: this.since(start) };
  }

  #slice(): Expr {
    const start = this.token;
    const lower = this.is(':') ? undefined : this.starNamed();
    if (!this.accept(':')) return lower ?? this.starNamed();
    const upper = this.is(':') || this.is(',') || this.is(']') ? undefined : this.expression();
    const step = this.accept(':') && !this.is(',') && !this.is(']') ? this.expression() : undefined;
    return { kind: 'Slice', lower, upper, step, at: this.since(start) };
  }

  #call(func: Expr, start: Span): Expr {
    this.expect('(');
    const { args, keywords } = this.nested(() => this.arguments());
    this.expect(')');
    return { kind: 'Call', func, args, keywords, at: this.since(start) };
  }

  /** What stands between the parentheses of a call or of a class's bases. */
  protected arguments(): { args: Expr[]; keywords: Keyword[] } {
    const args: Expr[] = [];
    const keywords: Keyword[] = [];
    while (!this.is(')')) {
      const start = this.token;
      if (this.accept('**')) {
        keywords.push({ name: undefined, value: this.expression(), at: this.since(start) });
      } else if (this.accept('*')) {
        const value = this.expression();
        args.push({ kind: 'Starred', value, at: this.since(start) });
      } else if (this.token.kind === 'name' && this.peek().text === '=' && this.peek().kind === 'op') {
        const { text } = this.next();
        if (KEYWORDS.has(text)) {
          throw ['True', 'False', 'None'].includes(text)
            ? this.fault(`cannot assign to ${text}`, { ...start, endCol: this.token.endCol })
            : this.fault();
        }
        this.at++;
        if (this.is(',') || this.is(')')) throw this.fault('expected argument value expression', this.since(start));
        if (keywords.some((it) => it.name === text)) throw this.fault(`keyword argument repeated: ${text}`, start);
        keywords.push({ name: text, value: this.expression(), at: this.since(start) });
      } else {
        const value = this.named();
        if (this.is('=')) {
          throw this.fault('expression cannot contain assignment, perhaps you meant "=="?', { ...value.at, endCol: this.token.endCol }); // prettier-ignore
        }
        if (this.is('for') || (this.is('async') && this.peek().text === 'for')) {
          const generators = this.#comprehensions();
          const alone = args.length === 0 && keywords.length === 0 && this.is(')');
          if (!alone) throw this.fault('Generator expression must be parenthesized', this.since(start));
          // A lone generator takes the parentheses of the call as its own.
          const open = this.tokens[this.tokens.indexOf(start) - 1] ?? start;
          const at = { line: open.line, col: open.col, endLine: this.token.endLine, endCol: this.token.endCol };
          args.push({ kind: 'GeneratorExp', element: value, generators, at });
          break;
        }
        if (keywords.length > 0) {
          throw keywords.some((it) => it.name === undefined)
            ? this.fault('positional argument follows keyword argument unpacking', this.#before(value.at))
            : this.fault('positional argument follows keyword argument', this.#before(value.at));
        }
        args.push(value);
      }
      if (!this.accept(',')) break;
    }
    if (!this.is(')')) {
      if (this.startsExpression() && args.length > 0) throw this.#missingComma(args.at(-1));
      throw this.fault();
    }
    return { args, keywords };
  }

  #before(at: Span): Span {
    return { ...at, col: at.endCol, endCol: at.endCol };
  }

  #missingComma(last: Expr | undefined): Error {
    if (last === undefined || this.isKind('end')) return this.fault();
    const mark = this.at;
    try {
      this.expression();
    } catch {
      this.at = mark;
      return this.fault();
    }
    const at = this.since(last.at);
    this.at = mark;
    return this.fault('invalid syntax. Perhaps you forgot a comma?', at);
  }

  #comprehensions(): Comprehension[] {
    const list: Comprehension[] = [];
    while (this.is('for') || (this.is('async') && this.peek().text === 'for')) {
      const isAsync = this.accept('async');
      this.at++;
      const target = this.targets();
      this.expect('in');
      const iterable = this.#or();
      const conditions: Expr[] = [];
      while (this.accept('if')) {
        conditions.push(this.isName() && this.peek().text === ':=' ? this.named() : this.#or());
      }
      list.push({ target, iterable, conditions, isAsync });
    }
    return list;
  }

  /** Targets of `for`, up to `in`. */
  protected targets(): Expr {
    const start = this.token;
    const one = (): Expr => {
      const from = this.token;
      if (this.accept('*')) {
        const value = this.binary(0);
        return { kind: 'Starred', value, at: this.since(from) };
      }
      return this.binary(0);
    };
    const first = one();
    let target = first;
    if (this.is(',')) {
      const items = [first];
      while (this.accept(',')) {
        if (this.is('in')) break;
        items.push(one());
      }
      target = { kind: 'Tuple', items, parenthesised: false, at: this.since(start) };
    }
    this.checkTarget(target, 'assign to');
    return target;
  }

  /** Refuses what cannot be assigned to or deleted. */
  protected checkTarget(node: Expr, doing: 'assign to' | 'delete', hint = ''): void {
    if (node.kind === 'Tuple' || node.kind === 'List') {
      for (const item of node.items) this.checkTarget(item, doing);
    } else if (node.kind === 'Starred' && doing === 'assign to') this.checkTarget(node.value, doing);
    else if (node.kind !== 'Name' && node.kind !== 'Attribute' && node.kind !== 'Subscript') {
      throw this.fault(`cannot ${doing} ${describe(node)}${hint}`, node.at);
    } else if (node.kind === 'Name' && node.id === '__debug__') throw this.fault('cannot assign to __debug__', node.at);
  }

  #lambda(): Expr {
    const start = this.next();
    const params = this.parameters(':', false);
    this.expect(':');
    const body = this.expression();
    return { kind: 'Lambda', params, body, at: this.since(start) };
  }

  /** Parameters up to `end`, which stays. */
  protected parameters(end: string, annotated: boolean): Parameters {
    const params: Parameters = {
      positionalOnly: [], regular: [], varargs: undefined, keywordOnly: [], kwargs: undefined, defaults: [], keywordDefaults: [],
    }; // prettier-ignore
    const seen = new Set<string>();
    let star = false;
    const parameter = (allowStar = false): Parameter => {
      const at = this.token;
      const name = this.name();
      if (seen.has(name)) throw this.fault(`duplicate argument '${name}' in function definition`, at);
      seen.add(name);
      const annotation = annotated && this.accept(':') ? (allowStar ? this.starExpression() : this.expression()) : undefined; // prettier-ignore
      return { name, annotation, at };
    };
    while (!this.is(end)) {
      if (params.kwargs !== undefined) throw this.fault('arguments cannot follow var-keyword argument');
      if (this.accept('/')) {
        if (params.regular.length === 0) throw this.fault('at least one argument must precede /', this.previous);
        params.positionalOnly = params.regular;
        params.regular = [];
      } else if (this.accept('**')) params.kwargs = parameter();
      else if (this.accept('*')) {
        if (star) throw this.fault('* argument may appear only once', this.previous);
        star = true;
        if (!this.is(',')) {
          if (this.is(end)) throw this.fault('named arguments must follow bare *', this.previous);
          params.varargs = parameter(true);
        } else if (this.peek().text === end || this.peek().text === '**') throw this.fault('named arguments must follow bare *', this.previous); // prettier-ignore
      } else {
        const it = parameter();
        const fallback = this.accept('=') ? this.expression() : undefined;
        if (star) {
          params.keywordOnly.push(it);
          params.keywordDefaults.push(fallback);
        } else {
          if (fallback !== undefined) params.defaults.push(fallback);
          else if (params.defaults.length > 0) {
            throw this.fault('parameter without a default follows parameter with a default', it.at);
          }
          params.regular.push(it);
        }
      }
      if (!this.accept(',')) break;
    }
    return params;
  }

  #atom(): Expr {
    const { token } = this;
    switch (token.kind) {
      case 'number':
        this.at++;
        return { kind: 'Constant', value: token.value ?? null, at: token };
      case 'float':
        this.at++;
        return { kind: 'Constant', value: floatConstant(token.value), at: token };
      case 'imaginary':
        this.at++;
        return { kind: 'Constant', value: complexConstant(token.value), at: token };
      case 'string':
        return this.#strings();
      case 'name':
        return this.#nameAtom(token);
      case 'op':
        if (token.text === '(') return this.nested(() => this.#parenthesised());
        if (token.text === '[') return this.nested(() => this.#list());
        if (token.text === '{') return this.nested(() => this.#braces());
        if (token.text === '...') {
          this.at++;
          return { kind: 'Constant', value: Ellipsis, at: token };
        }
        throw this.fault();
      case 'indent':
        throw this.fault('unexpected indent', this.#lineEnd(token), 'IndentationError');
      case 'newline': case 'dedent': case 'end':
        throw this.fault();
    } // prettier-ignore
  }

  #lineEnd(token: Token): Span {
    const next = this.peek();
    return { ...token, col: next.col, endCol: next.col };
  }

  #nameAtom(token: Token): Expr {
    const constant: Value | undefined = { None: null, True: true, False: false }[token.text];
    if (constant !== undefined) {
      this.at++;
      return { kind: 'Constant', value: constant, at: token };
    }
    if (KEYWORDS.has(token.text)) throw this.fault();
    this.at++;
    return { kind: 'Name', id: token.text, at: token };
  }

  /** Literals side by side are one. */
  #strings(): Expr {
    const start = this.token;
    const parts: Expr[] = [];
    let bytes: PyBytes | undefined;
    let isFormat = false;
    while (this.isKind('string')) {
      const token = this.next();
      if (token.prefix.includes('b') !== (bytes !== undefined || (parts.length === 0 && token.prefix.includes('b')))) {
        throw this.fault('cannot mix bytes and nonbytes literals', this.since(start));
      }
      if (token.prefix.includes('b')) {
        const piece = bytesLiteral(token.text, token.prefix.includes('r'), token, this.warn);
        bytes = new PyBytes(Uint8Array.from([...(bytes?.bytes ?? []), ...piece.bytes]));
      } else if (token.prefix.includes('f')) {
        isFormat = true;
        parts.push(...new FormatString(token, (tokens) => this.#field(tokens), this.warn).parts());
      } else {
        const value = token.prefix.includes('r') ? token.text : unescape(token.text, token, false, this.warn);
        const last = parts.at(-1);
        if (last?.kind === 'Constant' && typeof last.value === 'string') last.value += value;
        else parts.push({ kind: 'Constant', value, at: token });
      }
    }
    const at = this.since(start);
    if (bytes !== undefined) return { kind: 'Constant', value: bytes, at };
    if (isFormat) return { kind: 'JoinedStr', parts, at };
    const [only] = parts;
    return { kind: 'Constant', value: only?.kind === 'Constant' ? only.value : '', at };
  }

  #field(tokens: Token[]): Expr {
    // Without the brackets that were put around it.
    const end = tokens.findLastIndex((it) => it.kind === 'op' && it.text === ')');
    const inside = tokens.slice(1, end);
    const close = tokens[end];
    if (close === undefined) throw this.fault();
    const parser = new ExpressionParser([...inside, { ...close, kind: 'newline', text: '' }, { ...close, kind: 'end', text: '' }], this.warn); // prettier-ignore
    const value = parser.fieldExpression();
    if (parser.isKind('newline')) return value;
    throw this.fault('f-string: invalid syntax. Perhaps you forgot a comma?', value.at);
  }

  fieldExpression(): Expr {
    return this.is('yield') ? this.yieldExpression() : this.is('lambda') ? this.expression() : this.#fieldTuple();
  }

  #fieldTuple(): Expr {
    if (this.isName() && this.peek().text === ':=') return this.named();
    return this.starExpressions();
  }

  #parenthesised(): Expr {
    const start = this.next();
    if (this.accept(')')) return { kind: 'Tuple', items: [], parenthesised: true, at: this.since(start) };
    if (this.is('yield')) {
      const value = this.yieldExpression();
      this.expect(')');
      return value;
    }
    const first = this.starNamed();
    if (this.is('for') || this.is('async')) {
      const generators = this.#comprehensions();
      this.expect(')');
      return { kind: 'GeneratorExp', element: first, generators, at: this.since(start) };
    }
    if (this.is(',')) {
      const items = [first, ...this.#rest(')')];
      this.#close(')', items);
      return { kind: 'Tuple', items, parenthesised: true, at: this.since(start) };
    }
    this.#close(')', [first]);
    if (first.kind === 'Starred') throw this.fault('cannot use starred expression here', first.at);
    return first;
  }

  #rest(end: string): Expr[] {
    const items: Expr[] = [];
    while (this.accept(',')) {
      if (this.is(end)) break;
      items.push(this.starNamed());
    }
    return items;
  }

  #close(end: string, items: readonly Expr[]): void {
    if (this.accept(end)) return;
    if (this.startsExpression()) throw this.#missingComma(items.at(-1));
    if (this.is('=') && end === ')') throw this.fault("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", this.since(items.at(-1)?.at ?? this.token)); // prettier-ignore
    throw this.fault();
  }

  #list(): Expr {
    const start = this.next();
    if (this.accept(']')) return { kind: 'List', items: [], at: this.since(start) };
    const first = this.starNamed();
    if (this.is('for') || this.is('async')) {
      const generators = this.#comprehensions();
      this.expect(']');
      return { kind: 'ListComp', element: first, generators, at: this.since(start) };
    }
    const items = [first, ...this.#rest(']')];
    this.#close(']', items);
    return { kind: 'List', items, at: this.since(start) };
  }

  #braces(): Expr {
    const start = this.next();
    if (this.accept('}')) return { kind: 'Dict', keys: [], values: [], at: this.since(start) };
    if (this.is('**')) return this.#dict(start, undefined);
    const first = this.starNamed();
    if (this.is(':')) return this.#dict(start, first);
    if (this.is('for') || this.is('async')) {
      const generators = this.#comprehensions();
      this.expect('}');
      return { kind: 'SetComp', element: first, generators, at: this.since(start) };
    }
    const items = [first, ...this.#rest('}')];
    this.#close('}', items);
    return { kind: 'Set', items, at: this.since(start) };
  }

  #dict(start: Span, first: Expr | undefined): Expr {
    const keys: (Expr | undefined)[] = [];
    const values: Expr[] = [];
    let key = first;
    for (;;) {
      if (key === undefined && this.accept('**')) {
        keys.push(undefined);
        values.push(this.binary(0));
      } else {
        key ??= this.expression();
        if (!this.accept(':')) throw this.fault("':' expected after dictionary key", this.since(key.at));
        if (this.is('}') || this.is(',')) throw this.fault("expression expected after dictionary key and ':'", this.previous); // prettier-ignore
        const value = this.expression();
        if (keys.length === 0 && (this.is('for') || this.is('async'))) {
          const generators = this.#comprehensions();
          this.expect('}');
          return { kind: 'DictComp', key, value, generators, at: this.since(start) };
        }
        keys.push(key);
        values.push(value);
      }
      key = undefined;
      if (!this.accept(',') || this.is('}')) break;
    }
    this.#close('}', values);
    return { kind: 'Dict', keys, values, at: this.since(start) };
  }

  protected yieldExpression(): Expr {
    const start = this.next();
    if (this.accept('from')) {
      const value = this.expression();
      return { kind: 'YieldFrom', value, at: this.since(start) };
    }
    const value = this.startsExpression() ? this.starExpressions() : undefined;
    return { kind: 'Yield', value, at: this.since(start) };
  }
}
