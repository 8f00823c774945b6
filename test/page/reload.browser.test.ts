/** Nothing is lost on reload: the machine, what the terminals show, and how far the lesson is. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { runAtPrompt, screenText, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

const ADDRESS = '?lang=en&lesson=hello-world';

/** Until what was done is kept. */
async function untilKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('drydock.sessions')), { timeout: 20_000 })
    .toContain('hello-world');
  await page.waitForTimeout(600);
}

async function visit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(siteAddress() + ADDRESS);
  await untilPrompt(page);
  return page;
}

describeInBrowser('a reload', (browser) => {
  it('brings the machine, its shells and the lesson back', async () => {
    // High enough for all that is printed: what the screen shows is compared as a whole.
    const context = await browser().newContext({ viewport: { width: 1280, height: 1100 } });
    const page = await visit(context);
    await page.getByLabel('The daemon is not running').check();
    await page.getByRole('button', { name: 'Check my answer' }).click();
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();
    await runAtPrompt(page, 'docker run -d --name web nginx:alpine');
    await untilScreen(page, /^[0-9a-f]{64}$/m);
    await runAtPrompt(page, 'echo kept > note; cd /tmp; export MARK=here; docker ps -q --no-trunc');
    await untilScreen(page, /root@vm:\/tmp#\s*$/);
    const before = await screenText(page);
    await untilKept(page);
    await page.reload();
    await untilScreen(page, /root@vm:\/tmp#\s*$/);
    expect(await screenText(page)).toBe(before);
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();
    await runAtPrompt(page, 'clear; cat ~/lab/note; echo "$MARK"; docker ps --format "{{.Names}} {{.State}}"');
    await untilScreen(page, /^kept\n\s*here\n\s*web running$/m);
    await runAtPrompt(page, 'docker rm -f web');
    await untilKept(page);
    await page.reload();
    await untilScreen(page, /docker rm -f web\s+web\s/);
    await runAtPrompt(page, 'clear; docker ps -aq | wc -l');
    await untilScreen(page, /^0$/m);
    await context.close();
  });

  it('two tabs do not overwrite each other, and what cannot be played again does not prevent a start', async () => {
    const context = await browser().newContext();
    const first = await visit(context);
    await runAtPrompt(first, 'docker volume create mine');
    await untilScreen(first, /^mine$/m);
    await untilKept(first);
    const second = await visit(context);
    await second.getByText('Another tab').waitFor();
    await runAtPrompt(second, 'docker volume create other; docker volume ls -q');
    await untilScreen(second, /^other\n[^]*other$/m);
    await second.close();
    await first.reload();
    await untilScreen(first, /^mine$/m);
    await first.evaluate(
      () =>
        new Promise((done) => {
          const opened = indexedDB.open('drydock session hello-world');
          opened.onsuccess = () => {
            const change = opened.result.transaction('entries', 'readwrite');
            change.objectStore('entries').put([{ at: 'never', request: null }], 1);
            change.oncomplete = done;
          };
        }),
    );
    await first.reload();
    await untilPrompt(first);
    await first.getByText('could not be brought back').waitFor();
    await runAtPrompt(first, 'docker volume ls -q | wc -l');
    await untilScreen(first, /^0$/m);
    await context.close();
  });

  it('where nothing may be kept it says so and works', async () => {
    const context = await browser().newContext();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    const page = await visit(context);
    await runAtPrompt(page, 'docker volume create mine');
    await untilScreen(page, /^mine$/m);
    await context.close();
  });
});
