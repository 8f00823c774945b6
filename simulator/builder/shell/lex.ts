/**
 * Words of a Dockerfile line with quotes and variables, as BuildKit's shell lexer reads them (frontend/dockerfile/shell):
 * single and double quotes, the escape character, `$name`, `${name}` and its modifiers.
 */

/** Looks a variable up; undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

export interface LexOptions {
  escape: '\\' | '`';
  /** Keep quotes and escapes as they stand (heredoc names). */
  raw?: boolean;
  /** Leave variables alone that are not set, as `$name` stands. */
  skipUnset?: boolean;
}

export interface Expansion {
  word: string;
  /** Names that were looked up without being set. */
  unmatched: ReadonlySet<string>;
}

/** Thrown for broken quotes and substitutions; `message` is BuildKit's. */
export class LexError extends Error {
  override name = 'LexError';
}

/** Expands one word: quotes are removed, variables replaced, no splitting. */
export function processWord(text: string, lookup: Lookup, options: LexOptions): Expansion {
  const lexer = new Lexer(text, lookup, options);
  const { word } = lexer.all();
  return { word, unmatched: lexer.unmatched };
}

/** Expands a line and splits it at blanks that are not quoted; values of variables are split as well. */
export function processWords(text: string, lookup: Lookup, options: LexOptions): string[] {
  return new Lexer(text, lookup, options).all().words;
}

class Words {
  readonly words: string[] = [];
  #current = '';
  #open = false;

  add(text: string): void {
    for (const character of text) {
      if (/\s/.test(character)) this.end();
      else this.keep(character);
    }
  }

  /** Adds text that is not split (quoted). */
  keep(text: string): void {
    this.#current += text;
    this.#open = true;
  }

  end(): void {
    if (this.#open) this.words.push(this.#current);
    this.#current = '';
    this.#open = false;
  }
}

class Lexer {
  readonly unmatched = new Set<string>();
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #options: LexOptions;
  #at = 0;

  constructor(text: string, lookup: Lookup, options: LexOptions) {
    this.#text = text;
    this.#lookup = lookup;
    this.#options = options;
  }

  all(): { word: string; words: string[] } {
    return this.#until(undefined);
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  /** Reads up to `stop` (not taken) or the end. */
  #until(stop: string | undefined): { word: string; words: string[] } {
    const words = new Words();
    let word = '';
    for (;;) {
      const next = this.#peek();
      if (next === undefined || next === stop) break;
      if (next === "'" || next === '"') {
        const text = next === "'" ? this.#single() : this.#double();
        word += text;
        words.keep(text);
      } else if (next === '$') {
        const text = this.#dollar();
        word += text;
        words.add(text);
      } else {
        const text = this.#plain(next);
        word += text.text;
        if (text.quoted) words.keep(text.text);
        else words.add(text.text);
      }
    }
    words.end();
    return { word, words: words.words };
  }

  #plain(next: string): { text: string; quoted: boolean } {
    this.#at++;
    if (next !== this.#options.escape) return { text: next, quoted: false };
    const escaped = this.#peek();
    if (escaped === undefined) return { text: this.#options.raw === true ? next : '', quoted: true };
    this.#at++;
    return { text: this.#options.raw === true ? next + escaped : escaped, quoted: true };
  }

  #single(): string {
    const begin = this.#at;
    const end = this.#text.indexOf("'", begin + 1);
    if (end === -1) throw new LexError('unexpected end of statement while looking for matching single-quote');
    this.#at = end + 1;
    return this.#options.raw === true ? this.#text.slice(begin, end + 1) : this.#text.slice(begin + 1, end);
  }

  #double(): string {
    this.#at++;
    let text = this.#options.raw === true ? '"' : '';
    for (;;) {
      const next = this.#peek();
      if (next === undefined) throw new LexError('unexpected end of statement while looking for matching double-quote');
      if (next === '"') {
        this.#at++;
        return this.#options.raw === true ? `${text}"` : text;
      }
      if (next === '$') {
        text += this.#dollar();
        continue;
      }
      this.#at++;
      const escaped = this.#peek();
      const special = escaped === '"' || escaped === '$' || escaped === this.#options.escape;
      if (next === this.#options.escape && escaped !== undefined && special) {
        this.#at++;
        text += this.#options.raw === true ? next + escaped : escaped;
      } else {
        text += next;
      }
    }
  }

