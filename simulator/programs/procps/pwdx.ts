/** pwdx(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { procpsUsage } from './help.ts';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([]);
  if (operands.length === 0) throw new UsageError('');
  for (const pid of operands) {
    if (!/^\d+$/.test(pid)) {
      await t.fail(`invalid process id: ${pid}`);
      continue;
    }
    try {
      await t.print(`${pid}: ${t.p.fs.readlink(`/proc/${pid}/cwd`)}\n`);
    } catch (error) {
      if (!isSysError(error)) throw error;
      t.status = 1;
      await t.p.stderr.write(`${pid}: ${error.code === 'ENOENT' ? 'No such process' : error.message}\n`);
    }
  }
  return t.status;
}

export default gnu(main, {
  help: { usage: '[options] pid...' },
  usageHint: (name) => procpsUsage(name, '[options] pid...', []),
  package: 'procps-ng',
});
export const busybox = applet(main, { help: { usage: 'PID...', about: 'Show current directory for PIDs' } });
