/** The browser pane in a real Chromium: what a container serves is shown and works, and can reach nothing else. */
import { createServer } from 'node:net';
import type { FrameLocator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { siteAddress } from '../support/site.ts';

/**
 * A server outside the simulation that counts what it is sent. A connection alone is not counted: a browser may open one
 * before it asks its policy, and then sends nothing on it.
 */
async function trap(): Promise<{ address: string; reached: () => number; close: () => void }> {
  let bytes = 0;
  const server = createServer((socket) => {
    socket.on('data', ({ length }) => (bytes += length)).on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.unref().address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return { address: `127.0.0.1:${bound.port}`, reached: () => bytes, close: () => void server.close() };
}

let commands = 0;

async function command(page: Page, text: string): Promise<void> {
  const mark = `ended-${++commands}`;
  await page.locator('.xterm-helper-textarea').first().focus();
  await page.keyboard.insertText(`${text}; echo ${mark}`);
  await page.keyboard.press('Enter');
  const rows = () => page.locator('.xterm-rows').first().innerText();
  await expect.poll(rows, { timeout: 30_000 }).toMatch(new RegExp(`^${mark}\\b`, 'm'));
}

/** Serves the files with nginx on port 8080 and opens `path` of it. */
async function serve(page: Page, files: Record<string, string>, path = ''): Promise<FrameLocator> {
  await page.goto(`${siteAddress()}?lang=en`);
  await page
    .locator('.xterm-rows')
    .filter({ hasText: /[$#]\s*$/m })
    .first()
    .waitFor({ timeout: 20_000 });
  for (const [name, content] of Object.entries(files)) {
    const encoded = Buffer.from(content).toString('base64');
    await command(page, `mkdir -p site; echo ${encoded} | base64 -d > site/${name}`);
  }
  await command(page, 'docker run -d -p 8080:80 -v "$PWD/site:/usr/share/nginx/html" nginx');
  await command(page, 'until curl -s localhost:8080 > /dev/null; do sleep 0.2; done');
  await page.locator('[data-view=browser]').click();
  await page.getByLabel('Address').fill(`localhost:8080/${path}`);
  await page.keyboard.press('Enter');
  return page.frameLocator('iframe');
}

const PAGE = `<!doctype html><title>Shop</title><link rel=stylesheet href=style.css><h1>Shop</h1>
<a href="second.html">Second</a><form action="found.html"><input name=q value=tea><button>Search</button></form>
<p id=fetched></p><p id=asked></p><img id=pic src=pic.svg>
<script src=app.js></script>`;
const APP = `fetch('data.json').then((r) => r.json()).then((d) => { fetched.textContent = 'fetched ' + d.n; });
const x = new XMLHttpRequest(); x.open('GET', '/data.json'); x.onload = () => { asked.textContent = 'asked ' + x.status; }; x.send();`;

/** Tries everything a page could try, and writes down what worked. */
const HOSTILE = `<!doctype html><pre id=report>running</pre><script>
const found = [];
const attempt = async (name, work) => { try { const r = await work(); if (r !== undefined && r !== false) found.push(name + ': ' + r); } catch {} };
const loads = (element, at, url) => new Promise((done) => { element.onload = () => done(true); element.onerror = () => done(false); element[at] = url; document.body.append(element); setTimeout(() => done(false), 1500); });
(async () => {
  await attempt('parent document', () => parent.document.title);
  await attempt('top document', () => top.document.body.innerHTML.length);
  await attempt('parent storage', () => parent.localStorage.length);
  await attempt('frame element', () => window.frameElement?.src);
  await attempt('indexedDB', () => new Promise((done) => { const r = indexedDB.open('x'); r.onsuccess = () => done('open'); r.onerror = () => done(false); }));
  await attempt('caches', () => caches.open('x').then(() => 'open'));
  await attempt('top navigation', () => { top.location = 'http://TRAP/top'; });
  await attempt('popup', () => window.open('about:blank') ? 'open' : false);
  await attempt('inner frame fetch', async () => { const f = document.createElement('iframe'); document.body.append(f); const r = await f.contentWindow.fetch('http://TRAP/inner'); return r.status; });
  await attempt('worker fetch', () => new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('http://TRAP/worker').then(() => postMessage(1), () => postMessage(0))"]))); w.onmessage = (e) => done(e.data === 1 && 'answered'); w.onerror = () => done(false); setTimeout(() => done(false), 1500); }));
  await attempt('image', () => loads(new Image(), 'src', 'http://TRAP/image.png'));
  await attempt('script', () => loads(document.createElement('script'), 'src', 'http://TRAP/script.js'));
  await attempt('socket', () => new Promise((done) => { const s = new WebSocket('ws://TRAP/socket'); s.onopen = () => done('open'); s.onerror = () => done(false); setTimeout(() => done(false), 1500); }));
  await attempt('fetch', () => fetch('http://TRAP/fetch').then((r) => r.status));
  await attempt('fetch of the app', () => fetch('SITE').then((r) => r.status));
  report.textContent = 'done ' + JSON.stringify(found);
})();
</script>`;

describeInBrowser('the browser pane', (browser) => {
  it('shows a page with its style, script, image, links and forms', { timeout: 120_000 }, async () => {
    const page = await browser().newPage({ viewport: { width: 1400, height: 900 } });
    const frame = await serve(page, {
      'index.html': PAGE,
      'app.js': APP,
      'style.css': 'h1 { color: rgb(1, 2, 3) }',
      'data.json': '{"n": 7}',
      'second.html': '<h1>Second page</h1>',
      'found.html': '<h1>Found</h1>',
      'pic.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
    });
    await frame.getByRole('heading', { name: 'Shop' }).waitFor({ timeout: 15_000 });
    await frame.getByText('fetched 7').waitFor();
    await frame.getByText('asked 200').waitFor();
    expect(await frame.locator('h1').evaluate((h) => getComputedStyle(h).color)).toBe('rgb(1, 2, 3)');
    await expect.poll(() => frame.locator('#pic').evaluate((i: HTMLImageElement) => i.naturalWidth)).toBe(40);
    await page.getByText(/Status 200/).waitFor();

    await frame.getByRole('link', { name: 'Second' }).click();
    await frame.getByRole('heading', { name: 'Second page' }).waitFor();
    expect(await page.getByLabel('Address').inputValue()).toBe('http://localhost:8080/second.html');
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    // The page is whole again before something on it is clicked.
    await frame.getByText('asked 200').waitFor();
    await frame.getByRole('button', { name: 'Search' }).click();
    await frame.getByRole('heading', { name: 'Found' }).waitFor();
    expect(await page.getByLabel('Address').inputValue()).toBe('http://localhost:8080/found.html?q=tea');
    await page.close();
  });

  it(
    'lets a hostile page reach neither this page, nor storage, nor any real network',
    { timeout: 120_000 },
    async () => {
      const page = await browser().newPage({ viewport: { width: 1400, height: 900 } });
      const outside = await trap();
      const aim = (text: string) => text.replaceAll('TRAP', outside.address).replace('SITE', siteAddress());
      const away = {
        'away.html': `<script>location.href='http://TRAP/away'</script>`,
        'form.html': `<form action="http://TRAP/form" target=_top></form><script>document.forms[0].requestSubmit()</script>`,
        'meta.html': `<meta http-equiv=refresh content="0;url=http://TRAP/meta">`,
        'frame.html': `<iframe src="http://TRAP/frame"></iframe><object data="http://TRAP/object"></object>`,
        'style.html': `<style>body { background: url(http://TRAP/css) }</style><link rel=preconnect href="http://TRAP">`,
      };
      const files = Object.entries({ 'index.html': HOSTILE, ...away }).map(
        ([name, text]) => [name, aim(text)] as const,
      );
      const frame = await serve(page, Object.fromEntries(files));
      await frame.getByText(/^done/).waitFor({ timeout: 30_000 });
      expect(await frame.locator('#report').textContent()).toBe('done []');
      for (const path of Object.keys(away)) {
        await page.getByLabel('Address').fill(`localhost:8080/${path}`);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(1200);
        expect(page.url()).toContain(siteAddress());
      }
      await page.getByLabel('Address').fill('localhost:8080/away.html');
      await page.keyboard.press('Enter');
      await page.getByText('The page led somewhere by itself').waitFor({ timeout: 10_000 });
      expect(outside.reached()).toBe(0);
      outside.close();
      await page.close();
    },
  );

  it('says why nothing is shown', { timeout: 60_000 }, async () => {
    const page = await browser().newPage();
    await page.goto(`${siteAddress()}?lang=ko`);
    await page.locator('[data-view=browser]').click({ timeout: 20_000 });
    await page.getByLabel('주소').fill(':9999');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('http://localhost:9999/').waitFor();
    await page.close();
  });
});
