/**
 * Reads lines at the prompt. The prompt of 3.13 draws the line anew after every key, with the sequences of its own
 * console; older ones leave the line to readline, which is shown plainly.
 */
import type { Work } from '../objects/core.ts';
import { KeyboardInterrupt, raise } from '../objects/exceptions.ts';
import { decode } from '../../../kernel/bytes.ts';
import type { Vm } from '../vm/vm.ts';

const BEGIN = '\x1b[?2004h\x1b[?1h\x1b=';
const END = '\n\r\x1b[?2004l\x1b[?1l\x1b>';

export class LineReader {
  readonly #vm: Vm;
  readonly #modern: boolean;
  readonly #history: string[] = [];
  #input = '';

  constructor(vm: Vm, modern: boolean) {
    this.#vm = vm;
    this.#modern = modern;
  }

  *#write(text: string): Work<void> {
    yield* this.#vm.wait(this.#vm.p.stdout.write(text));
  }

  /** One key, with the sequence it may begin; empty at the end of input. */
  *#key(): Work<string> {
    if (this.#input === '') this.#input = decode(yield* this.#vm.wait(this.#vm.p.read(0)));
    const key = /^\x1b(?:\[[\d;]*[A-Za-z~]|O[A-Z])?/.exec(this.#input)?.[0] ?? [...this.#input][0] ?? '';
    this.#input = this.#input.slice(key.length);
    return key;
  }

  /** The line; undefined at the end of input. KeyboardInterrupt. */
  *read(prompt: string): Work<string | undefined> {
    const restore = this.#vm.p.tty(0).raw();
    try {
      return yield* this.#edit(prompt);
    } finally {
      restore();
    }
  }

  *#edit(prompt: string): Work<string | undefined> {
    let line = '';
    let at = 0;
    let place = this.#history.length;
    const shown = this.#modern ? `\x1b[1;35m${prompt}\x1b[0m` : prompt;
    /** Columns from the margin to the cursor, as it is on the screen. */
    let column = prompt.length;
    yield* this.#write(
      this.#modern
        ? `${BEGIN}\x1b[?25l\x1b[1A\n${shown}\x1b[${prompt.length}D\x1b[?12l\x1b[?25h\x1b[${prompt.length}C`
        : prompt,
    );
    for (;;) {
      const key = yield* this.#key();
      const before = line;
      switch (key) {
        case '':
          return undefined;
        case '\r':
        case '\n':
          yield* this.#write(this.#modern ? `\x1b[${column}D${END}` : '\r\n');
          if (line.trim() !== '' && this.#history.at(-1) !== line) this.#history.push(line);
          return line;
        case '\x03':
          yield* this.#write(this.#modern ? `\x1b[${column}D${END}` : '^C\r\n');
          throw raise(KeyboardInterrupt);
        case '\x04':
          if (line === '') {
            yield* this.#write(this.#modern ? `\x1b[${column}D${END}` : '\r\n');
            return undefined;
          }
          line = line.slice(0, at) + line.slice(at + 1);
          break;
        case '\x7f':
        case '\b': {
          const count = /^ +$/.test(line.slice(0, at)) ? ((at - 1) % 4) + 1 : 1;
          if (at > 0) line = line.slice(0, at - count) + line.slice(at);
          at = Math.max(0, at - count);
          break;
        }
        case '\x1b[3~': line = line.slice(0, at) + line.slice(at + 1); break;
        case '\x01': case '\x1b[H': case '\x1bOH': at = 0; break;
        case '\x05': case '\x1b[F': case '\x1bOF': at = line.length; break;
        case '\x02': case '\x1b[D': case '\x1bOD': at = Math.max(0, at - 1); break;
        case '\x06': case '\x1b[C': case '\x1bOC': at = Math.min(line.length, at + 1); break;
        case '\x0b': line = line.slice(0, at); break;
        case '\x15': line = line.slice(at); at = 0; break;
        case '\x17': { const kept = line.slice(0, at).replace(/\S*\s*$/, ''); line = kept + line.slice(at); at = kept.length; break; }
        case '\x10': case '\x1b[A': case '\x1bOA': if (place > 0) { place--; line = this.#history[place] ?? ''; at = line.length; } break;
        case '\x0e': case '\x1b[B': case '\x1bOB': if (place < this.#history.length) { place++; line = this.#history[place] ?? ''; at = line.length; } break;
        case '\t': { const blank = ' '.repeat(4 - (at % 4)); line = line.slice(0, at) + blank + line.slice(at); at += blank.length; break; }
        default:
          if (key >= ' ') {
            line = line.slice(0, at) + key + line.slice(at);
            at += key.length;
          }
      } // prettier-ignore
      const target = prompt.length + at;
      if (this.#modern) {
        const back = column > 0 ? `\x1b[${column}D` : '';
        const clear = line.length < before.length ? '\x1b[K' : '';
        const width = prompt.length + line.length;
        yield* this.#write(`\x1b[?25l${back}${shown}${line}${clear}\x1b[${width}D\x1b[?12l\x1b[?25h\x1b[${target}C`);
      } else yield* this.#write(`\r${prompt}${line}\x1b[K\r\x1b[${target}C`);
      column = target;
    }
  }
}
