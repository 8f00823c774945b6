/** nice(1), and ionice and taskset by their names: run a command. Priorities have no effect on the simulated machine. */
import { isSysError } from '../../kernel/errno.ts';
import { execProgram, startFailure } from '../command/path-search.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION] [COMMAND [ARG]...]',
  about:
    'Run COMMAND with an adjusted niceness, which affects process scheduling.\nWith no COMMAND, print the current niceness.',
  options: [['-n, --adjustment=N', 'add integer N to the niceness (default 10)']],
} as const;

async function main(t: Tool): Promise<number> {
  const kind = t.name.slice(t.name.lastIndexOf('/') + 1);
  const rows =
    kind === 'nice'
      ? help.options
      : ([
          ['-c N', ''],
          ['-n N', ''],
          ['-t', ''],
          ['-p', ''],
        ] as const);
  let { operands } = t.parse(rows);
  if (kind === 'taskset') operands = operands.slice(1);
  if (operands.length === 0) {
    if (kind !== 'nice') throw new UsageError('');
    await t.print('0\n');
    return 0;
  }
  try {
    return await execProgram(t.p, operands);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const name = operands[0] ?? '';
    throw new Failure(
      t.busybox ? `can't execute '${name}': ${error.message}` : `${t.quoteMessage(name)}: ${error.message}`,
      startFailure(error),
    );
  }
}

export default gnu(main, { help, stopAtOperand: true, usageStatus: 125 });
export const busybox = applet(main, {
  help: { ...help, usage: '[-n ADJUST] [PROG ARGS]', options: [['-n ADJUST', 'Adjust priority by ADJUST']] },
  stopAtOperand: true,
});
