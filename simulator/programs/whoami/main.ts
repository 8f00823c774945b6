/** traefik/whoami: tells who asked and how. `-port`, `-name`, `-verbose`; no TLS, no websocket, no gRPC. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import { serveHttp, type HttpRequest, type HttpResponse } from '../http/server.ts';
import { breakDown, strftime } from '../text/strftime.ts';

function option(p: Process, name: string, variable: string): string | undefined {
  const args = p.args.slice(1);
  const at = args.findIndex((arg) => new RegExp(`^--?${name}(=|$)`).test(arg));
  if (at < 0) return p.env.get(variable);
  const arg = args[at] ?? '';
  return arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : args[at + 1];
}

function addresses(p: Process): string[] {
  return p.net
    .interfaces()
    .flatMap(({ address, loopback }) => (address === undefined ? [] : loopback ? [address, '::1'] : [address]));
}

/** As Go writes field names: each word with a capital. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function sorted(request: HttpRequest): [string, string][] {
  return [...request.headers].filter(([name]) => name.toLowerCase() !== 'host').map(([name, value]): [string, string] => [canonical(name), value]).sort(([a], [b]) => (a < b ? -1 : 1)); // prettier-ignore
}

function asText(p: Process, request: HttpRequest, name: string): string {
  const lines = [
    ...(name === '' ? [] : [`Name: ${name}`]),
    `Hostname: ${p.net.hostname()}`,
    ...addresses(p).map((address) => `IP: ${address}`),
    `RemoteAddr: ${request.remote.host.replace(/^::ffff:/, '')}:${request.remote.port}`,
    `${request.method} ${request.target} ${request.version}`,
    `Host: ${request.headers.get('host') ?? ''}`,
    ...sorted(request).map(([key, value]) => `${key}: ${value}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

function asJson(p: Process, request: HttpRequest, name: string): string {
  const headers = Object.fromEntries(sorted(request).map(([key, value]) => [key, [value]]));
  const body = { hostname: p.net.hostname(), ip: addresses(p), headers, url: request.target, host: request.headers.get('host') ?? '', method: request.method, ...(name === '' ? {} : { name }), remoteAddr: `${request.remote.host}:${request.remote.port}` }; // prettier-ignore
  return `${JSON.stringify(body)}\n`;
}

export default async function whoami(p: Process): Promise<number> {
  const port = Number(option(p, 'port', 'WHOAMI_PORT_NUMBER') ?? 80);
  const name = option(p, 'name', 'WHOAMI_NAME') ?? '';
  const stamp = (): string => strftime('%Y/%m/%d %H:%M:%S', breakDown(p.now()));
  let health = 200;
  // A Go program that is process 1 and does not handle the signal itself ends with 2.
  for (const signal of ['TERM', 'INT'] as const) p.onSignal(signal, () => p.exit(2));
  const answer = async (request: HttpRequest): Promise<HttpResponse> => {
    const path = request.target.replace(/[?#].*$/s, '');
    const respond = (status: number, type: string, body: string): HttpResponse => ({ status, headers: new Headers([...(type === '' ? [] : [['Content-Type', type] as const]), ['Date', httpDate(p.now())]]), body }); // prettier-ignore
    if (path === '/api') return respond(200, 'application/json', asJson(p, request, name));
    if (path === '/health' && request.method === 'POST') {
      health = Number(new TextDecoder().decode(await request.bytes())) || 200;
      return respond(200, '', '');
    }
    if (path === '/health') return respond(health, '', '');
    return respond(200, 'text/plain; charset=utf-8', asText(p, request, name));
  };
  await p.stdout.write(`${stamp()} Starting up on port ${port}\n`);
  try {
    await serveHttp(p, p.net.listen({ host: '::', port }), answer);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`${stamp()} listen tcp :${port}: bind: ${error.message.toLowerCase()}\n`);
    return 1;
  }
  return 0;
}
