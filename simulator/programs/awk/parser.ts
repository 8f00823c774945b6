/** awk's grammar, by recursive descent. */
import { AwkSyntaxError, Lexer, type Token } from './lexer.ts';
import type { AwkProgram, Expr, FunctionDefinition, LValue, Pattern, Redirection, Rule, Statement } from './tree.ts';

/** Binary operators by how tightly they bind; concatenation stands between comparison and addition. */
const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=', '**=']);
const COMPARISONS = new Set(['<', '<=', '==', '!=', '>', '>=']);

class Parser {
  private readonly lexer: Lexer;
  private token: Token;
  private readonly functions = new Map<string, FunctionDefinition>();
  /** `>` is a redirection inside print, unless in parentheses. */
  private noGreater = false;
  private inFunction = false;

  constructor(text: string, starPower: boolean) {
    this.lexer = new Lexer(text, starPower);
    this.token = this.lexer.next();
  }

  parse(): AwkProgram {
    const rules: Rule[] = [];
    this.terminators();
    while (this.token.kind !== 'end') {
      if (this.isKeyword('function')) this.functionDefinition();
      else rules.push(this.rule());
      this.terminators();
    }
    return { rules, functions: this.functions };
  }

  private near(): string {
    const { token } = this;
    switch (token.kind) {
      case 'end':
        return 'end of file';
      case 'newline':
        return 'newline';
      case 'number':
        return String(token.value);
      case 'string':
        return token.value;
      case 'regex':
        return token.source;
      case 'name':
        return token.name;
      default:
        return token.text;
    }
  }

  private fail(message = 'syntax error'): never {
    throw new AwkSyntaxError(message, this.token.line, this.near());
  }

  private advance(): Token {
    const { token } = this;
    this.token = this.lexer.next();
    return token;
  }

  private is(text: string): boolean {
    return this.token.kind === 'punctuation' && this.token.text === text;
  }

  /** Where a statement's last expression may be left out. */
  private atEnd(): boolean {
    const { kind } = this.token;
    return kind === 'newline' || kind === 'end' || this.is(';') || this.is('}');
  }

  private mark(): { lexer: ReturnType<Lexer['mark']>; token: Token } {
    return { lexer: this.lexer.mark(), token: this.token };
  }

  private reset(mark: { lexer: ReturnType<Lexer['mark']>; token: Token }): void {
    this.lexer.reset(mark.lexer);
    this.token = mark.token;
  }

  private isKeyword(text: string): boolean {
    return this.token.kind === 'keyword' && this.token.text === text;
  }

  private accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.advance();
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  private newlines(): void {
    while (this.token.kind === 'newline') this.advance();
  }

  private terminators(): void {
    while (this.token.kind === 'newline' || this.is(';')) this.advance();
  }

  private name(): string {
    if (this.token.kind !== 'name') this.fail();
    const { name } = this.token;
    this.advance();
    return name;
  }

  private functionDefinition(): void {
    this.advance();
    const name = this.name();
    this.expect('(');
    const parameters: string[] = [];
    while (!this.is(')')) {
      parameters.push(this.name());
      this.newlines();
      if (!this.accept(',')) break;
      this.newlines();
    }
    this.expect(')');
    this.newlines();
    this.inFunction = true;
    this.functions.set(name, { name, parameters, body: this.block() });
    this.inFunction = false;
  }

  private rule(): Rule {
    if (this.isKeyword('BEGIN') || this.isKeyword('END')) {
      const begin = this.isKeyword('BEGIN');
      this.advance();
      this.newlines();
      return { pattern: { kind: begin ? 'begin' : 'end' }, action: this.block() };
    }
    if (this.is('{')) return { pattern: { kind: 'always' }, action: this.block() };
    if (this.is('}')) this.fail("extra '}'");
    const from = this.expression();
    let pattern: Pattern = { kind: 'expression', test: from };
    if (this.accept(',')) {
      this.newlines();
      pattern = { kind: 'range', from, to: this.expression() };
    }
    return { pattern, action: this.is('{') ? this.block() : undefined };
  }

  private block(): Statement {
    this.expect('{');
    const statements: Statement[] = [];
    this.terminators();
    while (!this.is('}')) {
      if (this.token.kind === 'end') this.fail('missing } near end of file');
      statements.push(this.statement());
      this.terminators();
    }
    this.advance();
    return { kind: 'block', statements };
  }

