/** lsof(8): what files and sockets processes have open. */
import type { Process, ProcessRow, SocketRow } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { gnu, type Tool } from './command/tool.ts';
import { normalPath } from './text/paths.ts';
import { Accounts } from './users/accounts.ts';

const options = [
  ['-i [ADDRESS]', 'sockets: [46][protocol][@host][:ports]'],
  ['-n', 'addresses without names'],
  ['-P', 'ports without names'],
  ['-p PIDS', 'of these processes'],
  ['-u USERS', 'of these users'],
  ['-c COMMAND', 'of commands that begin so'],
  ['-t', 'process ids alone'],
  ['-a', 'all of what is asked for must hold'],
  ['-s [PROTOCOL]', 'sockets in these states (-sTCP:LISTEN)'],
  ['-l', ''],
  ['-w', ''],
] as const; // prettier-ignore

/** Ports as /etc/services calls them. */
const SERVICES: Readonly<Record<number, string>> = { 21: 'ftp', 22: 'ssh', 23: 'telnet', 25: 'smtp', 53: 'domain', 80: 'http', 443: 'https', 3306: 'mysql', 5432: 'postgresql', 6379: 'redis', 8080: 'http-alt' }; // prettier-ignore

interface OpenFile {
  row: ProcessRow;
  fd: string;
  type: string;
  device: string;
  size: string;
  node: string;
  name: string;
  path: string | undefined;
  socket: SocketRow | undefined;
}

