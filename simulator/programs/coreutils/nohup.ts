/** nohup(1). */
import { isSysError } from '../../kernel/errno.ts';
import { execProgram, startFailure } from '../command/path-search.ts';
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';

const help = {
  usage: ['COMMAND [ARG]...', 'OPTION'],
  about:
    "Run COMMAND, ignoring hangup signals.\n\nIf standard input is a terminal, it is redirected from an unreadable file. If standard output is a terminal,\noutput is appended to 'nohup.out' if possible, '$HOME/nohup.out' otherwise. If standard error is a terminal,\nit goes to standard output.",
} as const;

async function openLog(t: Tool): Promise<{ fd: number; path: string }> {
  const flags = { write: true, create: true, append: true };
  try {
    return { fd: await t.p.open('nohup.out', flags, 0o600), path: 'nohup.out' };
  } catch (error) {
    if (!isSysError(error)) throw error;
    const path = `${t.env.get('HOME') ?? ''}/nohup.out`;
    return { fd: await t.p.open(path, flags, 0o600), path };
  }
}

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse();
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  const { p } = t;
  const [ignoresInput, capturesOutput, capturesErrors] = [p.isatty(0), p.isatty(1), p.isatty(2)];
  if (ignoresInput) p.dup2(await p.open('/dev/null', { write: true }), 0);
  let log: { fd: number; path: string } | undefined;
  if (capturesOutput) log = await openLog(t);
  const told = [];
  if (ignoresInput) told.push('ignoring input');
  if (log !== undefined) told.push(`appending output to ${t.quoteMessage(log.path)}`);
  else if (capturesErrors) told.push('redirecting stderr to stdout');
  if (told.length > 0) await t.warn(t.busybox ? `appending output to ${log?.path ?? 'nohup.out'}` : told.join(' and '));
  const errors = p.dup(2, 10);
  p.setCloseOnExec(errors, true);
  if (log !== undefined) {
    p.dup2(log.fd, 1);
    p.close(log.fd);
  }
  if (capturesErrors) p.dup2(1, 2);
  p.onSignal('HUP', 'ignore');
  try {
    return await execProgram(p, operands);
  } catch (error) {
    if (!isSysError(error)) throw error;
    p.dup2(errors, 2);
    const name = operands[0] ?? '';
    throw new Failure(
      t.busybox
        ? `can't execute '${name}': ${error.message}`
        : `failed to run command ${t.quoteMessage(name)}: ${error.message}`,
      startFailure(error),
    );
  }
}

export default gnu(main, { help, stopAtOperand: true, usageStatus: 125 });
export const busybox = applet(main, {
  help: { usage: 'PROG ARGS', about: 'Run PROG immune to hangups, with output to a non-tty' },
  stopAtOperand: true,
});