  private endStatement(): void {
    if (this.token.kind === 'newline' || this.is(';')) this.advance();
    else if (!this.is('}') && this.token.kind !== 'end') this.fail();
  }

  /** A statement after `if (…)` and its like: on the same line or the next. */
  private body(): Statement {
    this.newlines();
    if (this.accept(';')) return { kind: 'block', statements: [] };
    return this.statement();
  }

  private statement(): Statement {
    if (this.is('{')) return this.block();
    if (this.token.kind !== 'keyword') {
      const statement = this.simple();
      this.endStatement();
      return statement;
    }
    switch (this.token.text) {
      case 'if':
        return this.ifStatement();
      case 'while': {
        this.advance();
        const test = this.condition();
        if (this.accept(';')) return { kind: 'while', test, body: { kind: 'block', statements: [] } };
        return { kind: 'while', test, body: this.body() };
      }
      case 'do':
        return this.doStatement();
      case 'for':
        return this.forStatement();
      default: {
        const statement = this.simple();
        this.endStatement();
        return statement;
      }
    }
  }

  private condition(): Expr {
    this.expect('(');
    const test = this.nested(() => this.expression());
    this.expect(')');
    return test;
  }

  /** Inside parentheses `>` means what it usually means. */
  private nested<T>(read: () => T): T {
    const { noGreater } = this;
    this.noGreater = false;
    const result = read();
    this.noGreater = noGreater;
    return result;
  }

  private ifStatement(): Statement {
    this.advance();
    const test = this.condition();
    const yes = this.body();
    // An else may follow on the next line or after a semicolon.
    const mark = this.mark();
    this.terminators();
    if (!this.isKeyword('else')) {
      this.reset(mark);
      return { kind: 'if', test, yes, no: undefined };
    }
    this.advance();
    return { kind: 'if', test, yes, no: this.body() };
  }

  private doStatement(): Statement {
    this.advance();
    const body = this.body();
    this.terminators();
    if (!this.isKeyword('while')) this.fail();
    this.advance();
    const test = this.condition();
    this.endStatement();
    return { kind: 'do', body, test };
  }

  private forStatement(): Statement {
    this.advance();
    this.expect('(');
    if (this.token.kind === 'name') {
      const inLoop = this.forIn();
      if (inLoop !== undefined) return inLoop;
    }
    const start = this.is(';') ? undefined : this.nested(() => this.simple());
    this.expect(';');
    this.newlines();
    const test = this.is(';') ? undefined : this.nested(() => this.expression());
    this.expect(';');
    this.newlines();
    const step = this.is(')') ? undefined : this.nested(() => this.simple());
    this.expect(')');
    if (this.accept(';')) return { kind: 'for', start, test, step, body: { kind: 'block', statements: [] } };
    return { kind: 'for', start, test, step, body: this.body() };
  }

  /** `for (key in array)`; undefined (with nothing read) when it is the other for. */
  private forIn(): Statement | undefined {
    const mark = this.mark();
    const variable = this.name();
    if (this.isKeyword('in')) {
      this.advance();
      if (this.token.kind === 'name') {
        const array = this.name();
        if (this.accept(')')) return { kind: 'for-in', variable, array, body: this.body() };
      }
    }
    this.reset(mark);
    return undefined;
  }

  private simple(): Statement {
    if (this.token.kind !== 'keyword') return { kind: 'expression', expression: this.expression() };
    const { text } = this.token;
    switch (text) {
      case 'print':
      case 'printf':
        return this.printStatement(text);
      case 'next':
      case 'nextfile':
      case 'break':
      case 'continue':
        return { kind: text, line: this.advance().line };
      case 'exit':
      case 'return': {
        this.advance();
        if (text === 'return' && !this.inFunction) this.fail('return outside function body');
        return { kind: text, value: this.atEnd() ? undefined : this.expression() };
      }
      case 'delete': {
        this.advance();
        const array = this.name();
        return { kind: 'delete', array, subscripts: this.accept('[') ? this.subscripts() : undefined };
      }
      default:
        return { kind: 'expression', expression: this.expression() };
    }
  }

  private subscripts(): Expr[] {
    const list = this.nested(() => this.list());
    this.expect(']');
    return list;
  }

  private list(): Expr[] {
    const list = [this.expression()];
    while (this.accept(',')) {
      this.newlines();
      list.push(this.expression());
    }
    return list;
  }

