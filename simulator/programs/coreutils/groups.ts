/** groups(1). */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { Accounts } from '../users/accounts.ts';

const about = 'Print group memberships for each USERNAME or, if no USERNAME is given, for the current process.';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse();
  const accounts = new Accounts(t.p);
  if (operands.length === 0) {
    const { gid, groups } = t.p.credentials;
    const names: string[] = [];
    for (const it of [gid, ...groups.filter((other) => other !== gid)]) {
      const name = accounts.group(it)?.name;
      if (name === undefined && !t.busybox) await t.fail(`cannot find name for group ID ${it}`);
      names.push(name ?? String(it));
    }
    await t.print(`${names.join(' ')}\n`);
  }
  for (const operand of operands) {
    const user = accounts.userNamed(operand);
    if (user === undefined) {
      await t.fail(t.busybox ? `unknown user ${operand}` : `${t.quoteMessage(operand)}: no such user`);
      continue;
    }
    const names = [user.gid, ...accounts.groupsOf(operand).filter((it) => it !== user.gid)]
      .map((it) => accounts.groupName(it))
      .join(' ');
    await t.print(t.busybox ? `${names}\n` : `${operand} : ${names}\n`);
  }
  return t.status;
}

export default gnu(main, { help: { usage: '[OPTION]... [USERNAME]...', about } });
export const busybox = applet(main, { help: { usage: '[USER]', about: 'Print the groups USER is in' } });
