/** Sizes with suffixes, read and shown as GNU tools and busybox do. */

const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/**
 * `ls -h`, `du -h`, `df -h`: at most three digits and a unit, rounded up, one decimal below ten (`1.5K`, `12M`).
 * With base 1000 the kilo is a small k, as `df -H` prints it.
 */
export function humanSize(bytes: number, base = 1024): string {
  let value = bytes;
  let unit = 0;
  while (value >= base && unit < UNITS.length - 1) {
    value /= base;
    unit++;
  }
  if (unit === 0) return String(bytes);
  const tenths = Math.ceil(value * 10 - 1e-9);
  let shown = tenths < 100 ? (tenths / 10).toFixed(1) : String(Math.ceil(value - 1e-9));
  if (Number(shown) >= base && unit < UNITS.length - 1) {
    shown = '1.0';
    unit++;
  }
  return shown + (base === 1000 && unit === 1 ? 'k' : (UNITS[unit] ?? ''));
}

/** busybox's form: rounded to the nearest tenth, always one decimal (`1.5K`, `12.0M`), plain bytes without unit. */
export function busyboxHumanSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? String(bytes) : value.toFixed(1) + (UNITS[unit] ?? '');
}

const multipliers: Readonly<Record<string, number>> = {
  '': 1, b: 512, c: 1, w: 2,
  kB: 1e3, KB: 1e3, k: 1024, K: 1024, KiB: 1024, m: 2 ** 20, M: 2 ** 20, MB: 1e6, MiB: 2 ** 20,
  g: 2 ** 30, G: 2 ** 30, GB: 1e9, GiB: 2 ** 30, T: 2 ** 40, TB: 1e12, TiB: 2 ** 40, P: 2 ** 50, PB: 1e15, PiB: 2 ** 50,
  E: 2 ** 60, EB: 1e18, EiB: 2 ** 60,
}; // prettier-ignore

/** `10`, `4k`, `1MB`, `2GiB`, `3b` in bytes; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const [, digits, suffix = ''] = /^(\d+)([A-Za-z]*)$/.exec(text) ?? [];
  const factor = multipliers[suffix];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
