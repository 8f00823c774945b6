/**
 * POSIX regular expressions (basic and extended, with GNU's additions) as JavaScript ones.
 *
 * JavaScript matches the first alternative that fits where POSIX wants the longest match; for the patterns of
 * everyday greps the two agree, and `a|ab` is put in longest-first order where both are plain words. Everything else
 * (anchors in the middle of basic expressions, `*` as first character, bracket expressions with classes, intervals,
 * back references, \< \> \b \w) is translated exactly.
 */

export interface RegexOptions {
  /** ERE (`grep -E`, awk) instead of BRE. */
  extended: boolean;
  ignoreCase?: boolean;
  /** `^` and `$` match at every line (sed's M flag). */
  multiline?: boolean;
  /** Only where the expression covers the whole text (grep -x). */
  whole?: boolean;
  /** Only at word boundaries on both sides (grep -w). */
  words?: boolean;
  /** Find all matches (sets the g flag). */
  global?: boolean;
}

/** An expression that is not one; the message is glibc's, without the program's name. */
export class RegexError extends Error {
  override name = 'RegexError';
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}\\p{Nl}', digit: '0-9', alnum: '\\p{L}\\p{Nl}\\p{Nd}', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\s', blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~\\p{P}\\p{S}', print: ' -~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}', graph: '!-~\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}',
  cntrl: '\\x00-\\x1f\\x7f', xdigit: '0-9A-Fa-f',
}; // prettier-ignore

const MOST_REPEATS = 32767;

