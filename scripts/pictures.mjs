/** `npm run pictures`: builds the page, opens it in a Chromium, and takes the pictures of docs/images from it. */
import { mkdir } from 'node:fs/promises';
import { findChromium, launchChromium } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

const FOLDER = 'docs/images';
const DESKTOP = { width: 1400, height: 880 };
const PHONE = { width: 390, height: 780 };
/** Milliseconds that drawings take to come to rest. */
const REST = 2000;

/**
 * @typedef {{ file: string, query: string, viewport: { width: number, height: number }, commands: readonly string[], press?: string }} Picture
 * @type {readonly Picture[]}
 */
const PICTURES = [
  {
    file: 'screen.png',
    query: '?lang=en&theme=light&lesson=hello-world',
    viewport: DESKTOP,
    commands: ['docker run hello-world', 'clear; docker run -d --name web -p 8080:80 nginx:alpine', 'docker ps'],
  },
  {
    file: 'screen-dark-ko.png',
    query: '?lang=ko&theme=dark&lesson=images',
    viewport: DESKTOP,
    commands: ['docker pull redis:alpine', 'docker rnu redis'],
  },
  { file: 'home-ko.png', query: '?lang=ko&theme=light&home', viewport: DESKTOP, commands: [] },
  {
    file: 'phone.png',
    query: '?lang=en&theme=light&lesson=hello-world',
    viewport: PHONE,
    commands: ['docker run hello-world'],
    press: 'Terminal',
  },
];

const chromium = findChromium();
if (chromium === undefined) throw new Error('There is no Chromium to take pictures with.');
if (!process.argv.includes('--no-build')) {
  const { build } = await import('vite');
  await build({ logLevel: 'warn' });
}
await mkdir(FOLDER, { recursive: true });
const server = await serveFolder('dist/site', { port: 0 });
const browser = await launchChromium(chromium);
for (const { file, query, viewport, commands, press } of PICTURES) {
  const small = viewport.width < 500;
  const context = await browser.newContext({
    viewport,
    hasTouch: small,
    isMobile: small,
    deviceScaleFactor: small ? 2 : 1,
  });
  await context.addInitScript("localStorage.setItem('drydock.clipboardHint', 'known')");
  const page = await context.newPage();
  await page.goto(server.address + query);
  if (press !== undefined) await page.getByRole('button', { name: press, exact: true }).click();
  await page.waitForTimeout(REST);
  for (const command of commands) {
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.type(command);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(2 * REST);
  }
  await page.screenshot({ path: `${FOLDER}/${file}` });
  console.log(`${FOLDER}/${file}`);
  await context.close();
}
await browser.close();
await server.close();
