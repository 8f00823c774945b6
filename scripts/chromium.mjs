/** Where a Chromium is, and how one is started here. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

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

/**
 * The path of a Chromium: the one that the environment variable DRYDOCK_CHROMIUM names, else the one that Playwright has
 * installed for this user, else the system's. Throws when DRYDOCK_CHROMIUM names one that is not there.
 * @returns {string | undefined}
 */
export function findChromium() {
  const chosen = process.env['DRYDOCK_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new Error(`DRYDOCK_CHROMIUM is ${chosen}, which does not exist.`);
    return chosen;
  }
  return [chromium.executablePath(), ...SYSTEM].find((path) => path !== '' && existsSync(path));
}

/**
 * @param {string} executablePath
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium(executablePath) {
  return chromium.launch({ executablePath, args: FLAGS });
}
