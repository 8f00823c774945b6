/** Writes `sw.js` beside index.html: the service worker with the list of the files that were built. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { build } from 'esbuild';

/** What the app consists of. The rest is fetched by some only: fonts by script, runtimes by language. */
const AT_ONCE = /\.(js|css|html)$/;
const NOT_SERVED = /^(\.vite\/|sw\.js$)/;

/** Paths below `folder`, with slashes, sorted. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .filter((path) => !NOT_SERVED.test(path))
    .sort();
}

async function digestOf(folder: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(await readFile(join(folder, path)));
  return hash.digest('hex').slice(0, 16);
}

export function offlinePlugin() {
  return {
    name: 'drydock-offline',
    apply: 'build' as const,
    async writeBundle({ dir }: { dir?: string | undefined }): Promise<void> {
      if (dir === undefined) return;
      const files = await filesBelow(dir);
      await build({
        entryPoints: ['src/offline/service-worker.ts'],
        outfile: join(dir, 'sw.js'),
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        logLevel: 'warning',
        define: {
          VERSION: JSON.stringify(await digestOf(dir, files)),
          AT_ONCE: JSON.stringify(files.filter((path) => AT_ONCE.test(path))),
          WHEN_FETCHED: JSON.stringify(files.filter((path) => !AT_ONCE.test(path))),
        },
      });
    },
  };
}