  #dollar(): string {
    this.#at++;
    if (this.#peek() === '{') return this.#braced();
    const name = this.#name();
    if (name === '') return '$';
    const value = this.#value(name);
    return value ?? (this.#options.skipUnset === true ? `$${name}` : '');
  }

  #name(): string {
    const match = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]|[*#@!?$-])/.exec(this.#text.slice(this.#at));
    const name = match?.[0] ?? '';
    this.#at += name.length;
    return name;
  }

  #value(name: string): string | undefined {
    const value = this.#lookup(name);
    if (value === undefined) this.unmatched.add(name);
    return value;
  }

  #braced(): string {
    const begin = this.#at - 1;
    this.#at++;
    const name = this.#name();
    const next = this.#peek();
    if (name === '') {
      if (next === undefined) throw new LexError("syntax error: missing '}'");
      throw new LexError('syntax error: bad substitution');
    }
    if (next === '}') {
      this.#at++;
      const value = this.#value(name);
      return value ?? (this.#options.skipUnset === true ? `\${${name}}` : '');
    }
    const text = this.#modified(name);
    if (text === undefined) return this.#text.slice(begin, this.#at);
    return text;
  }

  /** After the name: `:-` `:+` `:?` `-` `+` `?` `#` `##` `%` `%%` `/` `//`. undefined leaves the text as it stands. */
  #modified(name: string): string | undefined {
    const rest = this.#text.slice(this.#at);
    const operator = /^(:[-+?]|[-+?]|##?|%%?|\/\/?)/.exec(rest)?.[0];
    if (rest === '') throw new LexError("syntax error: missing '}'");
    if (operator === undefined) {
      throw new LexError(`unsupported modifier (${rest.slice(0, rest.startsWith(':') ? 2 : 1)}) in substitution`);
    }
    this.#at += operator.length;
    if (operator.startsWith('/')) return this.#replaced(name, operator === '//');
    const word = this.#operand('}');
    const value = this.#lookup(name);
    const isSet = value !== undefined && (!operator.startsWith(':') || value !== '');
    switch (operator.replace(':', '')) {
      case '-':
        return isSet ? value : word;
      case '+':
        return isSet ? word : '';
      case '?':
        if (isSet) return value;
        throw new LexError(
          word === ''
            ? `${name}: ${value === undefined ? 'not allowed to be unset' : 'not allowed to be empty'}`
            : `${name}: ${word}`,
        );
      default:
        return trimPattern(this.#value(name) ?? '', word, operator);
    }
  }

  #replaced(name: string, all: boolean): string {
    const pattern = globRegExp(this.#operand('/'), true);
    const replacement = this.#operand('}');
    const value = this.#value(name) ?? '';
    return value.replace(new RegExp(pattern, all ? 'g' : ''), () => replacement);
  }

  /** The text up to `stop`, expanded; `stop` is taken. */
  #operand(stop: string): string {
    const { word } = this.#until(stop);
    if (this.#peek() !== stop) throw new LexError("syntax error: missing '}'");
    this.#at++;
    return word;
  }
}

function trimPattern(value: string, pattern: string, operator: string): string {
  const greedy = operator.length === 2;
  const source = globRegExp(pattern, greedy);
  if (operator.startsWith('#')) return value.replace(new RegExp(`^(?:${source})`), '');
  // A suffix: the shortest begins as late as possible, the longest as early.
  for (
    let length = greedy ? value.length : 0;
    greedy ? length >= 0 : length <= value.length;
    length += greedy ? -1 : 1
  ) {
    if (new RegExp(`^(?:${source})$`).test(value.slice(value.length - length)))
      return value.slice(0, value.length - length);
  }
  return value;
}

function globRegExp(pattern: string, greedy: boolean): string {
  let source = '';
  for (const character of pattern) {
    if (character === '*') source += greedy ? '.*' : '.*?';
    else if (character === '?') source += '.';
    else source += character.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  }
  return source;
}
