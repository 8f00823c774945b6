/** What Node gives a simulated machine: its clock, its timers, and the files shipped with the app, from disk. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Environment } from '../simulator/index.ts';

const loaded = new Map<string, Promise<Uint8Array>>();

/** Assets that packages bring, where they lie in node_modules. */
const FROM_PACKAGES: Readonly<Record<string, string>> = {
  'quickjs.wasm': '@jitl/quickjs-ng-wasmfile-release-sync/dist/emscripten-module.wasm',
  'quickjs-asyncify.wasm': '@jitl/quickjs-ng-wasmfile-release-asyncify/dist/emscripten-module.wasm',
};

/**
 * WebAssembly is compiled once, plainly. The optimizing compiler of the V8 in Node 20 gives the interpreter loop of an
 * asyncified QuickJS stack frames of 27 kB, so that a program some forty calls deep would be out of stack; it is no
 * faster either (measured: fib(24) takes 120 ms plainly, 140 ms optimized).
 */
setFlagsFromString('--liftoff-only');

export const nodeEnvironment: Environment = {
  now: () => performance.timeOrigin + performance.now(),
  setTimer: (ms, fire) => {
    const timer = setTimeout(fire, ms);
    return () => {
      clearTimeout(timer);
    };
  },
  defer: (task) => {
    setImmediate(task);
  },
  asset: async (name) => {
    const bytes = loaded.get(name) ?? readFile(assetFile(name));
    loaded.set(name, bytes);
    return bytes;
  },
};

/** In `public/assets` or `node_modules` of the project, wherever the bundle that this became a part of lies. */
function assetFile(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  const packaged = FROM_PACKAGES[name];
  return packaged === undefined ? join(folder, 'public', 'assets', name) : join(folder, 'node_modules', packaged);
}
