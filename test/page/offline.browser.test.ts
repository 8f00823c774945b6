/** The app once opened needs no network, and a page that may not keep anything works all the same. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { serveFolder } from '../../scripts/static-server.mjs';
import { describeInBrowser } from '../support/chromium.ts';
import { foreignRequests, runAtPrompt, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

const cachedFiles = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const names = await caches.keys();
    const sizes = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return sizes.reduce((sum, size) => sum + size, 0);
  });

describeInBrowser('without a network', (browser) => {
  it('opens a second time and runs what was never loaded before', async () => {
    const server = await serveFolder('dist/site', { port: 0 });
    const context = await browser().newContext();
    try {
      const first = await context.newPage();
      await first.goto(`${server.address}?lang=en`);
      await untilPrompt(first);
      await expect.poll(() => cachedFiles(first), { timeout: 30_000 }).toBeGreaterThan(100);
      await first.close();
      await server.close();

      const second = await context.newPage();
      await second.goto(`${server.address}?lang=ko&lesson=images`);
      await second.getByRole('heading', { level: 1 }).waitFor();
      await untilPrompt(second);
      await runAtPrompt(second, 'docker run hello-world | grep -c Docker');
      await untilScreen(second, /^[1-9]\d?$/m);
      await runAtPrompt(second, 'docker compose version --short');
      await untilScreen(second, /^2\.40/m);
    } finally {
      await context.close();
      await server.close();
    }
  });

  it('works where service workers are forbidden', async () => {
    const context: BrowserContext = await browser().newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    const foreign = foreignRequests(page, siteAddress());
    await page.goto(siteAddress());
    await untilPrompt(page);
    await runAtPrompt(page, 'docker info --format "{{.Name}}"');
    await untilScreen(page, /^vm$/m);
    expect(failures).toEqual([]);
    expect(foreign()).toEqual([]);
    await context.close();
  });
});
