import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../../simulator/kernel/time/virtual-clock.ts';
import { EPOCH, nodeEnvironment, testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

const clockAt = (start = EPOCH) => new VirtualClock(nodeEnvironment(), start, 2);

describe('virtual time', () => {
  it('jumps to the next timer, to the microsecond', async () => {
    const clock = clockAt();
    await clock.sleep(86_400_000);
    await clock.sleep(0.001);
    expect(clock.now()).toBe(EPOCH + 86_400_000.001);
  });

  it('stands still during chains of promises of any length', async () => {
    const clock = clockAt();
    let fired = false;
    clock.after(1, () => (fired = true));
    for (let link = 0; link < 20_000; link++) await Promise.resolve();
    expect(fired).toBe(false);
    expect(clock.now()).toBe(EPOCH);
  });

  it('stands still while the world outside is waited for', async () => {
    const clock = clockAt();
    let fired = false;
    clock.after(1, () => (fired = true));
    await clock.outside(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(fired).toBe(false);
    await clock.sleep(1);
    expect(fired).toBe(true);
  });

  it('takes one turn of the event loop for a jump', async () => {
    let turns = 0;
    const environment = nodeEnvironment();
    const clock = new VirtualClock({ defer: (task) => environment.defer(() => (turns++, task())) }, EPOCH, 2);
    await clock.sleep(10_000);
    expect(turns).toBe(1);
  });

  it('fires timers in order and never goes back', async () => {
    const delays = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(delays, async (all) => {
        const clock = clockAt();
        const seen: number[] = [];
        await Promise.all(
          all.map(async (ms, index) => {
            await clock.sleep(ms);
            seen.push(clock.now());
            await clock.sleep(all[(index + 1) % all.length] ?? 0);
            seen.push(clock.now());
          }),
        );
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
        const [longest = 0] = all.toSorted((a, b) => b - a);
        expect(clock.now()).toBeGreaterThanOrEqual(EPOCH + longest - 0.001);
      }),
      { numRuns: 50 },
    );
  });
});

describe('computing in virtual time', () => {
  const spin = (machine: TestMachine) =>
    machine.start(async (p) => {
      for (;;) await p.step();
    });

  it('takes as long as the processors need', async () => {
    const machine = testMachine();
    const { clock } = machine.kernel;
    const work = (): Promise<number> =>
      new Promise((resolve) => {
        machine.start(
          async (p) => {
            for (let step = 0; step < 100_000; step++) await p.step();
            return 0;
          },
          { onExit: () => resolve(Math.round((clock.now() - EPOCH) / 100)) },
        );
      });
    // A step is ten microseconds: a second of work each, and there are two processors for three.
    expect(await Promise.all([work(), work(), work()])).toEqual([15, 15, 15]);
  });

  it('leaves timers their time', async () => {
    const machine = testMachine();
    const busy = spin(machine);
    const { clock } = machine.kernel;
    const began = clock.now();
    await clock.sleep(1234.5);
    expect(clock.now() - began).toBeCloseTo(1234.5, 3);
    busy.kill('INT');
    expect(await busy.ended).toEqual({ kind: 'signaled', signal: 'INT', core: false });
  });

  it('is limited by a cgroup with half a processor', async () => {
    const machine = testMachine();
    const box = machine.livingBox({ cpus: 0.5 });
    const began = machine.kernel.clock.now();
    const { status } = await machine.run(
      async (p) => {
        for (let step = 0; step < 100_000; step++) await p.step();
        return 0;
      },
      { box },
    );
    expect(status).toEqual({ kind: 'exited', code: 0 });
    const took = machine.kernel.clock.now() - began;
    expect(took).toBeGreaterThan(1800);
    expect(took).toBeLessThan(2300);
    expect(box.cgroup.usage().cpuMs).toBeCloseTo(1000, -2);
  });

  it('runs equally every time', async () => {
    const play = async (): Promise<string> => {
      const machine = testMachine();
      const log: string[] = [];
      const tasks = [3, 5, 7].map((pace) =>
        machine.start(async (p) => {
          for (let round = 0; round < 20; round++) {
            for (let step = 0; step < pace * 97; step++) await p.step();
            await p.sleep(pace);
            log.push(`${pace}:${p.now().toFixed(3)}:${p.random(2).join()}`);
          }
          return 0;
        }),
      );
      await Promise.all(tasks.map((task) => task.ended));
      return log.join('\n');
    };
    expect(await play()).toBe(await play());
  });

  it('lets nobody fill a turn of the event loop with starting processes', async () => {
    const machine = testMachine();
    let turned = false;
    setImmediate(() => (turned = true));
    const bomb = machine.start(async (p) => {
      const again = async (child: typeof p): Promise<number> => {
        for (let times = 0; times < 2; times++) child.fork(again);
        await child.sleep(1000);
        return 0;
      };
      for (;;) {
        try {
          p.fork(again);
        } catch {
          await p.sleep(1);
        }
        await p.step();
      }
    });
    await machine.kernel.clock.sleep(20);
    expect(turned).toBe(true);
    expect(machine.kernel.processes().length).toBeLessThanOrEqual(4096);
    bomb.kill('KILL');
    machine.kernel.halt();
  });
});
