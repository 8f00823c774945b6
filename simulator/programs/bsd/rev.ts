/** rev(1): the characters of each line in reverse. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { lineBatches } from '../input/source.ts';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse();
  await eachSource(
    t,
    operands,
    async (source) => {
      for await (const { lines, unterminated } of lineBatches(() => source.read())) {
        for (const line of lines) await t.print(Array.from(line).reverse().join('') + (unterminated ? '' : '\n'));
        await t.out.flush();
      }
    },
    { openFailed: (path, error) => `${t.busybox ? path : `cannot open ${path}`}: ${error.message}` },
  );
  return t.status;
}

const help = { usage: '[options] [file ...]', about: 'Reverse lines characterwise.', options: [] } as const;
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: '[FILE]...', about: 'Reverse lines of FILE', options: [] } });
