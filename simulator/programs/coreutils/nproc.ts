/** nproc(1). */
import { applet, gnu, Failure, UsageError, type Tool } from '../command/tool.ts';

const options = [
  ['--all', 'print the number of installed processors'],
  ['--ignore=N', 'if possible, exclude N processing units'],
] as const;

async function main(t: Tool): Promise<number> {
  const parsed = t.parse();
  if (parsed.operands.length > 0 && !t.busybox)
    throw new UsageError(`extra operand ${t.quoteMessage(parsed.operands[0] ?? '')}`);
  const ignored = parsed.options.findLast(({ key }) => key === 'ignore')?.value ?? '0';
  if (!/^\d+$/.test(ignored)) throw new Failure(`invalid number: ${t.quoteMessage(ignored)}`);
  await t.print(`${Math.max(1, t.p.machine().cpus - Number(ignored))}\n`);
  return 0;
}

const about =
  'Print the number of processing units available to the current process, which may be less than the number of\nonline processors';
export default gnu(main, { help: { usage: '[OPTION]...', about, options } });
export const busybox = applet(main, {
  help: {
    usage: '',
    about: 'Print number of available CPUs',
    options: [
      ['--all', ''],
      ['--ignore=N', ''],
    ],
  },
});
