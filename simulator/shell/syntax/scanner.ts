/**
 * Finds the tokens of shell source: where words end (through quotes, substitutions and here-documents) and what the
 * operators are. It builds no tree. Nested command substitutions are read by the recognizer, which hands itself in,
 * because only the grammar knows where `$(case x in x) ;; esac)` ends.
 */
import { SyntaxStop } from './problem.ts';
import type { Opener } from './problem.ts';
import type { SyntaxRules } from './rules.ts';
import { CONTROL_OPERATORS, REDIRECTIONS } from './token.ts';
import type { Token } from './token.ts';

/** A change to the source before it goes to the parser: `text` replaces what stands from `pos` to `end`. */
export interface Edit {
  pos: number;
  end: number;
  text: string;
}

interface HereDocument {
  delimiter: string;
  stripTabs: boolean;
  pos: number;
}

/** A here-document that the end of input closed. */
export interface UnclosedHereDocument {
  delimiter: string;
  line: number;
}

export interface WordContext {
  /** `name[...]=` and, with `arrays`, `name=(...)` may be read here. */
  assignment: boolean;
  arrays: boolean;
  /** After `=~`: parentheses and `|` belong to the word. */
  regex?: boolean;
}

/** Where a command may begin. */
const COMMAND: WordContext = { assignment: true, arrays: true };
export const ARGUMENT: WordContext = { assignment: false, arrays: false };

export class Scanner {
  readonly source: string;
  readonly rules: SyntaxRules;
  readonly edits: Edit[] = [];
  readonly unclosed: UnclosedHereDocument[] = [];
  at: number;
  /** Whether `!(a)` and the like are words (shopt extglob, or inside `[[ ]]`). */
  extglob: boolean;
  private readonly nested: (scanner: Scanner) => void;
  private readonly firstLine: number;
  private pending: HereDocument[] = [];

  constructor(
    source: string,
    start: number,
    rules: SyntaxRules,
    options: { extglob: boolean; firstLine: number; nested: (scanner: Scanner) => void },
  ) {
    this.source = source;
    this.at = start;
    this.rules = rules;
    this.extglob = options.extglob;
    this.firstLine = options.firstLine;
    this.nested = options.nested;
  }

  get waitsForHereDocument(): boolean {
    return this.pending.length > 0 || this.unclosed.length > 0;
  }

  /** The line number of an offset. */
  lineAt(offset: number): number {
    let line = this.firstLine;
    for (let i = this.source.indexOf('\n'); i >= 0 && i < offset; i = this.source.indexOf('\n', i + 1)) line += 1;
    return line;
  }

  next(context: WordContext = COMMAND): Token {
    this.skipBlanks();
    const pos = this.at;
    const char = this.source.charAt(pos);
    if (char === '') return { kind: 'end', pos, end: pos };
    if (char === '\n') return this.newline(pos);
    const descriptor = this.descriptorBeforeRedirection();
    if (descriptor !== undefined) return descriptor;
    const redirection = this.startsProcessSubstitution(pos) ? undefined : this.redirection(pos);
    if (redirection !== undefined) return redirection;
    const operator =
      context.regex === true
        ? undefined
        : CONTROL_OPERATORS.find((text) => this.has(text, pos) && this.knowsOperator(text));
    if (operator !== undefined) {
      this.at = pos + operator.length;
      return { kind: 'operator', pos, end: this.at, text: operator };
    }
    return this.word(context);
  }

  /** Called by the recognizer once it knows that a word is the delimiter of `<<`. */
  expectHereDocument(word: Token, stripTabs: boolean): void {
    const text = this.source.slice(word.pos, word.end);
    this.pending.push({ delimiter: unquote(text), stripTabs, pos: word.pos });
  }

  /** At the end of input: here-documents that were announced and never came. */
  closeHereDocuments(): void {
    for (const document of this.pending)
      this.unclosed.push({ delimiter: document.delimiter, line: this.lineAt(document.pos) });
    this.pending = [];
  }

  private has(text: string, at = this.at): boolean {
    return this.source.startsWith(text, at);
  }

  private skipBlanks(): void {
    for (;;) {
      const char = this.source.charAt(this.at);
      if (char === ' ' || char === '\t') this.at += 1;
      else if (char === '\\' && this.source.charAt(this.at + 1) === '\n') this.at += 2;
      else if (char === '#') this.skipComment();
      else return;
    }
  }

