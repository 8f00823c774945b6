/** docker buildx: reads its own words, as the plugin it is in the real thing. `docker builder` is another name for it. */
import type { Client } from '../../client.ts';
import { runCommand } from '../../dispatch.ts';
import { StatusError } from '../../status-error.ts';
import type { Plugin } from '../../tree.ts';
import build from './build.ts';

/** As `docker buildx version` of the recorded engine tells it. */
const VERSION = 'github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4';

/** Commands of the real buildx that are not simulated. */
const ABSENT = new Set([
  'bake',
  'create',
  'dial-stdio',
  'du',
  'history',
  'imagetools',
  'inspect',
  'ls',
  'prune',
  'rm',
  'stop',
  'use',
]);

async function run(client: Client, words: readonly string[]): Promise<number> {
  const [word, ...rest] = words;
  if (word === 'build' || word === 'b') return runCommand(client, build, 'docker buildx build', rest);
  if (word === 'version') {
    await client.println(VERSION);
    return 0;
  }
  if (word !== undefined && ABSENT.has(word))
    throw new StatusError(1, `ERROR: Drydock does not simulate docker buildx ${word}`);
  if (word === undefined || word.startsWith('-')) {
    throw new StatusError(1, 'ERROR: Drydock simulates docker buildx build and docker buildx version');
  }
  throw new StatusError(1, `ERROR: unknown command: "${word}"`);
}

export const plugin: Plugin = { run };
