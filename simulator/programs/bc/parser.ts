/** bc's language as a tree. */

export type Expression =
  | { kind: 'number'; text: string }
  | { kind: 'name'; name: string; index?: Expression }
  | { kind: 'unary'; operator: '-' | '!'; operand: Expression }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression }
  | { kind: 'assign'; operator: string; target: Expression; value: Expression; quiet: boolean }
  | { kind: 'step'; target: Expression; by: 1 | -1; before: boolean }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'parens'; inner: Expression };

export type Statement =
  | { kind: 'expression'; value: Expression }
  | { kind: 'string'; text: string }
  | { kind: 'print'; parts: (Expression | string)[] }
  | { kind: 'block'; body: Statement[] }
  | { kind: 'if'; test: Expression; then: Statement; otherwise: Statement | undefined }
  | { kind: 'while'; test: Expression; body: Statement }
  | { kind: 'for'; start: Expression | undefined; test: Expression | undefined; step: Expression | undefined; body: Statement } // prettier-ignore
  | { kind: 'define'; name: string; parameters: string[]; locals: string[]; body: Statement }
  | { kind: 'return'; value: Expression | undefined }
  | { kind: 'break' | 'continue' | 'quit' | 'halt' };

/** The text is no bc; `line` counts from 1. `unfinished` when more input could mend it. */
export class BcSyntaxError extends Error {
  override name = 'BcSyntaxError';
  readonly line: number;
  readonly unfinished: boolean;
  constructor(line: number, unfinished: boolean) {
    super('syntax error');
    this.line = line;
    this.unfinished = unfinished;
  }
}

interface Token {
  text: string;
  kind: 'number' | 'name' | 'string' | 'operator' | 'newline' | 'end';
  line: number;
}

const FORMS = /(\n)|(#[^\n]*|\/\*[^]*?\*\/|\\\n|[ \t]+)|("[^"]*")|((?:[0-9A-F]+(?:\\\n)?)+\.?[0-9A-F]*|\.[0-9A-F]+)|([a-z][a-z0-9_]*)|(\+\+|--|[-+*/%^]=|[=!<>]=|&&|\|\||[-+*/%^=<>!(){}[\];,.])/y; // prettier-ignore

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let line = 1;
  FORMS.lastIndex = 0;
  while (FORMS.lastIndex < text.length) {
    const match = FORMS.exec(text);
    if (match === null) throw new BcSyntaxError(line, text.slice(found.length).includes('"'));
    const [whole, newline, , string, number, name, operator] = match;
    if (newline !== undefined) found.push({ text: '\n', kind: 'newline', line });
    else if (string !== undefined) found.push({ text: string.slice(1, -1), kind: 'string', line });
    else if (number !== undefined) found.push({ text: number.replaceAll(/\\\n/g, ''), kind: 'number', line });
    else if (name !== undefined) found.push({ text: name, kind: 'name', line });
    else if (operator !== undefined) found.push({ text: operator, kind: 'operator', line });
    line += whole.split('\n').length - 1;
  }
  return [...found, { text: '', kind: 'end', line }];
}

/** From loosest to tightest; `^` alone groups to the right. */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['=='], ['+', '-'], ['*', '/', '%']];
const RELATIONS = ['==', '!=', '<', '>', '<=', '>='];
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^='];

