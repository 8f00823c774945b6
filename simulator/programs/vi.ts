/** vi: vim's small build, and busybox's, which say things differently. */
import type { Process } from '../kernel/abi.ts';
import { baseName } from './text/paths.ts';
import { Vi } from './vi/editor.ts';

async function edit(p: Process, args: readonly string[], vim: boolean, readOnly: boolean): Promise<number> {
  const files: string[] = [];
  let startAt: string | undefined;
  let locked = readOnly;
  for (const word of args) {
    if (word === '--version' && vim) {
      await p.stdout.write(
        'VIM - Vi IMproved 9.0 (2022 Jun 28, compiled Oct 01 2023 00:00:00)\nSmall version without GUI.\n',
      );
      return 0;
    }
    if (word === '-R') locked = true;
    else if (/^\+\d*$/.test(word)) startAt = word.slice(1);
    else if (!word.startsWith('-') && !word.startsWith('+')) files.push(word);
  }
  if (!p.isatty(0) || !p.isatty(1)) {
    if (vim)
      await p.stderr.write(`Vim: Warning: ${p.isatty(1) ? 'Input is not from' : 'Output is not to'} a terminal\n`);
    if (!p.isatty(0)) return 1;
  }
  return new Vi(p, files[0], vim, locked).run(startAt);
}

export default (p: Process): Promise<number> => edit(p, p.args.slice(1), true, baseName(p.args[0] ?? '') === 'view');

export const busybox = (p: Process, _name: string, args: readonly string[]): Promise<number> =>
  edit(p, args, false, false);