function link(p: Process, path: string): string | undefined {
  try {
    return p.fs.readlink(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return undefined;
  }
}

const TYPES: Readonly<Record<string, string>> = { file: 'REG', directory: 'DIR', char: 'CHR', block: 'BLK', fifo: 'FIFO', socket: 'sock', symlink: 'LINK' }; // prettier-ignore

function pathFile(p: Process, row: ProcessRow, fd: string, path: string): OpenFile {
  const base = { row, fd, name: path, path, socket: undefined };
  try {
    if (!path.startsWith('/')) throw new TypeError(path);
    const stat = p.fs.stat(path);
    const device = stat.type === 'char' ? `${stat.rdev.major},${stat.rdev.minor}` : `254,${stat.dev % 256}`;
    return { ...base, type: TYPES[stat.type] ?? 'unknown', device, size: stat.type === 'char' ? '0t0' : String(stat.size), node: String(stat.ino) }; // prettier-ignore
  } catch (error) {
    if (!isSysError(error) && !(error instanceof TypeError)) throw error;
    const kind = path.startsWith('pipe:') ? 'FIFO' : path.startsWith('socket:') ? 'sock' : 'unknown';
    const node = /\[(\d+)\]/.exec(path)?.[1] ?? '';
    return { ...base, type: kind, device: kind === 'FIFO' ? '0,15' : '', size: '0t0', node, name: kind === 'FIFO' ? 'pipe' : path }; // prettier-ignore
  }
}

function filesOf(p: Process, row: ProcessRow): OpenFile[] {
  const files: OpenFile[] = [];
  for (const [fd, entry] of [['cwd', 'cwd'], ['rtd', 'root'], ['txt', 'exe']] as const) {
    const path = link(p, `/proc/${row.pid}/${entry}`);
    if (path !== undefined) files.push(pathFile(p, row, fd, path));
  } // prettier-ignore
  let numbers: string[] = [];
  try {
    numbers = p.fs.readdir(`/proc/${row.pid}/fd`).map(({ name }) => name);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  for (const number of numbers.sort((a, b) => Number(a) - Number(b))) {
    const path = link(p, `/proc/${row.pid}/fd/${number}`);
    if (path !== undefined && !path.startsWith('socket:')) files.push(pathFile(p, row, `${number}u`, path));
  }
  return files;
}

function socketsOf(p: Process, rows: ReadonlyMap<number, ProcessRow>, ports: boolean): OpenFile[] {
  const place = (address: { host: string; port: number }): string => {
    const host = address.host === '0.0.0.0' || address.host === '::' ? '*' : address.host.includes(':') ? `[${address.host}]` : address.host; // prettier-ignore
    return `${host}:${(ports ? undefined : SERVICES[address.port]) ?? address.port}`;
  };
  const seen = new Map<number, number>();
  return p.net.sockets().flatMap((socket, index): OpenFile[] => {
    const row = rows.get(socket.pid);
    if (row === undefined) return [];
    const number = seen.get(socket.pid) ?? 3;
    seen.set(socket.pid, number + 1);
    const remote = socket.remote === undefined ? '' : `->${place(socket.remote)}`;
    const state = socket.protocol === 'udp' ? '' : ` (${socket.state === 'LISTEN' ? 'LISTEN' : 'ESTABLISHED'})`;
    return [{ row, fd: `${number}u`, type: socket.local.host.includes(':') ? 'IPv6' : 'IPv4', device: String(20_000 + index), size: '0t0', node: socket.protocol.toUpperCase(), name: `${place(socket.local)}${remote}${state}`, path: undefined, socket }]; // prettier-ignore
  });
}

/** Whether a socket is one of those that `-i` names; undefined when the address cannot be read. */
function addressFilter(text: string): ((socket: SocketRow) => boolean) | undefined {
  const [, version, protocol, host, ports] = /^([46])?(tcp|udp)?(?:@([^:]+))?(?::([\w,-]+))?$/i.exec(text) ?? [];
  if (version === undefined && protocol === undefined && host === undefined && ports === undefined && text !== '') return undefined; // prettier-ignore
  const wanted = (ports ?? '').split(',').filter((it) => it !== '').map((it): [number, number] => {
    const [from = '', to = from] = it.split('-');
    const number = (word: string): number => Number(Object.entries(SERVICES).find(([, name]) => name === word)?.[0] ?? word);
    return [number(from), number(to)];
  }); // prettier-ignore
  if (wanted.some(([from, to]) => Number.isNaN(from) || Number.isNaN(to))) return undefined;
  return ({ protocol: kind, local, remote }) =>
    (protocol === undefined || kind === protocol.toLowerCase()) &&
    (version === undefined || (version === '6') === local.host.includes(':')) &&
    (host === undefined || [local.host, remote?.host].includes(host)) &&
    (wanted.length === 0 || [local.port, remote?.port].some((port) => port !== undefined && wanted.some(([from, to]) => port >= from && port <= to))); // prettier-ignore
}

const COLUMNS = ['COMMAND', 'PID', 'USER', 'FD', 'TYPE', 'DEVICE', 'SIZE/OFF', 'NODE', 'NAME'];
const LEFT = new Set([0, 8]);

function table(files: readonly OpenFile[], accounts: Accounts): string {
  const rows = files.map((it) => [it.row.comm.slice(0, 9), String(it.row.pid), accounts.userName(it.row.uid), it.fd, it.type, it.device, it.size, it.node, it.name]); // prettier-ignore
  // The letter behind a descriptor's number stands right of the column's edge, so words have a blank behind them.
  for (const row of rows) row[3] = /\d/.test(row[3] ?? '') ? (row[3] ?? '') : `${row[3] ?? ''} `;
  const all = [COLUMNS.map((name) => (name === 'FD' ? 'FD  ' : name)), ...rows];
  const widths = COLUMNS.map((_, n) => Math.max(...all.map((row) => row[n]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, n) => (n === 8 ? cell : LEFT.has(n) ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
        .join(' '),
    ) // prettier-ignore
    .map((line) => `${line}\n`)
    .join('');
}

async function main(t: Tool): Promise<number> {
  const args = t.args.flatMap((word, n) => {
    // The argument of -i and -s may stand apart, unless it is an option of its own.
    if (word.startsWith('-') || !/^-[a-zA-Z]*[is]$/.test(t.args[n - 1] ?? '')) return [word];
    return [];
  });
  for (const [n, word] of t.args.entries())
    if (!word.startsWith('-') && /^-[a-zA-Z]*[is]$/.test(t.args[n - 1] ?? '')) {
      const at = args.indexOf(t.args[n - 1] ?? '');
      args[at] = `${args[at] ?? ''}${word}`;
    }
  const { options: given, operands } = t.parse(options, args);
  const has = (key: string): boolean => given.some((option) => option.key === key);
  const list = (key: string): string[] => given.flatMap((option) => (option.key === key ? (option.value ?? '').split(',') : [])); // prettier-ignore
  const { p } = t;
  const accounts = new Accounts(p);
  const processes = p.processes().filter(({ state }) => state !== 'Z');
  const rows = new Map(processes.map((row) => [row.pid, row]));
  const filters: ((file: OpenFile) => boolean)[] = [];
  if (has('p')) filters.push(({ row }) => list('p').includes(String(row.pid)));
  if (has('u')) filters.push(({ row }) => list('u').some((name) => name === accounts.userName(row.uid) || name === String(row.uid))); // prettier-ignore
  if (has('c')) filters.push(({ row }) => list('c').some((name) => row.comm.startsWith(name)));
  const addresses = given.flatMap(({ key, value }) => (key === 'i' ? [value ?? ''] : []));
  const sockets = addresses.map((text) => addressFilter(text));
  if (sockets.includes(undefined)) {
    await t.p.stderr.write(
      `lsof: unacceptable port specification in: -i ${addresses[sockets.indexOf(undefined)] ?? ''}\n`,
    );
    return 1;
  }
  if (sockets.length > 0)
    filters.push(({ socket }) => socket !== undefined && sockets.some((matches) => matches?.(socket) === true));
  if (has('s') && (list('s')[0] ?? '') !== '')
    filters.push(({ socket }) => socket === undefined || list('s').some((it) => it.toUpperCase() === `TCP:${socket.state === 'LISTEN' ? 'LISTEN' : 'ESTABLISHED'}`)); // prettier-ignore
  for (const path of operands) {
    if (p.fs.exists(path)) continue;
    await t.p.stderr.write(`lsof: status error on ${path}: No such file or directory\n`);
    return 1;
  }
  const paths = new Set(operands.map((path) => normalPath(p.fs.realpath(path), p.cwd())));
  if (paths.size > 0) filters.push(({ path }) => path !== undefined && paths.has(path));
  const all = [
    ...(sockets.length > 0 ? [] : processes.flatMap((row) => filesOf(p, row))),
    ...socketsOf(p, rows, has('P')),
  ].sort((a, b) => a.row.pid - b.row.pid);
  const found = all.filter((file) => filters.every((matches) => matches(file)));
  if (found.length === 0) return 1;
  if (has('t')) await t.print([...new Set(found.map(({ row }) => `${row.pid}\n`))].join(''));
  else await t.print(table(found, accounts));
  return 0;
}

export default gnu(main, {
  help: { usage: '[-?abhKlnNoOPRtUvVX] [-i [i]] [-p s] [-u s] [names]', about: 'List open files.', options },
  usageHint: () => 'lsof 4.95.0\n latest revision: https://github.com/lsof-org/lsof\n',
});
