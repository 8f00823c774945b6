/** What Node gives a simulated machine: its clock, its timers, and the files shipped with the app, from disk. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../simulator/index.ts';

const loaded = new Map<string, Promise<Uint8Array>>();

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
    const bytes = loaded.get(name) ?? readFile(join(assetFolder(), name));
    loaded.set(name, bytes);
    return bytes;
  },
};

/** `public/assets` of the project, wherever the bundle that this became a part of lies. */
function assetFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'public', 'assets');
}
