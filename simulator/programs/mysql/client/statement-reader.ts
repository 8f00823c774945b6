/**
 * Lines that are typed become statements and commands of the client. A statement ends with the delimiter, `\g` or `\G`,
 * outside of quotes and comments; commands are words at the beginning of a statement, or `\` and a letter.
 */
export type Item =
  | { kind: 'statement'; sql: string; vertical: boolean; line: number }
  | { kind: 'command'; name: string; argument: string }
  | { kind: 'unknown'; letter: string };

/** What the reader is in the middle of; it shows in the prompt. */
export type Inside = 'nothing' | 'statement' | "'" | '"' | '`' | '/*';

interface Command {
  name: string;
  letter: string;
  argument: boolean;
}

const command = (name: string, letter: string, argument = false): Command => ({ name, letter, argument });

/** Commands of the client, with their letters. */
export const COMMANDS: readonly Command[] = [
  command('?', '?', true), command('clear', 'c'), command('connect', 'r', true), command('delimiter', 'd', true), command('edit', 'e'), command('ego', 'G'), command('exit', 'q'), command('go', 'g'), command('help', 'h', true),
  command('nopager', 'n'), command('notee', 't'), command('nowarning', 'w'), command('pager', 'P', true), command('print', 'p'), command('prompt', 'R', true), command('quit', 'q'), command('rehash', '#'), command('resetconnection', 'x'),
  command('source', '.', true), command('status', 's'), command('system', '!', true), command('tee', 'T', true), command('use', 'u', true), command('charset', 'C', true), command('warnings', 'W'),
]; // prettier-ignore

export class StatementReader {
  private buffer = '';
  private quote = '';
  private comment = false;
  private line = 0;
  private startLine = 1;
  delimiter = ';';

  get inside(): Inside {
    if (this.comment) return '/*';
    if (this.quote === "'" || this.quote === '"' || this.quote === '`') return this.quote;
    return this.buffer === '' ? 'nothing' : 'statement';
  }

  /** What has been typed of a statement so far. */
  get pending(): string {
    return this.buffer;
  }

  clear(): void {
    [this.buffer, this.quote, this.comment] = ['', '', false];
  }

  /** The statement that the end of the input ends. */
  end(): Item | undefined {
    const sql = this.buffer.trim();
    const open = this.quote !== '' || this.comment;
    this.clear();
    return sql === '' || open ? undefined : this.finished(sql, false);
  }

  private finished(sql: string, vertical: boolean): Item {
    return named(sql, this.delimiter) ?? { kind: 'statement', sql, vertical, line: this.startLine };
  }

  /** Takes a line without its newline. Items are read one after the other, since commands change what follows. */
  *feed(text: string): Generator<Item> {
    this.line++;
    if (this.inside === 'nothing') {
      const found = whole(text, this.delimiter);
      if (found !== undefined) {
        yield found;
        return;
      }
    }
    let at = 0;
    while (at < text.length) {
      const taken = this.inQuoteOrComment(text, at);
      if (taken > at) {
        at = taken;
        continue;
      }
      if (text[at] === '\\' && text[at + 1] !== undefined && text[at + 1] !== 'N') {
        const item = this.letter(text, at);
        if (item !== undefined) yield item.item;
        at = item?.end ?? at + 2;
        continue;
      }
      if (text.startsWith(this.delimiter, at)) {
        at += this.delimiter.length;
        const sql = this.buffer.trim();
        this.clear();
        yield sql === '' ? { kind: 'statement', sql, vertical: false, line: this.line } : this.finished(sql, false);
        continue;
      }
      if (this.commentBegins(text, at)) break;
      if (text.startsWith('/*', at) && !/[!+]/.test(text[at + 2] ?? '')) {
        this.comment = true;
        at += 2;
        continue;
      }
      this.take(text[at] ?? '');
      at++;
    }
    if (this.buffer !== '') this.buffer += '\n';
  }

  /** Where the next piece begins after one inside of quotes or of a comment; `at` itself when it is in neither. */
  private inQuoteOrComment(text: string, at: number): number {
    if (this.comment) {
      const close = text.indexOf('*/', at);
      if (close >= 0) this.comment = false;
      return close < 0 ? text.length : close + 2;
    }
    if (this.quote === '') return at;
    const char = text[at] ?? '';
    if (char === '\\' && this.quote !== '`') {
      this.buffer += text.slice(at, at + 2);
      return at + 2;
    }
    this.buffer += char;
    if (char === this.quote) this.quote = '';
    return at + 1;
  }

  private take(char: string): void {
    if (this.buffer === '') {
      if (/\s/.test(char)) return;
      this.startLine = this.line;
    }
    this.buffer += char;
    if (char === "'" || char === '"' || char === '`') this.quote = char;
  }

  private commentBegins(text: string, at: number): boolean {
    return text[at] === '#' || /^--(?:\s|$)/.test(text.slice(at, at + 3));
  }

  private letter(text: string, at: number): { item: Item; end: number } | undefined {
    const letter = text[at + 1] ?? '';
    if (letter === 'g' || letter === 'G') {
      const sql = this.buffer.trim();
      this.clear();
      return { item: sql === '' ? { kind: 'statement', sql, vertical: false, line: this.line } : { kind: 'statement', sql, vertical: letter === 'G', line: this.startLine }, end: at + 2 }; // prettier-ignore
    }
    if (letter === 'c') {
      this.clear();
      return { item: { kind: 'command', name: 'clear', argument: '' }, end: at + 2 };
    }
    const found = COMMANDS.find((each) => each.letter === letter);
    if (found === undefined) return { item: { kind: 'unknown', letter }, end: at + 2 };
    if (!found.argument) return { item: { kind: 'command', name: found.name, argument: '' }, end: at + 2 };
    const argument = text.slice(at + 2).trim();
    return { item: { kind: 'command', name: found.name, argument: withoutEnd(argument, this.delimiter) }, end: text.length }; // prettier-ignore
  }
}

const withoutEnd = (text: string, delimiter: string): string => (text.endsWith(delimiter) ? text.slice(0, -delimiter.length).trim() : text); // prettier-ignore

/** A line that is a command as a whole, without a delimiter. */
function whole(text: string, delimiter: string): Item | undefined {
  if (/^\s*delimiter(\s|$)/i.test(text)) return { kind: 'command', name: 'delimiter', argument: text.trim().slice(9).trim().split(/\s/)[0] ?? '' }; // prettier-ignore
  if (text.includes(delimiter) || text.includes('\\g')) return undefined;
  return named(text.trim(), delimiter);
}

/** The command that this statement is, by its name. */
function named(text: string, delimiter: string): Item | undefined {
  const [, word = '', argument = ''] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
  const found = COMMANDS.find(({ name }) => name === word.toLowerCase());
  if (found === undefined || (argument !== '' && !found.argument)) return undefined;
  return { kind: 'command', name: found.name, argument: withoutEnd(argument, delimiter) };
}
