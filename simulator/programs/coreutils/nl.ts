/** nl(1), without logical pages. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lineBatches } from '../input/source.ts';
import { posixRegExp } from '../regex/posix.ts';

const options = [
  [
    '-b, --body-numbering=STYLE',
    'use STYLE for numbering body lines: a (all), t (nonempty),\nn (none), pBRE (those that match BRE)',
  ],
  ['-i, --line-increment=NUMBER', 'line number increment at each line'],
  ['-l, --join-blank-lines=NUMBER', ''],
  ['-n, --number-format=FORMAT', 'ln (left), rn (right), rz (right, leading zeros)'],
  ['-s, --number-separator=STRING', 'add STRING after (possible) line number'],
  ['-v, --starting-line-number=NUMBER', 'first line number'],
  ['-w, --number-width=NUMBER', 'use NUMBER columns for line numbers'],
  ['-h, --header-numbering=STYLE', ''],
  ['-f, --footer-numbering=STYLE', ''],
  ['-d, --section-delimiter=CC', ''],
  ['-p, --no-renumber', ''],
] as const;

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const value = (key: string, otherwise: string): string =>
    parsed.options.findLast((option) => option.key === key)?.value ?? otherwise;
  const style = value('b', 't');
  const width = Number(value('w', '6'));
  const format = value('n', 'rn');
  const separator = value('s', '\t');
  const step = Number(value('i', '1'));
  const pattern = style.startsWith('p') ? posixRegExp(style.slice(1), { extended: false }) : undefined;
  const counts = (line: string): boolean =>
    style === 'a' || (style === 't' && line !== '') || pattern?.test(line) === true;
  let number = Number(value('v', '1'));
  await eachSource(t, parsed.operands, async (source) => {
    for await (const { lines } of lineBatches(() => source.read())) {
      for (const line of lines) {
        if (!counts(line)) {
          await t.print(`${' '.repeat(width + separator.length)}${line}\n`);
          continue;
        }
        const digits = String(number);
        const shown = format === 'ln' ? digits.padEnd(width) : digits.padStart(width, format === 'rz' ? '0' : ' ');
        await t.print(`${shown}${separator}${line}\n`);
        number += step;
      }
      await t.out.flush();
    }
  });
  return t.status;
}

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Write each FILE to standard output, with line numbers added.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, {
  help: { usage: '[OPTIONS] [FILE]...', about: 'Write FILEs to standard output with line numbers added', options },
});