  private printStatement(kind: 'print' | 'printf'): Statement {
    this.advance();
    const before = this.noGreater;
    this.noGreater = true;
    let args: Expr[] = [];
    if (!this.atEnd() && !this.is('>') && !this.is('>>') && !this.is('|')) args = this.list();
    this.noGreater = before;
    // `print (a, b)` is a list in parentheses.
    const [only] = args;
    if (args.length === 1 && only?.kind === 'list') args = only.items;
    return { kind, args, redirection: this.redirection() };
  }

  private redirection(): Redirection | undefined {
    const to = this.is('>') ? 'file' : this.is('>>') ? 'append' : this.is('|') ? 'pipe' : undefined;
    if (to === undefined) return undefined;
    this.advance();
    return { to, target: this.conditional() };
  }

  private expression(): Expr {
    return this.assigned(this.conditional());
  }

  private assigned(left: Expr): Expr {
    if (this.token.kind === 'punctuation' && ASSIGNMENTS.has(this.token.text) && isLValue(left)) {
      const operator = this.token.text.replace('**', '^');
      this.advance();
      this.newlines();
      return { kind: 'assign', operator, target: left, value: this.expression() };
    }
    return left;
  }

  private conditional(): Expr {
    const test = this.or();
    if (!this.accept('?')) return test;
    this.newlines();
    const yes = this.expression();
    this.newlines();
    this.expect(':');
    this.newlines();
    return { kind: 'conditional', test, yes, no: this.expression() };
  }

  private or(): Expr {
    let left = this.and();
    while (this.accept('||')) {
      this.newlines();
      left = { kind: 'or', left, right: this.and() };
    }
    return left;
  }

  private and(): Expr {
    // `x && y = z` assigns, though the assignment binds looser.
    let left = this.assigned(this.membership());
    while (this.accept('&&')) {
      this.newlines();
      left = { kind: 'and', left, right: this.assigned(this.membership()) };
    }
    return left;
  }

  private membership(): Expr {
    let left = this.matching();
    while (this.isKeyword('in')) {
      this.advance();
      const array = this.name();
      left = { kind: 'in', subscripts: left.kind === 'list' ? left.items : [left], array };
    }
    return left;
  }

