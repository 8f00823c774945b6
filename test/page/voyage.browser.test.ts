/** The first voyage, by keyboard in the real page: from the keystroke to the diagram and the lesson's check mark. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { siteAddress } from '../support/site.ts';

const WORDS = {
  en: { quiz: 'The daemon is not running', check: 'Check my answer', title: 'Client, daemon, registry' },
  ko: { quiz: '데몬이 실행 중이 아니거나', check: '답 확인하기', title: '클라이언트, 데몬, 레지스트리' },
};

async function screenText(page: Page): Promise<string> {
  const rows = await page.locator('.xterm-rows > div').allInnerTexts();
  return rows.join('\n').replaceAll('\u00a0', ' ');
}

async function untilScreen(page: Page, wanted: RegExp): Promise<void> {
  await expect.poll(() => screenText(page), { timeout: 20_000 }).toMatch(wanted);
}

describeInBrowser('the first voyage', (browser) => {
  it.each(['en', 'ko'] as const)('docker run hello-world, in the language %s', async (lang) => {
    const page = await browser().newPage({ viewport: { width: 1400, height: 900 } });
    const foreign: string[] = [];
    const failures: string[] = [];
    page.on('request', (request) => {
      const { url } = { url: request.url() };
      if (!url.startsWith(siteAddress()) && !/^(data|blob):/.test(url)) foreign.push(url);
    });
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${siteAddress()}?lang=${lang}&lesson=hello-world`);
    await page.getByRole('heading', { level: 1, name: WORDS[lang].title }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    await page.locator('.xterm-helper-textarea').focus();

    // Step 1 is a question.
    await page.getByLabel(WORDS[lang].quiz).check();
    await page.getByRole('button', { name: WORDS[lang].check }).click();
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();

    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.type('docker run hello-world');
    await page.keyboard.press('Enter');
    await untilScreen(page, /docs\.docker\.com\/get-started/);
    await page.locator('[data-step="run"][data-passed="true"]').waitFor({ timeout: 15_000 });

    expect(await page.locator('svg .flag').allTextContents()).toEqual(['hello-world:latest']);
    expect(await page.locator('svg .box.writable').count()).toBe(1);
    expect(foreign).toEqual([]);
    expect(failures).toEqual([]);
    await page.close();
  });

  it('changes everything on the screen with the language switch', async () => {
    const page = await browser().newPage();
    await page.goto(`${siteAddress()}?lang=en&lesson=hello-world`);
    await page.getByRole('heading', { level: 1, name: WORDS.en.title }).waitFor();
    await page.getByTestId('language').selectOption('ko');
    await page.getByRole('heading', { level: 1, name: WORDS.ko.title }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await page.getByText('어디서나 연습하는 도커').count()).toBe(1);
    await page.close();
  });
});
