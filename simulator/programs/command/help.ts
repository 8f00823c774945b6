/** Help texts, laid out as GNU's (`Usage: …` and a table from column 29) or as busybox's (banner and tabs). */
import type { OptionRow } from './declaration.ts';

export interface Help {
  /** What follows the name in the usage line(s). */
  usage: string | readonly string[];
  /** What the command does, in a sentence or a few lines. */
  about?: string;
  options?: readonly OptionRow[];
  /** Remarks after the table. */
  after?: string;
}

/** First words of busybox's banner. Images may carry other builds; this is the version whose applets are imitated. */
export const BUSYBOX_BANNER = 'BusyBox v1.35.0 (Debian 1:1.35.0-4+deb12u1+b1) multi-call binary.';

const DESCRIPTION_COLUMN = 29;

function gnuRow([names, about]: OptionRow): string {
  if (about === '') return '';
  const indent = names.startsWith('--') ? '      ' : '  ';
  const head = `${indent}${names}`;
  const lines = about.split('\n');
  const gap = ' '.repeat(DESCRIPTION_COLUMN);
  const first =
    head.length + 1 < DESCRIPTION_COLUMN
      ? head.padEnd(DESCRIPTION_COLUMN) + (lines[0] ?? '')
      : `${head}\n${gap}${lines[0] ?? ''}`;
  return [first, ...lines.slice(1).map((line) => gap + line)].join('\n') + '\n';
}

export function gnuHelp(name: string, help: Help): string {
  const usages = typeof help.usage === 'string' ? [help.usage] : help.usage;
  let text = usages
    .map((usage, index) => `${index === 0 ? 'Usage:' : '  or: '} ${name}${usage === '' ? '' : ` ${usage}`}\n`)
    .join('');
  if (help.about !== undefined) text += `${help.about}\n`;
  if (help.options !== undefined) text += `\n${help.options.map(gnuRow).join('')}`;
  const standard = help.options?.some(([names]) => names.includes('--help')) === true;
  if (!standard)
    text +=
      gnuRow(['--help', 'display this help and exit']) + gnuRow(['--version', 'output version information and exit']);
  return help.after === undefined ? text : `${text}\n${help.after}\n`;
}

export function busyboxHelp(name: string, help: Help): string {
  const usages = typeof help.usage === 'string' ? [help.usage] : help.usage;
  const lines = usages.map(
    (usage, index) => `${index === 0 ? 'Usage:' : 'or:'} ${name}${usage === '' ? '' : ` ${usage}`}`,
  );
  let text = `${BUSYBOX_BANNER}\n\n${lines.join('\n')}\n`;
  if (help.about !== undefined) text += `\n${help.about}\n`;
  const shown = (help.options ?? []).filter(([, about]) => about !== '');
  if (shown.length > 0) {
    const ordinary = shown.filter(([names]) => names.length < 16);
    const wide = ordinary.some(([names]) => names.length > 7);
    text += `\n${shown.map(([names, about]) => `\t${names}\t${wide && names.length < 8 ? '\t' : ''}${about.replaceAll('\n', '\n\t\t')}\n`).join('')}`;
  }
  return help.after === undefined ? text : `${text}\n${help.after}\n`;
}
