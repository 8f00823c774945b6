/**
 * Snippets as real bash, dash and busybox's ash answered them (test/recorders/shell.mjs), replayed on the simulated
 * machine: standard output, standard error and exit status, byte for byte.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../simulator/kernel/abi.ts';
import { createProgramTable } from '../../../simulator/programs/table.ts';
import { createShells } from '../../../simulator/shell/index.ts';
import { invocation, readSnippets, ROOM, withoutNumbers } from '../../recorders/shell-cases.mjs';
import { userlandMachine } from '../../support/userland.ts';

interface Recording {
  shell: string;
  environment: Record<string, string>;
  cases: { title: string; exitCode: number; stdout: string; stderr: string }[];
}

const data = new URL('./data/', import.meta.url);

/** What differs for a reason, by shell and title. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('known-differences.json', data), 'utf8'),
);

const shells: Readonly<Record<string, Program>> = { ...createShells() };
const machine = userlandMachine({
  programs: createProgramTable((name) => {
    const run = shells[name];
    return run === undefined ? undefined : { kind: 'ready', run };
  }),
});
const { fs } = machine;
fs.writeStub('/bin/ash', { size: 1000, program: 'ash' }, 0o755);
fs.mkdir(ROOM);

function clear(path: string): void {
  for (const { name, type } of fs.readdir(path)) {
    const full = `${path}/${name}`;
    if (type === 'directory') {
      clear(full);
      fs.rmdir(full);
    } else fs.unlink(full);
  }
}

const snippets = new Map(readSnippets().map((snippet) => [snippet.title, snippet]));

describe.each(['bash', 'dash', 'ash'])('%s', (shell) => {
  const recording: Recording = JSON.parse(readFileSync(new URL(`${shell}.json`, data), 'utf8'));

  it('has a recording of every snippet', () => {
    expect(recording.cases.map((one) => one.title)).toEqual([...snippets.keys()]);
  });

  it('lists as different only what is', () => {
    const titles = new Set(snippets.keys());
    expect(Object.keys(known[shell] ?? {}).filter((title) => !titles.has(title))).toEqual([]);
  });

  for (const { title, exitCode, stdout, stderr } of recording.cases) {
    const snippet = snippets.get(title);
    const reason = known[shell]?.[title];
    if (snippet === undefined) continue;
    it.skipIf(reason !== undefined)(title, async () => {
      clear(ROOM);
      const { args, stdin, script } = invocation(snippet);
      if (script !== undefined) fs.writeFile(`${ROOM}/script.sh`, script, 0o755);
      const ran = await machine.run([shell, ...args], {
        env: recording.environment,
        stdin: Buffer.from(stdin),
        cwd: ROOM,
      });
      const text = (bytes: Uint8Array): string => withoutNumbers(Buffer.from(bytes).toString());
      expect({ exitCode: ran.exitCode, stdout: text(ran.stdout), stderr: text(ran.stderr) }).toEqual({
        exitCode,
        stdout,
        stderr,
      });
    });
  }
});
