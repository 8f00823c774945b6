/** The page as a learner meets it: what the terminal shows, and a real keyboard. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Milliseconds that what is waited for may take to appear. */
const PATIENCE = 20_000;

/** What the terminal shows, line by line, without what only fills it. */
export async function screenText(page: Page): Promise<string> {
  const rows = await page.locator('.xterm-rows').first().locator('> div').allInnerTexts();
  return rows.join('\n').replaceAll('\u00a0', ' ').replace(/\n+$/, '');
}

export async function untilScreen(page: Page, wanted: RegExp): Promise<void> {
  await expect.poll(() => screenText(page), { timeout: PATIENCE }).toMatch(wanted);
}

/** The host's prompt stands and waits. */
export function untilPrompt(page: Page): Promise<void> {
  return untilScreen(page, /root@vm:\S*#\s*$/);
}

/** Types a command at the terminal's prompt, with the keyboard, and enters it. */
export async function runAtPrompt(page: Page, command: string): Promise<void> {
  await page.locator('.xterm-helper-textarea').first().focus();
  await page.keyboard.type(command);
  await page.keyboard.press('Enter');
}

/** Requests that a page made to anywhere but the site. */
export function foreignRequests(page: Page, site: string): () => string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !/^(data|blob):/.test(url)) foreign.push(url);
  });
  return () => foreign;
}
