/** ss(8) of iproute2. */
import type { Process, SocketRow } from '../kernel/abi.ts';
import { gnu, type Tool } from './command/tool.ts';

const options = [
  ['-h', ''],
  ['-V', ''],
  ['-n, --numeric', "don't resolve service names"],
  ['-r, --resolve', 'resolve host names'],
  ['-a, --all', 'display all sockets'],
  ['-l, --listening', 'display listening sockets'],
  ['-o, --options', ''],
  ['-e, --extended', ''],
  ['-m, --memory', ''],
  ['-p, --processes', 'show process using socket'],
  ['-i, --info', ''],
  ['-s, --summary', 'show socket usage summary'],
  ['-4, --ipv4', 'display only IP version 4 sockets'],
  ['-6, --ipv6', 'display only IP version 6 sockets'],
  ['-t, --tcp', 'display only TCP sockets'],
  ['-u, --udp', 'display only UDP sockets'],
  ['-x, --unix', 'display only Unix domain sockets'],
  ['-w, --raw', ''],
  ['-H, --no-header', 'suppress header line'],
] as const;

const SERVICES: Readonly<Record<number, string>> = {
  22: 'ssh', 25: 'smtp', 53: 'domain', 80: 'http', 443: 'https', 3306: 'mysql', 5432: 'postgresql', 6379: 'redis', 8080: 'http-alt',
}; // prettier-ignore

/** Several descriptors of one process share a socket; the number is not kept, so it is the usual first one. */
function owner(p: Process, pid: number): string {
  const row = p.processes().find((each) => each.pid === pid);
  return row === undefined ? '' : `users:(("${row.comm}",pid=${pid},fd=3))`;
}

function split(row: SocketRow, side: 'local' | 'remote', numeric: boolean): [host: string, port: string] {
  const address = row[side];
  const v6 = row.local.host.includes(':');
  if (address === undefined) return [v6 ? '*' : '0.0.0.0', '*'];
  const host = address.host === '::' ? '*' : address.host.includes(':') ? `[${address.host}]` : address.host;
  return [host, numeric ? String(address.port) : (SERVICES[address.port] ?? String(address.port))];
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  const keys = new Set(parsed.options.map((option) => option.key));
  const all = t.p.net.sockets();
  if (keys.has('s')) {
    const established = all.filter((row) => row.state === 'ESTAB').length;
    await t.print(
      `Total: ${all.length}\nTCP:   ${all.length} (estab ${established}, closed 0, orphaned 0, timewait 0)\n\n`,
    );
    return 0;
  }
  const wanted = all.filter((row) => {
    if ((keys.has('t') || keys.has('u') || keys.has('x')) && !keys.has(row.protocol === 'tcp' ? 't' : 'u'))
      return false;
    if (keys.has('4') && row.local.host.includes(':')) return false;
    if (keys.has('6') && !row.local.host.includes(':')) return false;
    return keys.has('a') || (row.state === 'LISTEN') === keys.has('l');
  });
  const withNetid = !keys.has('t') || keys.has('u') || keys.has('x');
  const rows = wanted.map((row) => {
    const [localHost, localPort] = split(row, 'local', keys.has('n'));
    const [peerHost, peerPort] = split(row, 'remote', keys.has('n'));
    return {
      netid: row.protocol,
      state: row.state,
      queue: row.state === 'LISTEN' ? '4096' : '0',
      localHost,
      localPort,
      peerHost,
      peerPort,
      process: keys.has('p') ? owner(t.p, row.pid) : '',
    };
  });
  const width = (pick: (row: (typeof rows)[number]) => string, title: string): number =>
    Math.max(title.length, ...rows.map((row) => pick(row).length));
  const widths = {
    netid: width((row) => row.netid, 'Netid'),
    state: width((row) => row.state, 'State'),
    localHost: width((row) => row.localHost, 'Local Address'),
    localPort: width((row) => row.localPort, 'Port'),
    peerHost: width((row) => row.peerHost, 'Peer Address'),
    peerPort: width((row) => row.peerPort, 'Port'),
    process: width((row) => row.process, 'Process'),
  };
  const lead = (netid: string): string => (withNetid ? `${netid.padEnd(widths.netid)} ` : '');
  if (!keys.has('H')) {
    await t.print(
      `${lead('Netid')}${'State'.padEnd(widths.state)} Recv-Q Send-Q ${'Local Address'.padStart(widths.localHost)}:${'Port'.padEnd(widths.localPort)} ${'Peer Address'.padStart(widths.peerHost)}:${'Port'.padEnd(widths.peerPort)}${'Process'.padEnd(widths.process)}\n`,
    );
  }
  for (const row of rows) {
    await t.print(
      `${lead(row.netid)}${row.state.padEnd(widths.state)} ${'0'.padEnd(6)} ${row.queue.padEnd(6)} ${row.localHost.padStart(widths.localHost)}:${row.localPort.padEnd(widths.localPort)} ${row.peerHost.padStart(widths.peerHost)}:${row.peerPort.padEnd(widths.peerPort)}${row.process.padEnd(widths.process)}\n`,
    );
  }
  return 0;
}

export default gnu(main, {
  help: { usage: '[ OPTIONS ] [ FILTER ]', about: 'Show sockets.', options },
  usageStatus: 255,
});
