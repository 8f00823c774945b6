/** redis-cli's line editor: the line is drawn anew after every key, with a grey hint at the arguments to come. */
import type { Process } from '../../kernel/abi.ts';
import { decode } from '../../kernel/bytes.ts';

const GREY = '\x1b[0;90;49m';

export type LineEnd = { kind: 'line'; text: string } | { kind: 'interrupt' } | { kind: 'end' };

export class LineEditor {
  private readonly p: Process;
  private readonly hint: (line: string) => string;
  private readonly complete: (line: string) => readonly string[];
  private readonly history: string[] = [];
  private pending = '';

  constructor(p: Process, hint: (line: string) => string, complete: (line: string) => readonly string[]) {
    this.p = p;
    this.hint = hint;
    this.complete = complete;
  }

  private draw(prompt: string, line: string, at: number, withHint: boolean): string {
    const { cols } = this.p.tty(0).size();
    const hint = withHint ? this.hint(line).slice(0, Math.max(0, cols - prompt.length - line.length)) : '';
    return `\r\x1b[0K${prompt}${line}${hint === '' ? '' : `${GREY}${hint}\x1b[0m`}\r\x1b[${prompt.length + at}C`;
  }

  private async key(): Promise<string> {
    if (this.pending === '') this.pending = decode(await this.p.read(0));
    const escape = /^\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Z])?/.exec(this.pending)?.[0];
    const key = escape ?? this.pending.slice(0, 1);
    this.pending = this.pending.slice(key.length);
    return key;
  }

  /** Reads one line; the terminal is back in its usual state afterwards. */
  async read(prompt: string): Promise<LineEnd> {
    const restore = this.p.tty(0).raw();
    try {
      return await this.edit(prompt);
    } finally {
      restore();
    }
  }

  private async edit(prompt: string): Promise<LineEnd> {
    let line = '';
    let at = 0;
    let place = this.history.length;
    await this.p.stdout.write(prompt);
    for (;;) {
      const key = await this.key();
      const insert = (text: string): void => {
        line = line.slice(0, at) + text + line.slice(at);
        at += text.length;
      };
      const recall = (by: number): void => {
        if (this.history[place + by] === undefined && place + by !== this.history.length) return;
        place += by;
        line = this.history[place] ?? '';
        at = line.length;
      };
      switch (key) {
        case '': return { kind: 'end' };
        case '\r': case '\n':
          await this.p.stdout.write(this.draw(prompt, line, line.length, false));
          if (line !== '' && this.history.at(-1) !== line) this.history.push(line);
          await this.p.stdout.write('\n');
          return { kind: 'line', text: line };
        case '\x03': return { kind: 'interrupt' };
        case '\x04': if (line === '') return { kind: 'end' }; line = line.slice(0, at) + line.slice(at + 1); break;
        case '\x7f': case '\b': if (at > 0) { line = line.slice(0, at - 1) + line.slice(at); at--; } break;
        case '\x1b[3~': line = line.slice(0, at) + line.slice(at + 1); break;
        case '\x01': case '\x1b[H': at = 0; break;
        case '\x05': case '\x1b[F': at = line.length; break;
        case '\x02': case '\x1b[D': at = Math.max(0, at - 1); break;
        case '\x06': case '\x1b[C': at = Math.min(line.length, at + 1); break;
        case '\x0b': line = line.slice(0, at); break;
        case '\x15': line = ''; at = 0; break;
        case '\x17': { const kept = line.slice(0, at).replace(/\S*\s*$/, ''); line = kept + line.slice(at); at = kept.length; break; }
        case '\x0c': await this.p.stdout.write('\x1b[H\x1b[2J'); break;
        case '\x10': case '\x1b[A': recall(-1); break;
        case '\x0e': case '\x1b[B': recall(1); break;
        case '\t': { const [found] = this.complete(line); if (found !== undefined) { line = found; at = line.length; } else await this.p.stdout.write('\x07'); break; }
        default: if (!key.startsWith('\x1b') && key >= ' ') insert(key);
      } // prettier-ignore
      await this.p.stdout.write(this.draw(prompt, line, at, true));
    }
  }
}
