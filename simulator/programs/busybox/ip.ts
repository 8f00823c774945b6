/** busybox ip: the same tables as iproute2's, with fewer words. */
import { applet, Failure, UsageError, type Tool } from '../command/tool.ts';
import { links, type Link } from '../net/links.ts';

const help = {
  usage: '[OPTIONS] address|route|link|tunnel|neigh|rule [ARGS]',
  about:
    'OPTIONS := -f[amily] inet|inet6|link | -o[neline]\n\nip addr add|del IFADDR dev IFACE | show|flush [dev IFACE] [to PREFIX]\nip route list|flush|add|del|change|append|replace|test ROUTE\nip link set IFACE [up|down] [arp on|off] | [mtu NUM] | show [IFACE]\nip neigh show|flush [to PREFIX] [dev DEV] [nud STATE]',
} as const;

const fullName = (link: Link): string => (link.peer === undefined ? link.name : `${link.name}@if${link.peer}`);

function head(link: Link): string {
  const flags = link.loopback ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST'];
  if (link.up) flags.push('UP', 'LOWER_UP');
  if (link.peer !== undefined) flags.push('M-DOWN');
  const length = link.loopback || link.peer === undefined ? 'qlen 1000' : '';
  return `${link.index}: ${fullName(link)}: <${flags.join(',')}> mtu ${link.mtu} qdisc ${link.loopback || link.peer !== undefined ? 'noqueue' : 'pfifo_fast'} ${length}\n`;
}

function hardware(link: Link): string {
  const broadcast = link.loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  return `    link/${link.loopback ? 'loopback' : 'ether'} ${link.mac} brd ${broadcast}\n`;
}

function addresses(link: Link, family: string): string {
  const forever = '       valid_lft forever preferred_lft forever\n';
  let text = '';
  if (link.address !== undefined && family !== 'inet6') {
    const broadcast = link.broadcast === undefined ? '' : `brd ${link.broadcast} `;
    text += `    inet ${link.address}/${link.prefix} ${broadcast}scope ${link.loopback ? 'host' : 'global'} ${link.name}\n${forever}`;
  }
  if (link.loopback && family !== 'inet') text += `    inet6 ::1/128 scope host \n${forever}`;
  return text;
}

/** `-o`: what belongs to one record on one line, with backslashes where lines would end. */
function joined(text: string): string {
  return `${text.trimEnd().replace(/\n/g, '\\')}\n`;
}

/** The link, then each address after the link's name. */
function addressLines(link: Link, family: string): string {
  const own = addresses(link, family)
    .split(/^(?= {4}\S)/m)
    .filter((text) => text !== '');
  const named = own.map((text) => joined(`${link.index}: ${link.name}${text}`));
  return (family === 'all' ? joined(head(link) + hardware(link)) : '') + named.join('');
}

function chosen(t: Tool, words: readonly string[]): Link[] {
  const names = words.filter((word) => !/^(show|sh|list|ls|l|dev)$/.test(word));
  const all = links(t.p);
  const [name] = names;
  if (name === undefined) return all;
  if (/^(add|del|set|flush|change)$/.test(name)) throw new Failure('RTNETLINK answers: Operation not permitted', 2);
  const found = all.filter((link) => link.name === name);
  if (found.length === 0) throw new Failure(`can't find device '${name}'`);
  return found;
}

async function main(t: Tool): Promise<number> {
  const words = [...t.args];
  let family = 'all';
  let oneLine = false;
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? '';
    if (option === '-4') family = 'inet';
    else if (option === '-6') family = 'inet6';
    else if (/^-f/.test(option)) family = words.shift() ?? '';
    else if (/^-o/.test(option)) oneLine = true;
    else throw new UsageError('');
  }
  const [object, ...rest] = words;
  if (object === undefined) throw new UsageError('');
  const is = (name: string): boolean => name.startsWith(object);
  if (is('address'))
    for (const link of chosen(t, rest))
      await t.print(
        oneLine
          ? addressLines(link, family)
          : head(link) + (family === 'all' ? hardware(link) : '') + addresses(link, family),
      );
  else if (is('link'))
    for (const link of chosen(t, rest))
      await t.print(oneLine ? joined(head(link) + hardware(link)) : head(link) + hardware(link));
  else if (is('route')) {
    for (const route of t.p.net.routes()) {
      if (route.gateway !== undefined)
        await t.print(`${route.destination} via ${route.gateway} dev ${route.device} \n`);
      else
        await t.print(
          `${route.destination} dev ${route.device} scope link ${route.source === undefined ? '' : ` src ${route.source} `}\n`,
        );
    }
  } else if (!is('neigh') && !is('rule') && !is('tunnel')) throw new UsageError('');
  return 0;
}

export const busybox = applet(main, { help, raw: true });
