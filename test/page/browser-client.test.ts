/** The browser pane's own half: addresses, redirects, cookies, back and forward. */
import { describe, expect, it } from 'vitest';
import type { WebAnswer, WebRequest } from '../../simulator/index.ts';
import { readAddress, WebClient, WebFailure } from '../../src/browser/client.ts';
import { CookieJar } from '../../src/browser/cookies.ts';
import { go, NO_VISITS, visit } from '../../src/browser/history.ts';

const answer = (status: number, headers: [string, string][] = [], body = ''): WebAnswer => ({
  is: 'answer',
  status,
  headers,
  body: new TextEncoder().encode(body),
});
const get = (url: string) => ({ url, method: 'GET', headers: [], body: new Uint8Array() });

describe('an address', () => {
  it.each([
    ['localhost:8080', 'http://localhost:8080/'],
    [':8080/x?y=1', 'http://localhost:8080/x?y=1'],
    ['http://172.17.0.2', 'http://172.17.0.2/'],
  ])('%s is %s', (typed, url) => expect(readAddress(typed).href).toBe(url));

  it.each(['https://localhost', 'ftp://x', 'javascript:alert(1)//x', ''])('%s is none that can be opened', (typed) =>
    expect(() => readAddress(typed)).toThrow(WebFailure),
  );
});

describe('the client', () => {
  it('follows redirects, as GET after a POST, and keeps cookies on the way', async () => {
    const seen: WebRequest[] = [];
    const client = new WebClient(async (request) => {
      seen.push(request);
      return request.target === '/login'
        ? answer(302, [
            ['location', '/home'],
            ['set-cookie', 'id=7; Path=/; HttpOnly'],
          ])
        : answer(200);
    });
    const page = await client.fetch({
      ...get('http://localhost:3000/login'),
      method: 'POST',
      body: new Uint8Array([1]),
    });
    expect(page.url).toBe('http://localhost:3000/home');
    expect(seen.map(({ method, target }) => `${method} ${target}`)).toEqual(['POST /login', 'GET /home']);
    expect(seen[1]?.headers).toContainEqual(['Cookie', 'id=7']);
    expect(client.cookiesAt('http://localhost:3000/')).toBe('');
  });

  it('gives up on redirects that go round', async () => {
    const client = new WebClient(async () => answer(301, [['location', '/']]));
    await expect(client.fetch(get('http://localhost/'))).rejects.toMatchObject({ reason: 'redirects' });
  });

  it('lets a page write no header that is the browser’s own, and none that breaks the request', async () => {
    const seen: WebRequest[] = [];
    const client = new WebClient(async (request) => {
      seen.push(request);
      return answer(200);
    });
    const headers = [
      ['Host', 'evil'],
      ['Cookie', 'a=b'],
      ['X-Ok', '1'],
      ['X-Bad', 'a\r\nHost: evil'],
      ['Bad Name', 'x'],
    ] as const;
    await client.fetch({ ...get('http://localhost/'), headers });
    expect(seen[0]?.headers).toEqual([['X-Ok', '1']]);
  });
});

describe('cookies', () => {
  const at = (path: string) => new URL(`http://localhost:8080${path}`);

  it('go where their path says, until they end', () => {
    const jar = new CookieJar();
    jar.take('a=1; Path=/', at('/'), 0);
    jar.take('b=2; Path=/shop', at('/'), 0);
    jar.take('c=3; Max-Age=10', at('/'), 0);
    expect(jar.text(at('/'), 5000)).toBe('a=1; c=3');
    expect(jar.text(at('/shop/cart'), 20_000)).toBe('b=2; a=1');
    expect(jar.text(new URL('http://172.17.0.2/'), 0)).toBe('');
  });

  it('are taken away by one that has ended, and hidden from the page when they say so', () => {
    const jar = new CookieJar();
    jar.take('id=7; HttpOnly', at('/'), 0);
    jar.take('seen=1', at('/'), 0);
    expect(jar.text(at('/'), 1, true)).toBe('seen=1');
    jar.take('seen=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', at('/'), 1);
    expect(jar.text(at('/'), 1)).toBe('id=7');
  });
});

describe('back and forward', () => {
  it('forget what lay ahead when something new is opened', () => {
    const there = ['a', 'b', 'c'].reduce(visit, NO_VISITS);
    const back = go(go(there, -1), -1);
    expect(back.list[back.at]).toBe('a');
    expect(visit(back, 'd')).toEqual({ list: ['a', 'd'], at: 1 });
    expect(go(there, 5)).toEqual(there);
  });
});
