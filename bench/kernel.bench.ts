/** Measurements of the kernel alone, without a shell: starting processes, stepping, pipes, virtual time. */
import type { Process } from '../simulator/kernel/abi.ts';
import { testMachine } from '../test/support/machine.ts';
import type { TestMachine } from '../test/support/machine.ts';
import { medianTime, type Figure, type Figures } from './measure.ts';

const PROCESSES = 1000;
const PIPE_BYTES = 100 * 1024 * 1024;
const STEPS = 1_000_000;
const SLEEPS = 1000;

export default {
  'start and wait for a trivial process, each of 1000': () => per(1000, startProcesses),
  'step of a computing program, a million': () => medianTime(3, makeSteps),
  '100 MB through a pipe in 64 KiB pieces': () => medianTime(3, () => fillPipe(65536)),
  '100 MB through a pipe in 4 KiB pieces': () => medianTime(3, () => fillPipe(4096)),
  'jump of virtual time to the next timer, each of 1000': () => per(1000, jump),
  'a stop that takes ten simulated seconds': () => medianTime(9, stop),
  'five simulated seconds of a busy loop': () => medianTime(3, spin),
} satisfies Figures;

async function per(count: number, work: () => Promise<void>): Promise<Figure> {
  const all = await medianTime(5, work);
  return { ...all, value: all.value / count };
}

async function startProcesses(): Promise<void> {
  const machine = testMachine();
  machine.install('true', () => 0);
  await inside(machine, async (p) => {
    for (let at = 0; at < PROCESSES; at++) await p.wait(p.spawn('/bin/true', ['true']));
  });
}

async function makeSteps(): Promise<void> {
  await inside(testMachine(), async (p) => {
    for (let at = 0; at < STEPS; at++) {
      const pause = p.step();
      if (pause !== undefined) await pause;
    }
  });
}

async function fillPipe(piece: number): Promise<void> {
  await inside(testMachine(), async (p) => {
    const pipe = p.pipe();
    p.fork(async (child) => {
      child.close(pipe.read);
      const bytes = new Uint8Array(piece);
      for (let written = 0; written < PIPE_BYTES; written += piece) await child.write(pipe.write, bytes);
      return 0;
    });
    p.close(pipe.write);
    while ((await p.read(pipe.read)).length > 0);
  });
}

async function jump(): Promise<void> {
  await inside(testMachine(), async (p) => {
    for (let at = 0; at < SLEEPS; at++) await p.sleep(1000);
  });
}

async function stop(): Promise<void> {
  const machine = testMachine();
  const task = machine.start(
    async (p) => {
      await p.sleep(Infinity);
      return 0;
    },
    { box: machine.box() },
  );
  task.kill('TERM');
  machine.kernel.clock.after(10_000, () => task.kill('KILL'));
  await task.ended;
}

async function spin(): Promise<void> {
  const machine = testMachine();
  const task = machine.start(async (p) => {
    for (;;) {
      const pause = p.step();
      if (pause !== undefined) await pause;
    }
  });
  machine.kernel.clock.after(5000, () => task.kill('TERM'));
  await task.ended;
}

async function inside(machine: TestMachine, body: (p: Process) => Promise<void>): Promise<void> {
  const task = machine.start(async (p) => {
    await body(p);
    return 0;
  });
  await task.ended;
}
