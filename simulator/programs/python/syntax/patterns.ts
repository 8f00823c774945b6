/** Patterns of `match` (PEP 634). */
import type { Expr, Pattern } from './ast.ts';
import { ExpressionParser } from './expressions.ts';

export class PatternParser extends ExpressionParser {
  /** What stands behind `case`: an open sequence, or one pattern. */
  protected topPattern(): Pattern {
    const start = this.token;
    const first = this.#maybeStar();
    if (!this.is(',')) {
      if (first.kind === 'MatchStar') throw this.fault();
      return first;
    }
    const patterns = [first];
    while (this.accept(',')) {
      if (this.is(':') || this.is('if')) break;
      patterns.push(this.#maybeStar());
    }
    return { kind: 'MatchSequence', patterns, at: this.since(start) };
  }

  #maybeStar(): Pattern {
    const start = this.token;
    if (!this.accept('*')) return this.#as();
    const name = this.name();
    return { kind: 'MatchStar', name: name === '_' ? undefined : name, at: this.since(start) };
  }

  #as(): Pattern {
    const start = this.token;
    const pattern = this.#or();
    if (!this.accept('as')) return pattern;
    if (this.is('_')) throw this.fault("cannot use '_' as a target");
    const name = this.name();
    return { kind: 'MatchAs', pattern, name, at: this.since(start) };
  }

  #or(): Pattern {
    const start = this.token;
    const first = this.#closed();
    if (!this.is('|')) return first;
    const patterns = [first];
    while (this.accept('|')) patterns.push(this.#closed());
    return { kind: 'MatchOr', patterns, at: this.since(start) };
  }

  #closed(): Pattern {
    const start = this.token;
    if (this.is('(') || this.is('[')) return this.#sequence();
    if (this.is('{')) return this.#mapping();
    if (this.is('None') || this.is('True') || this.is('False')) {
      const { text } = this.next();
      return { kind: 'MatchSingleton', value: text === 'None' ? null : text === 'True', at: this.since(start) };
    }
    if (this.isName()) return this.#nameOrClass();
    if (this.is('-') || ['number', 'float', 'imaginary', 'string'].includes(start.kind)) {
      // Numbers (also `-1` and `1+2j`) and strings; `|` binds alternatives instead.
      const value = this.binary(4);
      return { kind: 'MatchValue', value, at: this.since(start) };
    }
    throw this.fault();
  }

  #nameOrClass(): Pattern {
    const start = this.token;
    let value: Expr = { kind: 'Name', id: this.name(), at: start };
    while (this.accept('.')) {
      const attr = this.name();
      value = { kind: 'Attribute', value, attr, at: this.since(start) };
    }
    if (this.accept('(')) return this.#class(value);
    if (value.kind === 'Attribute') return { kind: 'MatchValue', value, at: value.at };
    const { id } = value;
    return { kind: 'MatchAs', pattern: undefined, name: id === '_' ? undefined : id, at: value.at };
  }

  #class(cls: Expr): Pattern {
    const patterns: Pattern[] = [];
    const keywords: string[] = [];
    const keywordPatterns: Pattern[] = [];
    while (!this.is(')')) {
      if (this.isName() && this.peek().text === '=') {
        keywords.push(this.name());
        this.at++;
        keywordPatterns.push(this.#as());
      } else {
        if (keywords.length > 0) throw this.fault('positional patterns follow keyword patterns');
        patterns.push(this.#as());
      }
      if (!this.accept(',')) break;
    }
    this.expect(')');
    return { kind: 'MatchClass', cls, patterns, keywords, keywordPatterns, at: this.since(cls.at) };
  }

  #sequence(): Pattern {
    const start = this.next();
    const end = start.text === '(' ? ')' : ']';
    const patterns: Pattern[] = [];
    let comma = false;
    while (!this.is(end)) {
      patterns.push(this.#maybeStar());
      if (!this.accept(',')) break;
      comma = true;
    }
    this.expect(end);
    const [only] = patterns;
    if (end === ')' && only !== undefined && patterns.length === 1 && !comma && only.kind !== 'MatchStar') return only;
    return { kind: 'MatchSequence', patterns, at: this.since(start) };
  }

  #mapping(): Pattern {
    const start = this.next();
    const keys: Expr[] = [];
    const patterns: Pattern[] = [];
    let rest: string | undefined;
    while (!this.is('}')) {
      if (this.accept('**')) rest = this.name();
      else {
        keys.push(this.binary(4));
        this.expect(':');
        patterns.push(this.#as());
      }
      if (!this.accept(',')) break;
    }
    this.expect('}');
    return { kind: 'MatchMapping', keys, patterns, rest, at: this.since(start) };
  }
}
