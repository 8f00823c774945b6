/**
 * Random sequences of engine operations. After each, all that must hold of an engine is checked, and once more when
 * everything has been removed. `DRYDOCK_MODEL_RUNS` says how many sequences.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEngineError } from '../../../../simulator/api/errors.ts';
import { testDaemon } from '../support.ts';
import type { TestDaemon } from '../support.ts';
import { eventBooks } from './event-books.ts';
import { checkAll } from './invariants.ts';
import { apply, operation } from './operations.ts';
import type { Operation } from './operations.ts';

const RUNS = Number(process.env['DRYDOCK_MODEL_RUNS'] ?? 60);
const SEED = process.env['DRYDOCK_MODEL_SEED'];
const LENGTH = 50;

/** No operation at all is what a step shrinks to. */
const steps = fc.array(fc.option(operation, { freq: 10_000 }), { minLength: LENGTH, maxLength: LENGTH, size: 'max' });

test(`${RUNS} sequences of ${LENGTH} operations leave the engine consistent`, { timeout: 3_600_000 }, async () => {
  const seed = SEED === undefined ? {} : { seed: Number(SEED) };
  const reporter = { verbose: fc.VerbosityLevel.None, ...seed };
  await fc.assert(fc.asyncProperty(steps, play), { numRuns: RUNS, ...reporter });
});

async function play(sequence: readonly (Operation | null)[]): Promise<void> {
  const machine = testDaemon();
  machine.addImage('served', { ExposedPorts: { '80/tcp': {} }, Volumes: { '/d': {} } });
  const books = eventBooks(machine);
  const done: string[] = [];
  try {
    for (const step of sequence) {
      if (step === null) continue;
      done.push(JSON.stringify(step));
      await apply(machine, step).catch((error: unknown) => done.push(`  ${engineError(error)}`));
      await checkAll(machine);
      await books.check();
    }
    await removeEverything(machine);
    await books.check();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${done.join('\n')}`, { cause: error });
  } finally {
    // A virtual clock runs on as long as anything waits.
    machine.kernel.halt();
  }
}

function engineError(error: unknown): string {
  if (!isEngineError(error)) throw error;
  return error.message;
}

async function removeEverything(machine: TestDaemon): Promise<void> {
  const { engine, daemon } = machine;
  for (const { Id } of await engine.containerList({ all: true })) await engine.containerDelete(Id, { force: true });
  await engine.networkPrune();
  await engine.volumePrune({ filters: { all: ['true'] } });
  await engine.imagePrune({ filters: { dangling: ['false'] } });
  await checkAll(machine);
  const { containers, execs, networks, volumes, ports, images } = daemon.store.read();
  const { volumes: counted, ...rest } = { containers, execs, bound: ports.bound, layers: images.layers, volumes };
  expect(rest).toEqual({ containers: {}, execs: {}, bound: {}, layers: {} });
  expect(Object.keys(counted)).toEqual([]);
  expect(
    Object.values(networks)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['bridge', 'host', 'none']);
  expect(machine.kernel.processes().filter(({ namespace }) => namespace !== machine.kernel.hostPids)).toEqual([]);
}
