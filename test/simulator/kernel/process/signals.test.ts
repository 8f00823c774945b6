import { beforeEach, describe, expect, it } from 'vitest';
import type { ExitStatus, Program } from '../../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import type { Signal } from '../../../../simulator/kernel/signals.ts';
import { SIGNALS } from '../../../../simulator/kernel/signals.ts';
import { testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

let machine: TestMachine;

beforeEach(() => {
  machine = testMachine();
});

const sleeper: Program = async (p) => {
  await p.sleep(Infinity);
  return 0;
};

/** What becomes of a process within a second of a signal; undefined: nothing. */
async function after(signal: Signal, program: Program, box = machine.host): Promise<ExitStatus | undefined> {
  const task = machine.start(program, { box });
  await machine.kernel.clock.sleep(1);
  task.kill(signal);
  let status: ExitStatus | undefined;
  void task.ended.then((ended) => (status = ended));
  await machine.kernel.clock.sleep(1000);
  return status;
}

describe('a signal without a handler', () => {
  it('does what signal(7) says', async () => {
    const ignored = ['CHLD', 'CONT', 'URG', 'WINCH'];
    const stopping = ['STOP', 'TSTP', 'TTIN', 'TTOU'];
    for (const signal of Object.keys(SIGNALS) as Signal[]) {
      const status = await after(signal, sleeper);
      if (ignored.includes(signal) || stopping.includes(signal)) expect([signal, status]).toEqual([signal, undefined]);
      else expect(status).toEqual({ kind: 'signaled', signal, core: false });
    }
  });

  it('does nothing to process 1 of a namespace, but KILL and STOP from outside act', async () => {
    for (const signal of ['TERM', 'INT', 'HUP', 'SEGV', 'TSTP'] as const) {
      expect(await after(signal, sleeper, machine.box())).toBeUndefined();
    }
    expect(await after('KILL', sleeper, machine.box())).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
    const box = machine.box();
    await after('STOP', sleeper, box);
    expect(box.pids.processes()[0]?.state).toBe('T');
  });

  it('does nothing to process 1 from inside, KILL included', async () => {
    const box = machine.box();
    const suicidal: Program = async (p) => {
      p.kill(1, 'KILL');
      p.kill(
        p.fork((child) => (child.kill(1, 'KILL'), child.kill(1, 'STOP'), 0)),
        0,
      );
      await p.wait();
      return 9;
    };
    expect(await machine.start(suicidal, { box }).ended).toEqual({ kind: 'exited', code: 9 });
  });
});

describe('a handler', () => {
  it('runs once per signal, also for process 1', async () => {
    const box = machine.box();
    const heard: string[] = [];
    const task = machine.start(
      async (p) => {
        p.onSignal('TERM', (signal) => heard.push(signal));
        for (;;) {
          try {
            await p.sleep(5000, true);
            return 1;
          } catch (error) {
            if (!isSysError(error, 'EINTR')) throw error;
            if (heard.length === 2) return 0;
          }
        }
      },
      { box },
    );
    await machine.kernel.clock.sleep(1);
    task.kill('TERM');
    await machine.kernel.clock.sleep(10);
    task.kill('TERM');
    expect(await task.ended).toEqual({ kind: 'exited', code: 0 });
    expect(heard).toEqual(['TERM', 'TERM']);
  });

  it('has run when a process signals itself', async () => {
    const { stdout } = await machine.run(async (p) => {
      let heard = false;
      p.onSignal('USR1', () => (heard = true));
      p.kill(p.pid, 'USR1');
      await p.stdout.write(String(heard));
      p.onSignal('USR1', 'ignore');
      p.kill(0, 'USR1');
      p.onSignal('USR1', 'default');
      p.kill(p.pid, 'USR1');
      await p.stdout.write(' survived');
      return 0;
    });
    expect(stdout).toBe('true');
  });

  it('may end its process', async () => {
    const status = await after('TERM', async (p) => {
      p.onSignal('TERM', () => p.exit(42));
      return sleeper(p);
    });
    expect(status).toEqual({ kind: 'exited', code: 42 });
  });

  it('that throws ends its process, not the sender', async () => {
    const { status, stderr } = await machine.run(async (p) => {
      const child = p.fork(async (other) => {
        other.onSignal('TERM', () => {
          throw new TypeError('oops');
        });
        return sleeper(other);
      });
      await p.sleep(1);
      p.kill(child, 'TERM');
      const event = await p.wait(child);
      return event?.status.kind === 'exited' ? event.status.code : 1;
    });
    expect(status).toEqual({ kind: 'exited', code: 134 });
    expect(stderr).toBe('test: ended by a fault in the simulation of this program: TypeError: oops\n');
  });
});

describe('kill', () => {
  it('reaches groups, everyone, and checks who may', async () => {
    const { stdout } = await machine.run(async (p) => {
      const group = p.fork(sleeper, { pgid: 0 });
      const member = p.fork(sleeper, { pgid: group });
      const other = p.fork(async (child) => (await child.sleep(1000), 0));
      p.kill(-group, 'TERM');
      const ended = [(await p.wait())?.pid, (await p.wait())?.pid];
      const code = (pid: number, signal: Signal | 0): string => {
        try {
          p.kill(pid, signal);
          return 'ok';
        } catch (error) {
          return isSysError(error) ? error.code : String(error);
        }
      };
      const results = [code(group, 0), code(-group, 0), code(other, 0), code(99999, 'TERM')];
      p.setCredentials({ uid: 1000, gid: 1000, groups: [] });
      results.push(code(other, 'TERM'), code(other, 'CONT'), code(1, 0));
      await p.stdout.write(JSON.stringify([ended.includes(group) && ended.includes(member), ...results]));
      return 0;
    });
    expect(JSON.parse(stdout)).toEqual([true, 'ESRCH', 'ESRCH', 'ok', 'ESRCH', 'EPERM', 'ok', 'EPERM']);
  });

  it('of everyone spares process 1 and the sender', async () => {
    const box = machine.livingBox();
    const others = [1, 2].map(() => machine.start(sleeper, { box }));
    await machine.run((p) => (p.kill(-1, 'KILL'), 0), { box });
    for (const task of others) expect((await task.ended).kind).toBe('signaled');
    expect(box.pids.processes()).toHaveLength(1);
  });
});

describe('a stopped process', () => {
  it('makes no step and takes nothing until it is continued', async () => {
    const { stdout } = await machine.run(async (p) => {
      const pipe = p.pipe();
      const log: string[] = [];
      const child = p.fork(async (other) => {
        log.push(`read ${(await other.read(pipe.read)).length}`);
        await other.sleep(100);
        log.push(`slept ${other.now() - began >= 1000}`);
        return 0;
      });
      const began = p.now();
      p.kill(child, 'STOP');
      await p.write(pipe.write, 'abc');
      await p.sleep(1000);
      log.push('still');
      const mine = await p.read(pipe.read, 1);
      p.kill(child, 'CONT');
      await p.wait(child);
      await p.stdout.write([mine.length, ...log].join());
      return 0;
    });
    expect(stdout).toBe('1,still,read 2,slept true');
  });

  it('computes no further, and is killed all the same', async () => {
    let steps = 0;
    const task = machine.start(async (p) => {
      for (;;) {
        await p.step();
        steps += 1;
      }
    });
    await machine.kernel.clock.sleep(50);
    task.kill('STOP');
    const before = steps;
    await machine.kernel.clock.sleep(1000);
    expect(steps - before).toBeLessThanOrEqual(1);
    task.kill('CONT');
    await machine.kernel.clock.sleep(50);
    expect(steps).toBeGreaterThan(before + 100);
    task.kill('STOP');
    task.kill('TERM');
    task.kill('KILL');
    expect(await task.ended).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
  });
});
