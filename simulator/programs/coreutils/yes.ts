/** yes(1): one line, over and over, until nobody reads any more. */
import { encode } from '../../kernel/bytes.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';

const help = {
  usage: ['[STRING]...', 'OPTION'],
  about: "Print a line with the STRING(s), or 'y', again and again.",
} as const;

async function main(t: Tool): Promise<number> {
  const operands = t.busybox ? t.args : t.parse([]).operands;
  const line = `${operands.length === 0 ? 'y' : operands.join(' ')}\n`;
  const block = encode(line.repeat(Math.max(1, Math.floor(8192 / line.length))));
  for (;;) await t.out.bytes(block);
}

export default gnu(main, { help });
export const busybox = applet(main, { help });
