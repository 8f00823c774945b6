/** How apt prints: sizes, lists of names, whether steps end in `Done`. */
import type { Process } from '../../../kernel/abi.ts';

/** `315 kB`, `55.4 kB`, `489 B`. */
export function aptSize(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'k', 'M', 'G']) {
    if (value < 100 && unit !== '') return `${value.toFixed(1)} ${unit}B`;
    if (value < 10000) return `${value.toFixed(0)} ${unit}B`;
    value /= 1000;
  }
  return `${value.toFixed(0)} TB`;
}

/** Names under a heading, in lines that fit eighty columns. */
export function nameList(heading: string, names: readonly string[]): string {
  let text = `${heading}\n`;
  let used = 0;
  for (const name of names) {
    if (used === 0 || used + name.length > 77) {
      text += `${used === 0 ? '' : '\n'}  `;
      used = 0;
    } else text += ' ';
    text += name;
    used += name.length + 1;
  }
  return `${text}\n`;
}

export interface Voice {
  p: Process;
  /** 0: everything, 1: for logs, 2: errors only. */
  quiet: number;
}

/** `Reading package lists... Done` at a terminal, without the last word elsewhere. */
export async function step({ p, quiet }: Voice, what: string): Promise<void> {
  if (quiet > 1) return;
  await p.stdout.write(p.isatty(1) ? `${what}... Done\n` : `${what}...\n`);
}

export async function say({ p, quiet }: Voice, text: string): Promise<void> {
  if (quiet < 2) await p.stdout.write(text);
}
