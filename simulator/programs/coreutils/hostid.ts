/** hostid(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([]);
  if (operands.length > 0) throw new UsageError(t.busybox ? '' : `extra operand ${t.quoteMessage(operands[0] ?? '')}`);
  const address = t.p.net.interfaces().find((it) => !it.loopback)?.address ?? '127.0.0.1';
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  // gethostid(3) takes the address in network order with its halves swapped.
  await t.print(`${[b, a, d, c].map((byte) => byte.toString(16).padStart(2, '0')).join('')}\n`);
  return 0;
}

const help = { usage: '[OPTION]', about: 'Print the numeric identifier (in hexadecimal) for the current host.' };
export default gnu(main, { help });
export const busybox = applet(main, { help });
