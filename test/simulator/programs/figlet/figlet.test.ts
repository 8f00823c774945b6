/** figlet 2.2.5 of Debian 12, as recorded: the same rows, blanks at their ends too. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { userlandMachine } from '../../../support/userland.ts';

interface Recorded {
  args: string[];
  stdout: string;
  stderr: string;
  exitCode: number;
}

const recorded: Recorded[] = JSON.parse(readFileSync(new URL('./recorded.json', import.meta.url), 'utf8'));

it.each(recorded.map((each): [string, Recorded] => [each.args.join(' '), each]))('figlet %s', async (_, each) => {
  const machine = userlandMachine();
  machine.fs.writeStub('/usr/bin/figlet', { size: 1000, program: 'figlet' }, 0o755);
  const { stdout, stderr, exitCode } = await machine.run(['figlet', ...each.args]);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  expect([text(stdout), text(stderr), exitCode]).toEqual([each.stdout, each.stderr, each.exitCode]);
});
