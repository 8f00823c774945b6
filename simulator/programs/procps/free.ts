/** free(1) of procps and of busybox. */
import { applet, gnu, Failure, type Tool } from '../command/tool.ts';
import { procpsUsage } from './help.ts';
import { memory, type Memory } from './system.ts';

const options = [
  ['-b, --bytes', 'show output in bytes'],
  ['--kilo', 'show output in kilobytes'],
  ['--mega', 'show output in megabytes'],
  ['--giga', 'show output in gigabytes'],
  ['-k, --kibi', 'show output in kibibytes'],
  ['-m, --mebi', 'show output in mebibytes'],
  ['-g, --gibi', 'show output in gibibytes'],
  ['-h, --human', 'show human-readable output'],
  ['--si', 'use powers of 1000 not 1024'],
  ['-l, --lohi', ''],
  ['-t, --total', 'show total for RAM + swap'],
  ['-s, --seconds=N', 'repeat printing every N seconds'],
  ['-c, --count=N', 'repeat printing N times, then exit'],
  ['-w, --wide', 'wide output'],
] as const;

const DIVISORS: Readonly<Record<string, number>> = {
  b: 1 / 1024,
  kilo: 1000 / 1024,
  mega: 1e6 / 1024,
  giga: 1e9 / 1024,
  k: 1,
  m: 1024,
  g: 1048576,
};

function human(kilobytes: number, si: boolean): string {
  const base = si ? 1000 : 1024;
  const units = si ? ['B', 'k', 'M', 'G', 'T'] : ['B', 'Ki', 'Mi', 'Gi', 'Ti'];
  let value = kilobytes * 1024;
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  if (unit === 0) return `${Math.round(value)}B`;
  return value < 9.95 ? `${value.toFixed(1)}${units[unit] ?? ''}` : `${Math.floor(value)}${units[unit] ?? ''}`;
}

function busyboxHuman(kilobytes: number): string {
  let value = kilobytes;
  let unit = 0;
  if (kilobytes === 0) return '0';
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(1)}${'KMGT'[unit] ?? ''}`;
}

function table(t: Tool, m: Memory, show: (kilobytes: number) => string, wide: boolean, total: boolean): string {
  const cell = (text: string): string => text.padStart(11);
  const used = t.busybox ? m.total - m.free - m.buffers - m.cached : m.total - m.available;
  const head = wide
    ? ['total', 'used', 'free', 'shared', 'buffers', 'cache', 'available']
    : ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
  const middle = wide ? [m.buffers, m.cached] : [m.buffers + m.cached];
  const numbers = (values: readonly number[]): string => values.map((value) => cell(show(value))).join(' ');
  let text = t.busybox
    ? `       ${head.map((name) => name.padStart(12)).join('')}\n`
    : `        ${head.map((name) => name.padStart(12)).join('')}\n`;
  const lead = (name: string): string => name.padEnd(t.busybox ? 7 : 8);
  text += `${lead('Mem:')} ${numbers([m.total, used, m.free, m.shared, ...middle, m.available])}\n`;
  text += `${lead('Swap:')} ${numbers([m.swapTotal, m.swapTotal - m.swapFree, m.swapFree])}\n`;
  if (total)
    text += `${lead('Total:')} ${numbers([m.total + m.swapTotal, used + m.swapTotal - m.swapFree, m.free + m.swapFree])}\n`;
  return text;
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(
    t.busybox
      ? [
          ['-b', ''],
          ['-k', ''],
          ['-m', ''],
          ['-g', ''],
          ['-h', ''],
        ]
      : options,
  );
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  const value = (key: string): string | undefined => parsed.options.findLast((option) => option.key === key)?.value;
  const unit = parsed.options.findLast(({ key }) => DIVISORS[key] !== undefined)?.key ?? 'k';
  const divisor = DIVISORS[unit] ?? 1;
  const si = has('si');
  const show = (kilobytes: number): string =>
    has('h') ? (t.busybox ? busyboxHuman(kilobytes) : human(kilobytes, si)) : String(Math.floor(kilobytes / divisor));
  const seconds = value('s');
  if (seconds !== undefined && !(Number(seconds) > 0)) throw new Failure(`seconds argument \`${seconds}' failed`);
  const count = value('c') === undefined ? (seconds === undefined ? 1 : Infinity) : Number(value('c'));
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      await t.p.sleep(Number(seconds ?? 1) * 1000);
      await t.print('\n');
    }
    await t.print(table(t, memory(t.p), show, has('w'), has('t')));
    await t.out.flush();
  }
  return 0;
}

const usage = (name: string): string => procpsUsage(name, '[options]', options);
export default gnu(main, { help: { usage: '[options]', options }, usageHint: usage, package: 'procps-ng' });
export const busybox = applet(main, { help: { usage: '[-bkmgh]', about: 'Display free and used memory' } });