export class BcParser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(text: string) {
    this.tokens = tokens(text);
  }

  private peek(): Token {
    return this.tokens[this.at] ?? { text: '', kind: 'end', line: 0 };
  }

  private fail(): never {
    throw new BcSyntaxError(this.peek().line + (this.peek().kind === 'newline' ? 1 : 0), this.peek().kind === 'end');
  }

  private is(text: string): boolean {
    return this.peek().text === text && (this.peek().kind === 'operator' || this.peek().kind === 'name');
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private want(text: string): void {
    if (!this.take(text)) this.fail();
  }

  private skipNewlines(): void {
    while (this.peek().kind === 'newline') this.at++;
  }

  /** Statements of the next line that holds any; undefined at the end. */
  next(): Statement[] | undefined {
    while (this.peek().kind === 'newline' || this.is(';')) this.at++;
    if (this.peek().kind === 'end') return undefined;
    const found: Statement[] = [];
    for (;;) {
      found.push(this.statement());
      if (this.peek().kind === 'newline' || this.peek().kind === 'end') return found;
      if (!this.take(';')) this.fail();
      while (this.take(';'));
      if (this.peek().kind === 'newline' || this.peek().kind === 'end') return found;
    }
  }

  /** After a syntax error: on with the next line. */
  recover(): void {
    while (this.peek().kind !== 'newline' && this.peek().kind !== 'end') this.at++;
  }

  private block(): Statement[] {
    const body: Statement[] = [];
    for (;;) {
      while (this.peek().kind === 'newline' || this.is(';')) this.at++;
      if (this.take('}')) return body;
      body.push(this.statement());
      if (!this.is('}') && !this.is(';') && this.peek().kind !== 'newline') this.fail();
    }
  }

  private statement(): Statement {
    if (this.peek().kind === 'string') return { kind: 'string', text: this.tokens[this.at++]?.text ?? '' };
    if (this.take('{')) return { kind: 'block', body: this.block() };
    if (this.peek().kind === 'name') {
      switch (this.peek().text) {
        case 'if':
          return this.condition();
        case 'while': {
          this.at++;
          this.want('(');
          const test = this.expression();
          this.want(')');
          return { kind: 'while', test, body: this.body() };
        }
        case 'for':
          return this.loop();
        case 'define':
          return this.definition();
        case 'print':
          return this.printing();
        case 'return': {
          this.at++;
          const bare = this.peek().kind === 'newline' || this.is(';') || this.is('}') || this.peek().kind === 'end';
          return { kind: 'return', value: bare ? undefined : this.expression() };
        }
        case 'break':
        case 'continue':
        case 'quit':
        case 'halt': {
          return { kind: this.leave() };
        }
      }
    }
    return { kind: 'expression', value: this.expression() };
  }

  private leave(): 'break' | 'continue' | 'quit' | 'halt' {
    const { text } = this.peek();
    this.at++;
    return text === 'break' || text === 'continue' || text === 'halt' ? text : 'quit';
  }

  private body(): Statement {
    this.skipNewlines();
    return this.statement();
  }

  private condition(): Statement {
    this.at++;
    this.want('(');
    const test = this.expression();
    this.want(')');
    const then = this.body();
    if (!this.take('else')) return { kind: 'if', test, then, otherwise: undefined };
    return { kind: 'if', test, then, otherwise: this.body() };
  }

  private loop(): Statement {
    this.at++;
    this.want('(');
    const start = this.is(';') ? undefined : this.expression();
    this.want(';');
    const test = this.is(';') ? undefined : this.expression();
    this.want(';');
    const step = this.is(')') ? undefined : this.expression();
    this.want(')');
    return { kind: 'for', start, test, step, body: this.body() };
  }

  private names(end: string): string[] {
    const found: string[] = [];
    while (!this.take(end)) {
      if (this.peek().kind !== 'name') this.fail();
      found.push(this.peek().text);
      this.at++;
      if (this.take('[')) this.want(']');
      this.take(',');
      if (end === '\n' && (this.peek().kind === 'newline' || this.is(';'))) break;
    }
    return found;
  }

  private definition(): Statement {
    this.at++;
    this.take('void');
    if (this.peek().kind !== 'name') this.fail();
    const name = this.peek().text;
    this.at++;
    this.want('(');
    const parameters = this.names(')');
    this.skipNewlines();
    this.want('{');
    while (this.peek().kind === 'newline' || this.is(';')) this.at++;
    const locals = this.take('auto') ? this.names('\n') : [];
    return { kind: 'define', name, parameters, locals, body: { kind: 'block', body: this.block() } };
  }

  private printing(): Statement {
    this.at++;
    const parts: (Expression | string)[] = [];
    do {
      if (this.peek().kind === 'string') parts.push(this.tokens[this.at++]?.text ?? '');
      else parts.push(this.expression());
    } while (this.take(','));
    return { kind: 'print', parts };
  }

  private expression(): Expression {
    return this.binary(0);
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.powers();
    if (level === 2) {
      const operand = this.take('!') ? ({ kind: 'unary', operator: '!', operand: this.binary(2) } as const) : this.binary(3); // prettier-ignore
      return this.chain(operand, RELATIONS, 3);
    }
    return this.chain(this.binary(level + 1), operators, level + 1);
  }

  private chain(first: Expression, operators: readonly string[], next: number): Expression {
    let left = first;
    while (this.peek().kind === 'operator' && operators.includes(this.peek().text)) {
      const operator = this.peek().text;
      this.at++;
      left = { kind: 'binary', operator, left, right: this.binary(next) };
    }
    return left;
  }

  /** A sign belongs to what follows it before any power does: -2^2 is 4. */
  private powers(): Expression {
    const left = this.operand();
    return this.take('^') ? { kind: 'binary', operator: '^', left, right: this.powers() } : left;
  }

  private operand(): Expression {
    const token = this.peek();
    if (token.kind === 'number') {
      this.at++;
      return { kind: 'number', text: token.text };
    }
    for (const [sign, by] of [['++', 1], ['--', -1]] as const)
      if (this.take(sign)) return { kind: 'step', target: this.variable(), by, before: true }; // prettier-ignore
    if (this.take('-')) return { kind: 'unary', operator: '-', operand: this.operand() };
    if (this.take('(')) {
      const inner = this.expression();
      this.want(')');
      return { kind: 'parens', inner };
    }
    if (token.kind === 'operator' && token.text === '.') {
      this.at++;
      return { kind: 'name', name: 'last' };
    }
    if (token.kind !== 'name') this.fail();
    if (this.tokens[this.at + 1]?.text === '(') return this.call();
    const target = this.variable();
    if (this.peek().kind === 'operator' && ASSIGNMENTS.includes(this.peek().text)) {
      const operator = this.peek().text;
      this.at++;
      return { kind: 'assign', operator, target, value: this.expression(), quiet: true };
    }
    if (this.take('++')) return { kind: 'step', target, by: 1, before: false };
    if (this.take('--')) return { kind: 'step', target, by: -1, before: false };
    return target;
  }

  private variable(): Expression {
    if (this.peek().kind !== 'name') this.fail();
    const name = this.peek().text;
    this.at++;
    if (!this.take('[')) return { kind: 'name', name };
    const index = this.expression();
    this.want(']');
    return { kind: 'name', name, index };
  }

  private call(): Expression {
    const name = this.peek().text;
    this.at += 2;
    const args: Expression[] = [];
    while (!this.take(')')) {
      args.push(this.expression());
      if (!this.is(')')) this.want(',');
    }
    return { kind: 'call', name, args };
  }
}
