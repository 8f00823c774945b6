/**
 * The Chromium that browser tests drive. It is looked for in this order: the path in the environment variable
 * DRYDOCK_CHROMIUM, the one Playwright has installed for this user, the system's. On a developer's machine without
 * one, browser tests are skipped and say so; under CI a missing one is a failure.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** No sandbox: tests run as root in containers too. The rest keeps Chromium from calling its maker's servers. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const NO_CHROMIUM =
  'No Chromium was found (DRYDOCK_CHROMIUM, Playwright, the system), so the browser tests were skipped.';

/** The path of a Chromium. Throws when DRYDOCK_CHROMIUM names one that is not there. */
export function findChromium(): string | undefined {
  const chosen = process.env['DRYDOCK_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`DRYDOCK_CHROMIUM is ${chosen}, which does not exist.`);
    return chosen;
  }
  return [chromium.executablePath(), ...SYSTEM].find((path) => path !== '' && existsSync(path));
}

export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A group of tests that share one Chromium; `browser()` may be called inside tests and hooks. Without a Chromium the
 * whole group is reported as skipped, or, under CI, as one failed test.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const path = findChromium();
  if (path === undefined) {
    missing(name, tests);
    return;
  }
  describe(name, () => {
    let running: Browser | undefined;
    beforeAll(async () => {
      running = await launchChromium(path);
    });
    afterAll(async () => {
      await running?.close();
    });
    tests(() => {
      if (running === undefined) throw new Error('The browser runs only while tests do.');
      return running;
    });
  });
}

function missing(name: string, tests: (browser: () => Browser) => void): void {
  const noBrowser = (): never => {
    throw new Error(NO_CHROMIUM);
  };
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') {
    it(`${name}: a Chromium is there`, () => {
      throw new Error(
        NO_CHROMIUM.replace(', so the browser tests were skipped', ', and CI must not skip browser tests'),
      );
    });
    return;
  }
  console.warn(NO_CHROMIUM);
  describe.skip(name, () => {
    tests(noBrowser);
  });
}
