/** ip(8) of iproute2: showing addresses, links, routes and neighbours. Nothing can be changed with it. */
import type { Process, Program } from '../kernel/abi.ts';
import { inNetwork, links, type Link } from './net/links.ts';

const USAGE = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { address | link | neighbour | route }
       OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -f[amily] { inet | inet6 | link } |
                    -4 | -6 | -o[neline] | -br[ief] | -j[son] | -p[retty] | -c[olor] }
`;

interface Options {
  family: 'all' | 'inet' | 'inet6' | 'link';
  oneLine: boolean;
  brief: boolean;
  statistics: boolean;
  json: boolean;
  pretty: boolean;
  color: boolean;
}

/** Ends ip with a message on stderr. */
class IpError extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

function parseOptions(args: readonly string[], o: Options): string[] {
  const rest = [...args];
  while (rest[0]?.startsWith('-') === true) {
    const option = (rest.shift() ?? '').replace(/^--?/, '');
    const is = (name: string, least: number): boolean => option.length >= least && name.startsWith(option);
    if (option === '4') o.family = 'inet';
    else if (option === '6') o.family = 'inet6';
    else if (option === '0') o.family = 'link';
    else if (is('oneline', 1)) o.oneLine = true;
    else if (is('brief', 2)) o.brief = true;
    else if (is('statistics', 1) || is('stats', 1)) o.statistics = true;
    else if (is('details', 1) || is('resolve', 1) || is('timestamp', 1) || is('human', 1)) continue;
    else if (is('json', 1)) o.json = true;
    else if (is('pretty', 1)) o.pretty = true;
    else if (/^c(olor)?(=.*)?$/.test(option)) o.color = !/=never$/.test(option);
    else if (is('family', 1)) {
      const family = rest.shift();
      o.family = family === 'inet' || family === 'inet6' || family === 'link' ? family : 'all';
    } else if (is('Version', 1)) throw new IpError('ip utility, iproute2-6.1.0, libbpf 1.1.2', 0);
    else if (is('help', 1)) throw new IpError(USAGE.trimEnd(), 0);
    else throw new IpError(`Option "-${option}" is unknown, try "ip -help".`, 255);
  }
  return rest;
}

function flags(link: Link): string {
  const names = link.loopback ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST'];
  if (link.up) names.push('UP', 'LOWER_UP');
  return `<${(link.up ? names : ['NO-CARRIER', ...names, 'UP']).join(',')}>`;
}

function state(link: Link): string {
  return link.loopback ? 'UNKNOWN' : link.up ? 'UP' : 'DOWN';
}

const fullName = (link: Link): string => (link.peer === undefined ? link.name : `${link.name}@if${link.peer}`);

class Painter {
  private readonly on: boolean;
  constructor(on: boolean) {
    this.on = on;
  }
  private wrap(text: string, code: string): string {
    return this.on ? `\x1b[${code}m${text}\x1b[0m` : text;
  }
  /** The name and what follows it up to the flags. */
  name(text: string): string {
    return this.wrap(text, '36');
  }
  mac(text: string): string {
    return this.wrap(text, '33');
  }
  inet(text: string): string {
    return this.wrap(text, '35');
  }
  state(text: string): string {
    return text === 'UP' ? this.wrap(text, '32') : text === 'DOWN' ? this.wrap(text, '31') : text;
  }
}

function head(link: Link, paint: Painter, mode: string): string {
  const broadcast = link.loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const kind = link.loopback ? 'loopback' : 'ether';
  const queue =
    link.loopback || link.peer !== undefined || /^(docker|br-|veth)/.test(link.name) ? 'noqueue' : 'fq_codel';
  const length = link.loopback || link.peer === undefined ? 'qlen 1000' : '';
  return (
    `${link.index}: ${paint.name(`${fullName(link)}: `)}${flags(link)} mtu ${link.mtu} qdisc ${queue} state ${paint.state(state(link))} ${mode}group default ${length}\n` +
    `    link/${kind} ${paint.mac(link.mac)} brd ${paint.mac(broadcast)}${link.peer === undefined ? '' : ' link-netnsid 0'}\n`
  );
}

function addresses(link: Link, o: Options, paint: Painter): string {
  let text = '';
  const lifetime = '       valid_lft forever preferred_lft forever\n';
  if (link.address !== undefined && o.family !== 'inet6' && o.family !== 'link') {
    const broadcast = link.broadcast === undefined ? '' : `brd ${paint.inet(link.broadcast)} `;
    text += `    inet ${paint.inet(link.address)}/${link.prefix} ${broadcast}scope ${link.loopback ? 'host' : 'global'} ${link.name}\n${lifetime}`;
  }
  if (link.loopback && o.family !== 'inet' && o.family !== 'link')
    text += `    inet6 ${paint.inet('::1')}/128 scope host \n${lifetime}`;
  return text;
}

function statistics(link: Link): string {
  const row = (bytes: number): string =>
    `    ${String(bytes).padStart(10)} ${String(Math.ceil(bytes / 90)).padStart(7)} ${['0', '0', '0', '0'].map((zero) => zero.padStart(7)).join(' ')} \n`;
  return (
    '    RX:  bytes packets errors dropped  missed   mcast           \n' +
    row(link.rxBytes) +
    '    TX:  bytes packets errors dropped carrier collsns           \n' +
    row(link.txBytes)
  );
}

/** `show`, `dev NAME`, `up`: which interfaces are meant. */
function chosen(p: Process, words: readonly string[], object: string): Link[] {
  const rest = words.filter((word) => !/^(show|sh|list|lst|ls|s|l)$/.test(word));
  const all = links(p);
  let result = all;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word === 'up') result = result.filter((link) => link.up);
    else if (word === 'scope' || word === 'to' || word === 'type' || word === 'master') at++;
    else {
      const name = word === 'dev' ? (rest[++at] ?? '') : word;
      const found = all.find((link) => link.name === name);
      if (found === undefined)
        throw new IpError(
          name === word && at === 0 && /^(add|del|delete|set|change|replace|flush)$/.test(name)
            ? changes(object)
            : `Device "${name}" does not exist.`,
        );
      result = [found];
    }
  }
  return result;
}

function changes(object: string): string {
  return `RTNETLINK answers: Operation not permitted\nip ${object}: this simulation shows the network but does not change it by hand; use docker network`;
}

async function showAddresses(p: Process, words: readonly string[], o: Options, paint: Painter): Promise<void> {
  const shown = chosen(p, words, 'address')
    .filter((link) => o.family !== 'inet' || link.address !== undefined)
    .filter((link) => o.family !== 'inet6' || link.loopback);
  if (o.json)
    return p.stdout.write(
      json(
        shown.map((link) => linkJson(link, true)),
        o,
      ),
    );
  for (const link of shown) {
    if (o.brief) {
      const list = [
        ...(link.address === undefined ? [] : [`${link.address}/${link.prefix}`]),
        ...(link.loopback && o.family !== 'inet' ? ['::1/128'] : []),
      ];
      await p.stdout.write(
        `${fullName(link).padEnd(16)} ${state(link).padEnd(14)} ${list.map((each) => `${each} `).join('')}\n`,
      );
    } else if (o.oneLine) {
      for (const line of addresses(link, o, paint)
        .replace(/\n +valid/g, '\\       valid')
        .split('\n')
        .filter(Boolean)) {
        await p.stdout.write(`${link.index}: ${link.name}    ${line.trimStart()}\n`);
      }
    } else if (o.family === 'inet' || o.family === 'inet6')
      await p.stdout.write(`${head(link, paint, '').split('\n')[0] ?? ''}\n${addresses(link, o, paint)}`);
    else await p.stdout.write(head(link, paint, '') + addresses(link, o, paint));
  }
}

function linkJson(link: Link, withAddresses: boolean): object {
  const info =
    link.address === undefined
      ? []
      : [
          {
            family: 'inet',
            local: link.address,
            prefixlen: link.prefix,
            ...(link.broadcast === undefined ? {} : { broadcast: link.broadcast }),
            scope: link.loopback ? 'host' : 'global',
            label: link.name,
            valid_life_time: 4294967295,
            preferred_life_time: 4294967295,
          },
        ];
  return {
    ifindex: link.index,
    ...(link.peer === undefined ? {} : { link_index: link.peer }),
    ifname: link.name,
    flags: flags(link).slice(1, -1).split(','),
    mtu: link.mtu,
    qdisc: 'noqueue',
    operstate: state(link),
    group: 'default',
    link_type: link.loopback ? 'loopback' : 'ether',
    address: link.mac,
    broadcast: link.loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff',
    ...(withAddresses ? { addr_info: info } : {}),
  };
}

function json(value: object, o: Options): string {
  return `${o.pretty ? JSON.stringify(value, undefined, 4) : JSON.stringify(value)}\n`;
}

async function showLinks(p: Process, words: readonly string[], o: Options, paint: Painter): Promise<void> {
  const shown = chosen(p, words, 'link');
  if (o.json)
    return p.stdout.write(
      json(
        shown.map((link) => linkJson(link, false)),
        o,
      ),
    );
  for (const link of shown) {
    if (o.brief)
      await p.stdout.write(`${fullName(link).padEnd(16)} ${state(link).padEnd(14)} ${link.mac} ${flags(link)} \n`);
    else await p.stdout.write(head(link, paint, 'mode DEFAULT ') + (o.statistics ? statistics(link) : ''));
  }
}

async function showRoutes(p: Process, words: readonly string[], o: Options): Promise<void> {
  const [command] = words;
  if (command === 'get') return getRoute(p, words[1]);
  if (command !== undefined && /^(add|del|delete|change|replace|flush)$/.test(command))
    throw new IpError(changes('route'), 2);
  if (o.family === 'inet6') return;
  const device = words[words.indexOf('dev') + 1];
  const only = words.includes('dev') ? device : undefined;
  if (o.json) return p.stdout.write(json(p.net.routes().map((route) => ({ dst: route.destination, ...(route.gateway === undefined ? {} : { gateway: route.gateway }), dev: route.device, flags: [] })), o)); // prettier-ignore
  for (const route of p.net.routes()) {
    if (only !== undefined && route.device !== only) continue;
    if (words.includes('default') && route.destination !== 'default') continue;
    const where = only === undefined ? ` dev ${route.device}` : '';
    const text =
      route.gateway !== undefined
        ? `${route.destination} via ${route.gateway}${where}`
        : `${route.destination}${where} proto kernel scope link${route.source === undefined ? '' : ` src ${route.source}`}`;
    await p.stdout.write(`${text} \n`);
  }
}

async function getRoute(p: Process, address: string | undefined): Promise<void> {
  if (address === undefined) throw new IpError('need at least a destination address');
  const own = links(p).find((link) => link.address === address || (link.loopback && address.startsWith('127.')));
  const uid = `uid ${p.credentials.uid}`;
  if (own !== undefined) return p.stdout.write(`local ${address} dev lo src ${address} ${uid} \n    cache <local> \n`);
  const routes = p.net.routes();
  const route =
    routes.find((it) => it.destination !== 'default' && inNetwork(address, it.destination)) ??
    routes.find((it) => it.destination === 'default');
  if (route === undefined) throw new IpError('RTNETLINK answers: Network is unreachable', 2);
  const source = route.source ?? links(p).find((link) => link.name === route.device)?.address ?? '';
  await p.stdout.write(
    `${address}${route.gateway === undefined ? '' : ` via ${route.gateway}`} dev ${route.device} src ${source} ${uid} \n    cache \n`,
  );
}

const OBJECTS: Readonly<Record<string, string>> = {
  address: 'a',
  link: 'l',
  route: 'r',
  neighbour: 'n',
  rule: 'ru',
  netns: 'netns',
};

function objectOf(word: string): string {
  for (const [name, shortest] of Object.entries(OBJECTS))
    if (name.startsWith(word) && word.length >= shortest.length) return name;
  if (word.length > 0 && 'neighbor'.startsWith(word)) return 'neighbour';
  throw new IpError(`Object "${word}" is unknown, try "ip help".`);
}

async function run(p: Process): Promise<number> {
  const o: Options = {
    family: 'all',
    oneLine: false,
    brief: false,
    statistics: false,
    json: false,
    pretty: false,
    color: false,
  };
  const rest = parseOptions(p.args.slice(1), o);
  const [word, ...words] = rest;
  if (word === undefined || word === 'help') throw new IpError(USAGE.trimEnd(), word === undefined ? 255 : 255);
  const paint = new Painter(o.color);
  const object = objectOf(word);
  const command = words[0];
  if (
    object === 'address' &&
    command !== undefined &&
    !/^(show|sh|list|lst|ls|s|l|dev|up|add|del|flush|a|d|scope|to)$/.test(command) &&
    !links(p).some((link) => link.name === command)
  ) {
    throw new IpError(`Command "${command}" is unknown, try "ip address help".`, 255);
  }
  if (object === 'address') await showAddresses(p, words, o, paint);
  else if (object === 'link') await showLinks(p, words, o, paint);
  else if (object === 'route')
    await showRoutes(
      p,
      words.filter((each) => !/^(show|sh|list|lst|ls|s|l)$/.test(each)),
      o,
    );
  else if (object === 'rule')
    await p.stdout.write('0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n');
  return 0;
}

const ip: Program = async (p) => {
  try {
    return await run(p);
  } catch (error) {
    if (!(error instanceof IpError)) throw error;
    await (error.status === 0 ? p.stdout : p.stderr).write(`${error.message}\n`);
    return error.status;
  }
};

export default ip;
