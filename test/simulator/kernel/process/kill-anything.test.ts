/** Whatever programs do, whenever they are killed: no rejection escapes, nothing stays behind, the machine goes on. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Process } from '../../../../simulator/kernel/abi.ts';
import type { Signal } from '../../../../simulator/kernel/signals.ts';
import { testMachine, WINDOW } from '../../../support/machine.ts';

const escaped: unknown[] = [];
const note = (reason: unknown): void => void escaped.push(reason);

beforeEach(() => {
  escaped.length = 0;
  process.on('unhandledRejection', note);
});

afterEach(() => {
  process.off('unhandledRejection', note);
});

type Deed = (p: Process) => Promise<unknown>;

const deeds: Record<string, Deed> = {
  sleep: (p) => p.sleep(30),
  step: async (p) => {
    for (let step = 0; step < 700; step++) await p.step();
  },
  forgotten: async (p) => {
    void p.read(0);
    void p.sleep(1e6);
    void p.net.resolve('nosuch.example');
    void p.net.connect({ host: '127.0.0.1', port: 9 });
  },
  child: async (p) => {
    p.fork(async (child) => {
      await child.write(1, 'x'.repeat(100_000));
      await child.sleep(50);
      return 0;
    });
  },
  wait: (p) => p.wait(undefined, { noHang: true }).catch(ignoreFailure),
  pipe: async (p) => {
    const pipe = p.pipe();
    p.fork(async (child) => {
      child.close(pipe.read);
      for (;;) await child.write(pipe.write, 'y\n');
    });
    p.close(pipe.write);
    await p.read(pipe.read);
    p.close(pipe.read);
  },
  serve: async (p) => {
    const listener = p.net.listen({ host: '127.0.0.1', port: 0 });
    p.fork(async (child) => {
      const connection = await child.net.connect(listener.address);
      await connection.readAll();
      return 0;
    });
    const connection = await listener.accept();
    await connection.write('hello');
  },
  exec: (p) => p.exec('/bin/quick', ['quick']),
  throws: () => Promise.reject(new Error('thrown')),
  mask: async (p) => p.onSignal('TERM', () => undefined),
  session: async (p) => void p.fork((child) => (child.setsid(), deeds['pipe']?.(child).then(() => 0) ?? 0)),
  stop: async (p) => p.kill(p.pid, 'STOP'),
  outside: (p) => p.outside(() => new Promise((resolve) => setTimeout(resolve, 1))),
  background: async (p) => {
    p.background(async () => {
      for (;;) await p.read(0);
    });
  },
  exit: async (p) => p.exit(3),
};

function ignoreFailure(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'SysError') throw error;
}

const signals: Signal[] = ['TERM', 'INT', 'HUP', 'STOP', 'CONT', 'TSTP', 'KILL'];

it('ends cleanly', async () => {
  const plan = fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 1, maxLength: 6 });
  const blows = fc.array(fc.record({ at: fc.integer({ min: 0, max: 120 }), signal: fc.constantFrom(...signals) }), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(plan, plan, blows, fc.boolean(), async (first, second, kills, onTerminal) => {
      const machine = testMachine();
      machine.install('quick', () => 4);
      const box = machine.box();
      const program = (names: readonly string[]) => async (p: Process) => {
        for (const name of names) await deeds[name]?.(p);
        return 0;
      };
      const pty = machine.kernel.pty(WINDOW);
      const tty = onTerminal ? { tty: pty.slave } : {};
      const tasks = [machine.start(program(first), { box, ...tty }), machine.start(program(second), { box })];
      for (const { at, signal } of kills)
        machine.kernel.clock.after(at, () => tasks.forEach((task) => task.kill(signal)));
      await machine.kernel.clock.sleep(200);
      pty.close();
      for (const task of tasks) task.kill('KILL');
      await Promise.all(tasks.map((task) => task.ended));
      expect(box.pids.alive).toBe(false);
      expect(machine.kernel.processes()).toHaveLength(1);
      expect(box.net.listening()).toEqual([]);
      expect((await machine.run('/bin/quick')).status).toEqual({ kind: 'exited', code: 4 });
      machine.kernel.halt();
    }),
    { numRuns: 200 },
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(escaped).toEqual([]);
});
