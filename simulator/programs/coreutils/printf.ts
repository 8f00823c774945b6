/** printf(1): formats its arguments; the format is used again as long as there are arguments. */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { byteCharacter, expandEscapes } from '../text/escapes.ts';
import { encodeText } from '../text/codec.ts';
import { isUtf8 } from '../text/locale.ts';

const help = {
  usage: 'FORMAT [ARGUMENT]...',
  about: 'Print ARGUMENT(s) as FORMAT says, which works as in C.',
} as const;

const directive = /%(%|([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z]))/g;

class Formatter {
  private readonly t: Tool;
  private readonly args: readonly string[];
  at = 0;
  stopped = false;
  readonly complaints: string[] = [];

  constructor(t: Tool, args: readonly string[]) {
    this.t = t;
    this.args = args;
  }

  private next(): string | undefined {
    return this.args[this.at++];
  }

  private numeric(text: string | undefined): number | bigint {
    if (text === undefined || text === '') return 0n;
    if (/^["']/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
    const [, sign = '', digits] = /^\s*([-+]?)(0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)/.exec(text) ?? [];
    const matched =
      digits === undefined ? '' : (/^\s*[-+]?(?:0[xX][0-9A-Fa-f]+|0[0-7]*|[1-9]\d*)/.exec(text)?.[0] ?? '');
    if (digits === undefined) {
      this.complain(text, 'expected a numeric value');
      return 0n;
    }
    if (matched.length < text.length) this.complain(text, 'value not completely converted');
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return sign === '-' ? -value : value;
  }

  private real(text: string | undefined): number {
    if (text === undefined || text === '') return 0;
    if (/^["']/.test(text)) return text.codePointAt(1) ?? 0;
    const matched = /^\s*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)/i.exec(text)?.[0];
    if (matched === undefined) {
      this.complain(text, 'expected a numeric value');
      return 0;
    }
    if (matched.length < text.length) this.complain(text, 'value not completely converted');
    if (/inf/i.test(matched)) return matched.includes('-') ? -Infinity : Infinity;
    return Number(matched);
  }

  private complain(text: string, what: string): void {
    this.complaints.push(this.t.busybox ? `invalid number '${text}'` : `${this.t.quoteMessage(text)}: ${what}`);
  }

  /** One pass over the format. */
  run(format: string): string {
    let output = '';
    let last = 0;
    for (const match of format.matchAll(directive)) {
      output += this.literal(format.slice(last, match.index));
      if (this.stopped) return output;
      last = match.index + match[0].length;
      output += match[1] === '%' ? '%' : this.convert(match);
      if (this.stopped) return output;
    }
    return output + this.literal(format.slice(last));
  }

  private literal(text: string): string {
    const bad = /%[^%]?/.exec(text)?.[0];
    if (bad !== undefined) throw this.badConversion(bad);
    const expanded = expandEscapes(text, {
      octal: 'bare',
      quote: true,
      stop: true,
      unicode: isUtf8(this.t.env) ? 'shown' : 'spelled',
    });
    this.stopped ||= expanded.stop;
    return expanded.text;
  }

  private convert(match: RegExpMatchArray): string {
    let flags = match[2] ?? '';
    let width = match[3] === '*' ? Number(this.numeric(this.next())) : Number(match[3] ?? 0);
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    const hasPrecision = /\./.test(match[0]);
    const precision =
      match[4] === '*' ? Number(this.numeric(this.next())) : hasPrecision ? Number(match[4] ?? 0) : undefined;
    const letter = match[5] ?? '';
    const body = this.body(letter, flags, precision);
    if (body === undefined) throw this.badConversion(match[0]);
    return pad(
      body,
      flags,
      width,
      'diouxXeEfFgG'.includes(letter) && !(precision !== undefined && 'diouxX'.includes(letter)),
    );
  }

  private badConversion(text: string): Failure {
    return new Failure(this.t.busybox ? '%: invalid format' : `${text}: invalid conversion specification`);
  }

  private body(letter: string, flags: string, precision: number | undefined): string | undefined {
    switch (letter) {
      case 's':
        return this.next()?.slice(0, precision) ?? '';
      case 'c':
        return firstByte(this.next() ?? '');
      case 'b': {
        const expanded = expandEscapes(this.next() ?? '', { octal: 'both', stop: true });
        this.stopped ||= expanded.stop;
        return expanded.text;
      }
      case 'q':
        return this.t.file(this.next() ?? '');
      case 'd':
      case 'i':
        return integer(BigInt(this.numeric(this.next())), 10, flags, precision);
      case 'u':
        return integer(BigInt.asUintN(64, BigInt(this.numeric(this.next()))), 10, '', precision);
      case 'o':
      case 'x':
      case 'X': {
        const value = BigInt.asUintN(64, BigInt(this.numeric(this.next())));
        const digits = integer(value, letter === 'o' ? 8 : 16, '', precision);
        const prefixed = flags.includes('#') && value !== 0n ? (letter === 'o' ? '0' : '0x') + digits : digits;
        return letter === 'X' ? prefixed.toUpperCase() : prefixed;
      }
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return float(this.real(this.next()), letter, flags, precision);
      default:
        return undefined;
    }
  }
}

function firstByte(text: string): string {
  const [byte] = encodeText(text);
  return byte === undefined ? '' : byteCharacter(byte);
}

function sign(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function integer(value: bigint, base: number, flags: string, precision: number | undefined): string {
  const digits = (value < 0n ? -value : value).toString(base);
  const shown = precision === 0 && value === 0n ? '' : digits.padStart(precision ?? 0, '0');
  return sign(value < 0n, flags) + shown;
}

/** `%e`, `%f`, `%g` as C prints them. */
export function float(value: number, letter: string, flags: string, precision = 6): string {
  const lower = letter.toLowerCase();
  const magnitude = Math.abs(value);
  const prefix = sign(value < 0 || Object.is(value, -0), flags);
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'nan' : 'inf';
  else if (lower === 'f') text = magnitude.toFixed(Math.min(precision, 100));
  else if (lower === 'e') text = exponent(magnitude.toExponential(Math.min(precision, 100)));
  else text = general(magnitude, precision === 0 ? 1 : precision, flags.includes('#'));
  return prefix + (letter === lower ? text : text.toUpperCase());
}

function exponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const scientific = value.toExponential(precision - 1);
  const power = value === 0 ? 0 : Number(scientific.slice(scientific.indexOf('e') + 1));
  const inRange = power >= -4 && power < precision;
  const text = inRange ? value.toFixed(precision - 1 - power) : exponent(scientific);
  if (keepZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+(e|$)/, '$1');
}

function pad(body: string, flags: string, width: number, numeric: boolean): string {
  if (body.length >= width) return body;
  if (flags.includes('-')) return body.padEnd(width);
  if (!flags.includes('0') || !numeric) return body.padStart(width);
  const [, prefix = '', digits = ''] = /^([-+ ]?(?:0[xX])?)(.*)$/s.exec(body) ?? [];
  return prefix + digits.padStart(width - prefix.length, '0');
}

async function main(t: Tool): Promise<number> {
  const args = t.args[0] === '--' ? t.args.slice(1) : t.args;
  if (args.length === 1 && (args[0] === '--help' || args[0] === '--version')) t.parse();
  const [format, ...rest] = args;
  if (format === undefined) throw new UsageError(t.busybox ? '' : 'missing operand');
  const formatter = new Formatter(t, rest);
  do {
    const before = formatter.at;
    await t.print(formatter.run(format));
    for (const complaint of formatter.complaints.splice(0)) await t.fail(complaint);
    if (formatter.at === before && rest.length > 0 && !formatter.stopped) {
      if (formatter.at < rest.length && !t.busybox) {
        await t.warn(`warning: ignoring excess arguments, starting with ${t.quoteMessage(rest[formatter.at] ?? '')}`);
      }
      break;
    }
  } while (formatter.at < rest.length && !formatter.stopped);
  return t.status;
}

export default gnu(main, { help, raw: true });
export const busybox = applet(main, { help, raw: true });
