import { beforeEach, describe, expect, it } from 'vitest';
import type { Process, Program } from '../../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import { testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

let machine: TestMachine;

beforeEach(() => {
  machine = testMachine();
});

/** Runs a program that reports lines, and answers them. */
async function report(body: (p: Process, say: (line: unknown) => void) => Promise<unknown>, box = machine.host) {
  const lines: string[] = [];
  const say = (line: unknown): void => void lines.push(typeof line === 'string' ? line : JSON.stringify(line));
  const program: Program = async (p) => {
    await body(p, say);
    return 0;
  };
  await machine.run(program, { box });
  return lines;
}

const sleeper: Program = async (p) => {
  await p.sleep(Infinity);
  return 0;
};

describe('wait', () => {
  it('tells how children ended, in the order in which they did', async () => {
    const lines = await report(async (p, say) => {
      const [slow, fast] = [200, 100].map((ms, code) =>
        p.fork(async (child) => {
          await child.sleep(ms);
          return code + 256;
        }),
      );
      const names = new Map([[slow, 'slow'], [fast, 'fast']]); // prettier-ignore
      for (let turn = 0; turn < 2; turn++) {
        const event = await p.wait();
        say([names.get(event?.pid), event?.status]);
      }
      say(await p.wait().catch((error: unknown) => (isSysError(error) ? error.code : error)));
    });
    expect(lines).toEqual(['["fast",{"kind":"exited","code":1}]', '["slow",{"kind":"exited","code":0}]', 'ECHILD']);
  });

  it('waits for one child, looks without waiting, and is interrupted by a handled signal', async () => {
    const lines = await report(async (p, say) => {
      const child = p.fork(sleeper);
      say((await p.wait(child, { noHang: true })) === undefined ? 'nothing' : 'something');
      p.onSignal('USR1', () => say('heard'));
      p.fork(async (other) => {
        other.kill(p.pid, 'USR1');
        await other.sleep(10);
        other.kill(child, 'KILL');
        return 0;
      });
      say(
        await p
          .wait(child, { interruptible: true })
          .catch((error: unknown) => (isSysError(error) ? error.code : error)),
      );
      say((await p.wait(child))?.status);
    });
    expect(lines).toEqual(['nothing', 'heard', 'EINTR', '{"kind":"signaled","signal":"KILL","core":false}']);
  });

  it('tells of stops and continuations to those who ask', async () => {
    const lines = await report(async (p, say) => {
      const child = p.fork(sleeper);
      p.kill(child, 'STOP');
      say((await p.wait(child, { untraced: true }))?.status);
      say(p.processes().find(({ pid }) => pid === child)?.state);
      p.kill(child, 'TERM');
      say((await p.wait(child, { noHang: true })) === undefined ? 'nothing' : 'something');
      p.kill(child, 'CONT');
      say((await p.wait(child, { untraced: true, continued: true }))?.status);
    });
    expect(lines).toEqual([
      '{"kind":"stopped","signal":"STOP"}',
      'T',
      'nothing',
      // What had waited ends it at once.
      '{"kind":"signaled","signal":"TERM","core":false}',
    ]);
  });

  it('leaves zombies until then, unless the parent ignores CHLD', async () => {
    const lines = await report(async (p, say) => {
      const child = p.fork(() => 3);
      await p.sleep(10);
      const row = p.processes().find(({ pid }) => pid === child);
      say([row?.state, row?.args]);
      p.kill(child, 'KILL');
      say((await p.wait(child))?.status);
      say(p.processes().some(({ pid }) => pid === child));
      p.onSignal('CHLD', 'ignore');
      p.fork(() => 3);
      say(await p.wait().catch((error: unknown) => (isSysError(error) ? error.code : error)));
    });
    expect(lines).toEqual(['["Z",[]]', '{"kind":"exited","code":3}', 'false', 'ECHILD']);
  });
});

describe('orphans', () => {
  it('go to process 1 of their namespace, dead ones too', async () => {
    const box = machine.box();
    const init = await report(async (p, say) => {
      p.fork(async (middle) => {
        middle.fork(async (orphan) => {
          await orphan.sleep(10);
          say(`ppid ${orphan.ppid}`);
          await orphan.sleep(10);
          return 4;
        });
        middle.fork(() => 5);
        await middle.sleep(1);
        return 6;
      });
      const codes: unknown[] = [];
      for (let times = 0; times < 3; times++) {
        const { status } = (await p.wait()) ?? {};
        codes.push(status?.kind === 'exited' ? status.code : status);
      }
      say(codes);
    }, box);
    expect(init).toEqual(['ppid 1', '[6,5,4]']);
  });

  it('are zombies for ever when process 1 does not wait', async () => {
    const box = machine.box();
    await report(async (p) => {
      p.fork((middle) => {
        middle.fork(async (orphan) => {
          await orphan.sleep(10);
          return 0;
        });
        return 0;
      });
      await p.wait();
      await p.sleep(1000);
      expect(p.processes().map(({ state }) => state)).toEqual(['S', 'Z'].map((state, at) => (at === 0 ? 'R' : state)));
    }, box);
    expect(box.pids.processes()).toEqual([]);
  });

  it('that joined from outside have no parent to see, and leave nothing behind', async () => {
    const box = machine.livingBox();
    const lines = await report(async (p, say) => {
      say([p.ppid, p.sid === p.pid, p.pgid === p.pid]);
      p.fork(async (child) => {
        await child.sleep(10);
        say(box.pids.processes().map(({ ppid }) => ppid));
        return 0;
      });
    }, box);
    expect(lines).toEqual(['[0,true,true]', '[0,1]']);
  });
});

describe('a pid namespace', () => {
  it('ends with its process 1', async () => {
    const box = machine.box();
    const ends: string[] = [];
    const first = machine.start(
      async (p) => {
        p.fork(async (child) => {
          child.setsid();
          child.fork(sleeper);
          return sleeper(child);
        });
        await p.sleep(100);
        return 0;
      },
      { box, onExit: () => ends.push('first') },
    );
    await machine.kernel.clock.sleep(10);
    const joined = machine.start(sleeper, { box, onExit: ({ kind }) => ends.push(`joined ${kind}`) });
    expect(box.pids.processes()).toHaveLength(4);
    expect(await first.ended).toEqual({ kind: 'exited', code: 0 });
    expect(await joined.ended).toEqual({ kind: 'signaled', signal: 'KILL', core: false });
    expect(ends).toEqual(['joined signaled', 'first']);
    expect(box.pids.alive).toBe(false);
    expect(box.pids.processes()).toEqual([]);
    expect(() => machine.start(sleeper, { box })).toThrow('Cannot allocate memory');
  });

  it('numbers processes on its own, and the host sees them all', () => {
    const box = machine.box();
    const first = machine.start(sleeper, { box });
    const second = machine.start(sleeper, { box });
    expect([first.pid, second.pid]).toEqual([1, 7]);
    expect(machine.kernel.hostPids.processes().map(({ pid }) => pid)).toEqual([1, first.hostPid, second.hostPid]);
    expect(box.pids.processes().map(({ hostPid }) => hostPid)).toEqual([first.hostPid, second.hostPid]);
    expect(machine.kernel.processes().map(({ namespace }) => namespace)).toEqual([
      machine.kernel.hostPids,
      box.pids,
      box.pids,
    ]);
  });
});
