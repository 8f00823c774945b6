/** dd(1). */
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { float } from './printf.ts';

const help = {
  usage: ['[OPERAND]...', 'OPTION'],
  about:
    'Copy a file, converting and formatting according to the operands.\n\n  bs=BYTES        read and write up to BYTES bytes at a time (default: 512)\n  conv=CONVS      convert the file as per the comma separated symbol list\n  count=N         copy only N input blocks\n  if=FILE         read from FILE instead of stdin\n  iflag=FLAGS     read as per the comma separated symbol list\n  of=FILE         write to FILE instead of stdout\n  oflag=FLAGS     write as per the comma separated symbol list\n  seek=N          skip N obs-sized output blocks\n  skip=N          skip N ibs-sized input blocks\n  status=LEVEL    none, noxfer or progress',
} as const;

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1, c: 1, w: 2, b: 512, kB: 1000, K: 1024, k: 1024, KiB: 1024, MB: 1e6, M: 2 ** 20, MiB: 2 ** 20, GB: 1e9, G: 2 ** 30, GiB: 2 ** 30, T: 2 ** 40,
}; // prettier-ignore

function number(t: Tool, text: string): number {
  let product = 1;
  for (const factor of text.split('x')) {
    const [, digits, suffix = ''] = /^(\d+)([A-Za-z]*)B?$/.exec(factor) ?? [];
    const unit = SUFFIXES[suffix];
    if (digits === undefined || unit === undefined)
      throw new Failure(t.busybox ? `invalid number '${text}'` : `invalid number: ${t.quoteMessage(text)}`);
    product *= Number(digits) * unit;
  }
  return product;
}

interface Plan {
  input: string | undefined;
  output: string | undefined;
  ibs: number;
  obs: number;
  count: number;
  skip: number;
  seek: number;
  conv: Set<string>;
  iflag: Set<string>;
  oflag: Set<string>;
  status: string;
}

function readPlan(t: Tool): Plan {
  if (t.args.length === 1 && (t.args[0] === '--help' || t.args[0] === '--version')) t.parse([]);
  const plan: Plan = {
    input: undefined, output: undefined, ibs: 512, obs: 512, count: Infinity, skip: 0, seek: 0,
    conv: new Set(), iflag: new Set(), oflag: new Set(), status: 'default',
  }; // prettier-ignore
  const list = (value: string): Set<string> => new Set(value.split(','));
  for (const arg of t.args) {
    const at = arg.indexOf('=');
    const [name, value] = [arg.slice(0, at), arg.slice(at + 1)];
    if (name === 'if' && at > 0) plan.input = value;
    else if (name === 'of' && at > 0) plan.output = value;
    else if (name === 'bs') plan.ibs = plan.obs = number(t, value);
    else if (name === 'ibs') plan.ibs = number(t, value);
    else if (name === 'obs') plan.obs = number(t, value);
    else if (name === 'count') plan.count = number(t, value);
    else if (name === 'skip' || name === 'iseek') plan.skip = number(t, value);
    else if (name === 'seek' || name === 'oseek') plan.seek = number(t, value);
    else if (name === 'conv') plan.conv = list(value);
    else if (name === 'iflag') plan.iflag = list(value);
    else if (name === 'oflag') plan.oflag = list(value);
    else if (name === 'status') plan.status = value;
    else if (arg.startsWith('--') && !t.busybox) throw new UsageError(`unrecognized option '${arg}'`);
    else if (name !== 'cbs') throw new UsageError(t.busybox ? '' : `unrecognized operand ${t.quoteMessage(arg)}`);
  }
  if (plan.ibs === 0 || plan.obs === 0) throw new Failure(`invalid number: ${t.quoteMessage('0')}`);
  return plan;
}

function failed(t: Tool, path: string) {
  return (error: unknown): never => {
    if (!isSysError(error)) throw error;
    throw new Failure(
      t.busybox ? `can't open '${path}': ${error.message}` : `failed to open ${t.quote(path)}: ${error.message}`,
    );
  };
}

