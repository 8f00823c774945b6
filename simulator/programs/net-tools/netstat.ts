/** netstat(8): sockets, routes and interfaces. */
import type { Address, Process, SocketRow } from '../../kernel/abi.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';
import { nameOf } from '../net/dns.ts';
import { links } from '../net/links.ts';
import { routingTable } from './route.ts';

const options = [
  ['-r, --route', 'display routing table'],
  ['-i, --interfaces', 'display interface table'],
  ['-s, --statistics', ''],
  ['-a, --all', 'display all sockets (default: connected)'],
  ['-l, --listening', 'display listening server sockets'],
  ['-t, --tcp', ''],
  ['-u, --udp', ''],
  ['-w, --raw', ''],
  ['-x, --unix', ''],
  ['-n, --numeric', "don't resolve names"],
  ['-e, --extend', 'display other/more information'],
  ['-p, --programs', 'display PID/Program name for sockets'],
  ['-c, --continuous', ''],
  ['-v, --verbose', ''],
  ['-4', ''],
  ['-6', ''],
  ['-W, --wide', ''],
  ['-o, --timers', ''],
] as const;
const busyboxOptions = [
  ['-r', 'Routing table'],
  ['-a', 'All sockets'],
  ['-l', 'Listening sockets\nElse: connected sockets'],
  ['-t', 'TCP sockets'],
  ['-u', 'UDP sockets'],
  ['-w', 'Raw sockets'],
  ['-x', 'Unix sockets\nElse: all socket types'],
  ['-e', 'Other/more information'],
  ['-n', "Don't resolve names"],
  ['-p', ''],
  ['-W', ''],
] as const;

/** `host:port`, the port `*` where there is none. */
export async function endpoint(
  p: Process,
  address: Address | undefined,
  numeric: boolean,
  v6: boolean,
): Promise<string> {
  if (address === undefined) return v6 ? ':::*' : '0.0.0.0:*';
  if (numeric || /^(0\.0\.0\.0|::)$/.test(address.host)) return `${address.host}:${address.port}`;
  return `${(await nameOf(p, address.host)) ?? address.host}:${address.port}`;
}

export function isV6(row: SocketRow): boolean {
  return row.local.host.includes(':');
}

function program(p: Process, pid: number): string {
  const row = p.processes().find((each) => each.pid === pid);
  return row === undefined || (p.credentials.uid !== 0 && row.uid !== p.credentials.uid) ? '-' : `${pid}/${row.comm}`;
}

async function sockets(t: Tool, keys: ReadonlySet<string>): Promise<void> {
  const servers = keys.has('l') ? 'only servers' : keys.has('a') ? 'servers and established' : 'w/o servers';
  const withPrograms = keys.has('p');
  const state = t.busybox ? 'State       ' : 'State      ';
  const families = ['t', 'u', 'w', 'x'].filter((key) => keys.has(key));
  if (families.length === 0 || families.some((key) => key !== 'x')) {
    await t.print(`Active Internet connections (${servers})\n`);
    await t.print(
      `Proto Recv-Q Send-Q Local Address           Foreign Address         ${state}${withPrograms ? ' PID/Program name    ' : ''}\n`,
    );
    const rows = t.p.net.sockets().filter((row) => {
      if (families.length > 0 && !families.includes(row.protocol === 'tcp' ? 't' : 'u')) return false;
      const listening = row.state === 'LISTEN';
      return keys.has('a') || (keys.has('l') ? listening : !listening);
    });
    for (const row of rows) await t.print(await socketLine(t, row, keys.has('n'), withPrograms));
  }
  if (families.length === 0 || families.includes('x')) {
    await t.print(
      `Active UNIX domain sockets (${servers})\nProto RefCnt Flags       Type       State         I-Node   Path\n`,
    );
  }
}

async function socketLine(t: Tool, row: SocketRow, numeric: boolean, withPrograms: boolean): Promise<string> {
  const v6 = isV6(row);
  const proto = t.busybox || !v6 ? row.protocol : `${row.protocol}6`;
  const [local, remote] = [await endpoint(t.p, row.local, numeric, v6), await endpoint(t.p, row.remote, numeric, v6)];
  const state = row.protocol === 'udp' ? '' : row.state === 'ESTAB' ? 'ESTABLISHED' : row.state;
  return `${proto.padEnd(5)} ${'0'.padStart(6)} ${'0'.padStart(6)} ${local.padEnd(23)} ${remote.padEnd(23)} ${state.padEnd(t.busybox ? 12 : 11)}${withPrograms ? ` ${program(t.p, row.pid).padEnd(20)}` : ''}\n`;
}

function interfaceTable(p: Process): string {
  const rows = links(p).map(
    (link) =>
      `${link.name.padEnd(15)} ${String(link.mtu).padStart(5)} ${[Math.ceil(link.rxBytes / 90), 0, 0]
        .map((n) => String(n).padStart(8))
        .join('')
        .replace(
          /^ /,
          '',
        )} ${'0'.padEnd(7)}${[Math.ceil(link.txBytes / 90), 0, 0].map((n) => String(n).padStart(7)).join('')}      0 ${link.loopback ? 'LRU' : 'BMRU'}\n`,
  );
  return `Kernel Interface table\nIface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse();
  const keys = new Set(parsed.options.map((option) => option.key));
  if (keys.has('r')) await t.print(routingTable(t.p, keys.has('n'), true));
  else if (keys.has('i')) await t.print(interfaceTable(t.p));
  else await sockets(t, keys);
  return 0;
}

export default gnu(main, {
  help: {
    usage: '[-vWeenNac] [<Af>] -r | [<Socket> ...]',
    about: 'Display network connections, routing tables and interface statistics.',
    options,
  },
});
export const busybox = applet(main, {
  help: { usage: '[-ral] [-tuwx] [-en]', about: 'Display networking information', options: busyboxOptions },
});
