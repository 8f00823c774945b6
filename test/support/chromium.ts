/**
 * The Chromium that browser tests drive (scripts/chromium.mjs finds it). On a developer's machine without one, browser
 * tests are skipped and say so; under CI a missing one is a failure.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/chromium.mjs';

export const NO_CHROMIUM =
  'No Chromium was found (DRYDOCK_CHROMIUM, Playwright, the system), so the browser tests were skipped.';

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
