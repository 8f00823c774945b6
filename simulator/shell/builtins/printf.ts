/** `printf`. */
import { assign } from '../state/assign.ts';
import { isUtf8 } from '../state/parameters.ts';
import { BASH_PERCENT_B, unescape } from '../text/escapes.ts';
import type { EscapeRules } from '../text/escapes.ts';
import { backslashQuote } from '../text/quote.ts';
import { regular } from './builtin.ts';
import type { Builtin, BuiltinCall } from './builtin.ts';
import { complain, out, usage } from './output.ts';
import { parseFormat } from './printf-format.ts';
import type { Conversion, FormatItem } from './printf-format.ts';
import { readFloat, readNumber } from './printf-number.ts';
import type { ReadNumber } from './printf-number.ts';
import { formatFloat, formatInteger, pad } from './printf-render.ts';
import { strftime } from '../text/strftime.ts';

export const printf: Builtin = regular('printf', async (call) => {
  const { shell } = call;
  const bash = shell.dialect.name === 'bash';
  let { args } = call;
  let variable: string | undefined;
  if (bash && args[0] === '-v') {
    variable = args[1];
    args = args.slice(2);
  } else if (shell.dialect.name === 'dash' && /^-[^-]/.test(args[0] ?? '')) {
    throw shell.dialect.fail('usage', `Illegal option ${(args[0] ?? '').slice(0, 2)}`);
  } else if (bash && /^-[^-]/.test(args[0] ?? '')) {
    await complain(call, `${args[0] ?? ''}: invalid option`);
    return usage(call, 'printf [-v var] format [arguments]');
  }
  if (args[0] === '--') args = args.slice(1);
  const [format] = args;
  if (format === undefined) return noFormat(call);
  const run = new PrintfRun(call, args.slice(1));
  await run.repeat(format);
  if (variable !== undefined) assignTo(call, variable, run.text);
  else await run.flush();
  return run.status;
});

