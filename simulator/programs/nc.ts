/** nc(1) of OpenBSD and of busybox, over TCP. */
import type { Connection, Listener } from '../kernel/abi.ts';
import { isSysError } from '../kernel/errno.ts';
import { searchProgram } from './command/path-search.ts';
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { relay } from './net/relay.ts';
import { dial, lookUp } from './wget/fetch.ts';

const options = [
  ['-4', 'Use IPv4'],
  ['-6', 'Use IPv6'],
  ['-C', 'Send CRLF as line-ending'],
  ['-d', 'Detach from stdin'],
  ['-k', 'Keep inbound sockets open for multiple connects'],
  ['-l', 'Listen mode, for inbound connects'],
  ['-N', 'Shutdown the network socket after EOF on stdin'],
  ['-n', 'Suppress name/port resolutions'],
  ['-p port', 'Specify local port for remote connects'],
  ['-q secs', 'quit after EOF on stdin and delay of secs'],
  ['-r', ''],
  ['-s sourceaddr', 'Local source address'],
  ['-t', ''],
  ['-U', 'Use UNIX domain socket'],
  ['-u', 'UDP mode'],
  ['-v', 'Verbose'],
  ['-w timeout', 'Timeout for connects and final net reads'],
  ['-z', 'Zero-I/O mode [used for scanning]'],
] as const;
const busyboxOptions = [
  ['-l', 'Listen mode, for inbound connects'],
  ['-p PORT', 'Local port'],
  ['-e PROG', 'Run PROG after connect'],
  ['-f FILE', 'Use file (ala /dev/ttyS0) instead of network'],
  ['-w SEC', 'Connect timeout'],
  ['-i SEC', 'Delay interval for lines sent'],
  ['-n', ''],
  ['-v', ''],
] as const;

interface Settings {
  listen: boolean;
  keep: boolean;
  port: number | undefined;
  scan: boolean;
  verbose: boolean;
  wait: number | undefined;
  detach: boolean;
  numeric: boolean;
  udp: boolean;
  unix: boolean;
  program: string[] | undefined;
  operands: string[];
}

function readSettings(t: Tool): Settings {
  // busybox -e takes the rest of the command line as the program.
  const at = t.busybox ? t.args.indexOf('-e') : -1;
  const args = at < 0 ? t.args : t.args.slice(0, at);
  const { options: given, operands } = t.parse(undefined, args);
  const has = (key: string): boolean => given.some((option) => option.key === key);
  const value = (key: string): string | undefined => given.findLast((option) => option.key === key)?.value;
  const port = value('p');
  return {
    listen: has('l'),
    keep: has('k'),
    port: port === undefined ? undefined : Number(port),
    scan: has('z'),
    verbose: has('v'),
    wait: value('w') === undefined ? undefined : Number(value('w')) * 1000,
    detach: has('d'),
    numeric: has('n'),
    udp: has('u'),
    unix: has('U'),
    program: at < 0 ? undefined : t.args.slice(at + 1),
    operands,
  };
}

async function serve(t: Tool, s: Settings): Promise<number> {
  const [first, second] = s.operands;
  const port = s.port ?? Number(second ?? first ?? 0);
  const host = second === undefined || first === undefined ? '0.0.0.0' : first;
  if (!t.busybox && s.port === undefined && first === undefined) throw new UsageError('');
  let listener: Listener;
  try {
    listener = s.unix ? t.p.net.listenUnix(first ?? '') : t.p.net.listen({ host, port });
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(t.busybox ? `bind: ${error.message}` : error.message);
  }
  if (s.verbose && !t.busybox)
    await t.p.stderr.write(
      s.unix
        ? `Bound on ${first ?? ''}\nListening on ${first ?? ''}\n`
        : `Listening on ${host} ${listener.address.port}\n`,
    );
  do {
    const connection = await listener.accept();
    if (!s.keep) listener.close();
    if (s.verbose && !s.unix)
      await t.p.stderr.write(
        t.busybox
          ? `connect to ${connection.local.host}:${connection.local.port} from ${connection.remote.host}:${connection.remote.port}\n`
          : `Connection received on ${connection.remote.host} ${connection.remote.port}\n`,
      );
    await talk(t, s, connection);
  } while (s.keep);
  return 0;
}

