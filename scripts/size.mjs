/**
 * `npm run size`: builds the page and prints what its first load weighs: every script and style that comes before the
 * prompt works, the worker's included, gzipped. Fails past the budget. `-- --no-build` measures what is built already.
 *
 * What is imported statically is counted whether or not it is used. What is loaded on demand and yet needed for the
 * prompt is seen by opening the page in a Chromium, where there is one.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { findChromium, launchChromium } from './chromium.mjs';
import { serveFolder } from './static-server.mjs';

const SITE = 'dist/site';
/** Bytes. */
const BUDGET = 200_000;
/** So many of the files that come later are named. */
const LARGEST = 15;
/** Milliseconds that the prompt may take to appear. */
const PATIENCE = 20_000;

/** @param {string} file */
const gzipped = (file) => gzipSync(readFileSync(file)).length;

/** Scripts and styles that index.html names. */
function entries() {
  const html = readFileSync(join(SITE, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.(?:js|css))"/g)];
  return named.map(([, path = '']) => join(SITE, path));
}

/**
 * What a script loads at once: itself, its static imports and theirs.
 * @param {string} script
 */
async function withImports(script) {
  const { metafile } = await bundle({
    entryPoints: [script],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
    // Dynamic imports, fonts and the like stay out: they come later, or are no script and no style.
    plugins: [
      {
        name: 'static imports only',
        setup: (plugins) => {
          plugins.onResolve({ filter: /./ }, ({ kind }) =>
            kind === 'import-statement' || kind === 'entry-point' ? null : { external: true },
          );
        },
      },
    ],
  });
  return Object.keys(metafile.inputs);
}

/**
 * Workers that a script starts, by the URLs it names.
 * @param {string} script
 */
function workersOf(script) {
  const started = readFileSync(script, 'utf8').matchAll(/new (?:Shared)?Worker\(.{0,80}?["'`]([^"'`]+\.js)["'`]/g);
  return [...started].map(([, path = '']) => join(dirname(script), basename(path)));
}

/**
 * Scripts and styles that a Chromium asks for until the terminal shows a prompt.
 * @param {string} chromium
 */
async function askedFor(chromium) {
  /** @type {Set<string>} */
  const paths = new Set();
  const server = await serveFolder(SITE, { port: 0, heard: (path) => paths.add(path) });
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    const prompt = page.locator('.xterm-rows').filter({ hasText: /[$#]\s*$/m });
    await prompt.waitFor({ timeout: PATIENCE }).catch(() => console.log('(no prompt appeared)'));
  } finally {
    await browser.close();
    await server.close();
  }
  return [...paths].filter((path) => /\.(js|css)$/.test(path)).map((path) => join(SITE, path));
}

async function firstLoad() {
  const chromium = findChromium();
  if (chromium === undefined) console.log('(no Chromium: scripts loaded on demand before the prompt are not counted)');
  const files = new Set([...entries(), ...(chromium === undefined ? [] : await askedFor(chromium))]);
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    for (const imported of await withImports(file)) files.add(imported);
    for (const worker of workersOf(file)) files.add(worker);
  }
  return [...files];
}

/** @param {readonly string[]} files */
function rows(files) {
  const sized = files.map((file) => ({ file: relative(SITE, file), bytes: gzipped(file) }));
  return sized.sort((a, b) => b.bytes - a.bytes);
}

/** @param {readonly { file: string, bytes: number }[]} list */
function print(list) {
  for (const { file, bytes } of list) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${file}`);
}

if (!process.argv.includes('--no-build')) {
  const { build } = await import('vite');
  await build({ logLevel: 'warn' });
}
const first = rows(await firstLoad());
const names = new Set(first.map((row) => row.file));
const later = readdirSync(join(SITE, 'app'))
  .map((name) => join(SITE, 'app', name))
  .filter((file) => /\.(js|css|wasm)$/.test(file) && !names.has(relative(SITE, file)));
const total = first.reduce((sum, row) => sum + row.bytes, 0);
console.log('First load, gzipped');
print(first);
console.log(`${(total / 1000).toFixed(1).padStart(8)} kB  of ${BUDGET / 1000} kB`);
if (later.length > 0) {
  console.log('Loaded when first needed, gzipped');
  const sized = rows(later);
  const rest = sized.slice(LARGEST).reduce((sum, row) => sum + row.bytes, 0);
  print(sized.slice(0, LARGEST));
  if (sized.length > LARGEST) print([{ file: `${sized.length - LARGEST} smaller ones together`, bytes: rest }]);
}
if (total > BUDGET) {
  console.log(`The first load is ${((total - BUDGET) / 1000).toFixed(1)} kB past its budget.`);
  process.exitCode = 1;
}