  private skipComment(): void {
    const end = this.source.indexOf('\n', this.at);
    this.at = end < 0 ? this.source.length : end;
  }

  private newline(pos: number): Token {
    this.at = pos + 1;
    const documents = this.pending;
    this.pending = [];
    for (const document of documents) this.readHereDocument(document);
    return { kind: 'newline', pos, end: pos + 1 };
  }

  private readHereDocument(document: HereDocument): void {
    while (this.at < this.source.length) {
      const end = this.source.indexOf('\n', this.at);
      const line = this.source.slice(this.at, end < 0 ? this.source.length : end);
      this.at = end < 0 ? this.source.length : end + 1;
      if ((document.stripTabs ? line.replace(/^\t+/, '') : line) === document.delimiter) return;
    }
    this.unclosed.push({ delimiter: document.delimiter, line: this.lineAt(document.pos) });
  }

  private knowsOperator(text: string): boolean {
    return this.rules.bash || (text !== '|&' && text !== ';&' && text !== ';;&');
  }

  /** `2>` or `{fd}>`: the number or name is part of the redirection. */
  private descriptorBeforeRedirection(): Token | undefined {
    const match = /^(\d+|\{[A-Za-z_]\w*\})(?=[<>])/.exec(this.source.slice(this.at, this.at + 64));
    const text = match?.[1];
    if (text === undefined || (text.startsWith('{') && this.startsProcessSubstitution(this.at + text.length)))
      return undefined;
    const after = this.at + text.length;
    const refused = text.startsWith('{') ? !this.rules.bash : text.length > 1 && !this.rules.longDescriptors;
    if (refused) {
      this.edits.push({ pos: after, end: after, text: ' ' });
      return undefined;
    }
    if (this.startsProcessSubstitution(after)) return undefined;
    return this.redirection(after);
  }

  private redirection(from: number): Token | undefined {
    const text = REDIRECTIONS.find(
      (candidate) => this.has(candidate, from) && (candidate !== '&>>' || this.rules.bash),
    );
    if (text === undefined) return undefined;
    if (text.startsWith('&') && !this.rules.ampersandRedirect) {
      this.edits.push({ pos: from + 1, end: from + 1, text: ' ' });
      return undefined;
    }
    const pos = this.at;
    this.at = from + text.length;
    return { kind: 'redirection', pos, end: this.at, text };
  }

  private startsProcessSubstitution(at: number): boolean {
    return this.rules.processSubstitution && (this.has('<(', at) || this.has('>(', at));
  }

  private word(context: WordContext): Token {
    const pos = this.at;
    let bare = true;
    let parentheses = 0;
    for (;;) {
      const char = this.source.charAt(this.at);
      if (context.regex === true && (char === '(' || char === ')' || char === '|')) {
        parentheses += char === '(' ? 1 : char === ')' ? -1 : 0;
        this.at += 1;
        continue;
      }
      if (parentheses > 0 && char !== '' && ' \t<>;&'.includes(char)) {
        this.at += 1;
        continue;
      }
      if (this.endsWord(char)) break;
      if (this.skipSpecial(char, context, pos)) bare = false;
      else this.at += 1;
    }
    if (this.at === pos) this.at += 1;
    return { kind: 'word', pos, end: this.at, text: this.source.slice(pos, this.at), bare };
  }

  private endsWord(char: string): boolean {
    if (char === '' || char === ' ' || char === '\t' || char === '\n' || char === ';' || char === '&' || char === '|')
      return true;
    if (char === '(' || char === ')') return true;
    return (char === '<' || char === '>') && !this.startsProcessSubstitution(this.at);
  }

  /** Reads a quote, an expansion or the like; false when `char` is an ordinary character. */
  private skipSpecial(char: string, context: WordContext, wordStart: number): boolean {
    switch (char) {
      case '\\':
        this.at += 2;
        return true;
      case "'":
        this.singleQuoted();
        return true;
      case '"':
        this.doubleQuoted();
        return true;
      case '`':
        this.backquoted();
        return true;
      case '$':
        return this.dollar(false);
      case '<':
      case '>':
        this.commandSubstitution();
        return true;
      case '[':
        return this.subscript(context, wordStart);
      case '=':
        return this.arrayValue(context, wordStart);
      default:
        return this.extendedPattern(char);
    }
  }

  private fail(opener: Opener, pos: number): never {
    throw new SyntaxStop({
      kind: 'unterminated',
      opener,
      line: this.lineAt(pos),
      lastLine: this.lineAt(this.source.length),
    });
  }

