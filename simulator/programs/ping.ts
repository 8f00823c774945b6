/** ping(8) of iputils and of busybox. */
import { isSysError } from '../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { isAddress, nameOf } from './net/dns.ts';
import { inNetwork, links } from './net/links.ts';
import { parseDuration } from './text/duration.ts';

const options = [
  ['-4', 'use IPv4'],
  ['-6', 'use IPv6'],
  ['-A', 'use adaptive ping'],
  ['-b', ''],
  ['-c <count>', 'stop after <count> replies'],
  ['-D', 'print timestamps'],
  ['-f', 'flood ping'],
  ['-I <interface>', 'either interface name or address'],
  ['-i <interval>', 'seconds between sending each packet'],
  ['-n', 'no dns name resolution'],
  ['-O', 'report outstanding replies'],
  ['-q', 'quiet output'],
  ['-s <size>', 'use <size> as number of data bytes to be sent'],
  ['-t <ttl>', 'define time to live'],
  ['-v', 'verbose output'],
  ['-V', 'print version and exit'],
  ['-w <deadline>', 'reply wait <deadline> in seconds'],
  ['-W <timeout>', 'time to wait for response'],
] as const;
const busyboxOptions = [
  ['-4,-6', 'Force IP or IPv6 name resolution'],
  ['-c CNT', 'Send only CNT pings'],
  ['-s SIZE', 'Send SIZE data bytes in packets (default 56)'],
  ['-i SECS', 'Interval'],
  ['-A', 'Ping as soon as reply is received'],
  ['-t TTL', 'Set TTL'],
  ['-I IFACE/IP', 'Source interface or IP address'],
  ['-W SEC', 'Seconds to wait for the first response (default 10)'],
  ['-w SEC', 'Seconds until ping exits (default:infinite)'],
  ['-q', 'Quiet, only display output at start/finish'],
  ['-p HEXBYTE', 'Payload pattern'],
  ['-n', ''],
] as const;

interface Settings {
  host: string;
  count: number;
  interval: number;
  size: number;
  quiet: boolean;
  deadline: number;
  timeout: number;
  numeric: boolean;
}

function number(t: Tool, text: string): number {
  if (!/^\d+$/.test(text))
    throw new Failure(t.busybox ? `invalid number '${text}'` : `invalid argument: '${text}'`, t.busybox ? 1 : 1);
  return Number(text);
}

function readSettings(t: Tool): Settings {
  const { options: given, operands } = t.parse();
  const s: Settings = {
    host: operands.at(-1) ?? '',
    count: Infinity,
    interval: 1,
    size: 56,
    quiet: false,
    deadline: Infinity,
    timeout: 10,
    numeric: false,
  };
  for (const { key, value = '' } of given) {
    if (key === 'c') s.count = number(t, value);
    else if (key === 'i') s.interval = parseDuration(value) ?? 1;
    else if (key === 's') s.size = number(t, value);
    else if (key === 'q') s.quiet = true;
    else if (key === 'w') s.deadline = number(t, value);
    else if (key === 'W') s.timeout = Number(value);
    else if (key === 'n') s.numeric = true;
    else if (key === 'f' || key === 'A') s.interval = 0.01;
  }
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'usage error: Destination address required');
  if (s.count === 0)
    throw new Failure(t.busybox ? '' : "invalid argument: '0': out of range: 1 <= value <= 9223372036854775807", 1);
  return s;
}

/** The address of the host, or a Failure in the words of the family. */
async function addressOf(t: Tool, host: string): Promise<string> {
  const fail = (temporary: boolean): Failure =>
    t.busybox
      ? new Failure(`bad address '${host}'`)
      : new Failure(`${host}: ${temporary ? 'Temporary failure in name resolution' : 'Name or service not known'}`, 2);
  let addresses: string[];
  try {
    addresses = await t.p.net.resolve(host);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw fail(true);
  }
  const address = addresses.find((each) => !each.includes(':')) ?? addresses[0];
  if (address === undefined || (!isAddress(address) && !address.includes(':'))) throw fail(false);
  return address;
}

/** As iputils shows a time: three figures or more, milliseconds. */
function shortTime(ms: number): string {
  const us = Math.round(ms * 1000);
  if (us >= 100000) return String(Math.floor(us / 1000));
  if (us >= 10000) return (Math.floor(us / 100) / 10).toFixed(1);
  if (us >= 1000) return (Math.floor(us / 10) / 100).toFixed(2);
  return (us / 1000).toFixed(3);
}

/** Without CAP_NET_RAW no program opens a raw socket; busybox has no capability of its file's, so it needs root too. */
function noRawSocket(t: Tool): Failure {
  if (t.busybox) return new Failure('permission denied (are you root?)');
  return new Failure('socktype: SOCK_RAW\nping: socket: Operation not permitted\nping: => missing cap_net_raw+p capability or setuid?', 2); // prettier-ignore
}

class Pinger {
  private readonly t: Tool;
  private readonly s: Settings;
  private readonly address: string;
  private label = '';
  private sent = 0;
  private errors = 0;
  private readonly times: number[] = [];
  private started = 0;
  private stopped = false;

  constructor(t: Tool, settings: Settings, address: string) {
    this.t = t;
    this.s = settings;
    this.address = address;
  }

