/** stdbuf(1): runs a command. Output of the simulated tools is never held back, so there is nothing to adjust. */
import { isSysError } from '../../kernel/errno.ts';
import { execProgram, startFailure } from '../command/path-search.ts';
import { Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: 'OPTION... COMMAND',
  about: 'Run COMMAND, with modified buffering operations for its standard streams.',
  options: [
    ['-i, --input=MODE', 'adjust standard input stream buffering'],
    ['-o, --output=MODE', 'adjust standard output stream buffering'],
    ['-e, --error=MODE', 'adjust standard error stream buffering'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  if (operands.length === 0) throw new UsageError('missing operand');
  if (options.length === 0) throw new UsageError('you must specify a buffering mode option');
  try {
    return await execProgram(t.p, operands);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(
      `failed to run command ${t.quoteMessage(operands[0] ?? '')}: ${error.message}`,
      startFailure(error),
    );
  }
}

export default gnu(main, { help, stopAtOperand: true, usageStatus: 125 });
