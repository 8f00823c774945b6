/** The pane as a web client: requests into the simulated network, with redirects and cookies. */
import type { WebAnswer, WebRequest } from '../../simulator/index.ts';
import { CookieJar } from './cookies.ts';
import type { FrameRequest } from './protocol.ts';

export interface Page {
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export type Failure = Extract<WebAnswer, { is: 'failure' }>['reason'] | 'address' | 'redirects' | 'left';

export class WebFailure extends Error {
  readonly reason: Failure;
  constructor(reason: Failure) {
    super(reason);
    this.name = 'WebFailure';
    this.reason = reason;
  }
}

const MOST_REDIRECTS = 20;
/** Bytes that a page may send at once. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Headers that are the browser's own to write. */
const FORBIDDEN = /^(host|connection|content-length|cookie|transfer-encoding|te|trailer|upgrade)$/i;

export class WebClient {
  readonly #send: (request: WebRequest) => Promise<WebAnswer>;
  readonly #cookies = new CookieJar();
  readonly #now: () => number;

  constructor(send: (request: WebRequest) => Promise<WebAnswer>, now: () => number = Date.now) {
    this.#send = send;
    this.#now = now;
  }

  /** Rejects with WebFailure. */
  async fetch({ url, method, headers, body }: FrameRequest): Promise<Page> {
    if (body.length > MOST_BYTES) throw new WebFailure('malformed');
    let [at, by, sent] = [readAddress(url), method, body];
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await this.#once(at, by, headers, sent);
      const location = answer.headers.find(([name]) => name === 'location')?.[1];
      if (location === undefined || ![301, 302, 303, 307, 308].includes(answer.status))
        return { ...answer, url: at.href };
      at = readAddress(new URL(location, at).href);
      if (answer.status < 307 && by !== 'HEAD') [by, sent] = ['GET', new Uint8Array()];
    }
    throw new WebFailure('redirects');
  }

  /** What `document.cookie` reads at an address. */
  cookiesAt(url: string): string {
    return this.#cookies.text(new URL(url), this.#now(), true);
  }

  takeCookie(text: string, url: string): void {
    this.#cookies.take(text, new URL(url), this.#now(), true);
  }

  async #once(
    url: URL,
    method: string,
    headers: FrameRequest['headers'],
    body: Uint8Array,
  ): Promise<Omit<Page, 'url'>> {
    const cookie = this.#cookies.text(url, this.#now());
    const own = headers.filter(([name, value]) => !FORBIDDEN.test(name) && isHeader(name, value));
    const answer = await this.#send({
      host: url.hostname,
      port: url.port === '' ? 80 : Number(url.port),
      method,
      target: `${url.pathname}${url.search}`,
      headers: cookie === '' ? own : [...own, ['Cookie', cookie]],
      body,
    });
    if (answer.is === 'failure') throw new WebFailure(answer.reason);
    for (const [name, value] of answer.headers)
      if (name.toLowerCase() === 'set-cookie') this.#cookies.take(value, url, this.#now());
    return answer;
  }
}

function isHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\r\n\0]/.test(value);
}

/** An address as people type it: `localhost:8080/x`, `:8080`. Throws WebFailure for what the pane cannot open. */
export function readAddress(text: string): URL {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed.replace(/^:/, 'localhost:')}`;
  try {
    const url = new URL(whole);
    if (url.protocol === 'http:') return url;
  } catch {
    throw new WebFailure('address');
  }
  throw new WebFailure('address');
}
