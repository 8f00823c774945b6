/** `!!`, `!$`, `!ls`, `^old^new`: bash's history expansion. */
import type { History } from './history.ts';

export interface Expanded {
  line: string;
  changed: boolean;
  /** `:p`: show it, do not run it. */
  printOnly: boolean;
}

/** The line with history references put in; or why one of them means nothing (`!x: event not found`). */
export function expandHistory(line: string, history: History): Expanded | { error: string } {
  const substitution = /^\^([^^]*)\^([^^\n]*)\^?(.*)$/s.exec(line);
  if (substitution !== null) return quickSubstitution(line, substitution, history);
  if (!line.includes('!')) return { line, changed: false, printOnly: false };
  return new Expansion(line, history).run();
}

function quickSubstitution(line: string, match: RegExpExecArray, history: History): Expanded | { error: string } {
  const [, old = '', fresh = '', rest = ''] = match;
  const last = history.at(history.size - 1);
  if (last === undefined || !last.includes(old)) return { error: `:s${line}: substitution failed` };
  return { line: last.replace(old, () => fresh) + rest, changed: true, printOnly: false };
}

class Expansion {
  private readonly line: string;
  private readonly history: History;
  private out = '';
  private changed = false;
  private printOnly = false;
  private error: string | undefined;

  constructor(line: string, history: History) {
    this.line = line;
    this.history = history;
  }

  run(): Expanded | { error: string } {
    let quote = '';
    for (let at = 0; at < this.line.length && this.error === undefined;) {
      const char = this.line.charAt(at);
      if (char === '\\' && quote !== "'") {
        this.out += this.line.slice(at, at + 2);
        at += 2;
      } else if (char === '!' && quote !== "'" && this.isReference(at, quote)) {
        at = this.reference(at);
      } else {
        if (char === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
        else if (char === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
        this.out += char;
        at += 1;
      }
    }
    return this.error === undefined
      ? { line: this.out, changed: this.changed, printOnly: this.printOnly }
      : { error: this.error };
  }

  /** A `!` before a blank, `=`, `(` or, in double quotes, before the closing quote is itself. */
  private isReference(at: number, quote: string): boolean {
    const next = this.line.charAt(at + 1);
    if (next === '' || /[\s=(]/.test(next)) return false;
    if (next === '"' && quote === '"') return false;
    return !(
      this.line.charAt(at - 1) === '$' ||
      (this.line.charAt(at - 1) === '{' && this.line.charAt(at - 2) === '$') ||
      this.line.charAt(at - 1) === '['
    );
  }

  private reference(at: number): number {
    const rest = this.line.slice(at);
    const event = /^!(?:(!)|(-?\d+)|(\?)([^?\n]*)\??|(#)|(?=[$^*:])|([^\s:$^*;&|<>()"'!-][^\s:;&|<>()"']*))/.exec(rest);
    if (event === null) {
      this.error = `${rest}: event not found`;
      return this.line.length;
    }
    const [whole, bang, number, contains, wanted, current, prefix] = event;
    const found =
      current !== undefined
        ? this.out
        : this.find({ bang, number, wanted: contains === undefined ? undefined : wanted, prefix });
    if (found === undefined) {
      this.error = `${whole}: event not found`;
      return this.line.length;
    }
    this.changed = true;
    return this.designate(found, at + whole.length, whole);
  }

  private find(event: {
    bang: string | undefined;
    number: string | undefined;
    wanted: string | undefined;
    prefix: string | undefined;
  }): string | undefined {
    const { history } = this;
    if (event.number !== undefined) return history.numbered(Number(event.number));
    const { wanted, prefix } = event;
    if (wanted !== undefined) return history.all().findLast((line) => line.includes(wanted));
    if (prefix !== undefined) return history.all().findLast((line) => line.startsWith(prefix));
    return history.at(history.size - 1);
  }

  /** Word designators (`:2`, `$`, `^`, `*`, `:1-3`) and modifiers (`:h :t :r :e :p :s/a/b/ :gs/a/b/`). */
  private designate(event: string, from: number, shown: string): number {
    let at = from;
    let text = event;
    const designator = /^(?::(\d+)-(\d+|\$)|:(\d+)(\*|-)?|:?([$^*]))/.exec(this.line.slice(at));
    if (designator !== null) {
      const picked = pickWords(event, designator);
      if (picked === undefined) {
        this.error = `${shown}${designator[0]}: bad word specifier`;
        return this.line.length;
      }
      text = picked;
      at += designator[0].length;
    }
    for (;;) {
      const modifier = /^:(?:(g?)s(.)((?:\\.|(?!\2).)*)\2((?:\\.|(?!\2).)*)\2?|([htrepq]))/.exec(this.line.slice(at));
      if (modifier === null) break;
      text = this.modify(text, modifier);
      at += modifier[0].length;
    }
    this.out += text;
    return at;
  }

  private modify(text: string, modifier: RegExpExecArray): string {
    const [, global = '', , old = '', fresh = '', letter] = modifier;
    switch (letter) {
      case 'h':
        return text.replace(/\/[^/]*$/, '');
      case 't':
        return text.replace(/^.*\//, '');
      case 'r':
        return text.replace(/\.[^./]*$/, '');
      case 'e':
        return /\.[^./]*$/.exec(text)?.[0] ?? '';
      case 'q':
        return `'${text}'`;
      case 'p':
        this.printOnly = true;
        return text;
      default:
        return global === 'g' ? text.replaceAll(old, () => fresh) : text.replace(old, () => fresh);
    }
  }
}

function pickWords(event: string, designator: RegExpExecArray): string | undefined {
  const words = event.match(/(?:[^\s"'\\]|\\.|"[^"]*"?|'[^']*'?)+/g) ?? [];
  const [, from, to, single, more, sign] = designator;
  if (sign === '*') return words.slice(1).join(' ');
  if (from !== undefined) return words.slice(Number(from), to === '$' ? undefined : Number(to) + 1).join(' ');
  const index = sign === '$' ? words.length - 1 : sign === '^' ? 1 : Number(single);
  if (words[index] === undefined) return undefined;
  if (more === '*') return words.slice(index).join(' ');
  return more === '-' ? words.slice(index, -1).join(' ') : words[index];
}