function assignTo(call: BuiltinCall, target: string, text: string): void {
  const [, name, subscript] = /^([^[]+)(?:\[(.*)\])?$/s.exec(target) ?? [];
  assign(call.shell, name ?? target, text, { subscript });
}

async function noFormat(call: BuiltinCall): Promise<number> {
  switch (call.shell.dialect.name) {
    case 'bash':
      return usage(call, 'printf [-v var] format [arguments]');
    case 'dash':
      return complain(call, 'usage: printf format [arg ...]', 2);
    case 'ash':
      call.shell.builtin = undefined;
      return complain(call, 'usage: printf FORMAT [ARGUMENT...]', 2);
  }
}

/** One call: the format is used again while arguments are left. */
class PrintfRun {
  text = '';
  status = 0;
  private readonly call: BuiltinCall;
  private readonly args: readonly string[];
  private at = 0;
  private stopped = false;

  constructor(call: BuiltinCall, args: readonly string[]) {
    this.call = call;
    this.args = args;
  }

  async flush(): Promise<void> {
    const { text } = this;
    this.text = '';
    await out(this.call, text);
  }

  async repeat(format: string): Promise<void> {
    const items = parseFormat(format, this.call.shell.dialect.printf);
    do {
      const before = this.at;
      for (const item of items) {
        await this.item(item, format);
        if (this.stopped) return;
      }
      if (this.at === before) return;
    } while (this.at < this.args.length);
  }

  private async item(item: FormatItem, format: string): Promise<void> {
    if (item.kind === 'text') {
      this.text += item.text;
      this.stopped = item.stops;
    } else if (item.kind === 'bad') {
      await this.badFormat(item, format);
    } else {
      await this.conversion(item);
    }
  }

  private async badFormat(item: Extract<FormatItem, { kind: 'bad' }>, format: string): Promise<void> {
    this.stopped = true;
    this.status = 1;
    const { shell } = this.call;
    await this.flush();
    if (shell.dialect.name === 'bash')
      await complain(
        this.call,
        item.letter === ''
          ? `\`${item.text}': missing format character`
          : `\`${item.letter}': invalid format character`,
      );
    else if (shell.dialect.name === 'dash') {
      this.status = await complain(
        this.call,
        item.text === '%' ? 'missing format character' : `${item.text}: invalid directive`,
        2,
      );
    } else {
      shell.builtin = undefined;
      await complain(
        this.call,
        `${format.slice(format.indexOf(item.text)).replace(/^(%[-+ #0']*[*\d.]*)[hlLjzt]+/, '$1')}: invalid format`,
      );
    }
  }

  private argument(): string | undefined {
    const value = this.args[this.at];
    if (value !== undefined) this.at += 1;
    return value;
  }

  private async conversion(item: Conversion): Promise<void> {
    const width = item.width === '*' ? await this.number(this.argument()) : item.width;
    const precision = item.precision === '*' ? await this.number(this.argument()) : item.precision;
    const left =
      item.flags.includes('-') || (typeof width === 'number' && width < 0) || (typeof width === 'bigint' && width < 0n);
    const place = {
      flags: item.flags + (left ? '-' : ''),
      width: Math.abs(Number(width ?? 0)),
      precision: precision === undefined || Number(precision) < 0 ? undefined : Number(precision),
    };
    this.text += await this.rendered(item, place);
  }

  private async rendered(
    item: Conversion,
    place: { flags: string; width: number; precision: number | undefined },
  ): Promise<string> {
    const utf8 = isUtf8(this.call.shell);
    switch (item.letter) {
      case 's':
      case 'c': {
        const text = this.argument() ?? '';
        return pad(item.letter === 'c' ? (Array.from(text)[0] ?? '') : cut(text, place.precision), place, utf8);
      }
      case 'b':
        return pad(this.unescaped(cut(this.argument() ?? '', place.precision)), place, utf8);
      case 'q':
      case 'Q':
        return pad(backslashQuote(this.argument() ?? '', utf8), place, utf8);
      case 'T':
        return pad(await this.time(item), place, utf8);
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o':
        return formatInteger(item.letter, await this.number(this.argument()), place);
      default:
        return formatFloat(item.letter, await this.float(this.argument()), place);
    }
  }

  private unescaped(text: string): string {
    const rules: EscapeRules = this.call.shell.dialect.name === 'bash' ? BASH_PERCENT_B : this.call.shell.dialect.echo;
    const said = unescape(text, rules);
    this.stopped = said.stopped;
    return said.text;
  }

  /** `%(format)T`: seconds since the epoch; -1 is now, -2 when the shell started. */
  private async time(item: Conversion): Promise<string> {
    const { shell } = this.call;
    const text = this.argument();
    const seconds =
      text === undefined || text === '-1'
        ? shell.p.now() / 1000
        : text === '-2'
          ? shell.startedAt / 1000
          : Number(await this.number(text));
    return strftime(item.time === '' ? '%X' : item.time, seconds);
  }

  private async number(text: string | undefined): Promise<number | bigint> {
    if (text === undefined) return 0;
    const read = readNumber(text);
    await this.reportNumber(text, read);
    return this.call.shell.dialect.name === 'ash' && read.fault !== undefined ? 0 : read.value;
  }

  private async float(text: string | undefined): Promise<number> {
    if (text === undefined) return 0;
    const read = readFloat(text);
    await this.reportNumber(text, read);
    return Number(read.value);
  }

  private async reportNumber(text: string, read: ReadNumber): Promise<void> {
    const { fault } = read;
    const { shell } = this.call;
    if (fault === undefined || (text === '' && shell.dialect.name !== 'ash')) return;
    this.status = 1;
    if (shell.dialect.name === 'bash') {
      await this.flush();
      const sentence =
        fault === 'range'
          ? `warning: ${text}: Numerical result out of range`
          : `${text}: ${fault === 'octal' ? 'invalid octal number' : fault === 'hex' ? 'invalid hex number' : 'invalid number'}`;
      await complain(this.call, sentence);
    } else if (shell.dialect.name === 'dash') {
      const sentence =
        fault === 'range'
          ? 'Numerical result out of range'
          : read.converted
            ? 'not completely converted'
            : 'expected numeric value';
      await complain(this.call, `${text}: ${sentence}`);
    } else {
      const { builtin } = shell;
      shell.builtin = undefined;
      await complain(this.call, `invalid number '${text}'`);
      shell.builtin = builtin;
    }
  }
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : Array.from(text).slice(0, precision).join('');
}
