/** What is to be completed: the word before the cursor, its quoting, and whether it names a command. */

export interface CompletedWord {
  /** Where the word begins in the line, its opening quote included. */
  readonly start: number;
  /** The word with quotes and backslashes taken off. */
  readonly text: string;
  /** The quote it is in, if any. */
  readonly quote: '' | '"' | "'";
  readonly kind: 'command' | 'argument' | 'variable';
  /** Words of its command, unquoted, this one last. */
  readonly words: readonly string[];
  /** For variables: the part before the name (`$` or `${`). */
  readonly sigil: string;
  /** The line up to the cursor. */
  readonly line: string;
}

const SEPARATORS = /[|&;(`]/;
/** Words after which another command begins. */
const LEADERS: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'time']);

/** The word at the end of `line`. */
export function wordAt(line: string): CompletedWord {
  const scan = new LineScan(line);
  const { words, start, quote, text, redirected } = scan;
  const variable = quote === "'" ? null : /(\$\{?)(\w*)$/.exec(line.slice(start));
  const raw = line.slice(start);
  if (variable !== null && !raw.endsWith('\\' + variable[0])) {
    const [whole, sigil = '$', name = ''] = variable;
    return {
      start: Array.from(line).length - Array.from(whole).length,
      text: sigil + name,
      quote: '',
      kind: 'variable',
      words: [...words, text],
      sigil,
      line,
    };
  }
  const isCommand = words.filter((word) => !LEADERS.has(word) && !/^\w+=/.test(word)).length === 0 && !redirected;
  return {
    start: Array.from(line.slice(0, start)).length,
    text,
    quote,
    kind: isCommand ? 'command' : 'argument',
    words: [...words.filter((word) => !/^\w+=/.test(word)), text],
    sigil: '',
    line,
  };
}

/** Splits a line into the words of its last command. */
class LineScan {
  words: string[] = [];
  start = 0;
  text = '';
  quote: '' | '"' | "'" = '';
  redirected = false;
  private inWord = false;

  constructor(line: string) {
    for (let at = 0; at < line.length; at++) at = this.take(line, at);
    if (!this.inWord) this.start = line.length;
  }

  /** Takes the character at `at`; the result is the last offset taken. */
  private take(line: string, at: number): number {
    const char = line.charAt(at);
    if (this.quote !== '') {
      if (char === this.quote) this.quote = '';
      else if (char === '\\' && this.quote === '"' && at + 1 < line.length)
        return this.add(line.charAt(at + 1), at + 1);
      else this.text += char;
      return at;
    }
    if (char === '\\' && at + 1 < line.length) {
      this.begin(at);
      return this.add(line.charAt(at + 1), at + 1);
    }
    if (/\s/.test(char)) this.endWord();
    else if (SEPARATORS.test(char) && !(char === '(' && line.charAt(at - 1) !== '$' && this.inWord)) this.newCommand();
    else if (char === '<' || char === '>') this.redirect();
    else if (char === '"' || char === "'") {
      this.begin(at);
      this.quote = char;
    } else {
      this.begin(at);
      this.text += char;
    }
    return at;
  }

  private add(char: string, at: number): number {
    this.text += char;
    return at;
  }

  private begin(at: number): void {
    if (this.inWord) return;
    this.inWord = true;
    this.start = at;
    this.text = '';
  }

  private endWord(): void {
    if (!this.inWord) return;
    if (this.redirected) this.redirected = false;
    else this.words.push(this.text);
    if (LEADERS.has(this.text) && this.words.length === 1) this.words = [];
    this.inWord = false;
    this.text = '';
  }

  private newCommand(): void {
    this.inWord = false;
    this.text = '';
    this.words = [];
    this.redirected = false;
  }

  private redirect(): void {
    this.endWord();
    this.redirected = true;
  }
}
