/** An engine for tests: operations that a test does not give fail. */
import type { Engine } from '../../../simulator/api/engine.ts';
import { unreachableEngine } from '../../../simulator/cli/config/unreachable-engine.ts';
import { createDockerCommand } from '../../../simulator/cli/docker.ts';
import { rootFs, testMachine, type Outcome, type TestMachine } from '../../support/machine.ts';

export const fakeEngine = (operations: Partial<Engine>): Engine => ({
  ...unreachableEngine(({ method, path }) => new Error(`this test has no answer to ${method} ${path}`)),
  ...operations,
});

/** A machine with the socket that the client looks for. */
export function machineWithSocket(options: Parameters<typeof testMachine>[0] = {}): TestMachine {
  const machine = testMachine(options);
  const fs = rootFs(machine.host.mounts);
  fs.mkdir('/usr');
  fs.mkdir('/var');
  fs.mkdir('/var/run');
  fs.mknod('/var/run/docker.sock', 'socket', 0o660);
  return machine;
}

export interface DockerRun {
  readonly env?: readonly (readonly [name: string, value: string])[];
  readonly input?: string;
  readonly machine?: TestMachine;
}

/** Runs `docker WORDS` against an engine that has `operations`. */
export function docker(
  words: readonly string[],
  operations: Partial<Engine> = {},
  { env = [], input, machine = machineWithSocket() }: DockerRun = {},
): Promise<Outcome> {
  const program = createDockerCommand(() => fakeEngine(operations));
  return machine.run(program, {
    args: ['docker', ...words],
    env: [['HOME', '/root'], ...env],
    ...(input === undefined ? {} : { input }),
  });
}
