/** Undo and redo: by button, by command, from the past that is looked at; the lesson's steps stay passed. */
import { expect, it } from 'vitest';
import { describeInBrowser } from '../support/chromium.ts';
import { runAtPrompt, screenText, untilPrompt, untilScreen } from '../support/screen.ts';
import { siteAddress } from '../support/site.ts';

describeInBrowser('undo', (browser) => {
  it('brings the machine back and forth', async () => {
    const context = await browser().newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${siteAddress()}?lang=en&lesson=hello-world`);
    await untilPrompt(page);
    await page.getByLabel('The daemon is not running').check();
    await page.getByRole('button', { name: 'Check my answer' }).click();
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();
    await runAtPrompt(page, 'docker run -d --name web nginx:alpine');
    await untilScreen(page, /^[0-9a-f]{64}$/m);
    const id = (/^[0-9a-f]{64}$/m.exec(await screenText(page)) ?? [])[0];
    await runAtPrompt(page, 'cd /tmp; docker rm -f web; echo gone');
    await untilScreen(page, /^gone\n.*\/tmp#\s*$/m);

    await page.getByRole('button', { name: 'Undo' }).click();
    await untilScreen(page, /root@vm:~\/lab#\s*$/);
    expect(await screenText(page)).not.toContain('gone');
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();
    await runAtPrompt(page, 'docker ps -q --filter name=web | grep -c .');
    await untilScreen(page, /^1\n/m);
    await runAtPrompt(page, 'undo');
    await untilScreen(page, new RegExp(`^${id ?? 'no id'}\\nroot@vm:~/lab#\\s*$`, 'm'));

    await runAtPrompt(page, 'undo');
    await untilScreen(page, /^root@vm:~\/lab#\s*$/);
    await page.locator('[data-step="who"][data-passed="true"]').waitFor();
    await runAtPrompt(page, 'redo');
    await untilScreen(page, new RegExp(`^${id ?? 'no id'}\\nroot@vm:~/lab#\\s*$`, 'm'));

    await runAtPrompt(page, 'docker ps -a --format "{{.Names}} {{.State}}"');
    await untilScreen(page, /^web running$/m);
    await expect.poll(() => page.getByRole('button', { name: 'Redo' }).isDisabled()).toBe(true);
    await context.close();
  });
});
