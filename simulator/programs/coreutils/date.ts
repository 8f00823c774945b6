/** date(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { lines, openSource } from '../input/source.ts';
import { parseDate } from '../text/date-words.ts';
import { isUtf8, localeOf } from '../text/locale.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { UTC, zoneOf, type Zone } from '../text/zone.ts';

const help = {
  usage: ['[OPTION]... [+FORMAT]', '[-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]'],
  about: 'Display date and time in the given FORMAT. With -s, or with [MMDDhhmm[[CC]YY][.ss]], set the date and time.',
  options: [
    ['-d, --date=STRING', "display time described by STRING, not 'now'"],
    ['--debug', ''],
    ['-f, --file=DATEFILE', 'like --date; once for each line of DATEFILE'],
    [
      '-I[FMT], --iso-8601[=FMT]',
      "output date/time in ISO 8601 format; FMT is 'date' (the default),\n'hours', 'minutes', 'seconds' or 'ns'",
    ],
    ['-R, --rfc-email', 'output date and time in RFC 5322 format'],
    ['--rfc-3339=FMT', "output date/time in RFC 3339 format; FMT is 'date', 'seconds' or 'ns'"],
    ['-r, --reference=FILE', 'display the last modification time of FILE'],
    ['-s, --set=STRING', 'set time described by STRING'],
    ['-u, --utc, --universal', 'print or set Coordinated Universal Time (UTC)'],
  ],
  after:
    'FORMAT holds the conversions of strftime(3), such as %Y-%m-%d, %H:%M:%S, %s (seconds since the epoch) and %N.',
} as const;
const busyboxHelp = {
  usage: '[OPTIONS] [+FMT] [[-s] TIME]',
  about: 'Display time (using +FMT), or set time',
  options: [
    ['-u', "Work in UTC (don't convert to local time)"],
    ['[-s] TIME', 'Set time to TIME'],
    ['-d TIME', "Display TIME, not 'now'"],
    ['-D FMT', 'FMT (strptime format) for -s/-d TIME conversion'],
    ['-r FILE', 'Display last modification time of FILE'],
    ['-R', 'Output RFC-2822 date'],
    ['-I[SPEC]', 'Output ISO-8601 date'],
    ['-s TIME', ''],
  ],
} as const;

const ISO: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d', hours: '%Y-%m-%dT%H%:z', minutes: '%Y-%m-%dT%H:%M%:z', seconds: '%Y-%m-%dT%H:%M:%S%:z', ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
}; // prettier-ignore
const RFC3339: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d', seconds: '%Y-%m-%d %H:%M:%S%:z', ns: '%Y-%m-%d %H:%M:%S.%N%:z',
}; // prettier-ignore

function pick(t: Tool, table: Readonly<Record<string, string>>, word: string, option: string): string {
  const name = Object.keys(table).find((it) => it.startsWith(word));
  if (name === undefined)
    throw new UsageError(`invalid argument ${t.quoteMessage(word)} for ${t.quoteMessage(option)}`);
  return table[name] ?? '';
}

/** English locales put AM or PM into the default form; C and C.UTF-8 do not. */
function defaultFormat(t: Tool): string {
  const locale = localeOf(t.env, 'LC_TIME');
  return /^en_/.test(locale) && isUtf8(t.env) ? '%a %b %e %I:%M:%S %p %Z %Y' : '%a %b %e %H:%M:%S %Z %Y';
}

class DateCommand {
  private readonly t: Tool;
  private zone: Zone;
  private format: string | undefined;
  private words: string | undefined;
  private reference: string | undefined;
  private file: string | undefined;
  private set = false;

  constructor(t: Tool) {
    this.t = t;
    this.zone = zoneOf(t.p);
  }

  async run(): Promise<number> {
    const { t } = this;
    const { options, operands } = t.parse();
    for (const { key, value } of options) this.option(key, value);
    this.operands(operands);
    // eslint-disable-next-line no-restricted-syntax -- a method of this class, not of Date
    if (this.set) return this.setDate();
    if (this.file !== undefined) return this.eachLine(this.file);
    await this.show(this.moment());
    return t.status;
  }

  private option(key: string, value: string | undefined): void {
    const { t } = this;
    if (key === 'd') this.words = value;
    else if (key === 'f') this.file = value;
    else if (key === 'I') this.format = pick(t, ISO, value ?? 'date', '--iso-8601');
    else if (key === 'R') this.format = '%a, %d %b %Y %H:%M:%S %z';
    else if (key === 'rfc-3339') this.format = pick(t, RFC3339, value ?? '', '--rfc-3339');
    else if (key === 'r') this.reference = value;
    else if (key === 's') [this.set, this.words] = [true, value];
    else if (key === 'u') this.zone = UTC;
  }

  private operands(operands: readonly string[]): void {
    const { t } = this;
    for (const operand of operands) {
      if (operand.startsWith('+')) {
        if (operands.indexOf(operand) > 0 || operands.length > 1)
          throw new UsageError(`extra operand ${t.quoteMessage(operands[1] ?? '')}`);
        if (this.format !== undefined) throw new Failure('multiple output formats specified');
        this.format = operand.slice(1);
      } else if (/^\d{8,12}(\.\d\d)?$/.test(operand)) this.set = true;
      else throw new Failure(`invalid date ${t.quoteMessage(operand)}`);
    }
  }

  private setDate(): number {
    if (this.words !== undefined) this.moment();
    throw new Failure(
      this.t.busybox ? "can't set date: Operation not permitted" : 'cannot set date: Operation not permitted',
    );
  }

  private moment(): number {
    const { t } = this;
    if (this.reference !== undefined) return this.referenceTime(this.reference);
    return this.words === undefined ? t.p.now() : this.parse(this.words);
  }

  private referenceTime(path: string): number {
    try {
      return this.t.p.fs.stat(path).mtime;
    } catch (error) {
      if (!isSysError(error)) throw error;
      throw new Failure(
        this.t.busybox ? `can't stat '${path}': ${error.message}` : `${this.t.file(path)}: ${error.message}`,
      );
    }
  }

  private parse(words: string): number {
    const time = parseDate(words, this.t.p.now(), this.zone);
    if (time === undefined) throw new Failure(`invalid date ${this.t.quoteMessage(words)}`);
    return time;
  }

  private async show(time: number): Promise<void> {
    await this.t.print(`${strftime(this.format ?? defaultFormat(this.t), breakDown(time, this.zone))}\n`);
  }

  private async eachLine(path: string): Promise<number> {
    const source = await openSource(this.t.p, path);
    for await (const line of lines(() => source.read())) await this.show(this.parse(line));
    source.close();
    return this.t.status;
  }
}

const main = (t: Tool): Promise<number> => new DateCommand(t).run();

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
