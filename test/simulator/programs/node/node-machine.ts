/** A Debian machine with a Node.js on it. */
import { createNode } from '../../../../simulator/programs/node/main.ts';
import { PACKAGE_MIRRORS } from '../../../../simulator/programs/packages/mirrors.ts';
import { createProgramTable } from '../../../../simulator/programs/table.ts';
import { ash, bash, dash } from '../../../../simulator/shell/index.ts';
import { nodeEnvironment } from '../../../../node/environment.ts';
import { userlandMachine, type UserlandMachine } from '../../../support/userland.ts';

const shells = new Map([
  ['bash', bash],
  ['dash', dash],
  ['ash', ash],
]);

export interface Ran {
  stdout: string;
  stderr: string;
  exitCode: number;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export function nodeMachine(): {
  machine: UserlandMachine;
  /** Puts files into /tmp/nt and runs a command there. */
  run(files: Readonly<Record<string, string>>, words: readonly string[], input?: string): Promise<Ran>;
} {
  const node = createNode(async (name) => nodeEnvironment.asset(name));
  const programs = createProgramTable((name) => {
    const run = name === 'node' ? node : shells.get(name);
    return run === undefined ? undefined : { kind: 'ready', run };
  });
  const machine = userlandMachine({ programs });
  machine.kernel.network.external.register({ names: PACKAGE_MIRRORS, ports: new Map() });
  const { fs } = machine;
  for (const name of ['node', 'npm', 'npx', 'yarn'])
    fs.writeStub(`/usr/local/bin/${name}`, { size: 1000, program: name }, 0o755);
  for (const folder of ['/usr/local/include', '/usr/local/include/node', '/tmp/nt']) fs.mkdir(folder);
  fs.writeFile('/usr/local/include/node/node_version.h', '#define NODE_VERSION "20.20.2"\n');
  return {
    machine,
    async run(files, words, input = '') {
      for (const [name, text] of Object.entries(files))
        fs.writeFile(name.startsWith('/') ? name : `/tmp/nt/${name}`, text);
      const { stdout, stderr, exitCode } = await machine.run(words, {
        cwd: '/tmp/nt',
        stdin: new TextEncoder().encode(input),
      });
      return { stdout: decode(stdout), stderr: decode(stderr), exitCode };
    },
  };
}
