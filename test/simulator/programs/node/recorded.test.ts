/**
 * Texts that were run in a real Node 20 and what came out of them: formatting, errors as they are printed, modules,
 * files, streams, HTTP. Recorded by test/recorders/node-snippets.mjs.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSnippets } from '../../../recorders/snippets.mjs';
import { nodeMachine } from './node-machine.ts';

const HERE = new URL('.', import.meta.url);
const snippets = parseSnippets(readFileSync(new URL('snippets.txt', HERE), 'utf8'));
const { recorded } = JSON.parse(readFileSync(new URL('recorded.json', HERE), 'utf8')) as {
  recorded: { name: string; stdout: string; stderr: string; exitCode: number }[];
};

/** What still differs: the place V8 gives an error, or the order of two things that happen at once. */
const DIFFERENT = new Set(readFileSync(new URL('different.txt', HERE), 'utf8').split('\n'));

/** Process ids differ from run to run. */
const settled = (text: string): string => text.replace(/\(node:\d+\)/g, '(node:1)');

describe('node', () => {
  it.each(recorded.filter(({ name }) => !DIFFERENT.has(name)))('$name', async ({ name, stdout, stderr, exitCode }) => {
    const snippet = snippets.find((it) => it.name === name);
    const ran = await nodeMachine().run({ [snippet?.file ?? '']: snippet?.source ?? '' }, ['node', `/tmp/nt/${snippet?.file ?? ''}`], 'typed\ninput\n'); // prettier-ignore
    expect({ ...ran, stderr: settled(ran.stderr) }).toEqual({ stdout, stderr: settled(stderr), exitCode });
  });
});
