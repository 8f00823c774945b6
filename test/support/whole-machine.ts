/** A whole machine on virtual time, and commands at its host's shell. */
import type { SimulatedMachine } from '../../simulator/index.ts';
import { withMachine } from '../../node/machine.ts';

const ENVIRONMENT = [
  ['HOME', '/root'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['LANG', 'C.UTF-8'],
] as const;

/** `sh` runs commands in a shell of their own and gives both their outputs. */
export function onMachine<T>(
  use: (machine: SimulatedMachine, sh: (commands: string) => Promise<string>) => Promise<T>,
  seed = 'test',
): Promise<T> {
  return withMachine({ time: 'virtual', seed }, (machine) => use(machine, (commands) => run(machine, commands)));
}

async function run(machine: SimulatedMachine, commands: string): Promise<string> {
  const shell = machine.openShell(ENVIRONMENT);
  const text = shell.stdout.readText();
  await shell.stdin.write(`exec 2>&1\n${commands}\nexit\n`);
  return text;
}
