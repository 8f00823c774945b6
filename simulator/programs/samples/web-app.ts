/** What the small web applications of course images share: pages over HTTP, calls to each other, an orderly end. */
import type { Process } from '../../kernel/abi.ts';
import { decode, encode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import { request } from '../http/client.ts';
import { httpDate } from '../http/date.ts';
import { Headers } from '../http/headers.ts';
import { collect, HttpError } from '../http/message-reader.ts';
import { serveHttp } from '../http/server.ts';
import type { HttpResponse } from '../http/server.ts';
import { authority, parseUrl } from '../http/url.ts';

export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** The body, as text. */
  body(): Promise<string>;
  /** The fields of a posted form. */
  form(): Promise<ReadonlyMap<string, string>>;
  /** Address and port of the client, as Go writes them. */
  readonly remote: string;
}

export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  /** Where a redirect leads. */
  readonly location?: string;
}

export interface WebApp {
  readonly port: number;
  /** The Server header. */
  readonly server?: string;
  /** Said once it listens. */
  ready?(): Promise<void>;
  answer(visit: Visit): Answer | Promise<Answer>;
  /** Told after every answer. */
  log?(visit: Visit, status: number): Promise<void>;
}

/** Serves until the process is told to end; answers the exit status when it cannot listen. */
export async function serveApp(p: Process, app: WebApp): Promise<number> {
  let listener;
  try {
    listener = p.net.listen({ host: '::', port: app.port });
  } catch (error) {
    if (!isSysError(error)) throw error;
    await p.stderr.write(`listen on port ${app.port}: ${error.message.toLowerCase()}\n`);
    return 1;
  }
  await app.ready?.();
  await serveHttp(p, listener, async (incoming): Promise<HttpResponse> => {
    const [path = '/', query = ''] = incoming.target.split('?');
    const body = async (): Promise<string> => decode(await incoming.bytes());
    const visit: Visit = {
      method: incoming.method,
      path: decodeComponent(path),
      query: parseFields(query),
      body,
      form: async () => parseFields(await body()),
      remote: `${incoming.remote.host}:${incoming.remote.port}`,
    };
    const { status = 200, type = 'text/html; charset=utf-8', body: content = '', location } = await app.answer(visit);
    const headers = new Headers();
    if (content !== '') headers.add('Content-Type', type);
    headers.add('Date', httpDate(p.now()));
    if (app.server !== undefined) headers.add('Server', app.server);
    if (location !== undefined) headers.add('Location', location);
    await app.log?.(visit, status);
    return { status, headers, body: content };
  });
  return 0;
}

/** Ends with `code` when asked to, as the first process of a container must see to itself. */
export function endsOnSignals(p: Process, code: number): void {
  p.onSignal('TERM', () => p.exit(code));
  p.onSignal('INT', () => p.exit(code));
}

export interface Fetched {
  readonly status: number;
  readonly body: string;
}

/** A request to another service; undefined when it cannot be reached. */
export async function fetchText(p: Process, url: string, post?: string): Promise<Fetched | undefined> {
  const target = parseUrl(url);
  if (target === undefined || target.scheme !== 'http') return undefined;
  try {
    const connection = await p.net.connect({ host: target.host, port: target.port });
    const headers = new Headers([
      ['Host', authority(target)],
      ['Connection', 'close'],
    ]);
    const body = post === undefined ? undefined : encode(post);
    if (body !== undefined) headers.add('Content-Type', 'application/json').add('Content-Length', String(body.length));
    const response = await request(connection, {
      method: body === undefined ? 'GET' : 'POST',
      target: target.target,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = decode(await collect(response.body));
    connection.close();
    return { status: response.status, body: text };
  } catch (error) {
    if (isSysError(error) || error instanceof HttpError) return undefined;
    throw error;
  }
}

/** `a=1&b=two+words` as a map. */
function parseFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split('&')) {
    const [name = '', ...value] = pair.split('=');
    if (name !== '') fields.set(decodeComponent(name), decodeComponent(value.join('=')));
  }
  return fields;
}

function decodeComponent(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export function page(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1.0" />
    <title>${escapeHtml(title)}</title>
</head>
<body>
${body}
</body>
</html>
`;
}

/** A whole number from `least` up to, but not, `limit`. */
export function randomBetween(p: Process, least: number, limit: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = p.random(4);
  const fraction = (a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24) / 2 ** 32;
  return Math.floor(least + fraction * Math.max(0, limit - least));
}
