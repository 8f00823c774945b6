import { beforeEach, describe, expect, it } from 'vitest';
import type { Process, Program } from '../../../../simulator/kernel/abi.ts';
import { decode } from '../../../../simulator/kernel/bytes.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import type { Pty, Task } from '../../../../simulator/kernel/kernel.ts';
import { rootFs, testMachine, WINDOW } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

let machine: TestMachine;
let pty: Pty;
let screen: string;

beforeEach(() => {
  machine = testMachine();
  pty = machine.kernel.pty(WINDOW);
  screen = '';
  const show = async (): Promise<void> => {
    for (;;) {
      const bytes = await pty.read();
      if (bytes.length === 0) return;
      screen += decode(bytes);
    }
  };
  void show();
});

const quiet = (ms = 10): Promise<void> => machine.kernel.clock.sleep(ms);
const onTerminal = (program: Program, options = {}): Task => machine.start(program, { tty: pty.slave, ...options });

const echoLines: Program = async (p) => {
  for await (const line of p.stdin.lines()) await p.stdout.write(`[${line}]\n`);
  return 0;
};

const sleeper: Program = async (p) => {
  await p.sleep(Infinity);
  return 0;
};

/** What a shell does around a job: a group of its own, in the foreground until it stops or ends. */
async function inForeground(shell: Process, job: Program): Promise<{ pid: number; status: string }> {
  const pid = shell.fork(job, { pgid: 0 });
  return continued(shell, pid);
}

async function continued(shell: Process, pid: number): Promise<{ pid: number; status: string }> {
  const terminal = shell.tty(0);
  terminal.setForeground(pid);
  shell.kill(-pid, 'CONT');
  const event = await shell.wait(pid, { untraced: true });
  terminal.setForeground(shell.pgid);
  const status = event?.status;
  return {
    pid,
    status: status === undefined ? '' : 'signal' in status ? `${status.kind} ${status.signal}` : status.kind,
  };
}

function shell(body: (p: Process) => Promise<void>): Program {
  return async (p) => {
    for (const signal of ['TTIN', 'TTOU', 'TSTP'] as const) p.onSignal(signal, 'ignore');
    await body(p);
    return 0;
  };
}

/** A job is not born with what the shell ignores. */
const job =
  (program: Program): Program =>
  (p) => {
    for (const signal of ['TTIN', 'TTOU', 'TSTP'] as const) p.onSignal(signal, 'default');
    return program(p);
  };

