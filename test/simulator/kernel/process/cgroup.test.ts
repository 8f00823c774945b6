import { beforeEach, describe, expect, it } from 'vitest';
import type { Program } from '../../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import { testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

const MB = 1024 * 1024;

let machine: TestMachine;

beforeEach(() => {
  machine = testMachine();
});

/** Holds more and more memory. */
const hog: Program = async (p) => {
  for (let held = 10; ; held += 10) {
    p.setMemory(held * MB);
    await p.sleep(10);
  }
};

describe('a cgroup', () => {
  it('kills the largest process when it holds too much', async () => {
    const box = machine.livingBox({ memory: 100 * MB });
    let told = 0;
    box.cgroup.onOom(() => (told += 1));
    const small = machine.start(async (p) => (p.setMemory(20 * MB), await p.sleep(500), 7), { box });
    const task = machine.start(hog, { box });
    expect(await task.ended).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
    expect(await small.ended).toEqual({ kind: 'exited', code: 7 });
    expect(told).toBe(1);
    expect(box.cgroup.usage().memory).toBeLessThan(2 * MB);
  });

  it('kills its only process, though it is process 1', async () => {
    const box = machine.box({ memory: 50 * MB });
    const { status } = await machine.run(hog, { box });
    expect(status).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
  });

  it('has room for so many processes', async () => {
    const box = machine.box({ pids: 5 });
    const { stdout } = await machine.run(
      async (p) => {
        let children = 0;
        try {
          for (;;) {
            p.fork(async (child) => (await child.sleep(100), 0));
            children += 1;
          }
        } catch (error) {
          await p.stdout.write(
            `${children} ${isSysError(error) ? error.code : String(error)} ${box.cgroup.usage().pids}`,
          );
        }
        // Zombies count until they are waited for.
        await p.sleep(200);
        await p.stdout.write(` ${box.cgroup.usage().pids}`);
        await p.wait();
        await p.stdout.write(` ${box.cgroup.usage().pids}`);
        return 0;
      },
      { box },
    );
    expect(stdout).toBe('4 EAGAIN 5 5 4');
    expect(() => {
      const full = machine.box({ pids: 1 });
      machine.start(hog, { box: full });
      machine.start(hog, { box: full });
    }).toThrow('Resource temporarily unavailable');
  });

  it('freezes and thaws: nothing is lost, nothing goes on', async () => {
    const box = machine.box();
    const log: string[] = [];
    const task = machine.start(
      async (p) => {
        p.onSignal('TERM', () => log.push('term'));
        for (let round = 0; ; round++) {
          await p.sleep(100);
          log.push(String(round));
          if (round === 3) return 5;
        }
      },
      { box },
    );
    const { clock } = machine.kernel;
    await clock.sleep(150);
    box.cgroup.freeze();
    task.kill('TERM');
    await clock.sleep(10_000);
    expect(log).toEqual(['0']);
    expect(box.cgroup.frozen).toBe(true);
    box.cgroup.thaw();
    expect(await task.ended).toEqual({ kind: 'exited', code: 5 });
    expect(log).toEqual(['0', 'term', '1', '2', '3']);
  });

  it('is killed though frozen', async () => {
    const box = machine.box();
    const task = machine.start(hog, { box });
    box.cgroup.freeze();
    task.kill('KILL');
    expect((await task.ended).kind).toBe('signaled');
  });

  it('counts what its processes use, dead ones too', async () => {
    const box = machine.livingBox();
    await machine.run(
      async (p) => {
        const fd = await p.open('/tmp/file', { write: true, create: true });
        await p.write(fd, new Uint8Array(5000));
        for (let step = 0; step < 50_000; step++) await p.step();
        const back = await p.open('/tmp/file', { read: true });
        await p.read(back);
        return 0;
      },
      { box },
    );
    const { cpuMs, readBytes, writeBytes, pids, memory } = box.cgroup.usage();
    expect(Math.round(cpuMs / 10)).toBe(50);
    expect({ readBytes, writeBytes, pids, memory }).toEqual({ readBytes: 5000, writeBytes: 5000, pids: 1, memory: MB });
  });

  it('limits what its processes think the machine has', async () => {
    const box = machine.livingBox({ memory: 64 * MB });
    const { stdout } = await machine.run(
      async (p) => {
        await p.stdout.write(`${p.machine().memory / MB} ${p.machine().cpus}`);
        return 0;
      },
      { box },
    );
    expect(stdout).toBe('64 2');
    expect(box.pids.proc.machine().memory).toBe(8 * 1024 * MB);
  });
});
