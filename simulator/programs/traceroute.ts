/** traceroute(8): on the simulated network a host is one hop away, or behind its gateway. */
import { isSysError } from '../kernel/errno.ts';
import { applet, Failure, gnu, UsageError, type Tool } from './command/tool.ts';
import { isAddress, nameOf } from './net/dns.ts';
import { inNetwork, links } from './net/links.ts';

const options = [
  ['-4', ''],
  ['-6', ''],
  ['-F', ''],
  ['-I', 'Use ICMP ECHO instead of UDP'],
  ['-n', 'Print numeric addresses'],
  ['-m MAXTTL', 'Max hops'],
  ['-q PROBES', 'Number of probes per hop (default 3)'],
  ['-w SEC', 'Wait for response'],
  ['-T', ''],
  ['-p PORT', ''],
] as const;

async function main(t: Tool): Promise<number> {
  const { options: given, operands } = t.parse(options);
  const [host] = operands;
  if (host === undefined) throw new UsageError('');
  const value = (key: string): string | undefined => given.findLast((option) => option.key === key)?.value;
  const most = Number(value('m') ?? 30);
  const probes = Number(value('q') ?? 3);
  let address: string | undefined;
  try {
    [address] = (await t.p.net.resolve(host)).filter((each) => !each.includes(':'));
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
  if (address === undefined)
    throw new Failure(
      t.busybox
        ? `bad address '${host}'`
        : `${host}: Name or service not known\nCannot handle "host" cmdline arg \`${host}' on position 1 (argc 1)`,
      t.busybox ? 1 : 2,
    );
  await t.print(`traceroute to ${host} (${address}), ${most} hops max, ${t.busybox ? 46 : 60} byte packets\n`);
  const target = address;
  const near = links(t.p).some(
    (link) => link.address !== undefined && inNetwork(target, `${link.address}/${link.prefix}`),
  );
  const gateway = near ? undefined : t.p.net.routes().find((route) => route.destination === 'default')?.gateway;
  const hops = gateway === undefined ? [target] : [gateway, target];
  const time = await t.p.net.ping(target);
  for (let hop = 1; hop <= most; hop++) {
    const at = hops[hop - 1];
    if (at === undefined && time !== undefined) break;
    const answered = at !== undefined && (at !== target || time !== undefined);
    if (!answered) {
      await t.print(
        `${String(hop).padStart(2)}  ${Array.from({ length: probes }, () => '*').join(t.busybox ? '  ' : ' ')}\n`,
      );
      await t.p.sleep(probes * Number(value('w') ?? (t.busybox ? 3 : 5)) * 1000);
      continue;
    }
    const name =
      given.some(({ key }) => key === 'n') || isAddress(host)
        ? undefined
        : at === target
          ? ((await nameOf(t.p, at)) ?? host)
          : await nameOf(t.p, at);
    const who = given.some(({ key }) => key === 'n') ? at : `${name ?? at} (${at})`;
    const ms = at === target ? (time ?? 0) : 0.05;
    await t.print(
      `${String(hop).padStart(2)}  ${who}${Array.from({ length: probes }, () => `  ${ms.toFixed(3)} ms`).join('')}\n`,
    );
    await t.out.flush();
    if (at === target) return 0;
  }
  return 0;
}

export default gnu(main, {
  help: {
    usage: '[ -46FITn ] [ -m max_ttl ] [ -q nqueries ] [ -w seconds ] host',
    about: 'Trace the route to a host.',
    options,
  },
  usageStatus: 2,
});
export const busybox = applet(main, {
  help: {
    usage:
      '[-46Flnrv] [-f 1ST_TTL] [-m MAXTTL] [-q PROBES] [-p PORT]\n\t[-t TOS] [-w WAIT_SEC] [-s SRC_IP] [-i IFACE]\n\t[-z PAUSE_MSEC] HOST [BYTES]',
    about: 'Trace the route to HOST',
    options,
  },
});
