#!/usr/bin/env node
/**
 * Runs every text of test/simulator/programs/node/snippets.txt in a real Node 20 and writes down what came out:
 * `node test/recorders/node-snippets.mjs`. Each runs as /tmp/nt/main.js (main.mjs when its first line is `//module`).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseSnippets } from './snippets.mjs';

const HERE = new URL('../simulator/programs/node/', import.meta.url);
const ROOM = '/tmp/nt';

const recorded = parseSnippets(readFileSync(new URL('snippets.txt', HERE), 'utf8')).map(({ name, file, source }) => {
  rmSync(ROOM, { recursive: true, force: true });
  mkdirSync(ROOM, { recursive: true });
  writeFileSync(`${ROOM}/${file}`, source);
  const env = { PATH: process.env.PATH ?? '', HOME: '/root' };
  const ran = spawnSync(process.execPath, [`${ROOM}/${file}`], {
    cwd: ROOM,
    env,
    input: 'typed\ninput\n',
    encoding: 'utf8',
  });
  return { name, stdout: ran.stdout, stderr: ran.stderr, exitCode: ran.status ?? 128 };
});
writeFileSync(new URL('recorded.json', HERE), `${JSON.stringify({ version: process.version, recorded }, null, 1)}\n`);
console.log(`${recorded.length} recorded with ${process.version}`);
