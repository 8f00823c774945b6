/** On a phone nothing of the page stands beyond the screen's edge, in either language. */
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { siteAddress } from '../support/site.ts';

describeInBrowser('on a phone', (browser) => {
  it.each([
    ['en', 'lesson=hello-world'],
    ['ko', 'lesson=hello-world'],
    ['en', 'home'],
    ['ko', 'home'],
  ])('the page fits the screen: %s, %s', async (lang, place) => {
    const page = await browser().newPage({ viewport: { width: 390, height: 780 } });
    await page.goto(`${siteAddress()}?lang=${lang}&${place}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('header, header *, main, main h1, main p')]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => `${each.tagName.toLowerCase()} ${each.textContent.trim().slice(0, 20)}`),
    );
    expect(beyond).toEqual([]);
    await page.close();
  });
});
