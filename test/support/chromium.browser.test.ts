import { expect, it } from 'vitest';
import { describeInBrowser } from './chromium.ts';

describeInBrowser('the Chromium of the browser tests', (browser) => {
  it('draws a page and hears a key', async () => {
    const page = await browser().newPage();
    await page.setContent('<input autofocus>');
    await page.locator('input').press('a');
    expect(await page.locator('input').inputValue()).toBe('a');
  });
});
