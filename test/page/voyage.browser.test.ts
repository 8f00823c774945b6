/** The first voyage, by keyboard in the real page: from the keystroke to the diagram and the lesson's check mark. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { foreignRequests, runAtPrompt, screenText, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

const WORDS = {
  en: { quiz: 'The daemon is not running', check: 'Check my answer', title: 'Client, daemon, registry' },
  ko: { quiz: '데몬이 실행 중이 아니거나', check: '답 확인하기', title: '클라이언트, 데몬, 레지스트리' },
};

/** Letters of the Korean alphabet that stand on the screen outside of the terminal and of commands. */
async function koreanLetters(page: Page): Promise<number> {
  const text = await page.evaluate(() => {
    const shown = document.body.cloneNode(true) as HTMLElement;
    for (const each of shown.querySelectorAll('.xterm, option, pre, code, style, script, noscript')) each.remove();
    return shown.textContent + document.title;
  });
  return [...text].filter((letter) => /\p{Script=Hangul}/u.test(letter)).length;
}

describeInBrowser('the first voyage', (browser) => {
  it.each(['en', 'ko'] as const)('docker run hello-world, in the language %s', async (lang) => {
    // High enough for the whole greeting: what has scrolled away is not on the screen.
    const page = await browser().newPage({ viewport: { width: 1400, height: 1300 } });
    const foreign = foreignRequests(page, siteAddress());
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${siteAddress()}?lang=${lang}&lesson=hello-world`);
    await page.getByRole('heading', { level: 1, name: WORDS[lang].title }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await untilPrompt(page);
    expect(await page.locator('svg .box').count()).toBe(0);

    // Step 1 is a question.
    await page.getByLabel(WORDS[lang].quiz).check();
    await page.getByRole('button', { name: WORDS[lang].check }).click();
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();

    await runAtPrompt(page, 'docker run hello-world');
    await untilScreen(page, /Hello from Docker!/);
    await untilScreen(page, /docs\.docker\.com\/get-started[^]*root@vm:~\/lab#\s*$/);
    expect(await screenText(page)).not.toMatch(/bash-5\.2/);
    await page.locator('[data-step="run"][data-passed="true"]').waitFor({ timeout: 15_000 });

    expect(await page.locator('svg .flag').allTextContents()).toEqual(['hello-world:latest']);
    expect(await page.locator('svg .box.writable').count()).toBe(1);
    expect(foreign()).toEqual([]);
    expect(failures).toEqual([]);
    await page.close();
  });

  it('changes everything on the screen with the language switch', async () => {
    const page = await browser().newPage();
    await page.goto(`${siteAddress()}?lang=en&lesson=hello-world`);
    await page.getByRole('heading', { level: 1, name: WORDS.en.title }).waitFor();
    await untilPrompt(page);
    await page.getByRole('tab').first().waitFor();
    expect(await koreanLetters(page)).toBe(0);
    await page.getByTestId('language').selectOption('ko');
    await page.getByRole('heading', { level: 1, name: WORDS.ko.title }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await koreanLetters(page)).toBeGreaterThan(200);
    await page.getByTestId('language').selectOption('en');
    await page.getByRole('heading', { level: 1, name: WORDS.en.title }).waitFor();
    expect(await koreanLetters(page)).toBe(0);
    await page.close();
  });
});
