/** dirname(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { dirName } from '../text/paths.ts';

const help = {
  usage: '[OPTION] NAME...',
  about:
    "Output each NAME with its last non-slash component and trailing slashes removed; if NAME contains no\nslashes, output '.' (meaning the current directory).",
  options: [['-z, --zero', 'end each output line with NUL, not newline']],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  if (operands.length === 0 || (t.busybox && operands.length > 1))
    throw new UsageError(t.busybox ? '' : 'missing operand');
  for (const operand of operands) await t.print(dirName(operand) + (options.length > 0 ? '\0' : '\n'));
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: 'FILENAME', about: 'Strip non-directory suffix from FILENAME' } });
