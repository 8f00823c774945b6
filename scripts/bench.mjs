/** `npm run bench [-- WORD]`: one table of figures from all `bench/*.bench.ts`. What they export: bench/measure.ts. */
import { mkdirSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { textPlugins } from './node-build.mjs';

const OUT = '.cache/bench';
const word = process.argv[2] ?? '';
const files = readdirSync('bench').filter((name) => name.endsWith('.bench.ts'));

mkdirSync(OUT, { recursive: true });
await build({
  entryPoints: files.map((name) => `bench/${name}`),
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  plugins: textPlugins,
  logLevel: 'error',
});

/** @type {string[][]} */
const rows = [];
for (const name of files) {
  const topic = basename(name, '.bench.ts');
  const built = resolve(OUT, name.replace(/\.ts$/, '.mjs'));
  /** @type {{ default: import('../bench/measure.ts').Figures }} */
  const { default: figures } = await import(pathToFileURL(built).href);
  for (const [what, measure] of Object.entries(figures)) {
    if (!`${topic} ${what}`.includes(word)) continue;
    const { value, unit, docker } = await measure();
    rows.push([topic, what, format(value), unit, docker === undefined ? '' : format(docker)]);
  }
}

/** @param {number | string} value */
function format(value) {
  if (typeof value === 'string') return value;
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

const head = ['topic', 'what', 'figure', 'unit', 'real Docker'];
const widths = head.map((_, col) => Math.max(...[head, ...rows].map((row) => (row[col] ?? '').length)));
for (const row of [head, ...rows])
  console.log(
    row
      .map((cell, col) => (col === 2 || col === 4 ? cell.padStart(widths[col] ?? 0) : cell.padEnd(widths[col] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
process.exit(0);
