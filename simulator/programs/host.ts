/** host(1). */
import { gnu, UsageError, type Tool } from './command/tool.ts';
import { ask, isAddress, reverseName } from './net/dns.ts';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([
    ['-a', ''],
    ['-t TYPE', ''],
    ['-v', ''],
    ['-4', ''],
    ['-W TIME', ''],
  ]);
  const [name] = operands;
  if (name === undefined) throw new UsageError('');
  const reverse = isAddress(name);
  const answer = await ask(t.p, reverse ? reverseName(name) : name);
  if (answer.status === 'TIMEOUT') {
    await t.print(`;; connection timed out; no servers could be reached\n`);
    return 1;
  }
  if (answer.status !== 'NOERROR') {
    await t.print(
      `Host ${reverse ? `${reverseName(name)}.` : name} not found: ${answer.status === 'NXDOMAIN' ? '3(NXDOMAIN)' : '2(SERVFAIL)'}\n`,
    );
    return 1;
  }
  for (const found of answer.addresses)
    await t.print(reverse ? `${reverseName(name)} domain name pointer ${found}.\n` : `${name} has address ${found}\n`);
  return 0;
}

export default gnu(main, {
  help: {
    usage: '[-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time] [-R number] [-m flag] [-p port] hostname [server]',
    about: '',
  },
  usageHint: (name) =>
    `Usage: ${name} [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n`,
});