async function talk(t: Tool, s: Settings, connection: Connection): Promise<void> {
  const [program] = s.program ?? [];
  if (program === undefined || s.program === undefined) {
    await relay(t.p, connection, { noInput: s.detach, idle: t.busybox ? undefined : s.wait });
    return;
  }
  const fd = t.p.socketFd(connection);
  const pid = t.p.spawn(searchProgram(t.p, program), s.program, { fds: new Map([[0, fd], [1, fd], [2, 2]]) }); // prettier-ignore
  t.p.close(fd);
  await t.p.wait(pid);
}

function ports(text: string): number[] {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first === undefined) return [];
  return Array.from({ length: Number(last ?? first) - Number(first) + 1 }, (_, i) => Number(first) + i);
}

async function connectUnix(t: Tool, s: Settings): Promise<number> {
  const [path = ''] = s.operands;
  try {
    await talk(t, s, await t.p.net.connectUnix(path));
    return 0;
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new Failure(`unix connect failed: ${error.message}\nnc: ${path}: ${error.message}`);
  }
}

async function connect(t: Tool, s: Settings): Promise<number> {
  if (s.unix) return connectUnix(t, s);
  const [host, portText] = s.operands;
  if (host === undefined || portText === undefined) throw new UsageError('');
  const list = ports(portText);
  if (list.length === 0) throw new Failure(t.busybox ? `bad port '${portText}'` : `port number invalid: ${portText}`);
  const { addresses, temporary } = await lookUp(t.p, host);
  const ordered = t.busybox
    ? addresses.toSorted((a, b) => Number(a.includes(':')) - Number(b.includes(':')))
    : addresses;
  if (ordered.length === 0)
    throw new Failure(
      t.busybox
        ? `bad address '${host}'`
        : `getaddrinfo for host "${host}" port ${portText}: ${temporary ? 'Temporary failure in name resolution' : 'Name or service not known'}`,
    );
  if (s.udp) throw new Failure('UDP is not simulated: only TCP connections are');
  let status = 1;
  for (const port of list) if (await attempt(t, s, host, ordered, port)) status = 0;
  return status;
}

async function attempt(
  t: Tool,
  s: Settings,
  host: string,
  addresses: readonly string[],
  port: number,
): Promise<boolean> {
  const tries = t.busybox ? addresses.slice(0, 1) : addresses;
  for (const address of tries) {
    const connection = await dial(t.p, address, port, s.wait === undefined ? Infinity : s.wait / 1000);
    const shown = address === host ? host : `${host} (${address})`;
    if (connection === 'late') {
      if (t.busybox) throw new Failure('timed out');
      if (s.verbose) await t.warn(`connect to ${shown} port ${port} (tcp) timed out: Operation now in progress`);
      continue;
    }
    if (!('read' in connection)) {
      if (t.busybox) throw new Failure(`can't connect to remote host (${address}): ${connection.message}`);
      if (s.verbose) await t.warn(`connect to ${shown} port ${port} (tcp) failed: ${connection.message}`);
      continue;
    }
    if (s.verbose)
      await t.p.stderr.write(
        t.busybox
          ? `${host} (${address}:${port}) open\n`
          : `Connection to ${shown} ${port} port [tcp/${service(port)}] succeeded!\n`,
      );
    if (s.scan) connection.close();
    else await talk(t, s, connection);
    return true;
  }
  return false;
}

const SERVICES: Readonly<Record<number, string>> = {
  21: 'ftp', 22: 'ssh', 25: 'smtp', 53: 'domain', 80: 'http', 443: 'https', 3306: 'mysql', 5432: 'postgresql', 6379: 'redis', 8080: 'http-alt',
}; // prettier-ignore

function service(port: number): string {
  return SERVICES[port] ?? '*';
}

async function main(t: Tool): Promise<number> {
  const s = readSettings(t);
  return s.listen ? serve(t, s) : connect(t, s);
}

const usage = `[-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
\t  [destination] [port]`;

export default gnu(main, { help: { usage, options }, usageHint: () => `usage: nc ${usage}\n` });
export const busybox = applet(main, {
  help: {
    usage: '[-iN] [-wN] [-l] [-p PORT] [-f FILE|IPADDR PORT] [-e PROG]',
    about: 'Open a pipe to IP:PORT or FILE',
    options: busyboxOptions,
  },
});
