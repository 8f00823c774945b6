/** Statements in a text that is typed line by line: where each ends, and what an unfinished one is in the midst of. */
export type Inside = '=' | '-' | "'" | '"' | '$' | '(' | '*';

export type Item = { kind: 'statement'; sql: string } | { kind: 'command'; name: string; argument: string };

export class PostgresReader {
  private buffer = '';
  private quote = '';
  private depth = 0;
  private parens = 0;
  /** psql's commands begin with a backslash; the server knows none. */
  private readonly commands: boolean;

  constructor(commands: boolean) {
    this.commands = commands;
  }

  get pending(): string {
    return this.buffer;
  }

  get inside(): Inside {
    if (this.depth > 0) return '*';
    if (this.quote === "'" || this.quote === '"') return this.quote;
    if (this.quote !== '') return '$';
    if (this.parens > 0) return '(';
    return this.buffer.trim() === '' ? '=' : '-';
  }

  clear(): void {
    [this.buffer, this.quote, this.depth, this.parens] = ['', '', 0, 0];
  }

  /** What is left at the end of input. */
  end(): Item | undefined {
    const sql = this.buffer.trim();
    this.clear();
    return sql === '' ? undefined : { kind: 'statement', sql };
  }

  private finished(): Item | undefined {
    return this.end();
  }

  *feed(line: string): Generator<Item> {
    let at = 0;
    while (at < line.length) {
      const rest = line.slice(at);
      if (this.depth > 0) {
        at += this.inComment(rest);
        continue;
      }
      if (this.quote !== '') {
        const close = line.indexOf(this.quote, at);
        const end = close < 0 ? line.length : close + this.quote.length;
        this.buffer += line.slice(at, end);
        if (close >= 0) this.quote = '';
        at = end;
        continue;
      }
      if (rest.startsWith('--')) break;
      if (rest.startsWith('/*')) {
        this.depth = 1;
        at += 2;
        continue;
      }
      if (this.commands && rest.startsWith('\\')) {
        const [all = '', name = '', argument = ''] = /^\\([^\s\\]+|$)[ \t]*(.*)$/s.exec(rest) ?? [];
        if (name === 'g' || name === 'gx') {
          const item = this.finished();
          if (item !== undefined) yield item;
        } else yield { kind: 'command', name, argument: argument.trim() };
        at += Math.max(1, all.length);
        continue;
      }
      const opened = /^(?:\$(?:[A-Za-z_]\w*)?\$|['"])/.exec(rest)?.[0];
      if (opened !== undefined) {
        this.quote = opened;
        this.buffer += opened;
        at += opened.length;
        continue;
      }
      const char = line[at++] ?? '';
      if (char === '(') this.parens++;
      if (char === ')' && this.parens > 0) this.parens--;
      if (char === ';' && this.parens === 0) {
        const item = this.finished();
        if (item !== undefined) yield item;
        continue;
      }
      this.buffer += char;
    }
    if (this.buffer !== '') this.buffer += '\n';
  }

  /** How much of a line belongs to a comment, which may hold others. */
  private inComment(rest: string): number {
    const next = /\/\*|\*\//.exec(rest);
    if (next === null) return rest.length;
    this.depth += next[0] === '/*' ? 1 : -1;
    return next.index + 2;
  }
}

/** The statements of a whole text, without their semicolons. */
export function splitPostgres(sql: string): string[] {
  const reader = new PostgresReader(false);
  const found: Item[] = [];
  for (const line of sql.split('\n')) found.push(...reader.feed(line));
  const last = reader.end();
  if (last !== undefined) found.push(last);
  return found.flatMap((item) => (item.kind === 'statement' ? [item.sql] : []));
}
