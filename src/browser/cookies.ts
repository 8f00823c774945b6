/** The pane's cookies (RFC 6265), as far as a page on one host can tell: by host and path, with an end. */
interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly httpOnly: boolean;
  /** Milliseconds since the epoch; undefined for the session. */
  readonly expires: number | undefined;
}

/** More than this a browser keeps for no host either. */
const MOST = 180;

export class CookieJar {
  #cookies: readonly Cookie[] = [];

  /** Takes a `Set-Cookie` header, or what a page assigned to `document.cookie`. */
  take(text: string, url: URL, now: number, byPage = false): void {
    const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    if (at <= 0) return;
    const given = new Map(
      attributes.map((part) => {
        const [name = '', ...value] = part.split('=');
        return [name.toLowerCase(), value.join('=')] as const;
      }),
    );
    if (byPage && given.has('httponly')) return;
    const name = pair.slice(0, at);
    const path = given.get('path')?.startsWith('/') === true ? (given.get('path') ?? '/') : directoryOf(url.pathname);
    const cookie: Cookie = {
      name,
      value: pair.slice(at + 1),
      host: url.hostname,
      path,
      httpOnly: given.has('httponly'),
      expires: expiry(given, now),
    };
    const others = this.#cookies.filter(
      (each) => each.name !== name || each.host !== cookie.host || each.path !== path,
    );
    const isOver = cookie.expires !== undefined && cookie.expires <= now;
    this.#cookies = isOver ? others : [...others, cookie].slice(-MOST);
  }

  /** For a `Cookie` header, or for `document.cookie`, which does not see all of them. */
  text(url: URL, now: number, forPage = false): string {
    return this.#cookies
      .filter((each) => each.host === url.hostname && isBelow(url.pathname, each.path))
      .filter((each) => (each.expires ?? Infinity) > now && !(forPage && each.httpOnly))
      .sort((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

function expiry(attributes: ReadonlyMap<string, string>, now: number): number | undefined {
  const age = attributes.get('max-age');
  if (age !== undefined && /^-?\d+$/.test(age)) return now + Number(age) * 1000;
  const date = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(date) ? undefined : date;
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}
