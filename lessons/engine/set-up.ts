/** Makes the world a lesson begins with: files, images, and what commands leave behind. Nothing of it is heard. */
import type { SimulatedMachine } from '../../simulator/index.ts';
import type { Setup } from './format.ts';

/** Environment of the commands, as a login on the host has it. */
const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['HOME', '/root'],
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['LANG', 'C.UTF-8'],
  ['TERM', 'dumb'],
  ['USER', 'root'],
];

/** A command of a lesson's setup that failed. */
export class SetupError extends Error {
  override name = 'SetupError';
}

export async function setUp(machine: SimulatedMachine, setup: Setup): Promise<void> {
  const { files, host } = machine;
  for (const [path, text] of Object.entries(setup.files)) {
    const full = path.startsWith('/') ? path : `${host.workingDirectory}/${path}`;
    makeParents(machine, full);
    files.writeFile(full, text);
  }
  // The line is perfect while the world is made, and becomes what the lesson says afterwards.
  const before = { ...machine.conditions };
  Object.assign(machine.conditions, { bandwidth: Infinity, latency: 0, unpacking: Infinity, offline: false, rateLimited: false });
  try {
    const commands = [...setup.images.map((image) => `docker pull -q ${image}`), ...setup.commands];
    if (commands.length > 0) await runAll(machine, commands);
  } finally {
    const { offline, rateLimited } = setup.registry;
    Object.assign(machine.conditions, before, { offline, rateLimited });
  }
}

function makeParents({ files }: SimulatedMachine, path: string): void {
  const parts = path.split('/').slice(1, -1);
  let at = '';
  for (const part of parts) {
    at += `/${part}`;
    if (!files.exists(at)) files.mkdir(at);
  }
}

async function runAll(machine: SimulatedMachine, commands: readonly string[]): Promise<void> {
  const shell = machine.openShell(ENVIRONMENT);
  const answers = shell.stdout.lines()[Symbol.asyncIterator]();
  try {
    for (const command of commands) {
      machine.files.writeFile('/run/setup.sh', `${command}\n`);
      await shell.stdin.write('. /run/setup.sh </dev/null >/run/setup.out 2>&1; echo $?\n');
      const answer = await answers.next();
      if (answer.done === true || answer.value !== '0') {
        throw new SetupError(`${command}: ${machine.files.readText('/run/setup.out').trim()}`);
      }
    }
  } finally {
    shell.close();
    for (const path of ['/run/setup.sh', '/run/setup.out']) if (machine.files.exists(path)) machine.files.unlink(path);
  }
}
