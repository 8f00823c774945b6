/** The page brings its own type; in the terminal a Hangul syllable takes exactly two cells. */
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { runAtPrompt, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

describeInBrowser('type', (browser) => {
  it('is the app’s own, and sets Hangul exactly twice as wide as Latin', async () => {
    const page = await browser().newPage();
    const fonts: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.woff2')) fonts.push(request.url());
    });
    await page.goto(`${siteAddress()}?lang=ko`);
    await untilPrompt(page);
    await runAtPrompt(page, 'echo 가나다');
    await untilScreen(page, /^가나다$/m);
    const widths = () =>
      page.evaluate(() => {
        const family = "'Nanum Gothic Coding'";
        if (!document.fonts.check(`16px ${family}`, 'a') || !document.fonts.check(`16px ${family}`, '가')) return [];
        const pen = document.createElement('canvas').getContext('2d');
        if (pen === null) return [];
        pen.font = `16px ${family}`;
        return ['a', 'M', '가', '힣'].map((letter) => Math.round(pen.measureText(letter).width * 100) / 100);
      });
    await expect.poll(widths).toEqual([8, 8, 16, 16]);
    expect(fonts.length).toBeGreaterThan(0);
    await page.close();
  });
});
