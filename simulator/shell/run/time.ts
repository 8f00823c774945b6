/** What `time` prints. */
import type { Shell } from '../state/shell.ts';

/** TIMEFORMAT's default, or POSIX's with `time -p`. Processor time is counted as all of the real time spent running. */
export function describeTime(shell: Shell, real: number, posix: boolean): string {
  const format = posix
    ? 'real %2R\nuser %2U\nsys %2S'
    : (shell.variable('TIMEFORMAT') ?? '\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS');
  if (format === '') return '';
  const text = format.replace(/%(\d?)(l?)([RUSP%])/g, (_all, digits: string, long: string, letter: string) => {
    if (letter === '%') return '%';
    if (letter === 'P') return '0.00';
    const ms = letter === 'R' ? real : 0;
    return formatSeconds(ms, digits === '' ? 3 : Math.min(3, Number(digits)), long === 'l');
  });
  return `${text}\n`;
}

/** `0m1.234s` or `1.234`. */
export function formatSeconds(ms: number, digits: number, long: boolean): string {
  const total = Math.floor(ms);
  const fraction =
    digits === 0
      ? ''
      : `.${String(total % 1000)
          .padStart(3, '0')
          .slice(0, digits)}`;
  const seconds = Math.floor(total / 1000);
  return long ? `${Math.floor(seconds / 60)}m${seconds % 60}${fraction}s` : `${seconds}${fraction}`;
}