  async run(): Promise<number> {
    const { t, s } = this;
    const { p } = t;
    this.started = p.now();
    p.onSignal('INT', () => (this.stopped = true));
    const whole = t.busybox ? `${s.size} data bytes` : `${s.size}(${s.size + 28}) bytes of data.`;
    await t.print(`PING ${s.host} (${this.address})${t.busybox ? ':' : ''} ${whole}\n`);
    await t.out.flush();
    if (t.busybox && p.credentials.uid !== 0) throw noRawSocket(t);
    if (!t.busybox) this.label = await this.from();
    while (this.sent < s.count && !this.stopped) {
      if ((p.now() - this.started) / 1000 >= s.deadline) break;
      await this.one();
      await t.out.flush();
      if (this.sent < s.count && !this.stopped) await this.rest(s.interval * 1000);
    }
    await this.summary();
    return this.times.length > 0 ? 0 : 1;
  }

  /** `web.app (172.18.0.2)`: the name its address has, where it was not given as a number. */
  private async from(): Promise<string> {
    if (isAddress(this.s.host) || this.s.numeric) return this.address;
    return `${(await nameOf(this.t.p, this.address)) ?? this.s.host} (${this.address})`;
  }

  private async rest(ms: number): Promise<void> {
    try {
      await this.t.p.sleep(ms, true);
    } catch (error) {
      if (!isSysError(error, 'EINTR')) throw error;
    }
  }

  private async one(): Promise<void> {
    const { t, s } = this;
    const sequence = this.sent++;
    let time: number | undefined;
    try {
      time = await t.p.net.ping(this.address);
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code === 'EPERM') throw noRawSocket(t);
      if (t.busybox) throw new Failure(`sendto: ${error.message}`);
      throw new Failure(`connect: ${error.message}`, 2);
    }
    if (time === undefined) return this.lost(sequence);
    this.times.push(time);
    if (s.quiet) return;
    const ttl = /^(127|10|172|192)\./.test(this.address) ? 64 : 57;
    const bytes = `${s.size + 8} bytes from`;
    if (t.busybox) await t.print(`${bytes} ${this.address}: seq=${sequence} ttl=${ttl} time=${time.toFixed(3)} ms\n`);
    else await t.print(`${bytes} ${this.label}: icmp_seq=${sequence + 1} ttl=${ttl} time=${shortTime(time)} ms\n`);
  }

  /** Nobody on the own network answers for the address: the own machine says so, after three seconds. */
  private async lost(sequence: number): Promise<void> {
    const { t, s } = this;
    if (this.sent >= s.count)
      await this.rest((t.busybox ? s.timeout : Math.min(s.timeout, this.near() === undefined ? s.timeout : 3)) * 1000);
    const own = this.near();
    if (t.busybox || own === undefined || (t.p.now() - this.started) / 1000 < 3) return;
    for (; this.errors <= sequence && !this.stopped; this.errors++) {
      if (!s.quiet) await t.print(`From ${own} icmp_seq=${this.errors + 1} Destination Host Unreachable\n`);
    }
  }

  private near(): string | undefined {
    return links(this.t.p).find(
      (link) =>
        link.address !== undefined && !link.loopback && inNetwork(this.address, `${link.address}/${link.prefix}`),
    )?.address;
  }

  private async summary(): Promise<void> {
    const { t, s, times } = this;
    const received = times.length;
    const loss = this.sent === 0 ? 0 : Math.floor(((this.sent - received) * 100) / this.sent);
    await t.print(`\n--- ${s.host} ping statistics ---\n`);
    const [least, most] = [Math.min(...times), Math.max(...times)];
    const mean = times.reduce((sum, time) => sum + time, 0) / received;
    if (t.busybox) {
      await t.print(`${this.sent} packets transmitted, ${received} packets received, ${loss}% packet loss\n`);
      if (received > 0)
        await t.print(`round-trip min/avg/max = ${least.toFixed(3)}/${mean.toFixed(3)}/${most.toFixed(3)} ms\n`);
      return;
    }
    const elapsed = Math.floor(t.p.now() - this.started);
    const errors = this.errors > 0 ? `+${this.errors} errors, ` : '';
    await t.print(
      `${this.sent} packets transmitted, ${received} received, ${errors}${loss}% packet loss, time ${this.sent > 1 || errors !== '' ? elapsed : 0}ms\n`,
    );
    if (received === 0) {
      await t.print(this.errors > 0 ? `pipe ${Math.min(this.errors, 4)}\n` : '\n');
      return;
    }
    const deviation = Math.sqrt(
      Math.max(0, times.reduce((sum, time) => sum + time * time, 0) / received - mean * mean),
    );
    await t.print(
      `rtt min/avg/max/mdev = ${least.toFixed(3)}/${mean.toFixed(3)}/${most.toFixed(3)}/${deviation.toFixed(3)} ms\n`,
    );
  }
}

async function main(t: Tool): Promise<number> {
  if (!t.busybox && t.args.length === 1 && t.args[0] === '-V') {
    await t.print(
      'ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n',
    );
    return 0;
  }
  const settings = readSettings(t);
  return new Pinger(t, settings, await addressOf(t, settings.host)).run();
}

function usageHint(): string {
  const rows = options.filter(([, about]) => about !== '').map(([names, about]) => `  ${names.padEnd(18)} ${about}\n`);
  return `\nUsage\n  ping [options] <destination>\n\nOptions:\n  <destination>      dns name or ip address\n${rows.join('')}\nFor more details see ping(8).\n`;
}

/** A missing destination is told without the usage; a wrong option with it. */
async function iputils(t: Tool): Promise<number> {
  try {
    return await main(t);
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith('usage error')) throw new Failure(error.message, 1);
    throw error;
  }
}

export default gnu(iputils, { help: { usage: '[options] <destination>', options }, usageHint, usageStatus: 2 });
export const busybox = applet(main, {
  help: { usage: '[OPTIONS] HOST', about: 'Send ICMP ECHO_REQUESTs to HOST', options: busyboxOptions },
});