  private singleQuoted(): void {
    const end = this.source.indexOf("'", this.at + 1);
    if (end < 0) this.fail("'", this.at);
    this.at = end + 1;
  }

  doubleQuoted(): void {
    const pos = this.at;
    for (this.at += 1; ;) {
      const char = this.source.charAt(this.at);
      if (char === '') this.fail('"', pos);
      if (char === '"') break;
      if (char === '\\') this.at += 2;
      else if (char === '`') this.backquoted();
      else if (char !== '$' || !this.dollar(true)) this.at += 1;
    }
    this.at += 1;
  }

  private backquoted(): void {
    const pos = this.at;
    for (this.at += 1; ; this.at += 1) {
      const char = this.source.charAt(this.at);
      if (char === '') this.fail('`', pos);
      if (char === '`') break;
      if (char === '\\') this.at += 1;
    }
    this.at += 1;
  }

  /** What begins with `$`. False (nothing read) when it is a plain dollar or a simple `$name`. */
  private dollar(quoted: boolean): boolean {
    const next = this.source.charAt(this.at + 1);
    if (next === '(') this.parenthesisedExpansion();
    else if (next === '{') this.parameter(quoted);
    else if (next === "'" && !quoted) this.ansiQuoted();
    else if (next === '"' && !quoted) this.localeQuoted();
    else if (next === '[') this.oldArithmetic();
    else if (/[\w?$!#*@-]/.test(next)) this.at += 2;
    else return false;
    return true;
  }

  private ansiQuoted(): void {
    const pos = this.at;
    if (!this.rules.ansiQuotes) {
      this.escapeDollar();
      return;
    }
    for (this.at += 2; this.source.charAt(this.at) !== "'"; this.at += 1) {
      if (this.at >= this.source.length) this.fail("'", pos);
      if (this.source.charAt(this.at) === '\\') this.at += 1;
    }
    this.at += 1;
  }

  private localeQuoted(): void {
    if (this.rules.bash) this.at += 1;
    else this.escapeDollar();
  }

  private oldArithmetic(): void {
    if (!this.rules.bash) {
      this.escapeDollar();
      return;
    }
    const pos = this.at;
    this.at += 2;
    this.balanced('[', ']', pos, '((');
  }

  private escapeDollar(): void {
    this.edits.push({ pos: this.at, end: this.at, text: '\\' });
    this.at += 1;
  }

  private parenthesisedExpansion(): void {
    if (this.source.charAt(this.at + 2) === '(' && this.arithmetic(this.at + 1)) return;
    this.commandSubstitution();
  }

  /**
   * Reads `((...))` whose first parenthesis stands at `open`. False (nothing read) when the parentheses do not close
   * together, which makes them a nested subshell.
   */
  arithmetic(open: number): boolean {
    const start = this.at;
    this.at = open + 2;
    this.balanced('(', ')', start, '((');
    if (this.source.charAt(this.at) === ')') {
      this.at += 1;
      return true;
    }
    if (this.at >= this.source.length) this.fail('((', start);
    this.at = start;
    return false;
  }

  /** Reads up to and over the bracket that closes the one before the current position. */
  private balanced(open: string, close: string, pos: number, opener: Opener): void {
    for (let depth = 1; depth > 0;) {
      const char = this.source.charAt(this.at);
      if (char === '') this.fail(opener, pos);
      if (char === open) depth += 1;
      else if (char === close) depth -= 1;
      if (char === '\\') this.at += 2;
      else if (char === "'") this.singleQuoted();
      else if (char === '"') this.doubleQuoted();
      else if (char === '`') this.backquoted();
      else if (char !== '$' || !this.dollar(true)) this.at += 1;
    }
  }

  /** `$(`, `<(` or `>(` at the current position, with all up to the closing parenthesis. */
  private commandSubstitution(): void {
    const pos = this.at;
    this.at += 2;
    const outer = this.pending;
    this.pending = [];
    try {
      this.nested(this);
    } catch (error) {
      throw this.rules.bash && error instanceof SyntaxStop ? endedInside(error, this, pos) : error;
    }
    this.pending = outer;
  }

  /** `${...}`. Inside double quotes single quotes are ordinary unless a pattern stands there. */
  private parameter(quoted: boolean): void {
    const pos = this.at;
    if (this.rules.bash && /^\$\{[ \t\n|]/.test(this.source.slice(pos, pos + 3))) {
      this.balancedBraces(pos, false);
      return;
    }
    this.balancedBraces(pos, quoted && !/^\$\{!?[\w@*#?-]*(\[[^\]]*\])?[#%/^,]/.test(this.source.slice(pos, pos + 80)));
  }

  private balancedBraces(pos: number, quotesAreOrdinary: boolean): void {
    this.at = pos + 2;
    for (;;) {
      const char = this.source.charAt(this.at);
      if (char === '') this.fail('${', pos);
      if (char === '}') break;
      if (char === '\\') this.at += 2;
      else if (char === "'" && !quotesAreOrdinary) this.singleQuoted();
      else if (char === '"') this.doubleQuoted();
      else if (char === '`') this.backquoted();
      else if (char !== '$' || !this.dollar(quotesAreOrdinary)) this.at += 1;
    }
    this.at += 1;
  }

  /** `name[...]` where an assignment may stand; spaces inside the brackets do not end the word. */
  private subscript(context: WordContext, wordStart: number): boolean {
    if (!this.rules.bash || !context.assignment || !/^[A-Za-z_]\w*$/.test(this.source.slice(wordStart, this.at)))
      return false;
    const open = this.at;
    try {
      this.at += 1;
      this.balanced('[', ']', open, '((');
    } catch (error) {
      if (!(error instanceof SyntaxStop)) throw error;
      this.at = open;
      return false;
    }
    if (/^\+?=/.test(this.source.slice(this.at, this.at + 2))) return true;
    this.at = open;
    return false;
  }

  private arrayValue(context: WordContext, wordStart: number): boolean {
    if (!this.rules.bash || !context.arrays || this.source.charAt(this.at + 1) !== '(') return false;
    if (!/^[A-Za-z_]\w*(\[.*\])?\+?$/s.test(this.source.slice(wordStart, this.at))) return false;
    const pos = this.at;
    this.at += 2;
    this.arrayElements(pos);
    return true;
  }

  private arrayElements(pos: number): void {
    for (;;) {
      this.skipBlanks();
      const char = this.source.charAt(this.at);
      if (char === '') this.fail('array', pos);
      if (char === ')') break;
      if (char === '\n') this.at += 1;
      else this.arrayElement();
    }
    this.at += 1;
  }

  private arrayElement(): void {
    const start = this.at;
    const operator = [...REDIRECTIONS, ...CONTROL_OPERATORS].find(
      (text) => this.has(text) && !this.startsProcessSubstitution(this.at),
    );
    if (operator !== undefined) {
      throw new SyntaxStop({
        kind: 'unexpected',
        token: { kind: 'operator', text: operator },
        expecting: undefined,
        line: this.lineAt(start),
      });
    }
    if (this.source.charAt(start) === '[') {
      this.at += 1;
      this.balanced('[', ']', start, 'array');
    }
    if (this.at < this.source.length && !this.endsWord(this.source.charAt(this.at))) this.word(ARGUMENT);
  }

  /** `@(...)` and the like, with everything up to the closing parenthesis. */
  private extendedPattern(char: string): boolean {
    if (!this.extglob || !'?*+@!'.includes(char) || this.source.charAt(this.at + 1) !== '(') return false;
    const pos = this.at;
    this.at += 2;
    this.balanced('(', ')', pos, 'extglob');
    return true;
  }
}

/** bash reports the end of input inside `$(` as a missing parenthesis, and other mistakes there with another status. */
function endedInside(stop: SyntaxStop, scanner: Scanner, pos: number): SyntaxStop {
  const { problem } = stop;
  if (problem.kind !== 'unexpected') return stop;
  if (problem.token.kind !== 'end of file') return new SyntaxStop({ ...problem, inSubstitution: true });
  return new SyntaxStop({ kind: 'unterminated', opener: '$(', line: scanner.lineAt(pos), lastLine: problem.line });
}

/** A here-document's delimiter with its quotes taken off. */
function unquote(text: string): string {
  return text.replace(
    /\\([\s\S])|'([^']*)'|\$?"((?:\\[\s\S]|[^"])*)"/g,
    (_all, escaped?: string, single?: string, double?: string) => {
      if (escaped !== undefined) return escaped === '\n' ? '' : escaped;
      return single ?? (double ?? '').replace(/\\(["\\$`\n])/g, '$1');
    },
  );
}
