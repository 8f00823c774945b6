/** whoami(1). */
import { applet, Failure, gnu, UsageError, type Tool } from '../command/tool.ts';
import { Accounts } from '../users/accounts.ts';

const about = 'Print the user name associated with the current effective user ID.\nSame as id -un.';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse();
  if (operands.length > 0) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[0] ?? '')}`);
  const { uid } = t.p.credentials;
  const user = new Accounts(t.p).user(uid);
  if (user === undefined) throw new Failure(t.busybox ? `unknown uid ${uid}` : `cannot find name for user ID ${uid}`);
  await t.print(`${user.name}\n`);
  return 0;
}

export default gnu(main, { help: { usage: '[OPTION]...', about } });
export const busybox = applet(main, {
  help: { usage: '', about: 'Print the user name associated with the current effective user id' },
});