  private matching(): Expr {
    let left = this.comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.is('!~');
      this.advance();
      left = { kind: 'match', negated, text: left, pattern: this.comparison() };
    }
    return left;
  }

  private comparison(): Expr {
    // `"cmd" | getline` binds looser than concatenation.
    const left = this.pipedGetline(this.concatenation());
    if (
      this.token.kind === 'punctuation' &&
      COMPARISONS.has(this.token.text) &&
      !(this.noGreater && this.token.text === '>')
    ) {
      const operator = this.token.text;
      this.advance();
      return { kind: 'binary', operator, left, right: this.concatenation() };
    }
    return left;
  }

  private pipedGetline(left: Expr): Expr {
    let result = left;
    while (this.is('|')) {
      const mark = this.mark();
      this.advance();
      if (!this.isKeyword('getline')) {
        this.reset(mark);
        return result;
      }
      this.advance();
      result = { kind: 'getline', from: 'command', source: result, target: this.optionalTarget() };
    }
    return result;
  }

  /** Whether the next word can begin an operand of a concatenation. */
  private startsOperand(): boolean {
    const { token } = this;
    switch (token.kind) {
      case 'number':
      case 'string':
      case 'regex':
      case 'name':
      case 'builtin':
        return true;
      case 'punctuation':
        return ['$', '!', '(', '-', '+', '++', '--'].includes(token.text);
      default:
        return false;
    }
  }

  private concatenation(): Expr {
    let left = this.additive();
    while (this.startsOperand() && !this.is('+') && !this.is('-')) {
      left = { kind: 'binary', operator: ' ', left, right: this.additive() };
    }
    return left;
  }

  private additive(): Expr {
    let left = this.multiplicative();
    while (this.is('+') || this.is('-')) {
      const operator = this.is('+') ? '+' : '-';
      this.advance();
      left = { kind: 'binary', operator, left, right: this.multiplicative() };
    }
    return left;
  }

  private multiplicative(): Expr {
    let left = this.unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const operator = this.is('*') ? '*' : this.is('/') ? '/' : '%';
      this.advance();
      left = { kind: 'binary', operator, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expr {
    for (const operator of ['!', '-', '+'] as const) {
      if (this.is(operator)) {
        this.advance();
        return { kind: 'unary', operator, operand: this.unary() };
      }
    }
    return this.power();
  }

  private power(): Expr {
    const left = this.postfix();
    if (!this.is('^') && !this.is('**')) return left;
    this.advance();
    // Right-associative; a sign may stand before the exponent.
    const negative = this.accept('-');
    const right = this.power();
    return {
      kind: 'binary',
      operator: '^',
      left,
      right: negative ? { kind: 'unary', operator: '-', operand: right } : right,
    };
  }

  private postfix(): Expr {
    const operand = this.primary();
    if ((this.is('++') || this.is('--')) && isLValue(operand)) {
      const operator = this.is('++') ? '++' : '--';
      this.advance();
      return { kind: 'increment', operator, prefix: false, target: operand };
    }
    return operand;
  }

  private optionalTarget(): LValue | undefined {
    const starts = this.token.kind === 'name' || this.is('$');
    if (!starts) return undefined;
    const target = this.primary();
    return isLValue(target) ? target : undefined;
  }

  private primary(): Expr {
    const { token } = this;
    if (this.is('/') || this.is('/=')) {
      const regex = this.lexer.regex(this.is('/') ? '/' : '/=');
      this.token = this.lexer.next();
      return { kind: 'regex', source: regex.kind === 'regex' ? regex.source : '' };
    }
    switch (token.kind) {
      case 'number':
        this.advance();
        return { kind: 'number', value: token.value };
      case 'string':
        this.advance();
        return { kind: 'string', value: token.value };
      case 'builtin':
        return this.builtin(token.text);
      case 'name':
        return this.nameExpression(token);
      case 'keyword':
        if (token.text === 'getline') return this.getline();
        return this.fail();
      case 'punctuation':
        return this.punctuated(token.text);
      default:
        return this.fail();
    }
  }

  private getline(): Expr {
    this.advance();
    const target = this.optionalTarget();
    if (!this.accept('<')) return { kind: 'getline', from: 'input', source: undefined, target };
    return { kind: 'getline', from: 'file', source: this.postfix(), target };
  }

  private nameExpression(token: Extract<Token, { kind: 'name' }>): Expr {
    this.advance();
    if (token.beforeParen) {
      this.advance();
      this.newlines();
      const args = this.is(')') ? [] : this.nested(() => this.list());
      this.newlines();
      this.expect(')');
      return { kind: 'call', name: token.name, args, line: token.line };
    }
    if (this.accept('[')) return { kind: 'index', name: token.name, subscripts: this.subscripts(), line: token.line };
    return { kind: 'name', name: token.name, line: token.line };
  }

  private builtin(name: string): Expr {
    const { line } = this.advance();
    if (!this.accept('(')) {
      if (name !== 'length') this.fail();
      return { kind: 'builtin', name, args: [], line };
    }
    this.newlines();
    const args = this.is(')') ? [] : this.nested(() => this.list());
    this.newlines();
    this.expect(')');
    return { kind: 'builtin', name, args, line };
  }

  private punctuated(text: string): Expr {
    if (text === '$') {
      this.advance();
      if (this.is('++') || this.is('--')) {
        const index = this.punctuated(this.is('++') ? '++' : '--');
        return { kind: 'field', index };
      }
      if (this.is('-') || this.is('+') || this.is('!')) return { kind: 'field', index: this.unary() };
      return { kind: 'field', index: this.primary() };
    }
    if (text === '++' || text === '--') {
      this.advance();
      const target = this.primary();
      if (!isLValue(target)) this.fail();
      return { kind: 'increment', operator: text, prefix: true, target };
    }
    if (text !== '(') this.fail();
    this.advance();
    this.newlines();
    const list = this.nested(() => this.list());
    this.newlines();
    this.expect(')');
    const [only] = list;
    if (list.length === 1 && only !== undefined) return { kind: 'group', inner: only };
    // A list in parentheses: the left side of `in`, or the arguments of print.
    return { kind: 'list', items: list };
  }
}

function isLValue(expr: Expr): expr is LValue {
  return expr.kind === 'name' || expr.kind === 'field' || expr.kind === 'index';
}

/** `starPower`: whether `**` is a power. Throws AwkSyntaxError. */
export function parseAwk(text: string, starPower: boolean): AwkProgram {
  return new Parser(text, starPower).parse();
}
