/**
 * The library of the simulated Python: source text that ships with the app, one module a file, each loaded when it is
 * imported first. Paths are those below `lib/python3.x` of a real installation: `json/__init__.py`, `os.py`,
 * `site-packages/flask/app.py`. What stands below `site-packages/` is importable only where pip has put the package.
 *
 * `import.meta.glob` is Vite's; `scripts/node-build.mjs` does the same for the bundle that runs in Node.
 */
const files = import.meta.glob('./**/*.py', { query: '?raw', import: 'default' });

/** Whether the library has this file. */
export function hasLibraryFile(path: string): boolean {
  return files[`./${path}`] !== undefined;
}

/** The text of a file of the library; undefined when there is none. Waits for the world outside of the machine. */
export async function librarySource(path: string): Promise<string | undefined> {
  const source = await files[`./${path}`]?.();
  return typeof source === 'string' ? source : undefined;
}

/** Paths of all files of the library below a folder, such as `site-packages/flask/`. */
export function libraryFiles(folder: string): string[] {
  return Object.keys(files)
    .map((path) => path.slice('./'.length))
    .filter((path) => path.startsWith(folder))
    .sort();
}
