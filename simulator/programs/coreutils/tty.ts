/** tty(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]...',
  about: 'Print the file name of the terminal connected to standard input.',
  options: [['-s, --silent, --quiet', 'print nothing, only return an exit status']],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  if (operands.length > 0 && !t.busybox) throw new UsageError(`extra operand ${t.quoteMessage(operands[0] ?? '')}`);
  if (operands.length > 0) await t.warn('ignoring all arguments');
  const isTerminal = t.p.isatty(0);
  if (options.length === 0) await t.print(isTerminal ? `${t.p.tty(0).name}\n` : 'not a tty\n');
  return isTerminal ? 0 : 1;
}

export default gnu(main, { help, usageStatus: 2 });
export const busybox = applet(main, {
  help: { usage: '', about: "Print file name of stdin's terminal", options: [['-s', '']] },
});
