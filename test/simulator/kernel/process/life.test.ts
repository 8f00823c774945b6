import { describe, expect, it } from 'vitest';
import { testMachine } from '../../../support/machine.ts';

describe('a process', () => {
  it('writes and ends with its code', async () => {
    const machine = testMachine();
    const { status, stdout } = await machine.run(async (p) => {
      await p.stdout.write(`hello from ${p.pid}\n`);
      return 3;
    });
    expect(stdout).toBe('hello from 2\n');
    expect(status).toEqual({ kind: 'exited', code: 3 });
  });

  it('is killed while it sleeps', async () => {
    const machine = testMachine();
    const task = machine.start(
      async (p) => {
        await p.sleep(100000);
        return 0;
      },
      { box: machine.box() },
    );
    machine.kernel.clock.after(10_000, () => task.kill('KILL'));
    task.kill('TERM');
    const before = machine.kernel.clock.now();
    expect(await task.ended).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
    expect(machine.kernel.clock.now() - before).toBeCloseTo(10_000, 3);
  });

  it('runs pipelines of children', async () => {
    const machine = testMachine();
    machine.install('upper', async (p) => {
      for await (const line of p.stdin.lines()) await p.stdout.write(line.toUpperCase() + '\n');
      return 0;
    });
    const { stdout } = await machine.run(async (p) => {
      const pipe = p.pipe();
      const child = p.spawn('/bin/upper', ['upper'], {
        fds: new Map([
          [0, pipe.read],
          [1, 1],
          [2, 2],
        ]),
      });
      p.close(pipe.read);
      await p.write(pipe.write, 'one\ntwo');
      p.close(pipe.write);
      const event = await p.wait(child);
      return event?.status.kind === 'exited' ? event.status.code : 1;
    });
    expect(stdout).toBe('ONE\nTWO\n');
  });

  it('a busy loop is interrupted', async () => {
    const machine = testMachine();
    const task = machine.start(async (p) => {
      for (;;) await p.step();
    });
    machine.kernel.clock.after(1000, () => task.kill('KILL'));
    expect((await task.ended).kind).toBe('signaled');
    expect(machine.kernel.machine().memoryUsed).toBeGreaterThan(0);
  });
});
