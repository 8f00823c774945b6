/** expand(1) and unexpand(1), told apart by name. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lineBatches } from '../input/source.ts';
import { pointWidth } from '../text/width.ts';

const options = [
  ['-a, --all', 'convert all blanks, instead of just initial blanks'],
  ['-i, --initial', 'do not convert tabs after non blanks'],
  ['--first-only', 'convert only leading sequences of blanks'],
  ['-t, --tabs=N', 'have tabs N characters apart, not 8'],
] as const;

function expandLine(line: string, stop: number, initialOnly: boolean): string {
  let text = '';
  let column = 0;
  let initial = true;
  for (const character of line) {
    if (character === '\t' && (initial || !initialOnly)) {
      const blanks = stop - (column % stop);
      text += ' '.repeat(blanks);
      column += blanks;
      continue;
    }
    if (character !== ' ') initial = false;
    text += character;
    column += pointWidth(character.codePointAt(0) ?? 0);
  }
  return text;
}

function unexpandLine(line: string, stop: number, all: boolean): string {
  const expanded = expandLine(line, stop, false);
  const end = all ? expanded.length : (/^ */.exec(expanded)?.[0].length ?? 0);
  let text = '';
  for (let at = 0; at < end; at += stop) {
    const cell = expanded.slice(at, Math.min(at + stop, end));
    const whole = cell.length === stop && cell.endsWith(' ') && (!all || cell.endsWith('  ') || cell.trim() === '');
    text += whole ? `${cell.trimEnd()}\t` : cell;
  }
  return text + expanded.slice(end);
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const has = (key: string): boolean => parsed.options.some((option) => option.key === key);
  const stop = Number(parsed.options.findLast(({ key }) => key === 't')?.value ?? 8) || 8;
  const reverse = t.name.endsWith('unexpand');
  const all = has('a') || (has('t') && !has('first-only'));
  await eachSource(t, parsed.operands, async (source) => {
    for await (const { lines, unterminated } of lineBatches(() => source.read())) {
      for (const line of lines)
        await t.print(
          (reverse ? unexpandLine(line, stop, all) : expandLine(line, stop, has('i'))) + (unterminated ? '' : '\n'),
        );
    }
  });
  return t.status;
}

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Convert between tabs and blanks in each FILE, writing to standard output.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, {
  help: { usage: '[-ai] [-t N] [FILE]...', about: 'Convert between tabs and spaces, writing to stdout', options },
});
