/** basename(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { baseName } from '../text/paths.ts';

const help = {
  usage: ['NAME [SUFFIX]', 'OPTION... NAME...'],
  about: 'Print NAME with any leading directory components removed.\nIf specified, also remove a trailing SUFFIX.',
  options: [
    ['-a, --multiple', 'support multiple arguments and treat each as a NAME'],
    ['-s, --suffix=SUFFIX', 'remove a trailing SUFFIX; implies -a'],
    ['-z, --zero', 'end each output line with NUL, not newline'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const suffixOption = options.findLast(({ key }) => key === 's')?.value;
  const many = suffixOption !== undefined || options.some(({ key }) => key === 'a');
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  if (!many && operands.length > 2)
    throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[2] ?? '')}`);
  const suffix = many ? (suffixOption ?? '') : (operands[1] ?? '');
  const end = options.some(({ key }) => key === 'z') ? '\0' : '\n';
  for (const operand of many ? operands : operands.slice(0, 1)) {
    const name = baseName(operand);
    await t.print(
      (suffix !== '' && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name) + end,
    );
  }
  return 0;
}

export default gnu(main, { help, stopAtOperand: true });
export const busybox = applet(main, {
  stopAtOperand: true,
  help: {
    usage: 'FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
    about: 'Strip directory path and SUFFIX from FILE',
    options: [
      ['-a', 'All arguments are FILEs'],
      ['-s SUFFIX', 'Remove SUFFIX (implies -a)'],
    ],
  },
});