describe('a terminal', () => {
  it('hands over lines, and end of file on ^D', async () => {
    const task = onTerminal(echoLines);
    await pty.write('helo\x7flo\rtwo\r\x04');
    expect(await task.ended).toEqual({ kind: 'exited', code: 0 });
    expect(screen).toBe('helo\b \blo\r\ntwo\r\n[hello]\r\n[two]\r\n');
  });

  it('interrupts its foreground on ^C, throwing away what was typed', async () => {
    const task = onTerminal(shell(async (p) => {
      p.onSignal('INT', 'ignore');
      const first = await inForeground(p, async (child) => {
        child.onSignal('INT', 'default');
        return sleeper(child);
      });
      await p.stdout.write(`${first.status}\n`);
      await p.stdout.write(`[${decode(await p.read(0))}]`);
    })); // prettier-ignore
    await quiet();
    await pty.write('typed\x03next\r');
    await task.ended;
    expect(screen).toBe('^Cnext\r\nsignaled INT\r\n[next\r\n]');
  });

  it('stops, continues and stops again what the shell puts into its foreground', async () => {
    const log: string[] = [];
    const task = onTerminal(
      shell(async (p) => {
        const first = await inForeground(p, job(echoLines));
        log.push(first.status);
        await p.sleep(100);
        log.push((await continued(p, first.pid)).status);
        p.kill(-first.pid, 'KILL');
      }),
    );
    await quiet();
    await pty.write('one\r');
    await quiet();
    await pty.write('\x1a');
    await quiet(50);
    await pty.write('two\r');
    await quiet(100);
    await pty.write('\x1a');
    await task.ended;
    expect(log).toEqual(['stopped TSTP', 'stopped TSTP']);
    expect(screen).toBe('one\r\n[one]\r\n^Ztwo\r\n[two]\r\n^Z');
  });

  it('stops those who read or change it from the background', async () => {
    const log: unknown[] = [];
    const task = onTerminal(
      shell(async (p) => {
        const reader = p.fork(
          job(async (child) => (await child.read(0), 0)),
          { pgid: 0 },
        );
        log.push((await p.wait(reader, { untraced: true }))?.status);
        const changer = p.fork(
          job(async (child) => {
            child.tty(0).setModes({ echo: false });
            await child.step();
            return child.tty(0).modes().echo ? 1 : 0;
          }),
          { pgid: 0 },
        );
        log.push((await p.wait(changer, { untraced: true }))?.status);
        log.push(p.tty(0).modes().echo);
        const writer = p.fork(
          job(async (child) => (await child.stdout.write('writes\n'), 0)),
          { pgid: 0 },
        );
        log.push((await p.wait(writer, { untraced: true }))?.status);
        p.tty(0).setForeground(changer);
        p.kill(-changer, 'CONT');
        log.push((await p.wait(changer))?.status);
        p.kill(-reader, 'KILL');
        // In an orphaned group there is nobody to continue it.
        const orphaned = p.fork(job(async (child) => {
          child.setsid();
          return child.controllingTty() === undefined ? 0 : 1;
        })); // prettier-ignore
        log.push((await p.wait(orphaned))?.status);
      }),
    );
    await task.ended;
    expect(log).toEqual([
      { kind: 'stopped', signal: 'TTIN' },
      { kind: 'stopped', signal: 'TTOU' },
      true,
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
    ]);
    expect(screen).toBe('writes\r\n');
  });

  it('tells its foreground of a new size', async () => {
    const sizes: unknown[] = [];
    const task = onTerminal(async (p) => {
      p.onSignal('WINCH', () => sizes.push(p.tty(0).size()));
      await p.sleep(100);
      return 0;
    });
    await quiet();
    pty.resize({ cols: 80, rows: 24 });
    pty.resize({ cols: 100, rows: 30 });
    await task.ended;
    expect(sizes).toEqual([{ cols: 100, rows: 30 }]);
  });

  it('hangs up on its session when it is closed', async () => {
    const task = onTerminal(
      shell(async (p) => {
        p.fork(sleeper, { pgid: 0 });
        await p.read(0);
      }),
    );
    await quiet();
    expect(machine.kernel.processes()).toHaveLength(3);
    pty.close();
    expect(await task.ended).toEqual({ kind: 'signaled', signal: 'HUP', core: false });
    // A background job of a shell that died is not told, as long as it runs.
    expect(machine.kernel.processes().map(({ comm }) => comm)).toEqual(['init', 'test']);
  });

  it('tells the foreground when the leader of its session ends', async () => {
    const task = onTerminal(
      shell(async (p) => {
        const group = p.fork(sleeper, { pgid: 0 });
        p.tty(0).setForeground(group);
        await p.sleep(1);
      }),
    );
    await task.ended;
    expect(machine.kernel.processes()).toHaveLength(1);
  });

  it('continues and hangs up on stopped jobs that nobody can continue any more', async () => {
    const heard: string[] = [];
    const task = onTerminal(
      shell(async (p) => {
        const group = p.fork(async (child) => {
          for (const signal of ['HUP', 'CONT'] as const) child.onSignal(signal, () => heard.push(signal));
          return sleeper(child);
        }, { pgid: 0 }); // prettier-ignore
        await p.sleep(1);
        p.kill(group, 'STOP');
      }),
    );
    await task.ended;
    await quiet();
    expect(heard.toSorted()).toEqual(['CONT', 'HUP']);
  });

  it('lets process 1 of a container live through ^C', async () => {
    const task = onTerminal(sleeper, { box: machine.box() });
    await quiet();
    for (const key of '\x03\x1c\x1a') {
      await pty.write(key);
      await quiet();
    }
    expect(screen).toBe('^C^\\^Z');
    expect(machine.kernel.processes()).toHaveLength(2);
    task.kill('KILL');
  });

  it('answers ^C while its program floods it', async () => {
    const task = onTerminal(async (p) => {
      for (;;) await p.stdout.write('y\n'.repeat(1000));
    });
    await quiet(30);
    expect(screen.length).toBeGreaterThan(10_000);
    await pty.write('\x03');
    expect(await task.ended).toEqual({ kind: 'signaled', signal: 'INT', core: false });
    await quiet();
    expect(screen.endsWith('^C')).toBe(true);
  });

  it('has a name, a node and an owner', async () => {
    const lines: unknown[] = [];
    const second = machine.kernel.pty(WINDOW);
    const credentials = { uid: 1000, gid: 1000, groups: [] };
    const describe = (p: Process): unknown => {
      const { type, rdev, uid, gid, mode } = p.fstat(0);
      return [p.tty(0).name, type, rdev.major, rdev.minor, uid, gid, mode.toString(8), p.isatty(1), p.sid === p.pid];
    };
    const tell: Program = async (p) => {
      lines.push(describe(p));
      const fd = await p.open('/dev/tty', { read: true, write: true });
      lines.push([p.tty(fd).name, p.processes().find(({ pid }) => pid === p.pid)?.tty]);
      await p.sleep(10);
      return 0;
    };
    const tasks = [onTerminal(tell), machine.start(tell, { tty: second.slave, credentials })];
    await quiet(1);
    expect(
      machine.kernel
        .ptsSource(machine.host.mounts)
        .terminals()
        .map(({ number, uid }) => [number, uid]),
    ).toEqual([
      [0, 0],
      [1, 1000],
    ]);
    await Promise.all(tasks.map(({ ended }) => ended));
    expect(lines).toEqual([
      ['/dev/pts/0', 'char', 136, 0, 0, 5, '620', true, true],
      ['/dev/pts/1', 'char', 136, 1, 1000, 5, '620', true, true],
      ['/dev/pts/0', 'pts/0'],
      ['/dev/pts/1', 'pts/1'],
    ]);
    second.close();
    expect(machine.kernel.ptsSource(machine.host.mounts).terminals()).toHaveLength(1);
  });

  it('can be opened as a pair by a program', async () => {
    const { stdout } = await machine.run(async (p) => {
      const { master, slave } = p.openPty({ cols: 40, rows: 10 });
      const child = p.fork(
        async (inner) => {
          inner.setsid();
          const fd = await inner.open(inner.tty(0).name, { read: true, write: true });
          await inner.write(fd, `${inner.controllingTty()?.name} ${inner.tty(0).size().cols}\n`);
          await inner.stdout.write(`got ${decode(await inner.read(0))}`);
          return 0;
        },
        { fds: new Map([[0, slave], [1, slave], [2, slave]]) },
      ); // prettier-ignore
      p.close(slave);
      await p.write(master, 'hi\r');
      await p.wait(child);
      let seen = '';
      for (;;) {
        try {
          seen += decode(await p.read(master));
        } catch (error) {
          seen += isSysError(error) ? `<${error.code}>` : '';
          break;
        }
      }
      await p.stdout.write(JSON.stringify(seen));
      return 0;
    });
    rootFs(machine.host.mounts);
    expect(JSON.parse(stdout)).toBe('hi\r\n/dev/pts/0 40\r\ngot hi\r\n<EIO>');
  });
});
