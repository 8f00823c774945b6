/** What the client says about command lines before it needs an engine, against the real one's words. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createDockerCommand } from '../../../simulator/cli/docker.ts';
import { rootFs, testMachine } from '../../support/machine.ts';
import { fakeEngine } from './fake-engine.ts';

interface RecordedLine {
  args: string[];
  stdout: string;
  stderr: string;
  status: number;
}

const recorded = JSON.parse(readFileSync(new URL('./data/command-lines.json', import.meta.url), 'utf8')) as {
  files: Record<string, string>;
  cases: RecordedLine[];
};

const machine = testMachine();
const fs = rootFs(machine.host.mounts);
fs.mkdir('/dir');
for (const [name, text] of Object.entries(recorded.files)) fs.writeFile(`/dir/${name}`, text);
const program = createDockerCommand(() => fakeEngine({}));

/**
 * Lines that do not agree: the recorded client is a distribution's own build (its version, its tracing under --debug),
 * asks the engine for its system before it looks at devices, and has `docker build` in a plugin.
 */
const OTHER = /^(-D ps|-v x|run --device [^-].*|build)$/;

/** Help pages have descriptions of our own: only their first line is compared. */
const comparable = (text: string): string => /^\n?Usage:.*/.exec(text)?.[0] ?? text;

const lines = recorded.cases.map((each) => [each.args.slice(2).join(' '), each] as const);

it.each(lines.filter(([line]) => !OTHER.test(line)))('%s', async (_line, each) => {
  const found = await machine.run(program, {
    args: ['docker', ...each.args],
    env: [
      ['HOME', '/nonexistent'],
      ['PATH', '/bin'],
    ],
    cwd: '/dir',
  });
  expect({
    stdout: comparable(found.stdout),
    stderr: comparable(found.stderr),
    status: found.status.kind === 'exited' ? found.status.code : found.status,
  }).toEqual({ stdout: comparable(each.stdout), stderr: comparable(each.stderr), status: each.status });
});