function scaled(bytes: number, base: number, units: readonly string[]): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : String(Math.round(value))} ${units[unit] ?? ''}`;
}

class Copy {
  private readonly t: Tool;
  private readonly plan: Plan;
  private fullIn = 0;
  private partIn = 0;
  private fullOut = 0;
  private partOut = 0;
  private bytes = 0;
  private started = 0;

  constructor(t: Tool, plan: Plan) {
    this.t = t;
    this.plan = plan;
  }

  async run(): Promise<number> {
    const { t, plan } = this;
    this.started = t.p.now();
    const input =
      plan.input === undefined ? 0 : await t.p.open(plan.input, { read: true }).catch(failed(t, plan.input));
    const output = await this.openOutput();
    await this.skipInput(input);
    if (plan.seek > 0) t.p.seek(output, plan.oflag.has('seek_bytes') ? plan.seek : plan.seek * plan.obs);
    t.p.onSignal('USR1', () => void this.report());
    const status = await this.copy(input, output);
    if (plan.status !== 'none') await this.report();
    return status;
  }

  private async openOutput(): Promise<number> {
    const { t, plan } = this;
    if (plan.output === undefined) return 1;
    const append = plan.oflag.has('append');
    const truncate = !plan.conv.has('notrunc') && plan.seek === 0 && !append;
    const fd = await t.p
      .open(plan.output, { write: true, create: !plan.conv.has('nocreat'), truncate, append })
      .catch(failed(t, plan.output));
    if (plan.seek > 0 && !plan.conv.has('notrunc') && t.p.fstat(fd).type === 'file')
      t.p.fs.truncate(plan.output, plan.seek * plan.obs);
    return fd;
  }

  private async skipInput(fd: number): Promise<void> {
    const { t, plan } = this;
    let left = plan.iflag.has('skip_bytes') ? plan.skip : plan.skip * plan.ibs;
    if (left === 0) return;
    if (t.p.fstat(fd).type === 'file') {
      t.p.seek(fd, left, 'current');
      return;
    }
    while (left > 0) {
      const chunk = await t.p.read(fd, Math.min(left, plan.ibs));
      if (chunk.length === 0) return;
      left -= chunk.length;
    }
  }

  /** One input block; with iflag=fullblock as full as it gets. */
  private async block(fd: number, size: number): Promise<Uint8Array> {
    const first = await this.t.p.read(fd, size);
    if (!this.plan.iflag.has('fullblock') || first.length === 0 || first.length === size) return first;
    const whole = new Uint8Array(size);
    whole.set(first);
    let length = first.length;
    while (length < size) {
      const more = await this.t.p.read(fd, size - length);
      if (more.length === 0) break;
      whole.set(more, length);
      length += more.length;
    }
    return whole.subarray(0, length);
  }

  private async copy(input: number, output: number): Promise<number> {
    const { t, plan } = this;
    const limit = plan.iflag.has('count_bytes') ? plan.count : plan.count * plan.ibs;
    let taken = 0;
    for (let blocks = 0; plan.iflag.has('count_bytes') ? taken < limit : blocks < plan.count; blocks++) {
      let chunk: Uint8Array;
      try {
        chunk = await this.block(input, Math.min(plan.ibs, limit - taken));
      } catch (error) {
        if (!isSysError(error)) throw error;
        await t.warn(
          t.busybox
            ? `${plan.input ?? 'standard input'}: ${error.message}`
            : `error reading ${t.quote(plan.input ?? 'standard input')}: ${error.message}`,
        );
        return 1;
      }
      if (chunk.length === 0) return 0;
      taken += chunk.length;
      if (chunk.length === plan.ibs) this.fullIn++;
      else this.partIn++;
      const failure = await this.write(output, this.converted(chunk));
      if (failure !== undefined) {
        await t.warn(
          t.busybox
            ? `error writing '${plan.output ?? 'standard output'}': ${failure.message}`
            : `error writing ${t.quote(plan.output ?? 'standard output')}: ${failure.message}`,
        );
        return 1;
      }
      const pause = t.p.step(1 + (chunk.length >> 14));
      if (pause !== undefined) await pause;
    }
    return 0;
  }

  private converted(chunk: Uint8Array): Uint8Array {
    const { conv, ibs } = this.plan;
    let data = chunk;
    if (conv.has('ucase')) data = data.map((byte) => (byte >= 97 && byte <= 122 ? byte - 32 : byte));
    if (conv.has('lcase')) data = data.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));
    if (conv.has('sync') && data.length < ibs) {
      const whole = new Uint8Array(ibs);
      whole.set(data);
      data = whole;
    }
    return data;
  }

  private async write(fd: number, data: Uint8Array): Promise<SysError | undefined> {
    const { obs } = this.plan;
    for (let at = 0; at < data.length; at += obs) {
      const piece = data.subarray(at, at + obs);
      try {
        await this.t.p.write(fd, piece);
      } catch (error) {
        if (!isSysError(error)) throw error;
        this.fullOut += 0;
        return error;
      }
      this.bytes += piece.length;
      if (piece.length === obs) this.fullOut++;
      else this.partOut++;
    }
    return undefined;
  }

  private async report(): Promise<void> {
    const { t, plan } = this;
    await t.p.stderr.write(`${this.fullIn}+${this.partIn} records in\n${this.fullOut}+${this.partOut} records out\n`);
    if (plan.status === 'noxfer') return;
    const seconds = Math.max((t.p.now() - this.started) / 1000, 1e-6);
    if (t.busybox) {
      const rate = this.bytes / seconds;
      const human = (value: number): string => {
        const units = ['B', 'KB', 'MB', 'GB'];
        let unit = 0;
        let shown = value;
        while (shown >= 1024 && unit < 3) {
          shown /= 1024;
          unit++;
        }
        return shown.toFixed(1) + (units[unit] ?? '');
      };
      await t.p.stderr.write(
        `${this.bytes} bytes (${human(this.bytes)}) copied, ${seconds.toFixed(6)} seconds, ${human(rate)}/s\n`,
      );
      return;
    }
    const sizes =
      this.bytes < 1000
        ? ''
        : this.bytes < 1024
          ? ` (${scaled(this.bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB'])})`
          : ` (${scaled(this.bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB'])}, ${scaled(this.bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB'])})`;
    const elapsed = float(seconds, 'g', '', 6);
    const rate = scaled(this.bytes / seconds, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
    await t.p.stderr.write(
      `${this.bytes} byte${this.bytes === 1 ? '' : 's'}${sizes} copied, ${elapsed} s, ${rate}/s\n`,
    );
  }
}

const main = (t: Tool): Promise<number> => new Copy(t, readPlan(t)).run();

export default gnu(main, { help, raw: true });
export const busybox = applet(main, {
  raw: true,
  help: {
    usage:
      '[if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]\n\t[conv=notrunc|noerror|sync|fsync]\n\t[iflag=skip_bytes|count_bytes|fullblock|direct] [oflag=seek_bytes|append|direct]',
    about: 'Copy a file with converting and formatting',
  },
});
