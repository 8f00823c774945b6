/** Tokens into the tree of a jq program, by jq's precedences. */
import { tokenize, type Token } from './lexer.ts';
import { SyntaxProblem, type Definition, type Node, type Pattern } from './syntax.ts';

/** Throws SyntaxProblem. */
export function parseProgram(source: string): Node {
  const parser = new Parser(tokenize(source));
  return parser.program();
}

/** Definitions alone, as jq's own library is written. */
export function parseDefinitions(source: string): Definition[] {
  return new Parser(tokenize(source)).definitions();
}

const IDENTITY: Node = { kind: 'identity' };

/** Operators without an associativity of their own: binding power, by text. */
const LEVELS: Readonly<Record<string, readonly [level: number, kind: 'left' | 'right' | 'none']>> = {
  '//': [3, 'right'],
  '=': [4, 'none'], '|=': [4, 'none'], '+=': [4, 'none'], '-=': [4, 'none'], '*=': [4, 'none'], '/=': [4, 'none'], '%=': [4, 'none'], '//=': [4, 'none'],
  or: [5, 'left'],
  and: [6, 'left'],
  '==': [7, 'none'], '!=': [7, 'none'], '<': [7, 'none'], '<=': [7, 'none'], '>': [7, 'none'], '>=': [7, 'none'],
  '+': [8, 'left'], '-': [8, 'left'],
  '*': [9, 'left'], '/': [9, 'left'], '%': [9, 'left'],
}; // prettier-ignore

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  program(): Node {
    const body = this.peekKind() === 'end' ? IDENTITY : this.pipe();
    this.expectEnd();
    return body;
  }

  definitions(): Definition[] {
    const all: Definition[] = [];
    while (this.isKeyword('def')) all.push(this.definition());
    this.expectEnd();
    return all;
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', at: 0 };
  }

  private peekKind(): Token['kind'] {
    return this.token.kind;
  }

  private isOperator(...texts: string[]): boolean {
    const { token } = this;
    return token.kind === 'operator' && texts.includes(token.text);
  }

  private isKeyword(...texts: string[]): boolean {
    const { token } = this;
    return token.kind === 'keyword' && texts.includes(token.text);
  }

  private accept(text: string): boolean {
    const { token } = this;
    if ((token.kind !== 'operator' && token.kind !== 'keyword') || token.text !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.unexpected(['|', '(', '}'].includes(text) ? `'${text}'` : '');
  }

  private expectEnd(): void {
    if (this.peekKind() !== 'end') this.unexpected('$end');
  }

  /** `expected` is what alone could have stood there, as the grammar names it. */
  private unexpected(expected = ''): never {
    const { token } = this;
    const hint = `${expected === '' ? '' : `, expecting ${expected}`} (Unix shell quoting issues?)`;
    // At the end, jq points at the last word.
    if (token.kind === 'end') throw new SyntaxProblem(`syntax error, unexpected $end${hint}`, this.lastStart());
    const what =
      token.kind === 'field' ? 'FIELD'
      : token.kind === 'name' ? 'IDENT'
      : token.kind === 'number' ? 'LITERAL'
      : token.kind === 'string' ? 'QQSTRING_START'
      : token.kind === 'format' ? 'FORMAT'
      : token.kind === 'variable' ? "'$'"
      : token.kind === 'keyword' ? token.text
      : token.text.length === 1 ? `'${token.text}'` : token.text; // prettier-ignore
    throw new SyntaxProblem(`syntax error, unexpected ${what}${hint}`, token.at);
  }

  private lastStart(): number {
    const last = this.tokens[this.at - 1];
    return last === undefined ? 0 : last.kind === 'variable' ? last.at + 1 : last.at;
  }

  private pipe(): Node {
    if (this.isKeyword('def')) {
      const definition = this.definition();
      return { kind: 'define', definition, body: this.pipe() };
    }
    const left = this.comma();
    if (this.accept('as')) {
      const patterns = [this.pattern()];
      while (this.accept('?//')) patterns.push(this.pattern());
      this.expect('|');
      return { kind: 'bind', source: left, patterns, body: this.pipe() };
    }
    return this.accept('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  private comma(): Node {
    let left = this.binary(3);
    while (this.accept(',')) left = { kind: 'comma', left, right: this.binary(3) };
    return left;
  }

  private binary(least: number): Node {
    const start = this.token.at;
    let left = this.unary();
    for (;;) {
      const { token } = this;
      if (token.kind !== 'operator' && token.kind !== 'keyword') return left;
      const [level, associates] = Object.hasOwn(LEVELS, token.text) ? (LEVELS[token.text] ?? [0, 'none']) : [0, 'none'];
      if (level === 0 || level < least) return left;
      this.at++;
      const right = this.binary(associates === 'right' ? level : level + 1);
      left = joined(token.text, level, left, right, start);
    }
  }

  private unary(): Node {
    if (this.accept('-')) return { kind: 'negate', body: this.postfix() };
    if (this.isKeyword('def')) {
      const definition = this.definition();
      return { kind: 'define', definition, body: this.pipe() };
    }
    const term = this.postfix();
    if (!this.isKeyword('as')) return term;
    this.at++;
    const patterns = [this.pattern()];
    while (this.accept('?//')) patterns.push(this.pattern());
    this.expect('|');
    return { kind: 'bind', source: term, patterns, body: this.pipe() };
  }

  private definition(): Definition {
    this.expect('def');
    const name = this.name();
    const parameters: string[] = [];
    if (this.accept('(')) {
      do {
        const { token } = this;
        if (token.kind !== 'name' && token.kind !== 'variable' && token.kind !== 'keyword') this.unexpected();
        parameters.push(token.kind === 'variable' ? `$${token.text}` : token.text);
        this.at++;
      } while (this.accept(';'));
      this.expect(')');
    }
    this.expect(':');
    const body = this.pipe();
    this.expect(';');
    return { name, parameters, body };
  }

  private name(): string {
    const { token } = this;
    if (token.kind !== 'name' && token.kind !== 'keyword') return this.unexpected();
    this.at++;
    return token.text;
  }

  private variable(): string {
    const { token } = this;
    if (token.kind !== 'variable') return this.unexpected();
    this.at++;
    return token.text;
  }

  private pattern(): Pattern {
    if (this.accept('[')) {
      const items: Pattern[] = [];
      do items.push(this.pattern());
      while (this.accept(','));
      this.expect(']');
      return { kind: 'array', items };
    }
    if (!this.accept('{')) return { kind: 'variable', name: this.variable() };
    const entries: { key: Node; variable?: string; value?: Pattern }[] = [];
    do {
      const { token } = this;
      if (token.kind === 'variable') {
        this.at++;
        const entry = { key: literal(token.text), variable: token.text };
        entries.push(this.accept(':') ? { ...entry, value: this.pattern() } : entry);
      } else {
        const key = this.key();
        this.expect(':');
        entries.push({ key, value: this.pattern() });
      }
    } while (this.accept(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  /** A key of an object: a word, a string or an expression in parentheses. */
  private key(): Node {
    const { token } = this;
    if (token.kind === 'name' || token.kind === 'keyword') {
      this.at++;
      return literal(token.text);
    }
    if (token.kind === 'number') {
      this.at++;
      return { kind: 'literal', value: token.value };
    }
    if (token.kind === 'string' || token.kind === 'format') return this.primary();
    this.expect('(');
    const body = this.pipe();
    this.expect(')');
    return body;
  }

  private postfix(): Node {
    let term = this.primary();
    for (;;) {
      const { token } = this;
      if (token.kind === 'field') {
        this.at++;
        term = { kind: 'field', target: term, key: literal(token.text) };
      } else if (this.isOperator('.') && this.tokens[this.at + 1]?.kind === 'string') {
        this.at++;
        term = { kind: 'field', target: term, key: this.primary() };
      } else if (this.isOperator('.') && isBracket(this.tokens[this.at + 1])) this.at++;
      else if (this.isOperator('.')) {
        this.at++;
        return this.unexpected('FORMAT or QQSTRING_START');
      } else if (this.isOperator('[')) term = this.brackets(term);
      else if (this.accept('?')) term = { kind: 'try', body: term, handler: undefined };
      else return term;
    }
  }

  private brackets(target: Node): Node {
    this.expect('[');
    if (this.accept(']')) return { kind: 'iterate', target };
    if (this.accept(':')) {
      const to = this.pipe();
      this.expect(']');
      return { kind: 'slice', target, from: undefined, to };
    }
    const key = this.pipe();
    if (!this.accept(':')) {
      this.expect(']');
      return { kind: 'field', target, key };
    }
    const to = this.isOperator(']') ? undefined : this.pipe();
    this.expect(']');
    return { kind: 'slice', target, from: key, to };
  }

  private primary(): Node {
    const { token } = this;
    this.at++;
    switch (token.kind) {
      case 'number':
        return { kind: 'literal', value: token.value };
      case 'string':
        return this.text(token, undefined);
      case 'format': {
        const next = this.token;
        if (next.kind !== 'string') return { kind: 'format', name: token.text };
        this.at++;
        return this.text(next, token.text);
      }
      case 'field':
        return { kind: 'field', target: IDENTITY, key: literal(token.text) };
      case 'variable':
        return token.text === '__loc__' ? location() : { kind: 'variable', name: token.text, at: token.at };
      case 'name':
        return this.call(token.text, token.at);
      case 'keyword':
        return this.keyword(token.text);
      case 'operator':
        return this.operator(token.text);
      default:
        this.at--;
        return this.unexpected();
    }
  }

  private text(token: Token & { kind: 'string' }, format: string | undefined): Node {
    if (token.parts.length === 1 && typeof token.parts[0] === 'string') return literal(token.parts[0]);
    const parts = token.parts.map((part) => (typeof part === 'string' ? part : new Parser(part).program()));
    return { kind: 'text', format, parts };
  }

  private call(name: string, at: number): Node {
    if (name === 'break') return { kind: 'break', name: this.variable() };
    const given: Node[] = [];
    if (this.accept('(')) {
      do given.push(this.pipe());
      while (this.accept(';'));
      this.expect(')');
    }
    return { kind: 'call', name, arguments: given, at };
  }

  private keyword(word: string): Node {
    switch (word) {
      case 'if':
        return this.conditional();
      case 'try': {
        const body = this.postfix();
        return { kind: 'try', body, handler: this.accept('catch') ? this.postfix() : undefined };
      }
      case 'reduce':
      case 'foreach':
        return this.fold(word);
      case 'label': {
        const name = this.variable();
        this.expect('|');
        return { kind: 'label', name, body: this.pipe() };
      }
      default:
        this.at--;
        return this.unexpected();
    }
  }

  private conditional(): Node {
    const condition = this.pipe();
    this.expect('then');
    const then = this.pipe();
    if (this.accept('elif')) return { kind: 'if', condition, then, otherwise: this.conditional() };
    const otherwise = this.accept('else') ? this.pipe() : undefined;
    this.expect('end');
    return { kind: 'if', condition, then, otherwise };
  }

  private fold(kind: 'reduce' | 'foreach'): Node {
    const source = this.postfix();
    this.expect('as');
    const pattern = this.pattern();
    this.expect('(');
    const start = this.pipe();
    this.expect(';');
    const update = this.pipe();
    const extract = kind === 'foreach' && this.accept(';') ? this.pipe() : undefined;
    this.expect(')');
    return kind === 'reduce'
      ? { kind, source, pattern, start, update }
      : { kind, source, pattern, start, update, extract };
  }

  private operator(text: string): Node {
    switch (text) {
      case '..':
        return { kind: 'recurse' };
      case '.': {
        const next = this.token;
        if (next.kind !== 'string') return IDENTITY;
        this.at++;
        return { kind: 'field', target: IDENTITY, key: this.text(next, undefined) };
      }
      case '(': {
        const body = this.pipe();
        this.expect(')');
        return body;
      }
      case '[': {
        if (this.accept(']')) return { kind: 'array', body: undefined };
        const body = this.pipe();
        this.expect(']');
        return { kind: 'array', body };
      }
      case '{':
        return this.object();
      case '-':
        return { kind: 'negate', body: this.postfix() };
      default:
        this.at--;
        return this.unexpected(this.at === 0 ? '$end' : '');
    }
  }

  private object(): Node {
    const entries: { key: Node; value: Node }[] = [];
    if (this.accept('}')) return { kind: 'object', entries };
    do {
      const { token } = this;
      if (token.kind === 'variable') {
        this.at++;
        entries.push({ key: literal(token.text), value: token.text === '__loc__' ? location() : { kind: 'variable', name: token.text, at: token.at } }); // prettier-ignore
        continue;
      }
      const key = this.key();
      if (this.accept(':')) entries.push({ key, value: this.objectValue() });
      else entries.push({ key, value: { kind: 'field', target: IDENTITY, key } });
    } while (this.accept(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  /** Values of objects may be joined by `|` without parentheses, but not by commas. */
  private objectValue(): Node {
    const left = this.binary(3);
    return this.accept('|') ? { kind: 'pipe', left, right: this.objectValue() } : left;
  }
}

function isBracket(token: Token | undefined): boolean {
  return token?.kind === 'operator' && token.text === '[';
}

function literal(value: string): Node {
  return { kind: 'literal', value };
}

function location(): Node {
  return { kind: 'literal', value: new Map<string, string | number>([['file', '<top-level>'], ['line', 1]]) }; // prettier-ignore
}

function joined(text: string, level: number, left: Node, right: Node, at: number): Node {
  if (text === '//') return { kind: 'alternative', left, right };
  if (text === 'and' || text === 'or') return { kind: text, left, right };
  if (level === 4) return { kind: 'assign', operator: text, left, right };
  return { kind: 'operator', operator: text, left, right, at };
}
