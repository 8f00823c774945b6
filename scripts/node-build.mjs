/**
 * Bundles what runs in Node (`node/`, with the simulator behind it) into `dist/node`, and knows whether what lies there
 * is still true. Checking asks the time of each file that went into the bundle and loads nothing else, since every
 * start of `drydock` pays for it; a file that is new matters only once one of those imports it.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, 'dist', 'node');
const RECEIPT = join(OUT, 'inputs.json');

/** What can be started or imported from outside. */
const ENTRIES = ['main', 'replay-worker', 'conformance', 'courses', 'images'];

/** Loaded from node_modules when first used: large, or in need of files that lie beside them. */
const EXTERNAL = ['@jitl/*'];

/** Chunks of earlier bundles stay this many milliseconds, for processes that may still load them. */
const KEEP_OLD = 60 * 60 * 1000;

/**
 * Bundles if need be.
 * @param {(typeof ENTRIES)[number]} entry
 * @returns {Promise<string>} where the bundled entry lies, as a file URL for `import`
 */
export async function bundled(entry) {
  if (isStale()) await bundle();
  return pathToFileURL(join(OUT, `${entry}.mjs`)).href;
}

export function isStale() {
  if (!existsSync(RECEIPT)) return true;
  /** @type {{ inputs: string[] }} */
  const { inputs } = JSON.parse(readFileSync(RECEIPT, 'utf8'));
  const built = statSync(RECEIPT).mtimeMs;
  return inputs.some((input) => {
    const found = statSync(join(ROOT, input), { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs > built;
  });
}

/**
 * What Vite makes of `import.meta.glob('./**\/*.EXT', { query: '?raw', import: 'default' })`: an object of functions that
 * load a file's text each. Only in files called `sources.ts`.
 * @type {import('esbuild').Plugin}
 */
const textGlobs = {
  name: 'text-globs',
  setup(build) {
    build.onLoad({ filter: /[\\/]sources\.ts$/ }, ({ path }) => {
      const folder = dirname(path);
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(
        /import\.meta\.glob\('\.\/\*\*\/\*(\.\w+)', \{ query: '\?raw', import: 'default' \}\)/,
        (_, ending) => {
          const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
            .map((name) => `./${name.replaceAll('\\', '/')}`)
            .filter((name) => name.endsWith(ending))
            .sort();
          const rows = files.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(`${name}?raw`)}).then((it) => it.default)`); // prettier-ignore
          return `({ ${rows.join(',\n')} })`;
        },
      );
      return { contents, loader: 'ts', watchDirs: [folder] };
    });
  },
};

/**
 * `import text from './x.js?raw'`: a file as text, as Vite understands it too.
 * @type {import('esbuild').Plugin}
 */
const rawFiles = {
  name: 'raw files',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw' }, ({ path }) => ({
      contents: readFileSync(path),
      loader: 'text',
      watchFiles: [path],
    }));
  },
};

/** How files come in as text: Vite's ways, for esbuild. */
export const textPlugins = [textGlobs, rawFiles];

export async function bundle() {
  const { build } = await import('esbuild');
  const begun = new Date();
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES.map((entry) => `node/${entry}.ts`),
    outdir: OUT,
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    plugins: textPlugins,
    // The same build of it that the page runs; the one for Node is CommonJS and asks for modules when it is loaded.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    sourcemap: 'linked',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  mkdirSync(OUT, { recursive: true });
  for (const file of outputFiles) replaceFile(file.path, file.contents);
  const inputs = Object.keys(metafile.inputs)
    .map((input) => (input.startsWith('raw:') ? relative(ROOT, input.slice('raw:'.length)) : input))
    .filter((input) => !input.startsWith('node_modules/'));
  const receipt = JSON.stringify({ inputs: [...inputs, 'scripts/node-build.mjs', 'package-lock.json'] }, null, 1);
  replaceFile(RECEIPT, receipt, begun);
  sweep(new Set(outputFiles.map((file) => basename(file.path))));
}

/**
 * Nobody ever reads half a file. `time` is what the file claims as its time: sources edited while bundling are newer.
 * @param {string} path
 * @param {string | Uint8Array} contents
 * @param {Date} [time]
 */
function replaceFile(path, contents, time) {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  if (time !== undefined) utimesSync(temporary, time, time);
  renameSync(temporary, path);
}

/** @param {ReadonlySet<string>} current */
function sweep(current) {
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name);
    if (current.has(name) || path === RECEIPT) continue;
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > KEEP_OLD) rmSync(path, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await bundle();
  console.log(`bundled into ${relative(process.cwd(), OUT)}`);
}
