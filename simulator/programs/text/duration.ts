/** Durations of sleep(1), timeout(1), tail -s, ping -i. */

const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** `10`, `0.5`, `2m`, `1h`, `infinity` in seconds; undefined when it is no duration. */
export function parseDuration(text: string): number | undefined {
  const [, number, unit = ''] = /^\+?(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf(?:inity)?)([smhd]?)$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const factor = UNIT_SECONDS[unit];
  if (factor === undefined) return undefined;
  return (/^inf/i.test(number) ? Infinity : Number(number)) * factor;
}
