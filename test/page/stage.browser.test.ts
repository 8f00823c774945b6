/** The stage in a real Chromium: every view by keyboard, in both themes, without findings of axe. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { siteAddress } from '../support/site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: (context: string, options: object) => Promise<{ violations: Finding[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return (await axe.run('.stage .stage', { runOnly: { type: 'tag', values: tags }, iframes: false })).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

async function run(page: Page, command: string, mark: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').first().focus();
  await page.keyboard.insertText(`${command}; echo ${mark}`);
  await page.keyboard.press('Enter');
  const rows = () => page.locator('.xterm-rows').first().innerText();
  await expect.poll(rows, { timeout: 60_000 }).toMatch(new RegExp(`^${mark}`, 'm'));
}

describeInBrowser('the stage', (browser) => {
  it.each([
    ['en', 'light', 1400],
    ['ko', 'dark', 1000],
  ] as const)('in %s, %s, %i pixels wide', { timeout: 180_000 }, async (lang, theme, width) => {
    const page = await browser().newPage({ viewport: { width, height: 900 } });
    await page.goto(`${siteAddress()}?lang=${lang}&theme=${theme}`);
    await page
      .locator('.xterm-rows')
      .filter({ hasText: /[$#]\s*$/m })
      .first()
      .waitFor({ timeout: 20_000 });
    await run(page, 'docker run -d --name web -p 8080:80 -v data:/data nginx', 'ended-1');
    await run(page, `printf 'FROM alpine\\nRUN touch /x\\n' | docker build -t mine -`, 'ended-2');
    const views = await page
      .locator('[data-view]')
      .evaluateAll((tabs) => tabs.map((tab) => tab.getAttribute('data-view')));
    await page.locator('[data-view=layers]').focus();
    for (const view of views) {
      await page.locator(`[data-view=${view}][aria-selected=true]`).waitFor();
      await page.waitForTimeout(700);
      expect(await findings(page), `${view}`).toEqual([]);
      await page.keyboard.press('ArrowRight');
    }
    await page.close();
  });
});
