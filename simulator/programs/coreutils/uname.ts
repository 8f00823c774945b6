/** uname(1) and arch(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]...',
  about: 'Print certain system information.  With no OPTION, same as -s.',
  options: [
    ['-a, --all', 'print all information, in the following order,\nexcept omit -p and -i if unknown:'],
    ['-s, --kernel-name', 'print the kernel name'],
    ['-n, --nodename', 'print the network node hostname'],
    ['-r, --kernel-release', 'print the kernel release'],
    ['-v, --kernel-version', 'print the kernel version'],
    ['-m, --machine', 'print the machine hardware name'],
    ['-p, --processor', 'print the processor type (non-portable)'],
    ['-i, --hardware-platform', 'print the hardware platform (non-portable)'],
    ['-o, --operating-system', 'print the operating system'],
  ],
} as const;
const busyboxHelp = {
  usage: '[-amnrspvio]',
  about: 'Print system information',
  options: [
    ['-a', 'Print all'],
    ['-m', 'Machine (hardware) type'],
    ['-n', 'Hostname'],
    ['-r', 'Kernel release'],
    ['-s', 'Kernel name (default)'],
    ['-p', 'Processor type'],
    ['-v', 'Kernel version'],
    ['-i', 'Hardware platform'],
    ['-o', 'OS name'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  if (operands.length > 0) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[0] ?? '')}`);
  const machine = t.p.machine();
  const values: readonly (readonly [string, string])[] = [
    ['s', 'Linux'],
    ['n', t.p.net.hostname()],
    ['r', machine.kernelRelease],
    ['v', machine.kernelVersion],
    ['m', machine.architecture],
    ['p', 'unknown'],
    ['i', 'unknown'],
    ['o', 'GNU/Linux'],
  ];
  const keys = new Set(options.map((option) => option.key));
  const all = keys.has('a');
  const shown = values.filter(
    ([key, value]) => keys.has(key) || (all && value !== 'unknown') || (keys.size === 0 && key === 's'),
  );
  await t.print(`${shown.map(([, value]) => value).join(' ')}\n`);
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