function literal(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function inSet(character: string): string {
  return /[\\\]^[-]/.test(character) ? `\\${character}` : character;
}

/** One alternative being built: finished pieces, and whether a repetition may follow. */
interface Branch {
  pieces: string[];
  repeatable: boolean;
  /** Only plain characters so far: may be put in longest-first order with others. */
  plain: boolean;
}

class Translator {
  private readonly pattern: readonly string[];
  private readonly extended: boolean;
  private readonly multiline: boolean;
  private at = 0;
  private groups = 0;
  private readonly open: number[] = [];

  constructor(pattern: string, options: RegexOptions) {
    this.pattern = [...pattern];
    this.extended = options.extended;
    this.multiline = options.multiline === true;
  }

  translate(): string {
    const source = this.alternatives(0);
    if (this.at < this.pattern.length) {
      if (!this.extended) throw new RegexError('Unmatched ) or \\)');
      throw new RegexError('Unmatched ) or \\)');
    }
    return source;
  }

  private peek(offset = 0): string | undefined {
    return this.pattern[this.at + offset];
  }

  private isBar(): boolean {
    return this.extended ? this.peek() === '|' : this.peek() === '\\' && this.peek(1) === '|';
  }

  private isClose(depth: number): boolean {
    if (this.extended) return this.peek() === ')' && depth > 0;
    return this.peek() === '\\' && this.peek(1) === ')';
  }

  private alternatives(depth: number): string {
    const branches: Branch[] = [this.branch(depth)];
    while (this.isBar()) {
      this.at += this.extended ? 1 : 2;
      branches.push(this.branch(depth));
    }
    const sources = branches.map((branch) => branch.pieces.join(''));
    if (branches.every((branch) => branch.plain)) sources.sort((a, b) => b.length - a.length);
    return sources.join('|');
  }

  private branch(depth: number): Branch {
    const branch: Branch = { pieces: [], repeatable: false, plain: true };
    while (this.at < this.pattern.length && !this.isBar() && !this.isClose(depth)) this.piece(branch, depth);
    return branch;
  }

  private push(branch: Branch, source: string, repeatable = true): void {
    branch.pieces.push(source);
    branch.repeatable = repeatable;
  }

  private piece(branch: Branch, depth: number): void {
    const character = this.peek() ?? '';
    const first = branch.pieces.length === 0;
    if (this.repetition(branch, first)) return;
    this.at++;
    if (character === '\\') return this.escape(branch, depth);
    if (character === '[') {
      branch.plain = false;
      return this.push(branch, this.bracket());
    }
    if (character === '.') {
      branch.plain = false;
      return this.push(branch, this.multiline ? '[^]' : '.');
    }
    if (this.extended && character === '(') return this.group(branch, depth);
    if (character === '^' && (this.extended || first)) return this.anchor(branch, '^');
    if (character === '$' && (this.extended || this.atEnd(depth))) return this.anchor(branch, '$');
    this.push(branch, literal(character));
  }

  private anchor(branch: Branch, source: string): void {
    branch.plain = false;
    this.push(branch, source, this.extended);
  }

  /** Whether a basic expression ends here, so that `$` is an anchor. */
  private atEnd(depth: number): boolean {
    return this.at >= this.pattern.length || this.isBar() || this.isClose(depth);
  }

  /** Reads `*`, `+`, `?`, `{n,m}` after something; in a basic expression `*` after nothing is itself. */
  private repetition(branch: Branch, first: boolean): boolean {
    const operator = this.operator();
    if (operator === undefined) return false;
    const [length, source] = operator;
    const last = branch.pieces.at(-1);
    if (first || !branch.repeatable || last === undefined) {
      if (!this.extended) {
        if (this.peek() === '\\') {
          this.at += length;
          throw new RegexError('Invalid preceding regular expression');
        }
        this.at += 1;
        this.push(branch, '\\*');
        return true;
      }
      // GNU takes `*`, `+` and `?` at the start of an extended expression for nothing at all.
      this.at += length;
      if (source.startsWith('{')) this.push(branch, literal('{'), true);
      if (source.startsWith('{')) this.at -= length - 1;
      return true;
    }
    this.at += length;
    branch.plain = false;
    const repeated =
      /[*+?}]$/.test(last) && !/\\[*+?}]$/.test(last)
        ? `(?:${last})`
        : last === '^' || last === '$'
          ? `(?:${last})`
          : last;
    branch.pieces[branch.pieces.length - 1] = repeated + source;
    return true;
  }

  private operator(): [length: number, source: string] | undefined {
    const character = this.peek() ?? '';
    if (character === '*') return [1, '*'];
    if (this.extended) {
      if (character === '+' || character === '?') return [1, character];
      return character === '{' ? this.interval(1, /^\{(\d*)(,?)(\d*)\}/) : undefined;
    }
    if (character !== '\\') return undefined;
    const next = this.peek(1) ?? '';
    if (next === '+' || next === '?') return [2, next];
    if (next !== '{') return undefined;
    const found = this.interval(2, /^\\\{(\d*)(,?)(\d*)\\\}/);
    if (found === undefined) throw new RegexError('Unmatched \\{');
    return found;
  }

  private interval(_prefix: number, form: RegExp): [length: number, source: string] | undefined {
    const [whole, least = '', comma = '', most = ''] =
      form.exec(this.pattern.slice(this.at, this.at + 40).join('')) ?? [];
    if (whole === undefined || (least === '' && most === '' && comma === '')) return undefined;
    if (Number(least) > MOST_REPEATS || Number(most) > MOST_REPEATS) throw new RegexError('Regular expression too big');
    if (comma !== '' && most !== '' && Number(least) > Number(most)) throw new RegexError('Invalid content of \\{\\}');
    return [whole.length, comma === '' ? `{${least}}` : `{${least === '' ? '0' : least},${most}}`];
  }

  private group(branch: Branch, depth: number): void {
    const number = ++this.groups;
    this.open.push(number);
    const inner = this.alternatives(depth + 1);
    if (!this.isClose(depth + 1)) throw new RegexError('Unmatched ( or \\(');
    this.at += this.extended ? 1 : 2;
    this.open.pop();
    branch.plain = false;
    this.push(branch, `(${inner})`);
  }

  private escape(branch: Branch, depth: number): void {
    const character = this.peek();
    if (character === undefined) throw new RegexError('Trailing backslash');
    this.at++;
    if (!this.extended && character === '(') return this.group(branch, depth);
    const special = ESCAPES[character];
    if (special !== undefined) {
      branch.plain = false;
      return this.push(branch, special);
    }
    if (/[1-9]/.test(character)) {
      if (Number(character) > this.groups) throw new RegexError('Invalid back reference');
      branch.plain = false;
      return this.push(branch, `(?:\\${character})`);
    }
    this.push(branch, literal(character));
  }

  /** The rest of a bracket expression, after its `[`. */
  private bracket(): string {
    const negated = this.peek() === '^';
    if (negated) this.at++;
    let source = '';
    for (let first = true; ; first = false) {
      const character = this.peek();
      if (character === undefined) throw new RegexError('Unmatched [, [^, [:, [., or [=');
      if (character === ']' && !first) break;
      source += this.setMember(character);
    }
    this.at++;
    if (source === '') return negated ? '[^]' : '[]';
    return `[${negated ? '^' : ''}${source}]`;
  }

  private setMember(character: string): string {
    const rest = this.pattern.slice(this.at, this.at + 16).join('');
    const name = /^\[:([a-z]*):\]/.exec(rest);
    if (name !== null) {
      const members = CLASSES[name[1] ?? ''];
      if (members === undefined) throw new RegexError('Invalid character class name');
      this.at += name[0].length;
      return members;
    }
    const equivalence = /^\[[=.](.)[=.]\]/su.exec(rest);
    if (equivalence !== null) {
      this.at += [...equivalence[0]].length;
      return inSet(equivalence[1] ?? '');
    }
    this.at++;
    const last = this.peek(1);
    if (this.peek() !== '-' || last === undefined || last === ']') return inSet(character);
    this.at += 2;
    if ((character.codePointAt(0) ?? 0) > (last.codePointAt(0) ?? 0)) throw new RegexError('Invalid range end');
    return `${inSet(character)}-${inSet(last)}`;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  w: '[\\p{L}\\p{N}_]', W: '[^\\p{L}\\p{N}_]', s: '\\s', S: '\\S',
  b: '(?:(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_]))',
  B: '(?:(?<=[\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<![\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))',
  '<': '(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])', '>': '(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_])',
  '`': '(?<![^])', "'": '(?![^])', n: '\\n', t: '\\t',
}; // prettier-ignore

/** The source of an equivalent JavaScript expression (for the flags s and u). Throws RegexError. */
export function translateRegex(pattern: string, options: RegexOptions): string {
  let source = new Translator(pattern, options).translate();
  if (options.words === true) source = `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`;
  if (options.whole === true) source = `^(?:${source})$`;
  return source;
}

/** Compiles a POSIX expression. Throws RegexError. */
export function posixRegExp(pattern: string, options: RegexOptions): RegExp {
  const flags = `su${options.ignoreCase === true ? 'i' : ''}${options.multiline === true ? 'm' : ''}${options.global === true ? 'g' : ''}`;
  const source = translateRegex(pattern, options);
  try {
    return new RegExp(source, flags);
  } catch {
    throw new RegexError('Invalid regular expression');
  }
}
