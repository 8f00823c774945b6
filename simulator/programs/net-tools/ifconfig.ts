/** ifconfig(8), of net-tools and of busybox, which still writes as Linux did long ago. */
import { applet, Failure, gnu, type Tool } from '../command/tool.ts';
import { links, type Link } from '../net/links.ts';

/** `1568 (1.5 KiB)`. */
function bytes(count: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let value = count;
  let unit = 0;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  return `${count} (${value.toFixed(1)} ${units[unit] ?? ''})`;
}

const packets = (count: number): number => Math.ceil(count / 90);

function modern(link: Link): string {
  const flags = link.loopback
    ? 'flags=73<UP,LOOPBACK,RUNNING>'
    : link.up
      ? 'flags=4163<UP,BROADCAST,RUNNING,MULTICAST>'
      : 'flags=4099<UP,BROADCAST,MULTICAST>';
  const broadcast = link.broadcast === undefined ? '' : `  broadcast ${link.broadcast}`;
  const inet = link.address === undefined ? '' : `        inet ${link.address}  netmask ${link.netmask}${broadcast}\n`;
  const inet6 = link.loopback ? '        inet6 ::1  prefixlen 128  scopeid 0x10<host>\n' : '';
  const kind = link.loopback
    ? '        loop  txqueuelen 1000  (Local Loopback)\n'
    : `        ether ${link.mac}  txqueuelen ${link.peer === undefined ? 1000 : 0}  (Ethernet)\n`;
  return (
    `${link.name}: ${flags}  mtu ${link.mtu}\n${inet}${inet6}${kind}` +
    `        RX packets ${packets(link.rxBytes)}  bytes ${bytes(link.rxBytes)}\n        RX errors 0  dropped 0  overruns 0  frame 0\n` +
    `        TX packets ${packets(link.txBytes)}  bytes ${bytes(link.txBytes)}\n        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n\n`
  );
}

function old(link: Link): string {
  const indent = ' '.repeat(10);
  const first = link.loopback
    ? 'Link encap:Local Loopback  '
    : `Link encap:Ethernet  HWaddr ${link.mac.toUpperCase()}  `;
  const inet =
    link.address === undefined
      ? ''
      : `${indent}inet addr:${link.address}  ${link.broadcast === undefined ? '' : `Bcast:${link.broadcast}  `}Mask:${link.netmask}\n`;
  const inet6 = link.loopback ? `${indent}inet6 addr: ::1/128 Scope:Host\n` : '';
  const flags = link.loopback
    ? 'UP LOOPBACK RUNNING  '
    : link.up
      ? 'UP BROADCAST RUNNING MULTICAST  '
      : 'UP BROADCAST MULTICAST  ';
  return (
    `${link.name.padEnd(10)}${first}\n${inet}${inet6}${indent}${flags}MTU:${link.mtu}  Metric:1\n` +
    `${indent}RX packets:${packets(link.rxBytes)} errors:0 dropped:0 overruns:0 frame:0\n` +
    `${indent}TX packets:${packets(link.txBytes)} errors:0 dropped:0 overruns:0 carrier:0\n` +
    `${indent}collisions:0 txqueuelen:${link.loopback || link.peer === undefined ? 1000 : 0} \n` +
    `${indent}RX bytes:${bytes(link.rxBytes)}  TX bytes:${bytes(link.txBytes)}\n\n`
  );
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse([
    ['-a', 'show all interfaces'],
    ['-s', 'short list'],
    ['-v', ''],
  ]);
  const [name, ...changes] = operands;
  const all = links(t.p).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (name === undefined) {
    const shown = options.some(({ key }) => key === 'a')
      ? all
      : all.filter((link) => link.up || link.address !== undefined);
    for (const link of shown) await t.print(t.busybox ? old(link) : modern(link));
    return 0;
  }
  const link = all.find((each) => each.name === name);
  if (link === undefined)
    throw new Failure(
      t.busybox
        ? `${name}: error fetching interface information: Device not found`
        : `${name}: error fetching interface information: Device not found`,
    );
  if (changes.length > 0)
    throw new Failure(t.busybox ? 'SIOCSIFFLAGS: Operation not permitted' : `SIOCSIFFLAGS: Operation not permitted`);
  await t.print(t.busybox ? old(link) : modern(link));
  return 0;
}

const help = { usage: '[-a] [-v] [-s] <interface> [[<AF>] <address>]', about: 'Show network interfaces.' };
export default gnu(main, { help, name: '' });
export const busybox = applet(main, { help: { usage: '[-a] [IFACE]', about: 'Configure a network interface' } });
