/** The terminal's window, with a real keyboard: shells, find, pastes, the way out, and what stands below it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { runAtPrompt, screenText, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare global {
  interface Window {
    axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
  }
}

/** Violations of WCAG 2.2 AA, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

const open = async (page: Page, query = '?lang=en'): Promise<void> => {
  await page.goto(`${siteAddress()}${query}`);
  await untilPrompt(page);
  await page.getByRole('button', { name: /^(New shell|새 셸)$/ }).waitFor();
};

describeInBrowser('the terminal', (browser) => {
  it('gets every key once, and has several shells on one machine', async () => {
    const page = await browser().newPage();
    await open(page);
    await runAtPrompt(page, 'echo a  b   c > note; cat note; export MARK=first');
    await untilScreen(page, /^a b c$/m);
    expect(await screenText(page)).toContain('echo a  b   c > note; cat note');
    await page.getByRole('button', { name: 'New shell' }).click();
    await page.locator('[data-terminal="2"] .xterm-rows').waitFor();
    await page.keyboard.type('cat note; echo "[$MARK]"\n');
    await expect
      .poll(() => page.locator('[data-terminal="2"] .xterm-rows').innerText(), { timeout: 20_000 })
      .toMatch(/a.b.c[^]*\[\]/);
    await page.getByRole('button', { name: 'Close shell 2' }).click();
    await untilScreen(page, /^a b c$/m);
    await page.close();
  });

  it('asks before it pastes several lines, and pastes one at once', async () => {
    const page = await browser().newPage();
    await open(page);
    const paste = (text: string): Promise<void> =>
      page.evaluate((pasted) => {
        const data = new DataTransfer();
        data.setData('text/plain', pasted);
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.querySelector('.xterm-helper-textarea')?.dispatchEvent(event);
      }, text);
    await paste('echo on"e"');
    await page.keyboard.press('Enter');
    await untilScreen(page, /^one$/m);
    await paste('echo tw"o"\necho thre"e"\n');
    await page.getByRole('dialog').getByText('Paste 2 lines?').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await paste('echo tw"o"\necho thre"e"\n');
    await page.getByRole('dialog').getByRole('button', { name: 'Paste' }).click();
    await page.keyboard.press('Enter');
    await untilScreen(page, /^two\n[^]*three$/m);
    await page.close();
  });

  it('is left by Esc, then Tab; finds; and tells screen readers what was printed', async () => {
    const page = await browser().newPage();
    await open(page);
    await runAtPrompt(page, 'echo find-me');
    await untilScreen(page, /^find-me$/m);
    expect(await page.getByRole('log').innerText()).toContain('find-me');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).not.toContain('xterm');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('textbox', { name: 'Find in the terminal' }).fill('nothing-like-it');
    await page.getByText('Not found').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('xterm');
    await page.close();
  });

  it.each([
    ['en', 'Did you mean this?', 'Drydock explains'],
    ['ko', '혹시 이 명령인가요?', 'Drydock의 설명'],
  ] as const)('offers what a Korean keyboard garbled and explains errors (%s)', async (lang, asked, explains) => {
    const page = await browser().newPage();
    await open(page, `?lang=${lang}`);
    await page.locator('.xterm-helper-textarea').focus();
    // As an input method would: the text without its keys.
    await page.keyboard.insertText('애챧ㄱ ㅔㄴ');
    await page.keyboard.press('Enter');
    await page.getByText(asked).waitFor();
    await page.getByRole('button', { name: lang === 'en' ? 'Run docker ps' : 'docker ps 실행', exact: true }).click();
    await untilScreen(page, /CONTAINER ID/);
    await runAtPrompt(page, 'docker start nosuch');
    await page.getByText(explains).waitFor();
    await page.close();
  });

  it.each(['light', 'dark'])('has no violation of WCAG 2.2 AA on a desktop or a phone (%s)', async (theme) => {
    for (const viewport of [
      { width: 1400, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const context = await browser().newContext({ viewport, hasTouch: viewport.width < 500 });
      const page = await context.newPage();
      await page.goto(`${siteAddress()}?lang=ko&theme=${theme}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (viewport.width < 500) await page.getByRole('button', { name: '터미널', exact: true }).click();
      await untilPrompt(page);
      await runAtPrompt(page, 'docker rm nosuch');
      await page.getByText('Drydock의 설명').waitFor();
      expect(await violations(page)).toEqual([]);
      await context.close();
    }
  });
});
