/** route(8) and `netstat -r`: the routing table. */
import type { Process } from '../../kernel/abi.ts';
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { maskOf } from '../net/links.ts';

/** The table in route's form, or with `netstat` in netstat's. */
export function routingTable(p: Process, numeric: boolean, netstat: boolean): string {
  const columns = netstat ? '  MSS Window  irtt Iface' : 'Metric Ref    Use Iface';
  const rows = p.net.routes().map((route) => {
    const [network = '', prefix = '0'] =
      route.destination === 'default' ? [numeric ? '0.0.0.0' : 'default'] : route.destination.split('/');
    const mask = route.destination === 'default' ? '0.0.0.0' : maskOf(Number(prefix));
    const gateway = route.gateway ?? (numeric || netstat ? '0.0.0.0' : '*');
    const flags = route.gateway === undefined ? 'U' : 'UG';
    const tail = netstat ? `   0 0          0 ${route.device}` : `0      0        0 ${route.device}`;
    return `${network.padEnd(15)} ${gateway.padEnd(15)} ${mask.padEnd(15)} ${flags.padEnd(netstat ? 5 : 5)} ${tail}\n`;
  });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags ${columns}\n${rows.join('')}`;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse([
    ['-n', "don't resolve names"],
    ['-e', ''],
    ['-v', ''],
    ['-4', ''],
    ['-A FAMILY', ''],
  ]);
  if (operands.length > 0) throw new Failure('SIOCADDRT: Operation not permitted');
  const numeric = options.some(({ key }) => key === 'n');
  const table = routingTable(t.p, numeric, false);
  await t.print(t.busybox || numeric ? table : table.replaceAll('*      ', '0.0.0.0'));
  return 0;
}

const help = { usage: '[-nNvee] [-FC] [<AF>]', about: 'List kernel routing tables' };
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: '[-ne]', about: 'Show the kernel routing table' } });
