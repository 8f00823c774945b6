import { beforeEach, describe, expect, it } from 'vitest';
import type { Process } from '../../../../simulator/kernel/abi.ts';
import { decode } from '../../../../simulator/kernel/bytes.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import { createProcFileSystem } from '../../../../simulator/vfs/proc/index.ts';
import { rootFs, testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

let machine: TestMachine;

beforeEach(() => {
  machine = testMachine();
});

/** Runs a program and answers what it returns, as JSON keeps it. */
async function inside(body: (p: Process) => Promise<unknown>): Promise<unknown> {
  const { stdout, stderr } = await machine.run(async (p) => {
    await p.stdout.write(JSON.stringify(await body(p)));
    return 0;
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

async function codeOf(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return 'ok';
  } catch (error) {
    return isSysError(error) ? error.code : String(error);
  }
}

describe('descriptors', () => {
  it('share an offset between copies, and append where the end is', async () => {
    const result = await inside(async (p) => {
      const fd = await p.open('/tmp/f', { read: true, write: true, create: true });
      const copy = p.dup(fd);
      await p.write(fd, 'abcdef');
      p.seek(copy, 2);
      const some = decode(await p.read(fd, 2));
      const append = await p.open('/tmp/f', { write: true, append: true });
      await p.write(append, 'gh');
      const rest = decode(await p.read(copy));
      p.truncate(fd, 3);
      return [some, rest, p.fstat(fd).size, p.seek(fd, -1, 'end'), decode(await p.read(fd))];
    });
    expect(result).toEqual(['cd', 'efgh', 3, 2, 'c']);
  });

  it('are the lowest free numbers, and fail as Linux does', async () => {
    const result = await inside(async (p) => {
      const directory = await p.open('/tmp', { read: true, directory: true });
      const reading = await p.open('/dev/null', { read: true });
      p.close(directory);
      const again = await p.open('/tmp', { read: true });
      const pipe = p.pipe();
      return [
        directory,
        reading,
        again,
        p.dup(1, 20),
        await codeOf(() => p.read(again)),
        await codeOf(() => p.write(reading, 'x')),
        await codeOf(() => p.read(pipe.write)),
        await codeOf(() => p.read(99)),
        await codeOf(() => p.close(99)),
        await codeOf(() => p.seek(pipe.read, 0)),
        await codeOf(() => p.tty(reading)),
        await codeOf(() => p.dup2(99, 5)),
        await codeOf(() => p.open('/tmp/nosuch', { read: true })),
        p.fds(),
      ];
    });
    expect(result).toEqual([
      3, 4, 3, 20, 'EISDIR', 'EBADF', 'EBADF', 'EBADF', 'EBADF', 'ESPIPE', 'ENOTTY', 'EBADF', 'ENOENT',
      [0, 1, 2, 3, 4, 5, 6, 20],
    ]); // prettier-ignore
  });

  it('are given to children as asked', async () => {
    machine.install('fds', async (p) => {
      await p.write(7, `${p.fds().join()};`);
      return 0;
    });
    const result = await inside(async (p) => {
      const pipe = p.pipe();
      await p.wait(p.spawn('/bin/fds', ['fds'], { fds: new Map([[0, 0], [7, pipe.write]]) }));
      p.dup2(pipe.write, 7);
      p.setCloseOnExec(pipe.read, true);
      await p.wait(p.spawn('/bin/fds', ['fds']));
      p.close(7);
      p.close(pipe.write);
      const missing = await codeOf(() => p.spawn('/bin/fds', ['fds'], { fds: new Map([[0, 55]]) }));
      return [await p.reader(pipe.read).readText(), missing, p.processes().length];
    }); // prettier-ignore
    expect(result).toEqual(['0,7;0,1,2,4,7;', 'EBADF', 2]);
  });

  it('can be waited for together', async () => {
    const result = await inside(async (p) => {
      const [one, two] = [p.pipe(), p.pipe()];
      const nothing = await p.poll([one.read, two.read], 100);
      const began = p.now();
      p.fork(async (child) => {
        await child.sleep(50);
        await child.write(two.write, 'x');
        return 0;
      });
      const ready = await p.poll([one.read, two.read], 1000);
      p.close(one.write);
      return [nothing, ready[0] === two.read, Math.round(p.now() - began), (await p.poll([two.read])).length];
    });
    expect(result).toEqual([[], true, 50, 1]);
  });
});

describe('devices', () => {
  it('null, zero, full, random', async () => {
    const result = await inside(async (p) => {
      const open = (name: string) => p.open(`/dev/${name}`, { read: true, write: true });
      const [nothing, zero, full, random] = [
        await open('null'),
        await open('zero'),
        await open('full'),
        await open('random'),
      ];
      await p.write(nothing, 'gone');
      return [
        (await p.read(nothing)).length,
        [...(await p.read(zero, 3))],
        await codeOf(() => p.write(full, 'x')),
        (await p.read(random, 16)).length,
        await codeOf(() => p.open('/dev/tty', { read: true })),
        p.fstat(zero).rdev,
      ];
    });
    expect(result).toEqual([0, [0, 0, 0], 'ENOSPC', 16, 'ENXIO', { major: 1, minor: 5 }]);
  });
});

describe('fifos', () => {
  it('wait for their other side, and end when the last writer goes', async () => {
    const result = await inside(async (p) => {
      p.fs.mknod('/tmp/fifo', 'fifo', 0o644);
      const began = p.now();
      p.fork(async (child) => {
        await child.sleep(1000);
        const fd = await child.open('/tmp/fifo', { write: true });
        await child.write(fd, 'through the fifo');
        return 0;
      });
      const fd = await p.open('/tmp/fifo', { read: true });
      const waited = Math.round(p.now() - began);
      const text = await p.reader(fd).readText();
      return [waited, text, p.fstat(fd).type];
    });
    expect(result).toEqual([1000, 'through the fifo', 'fifo']);
  });

  it('meet a side that has come and gone', async () => {
    const result = await inside(async (p) => {
      p.fs.mknod('/tmp/fifo', 'fifo', 0o644);
      p.fork(async (child) => {
        const fd = await child.open('/tmp/fifo', { write: true });
        child.close(fd);
        return 0;
      });
      await p.sleep(10);
      const fd = await p.open('/tmp/fifo', { read: true });
      return (await p.read(fd)).length;
    });
    expect(result).toBe(0);
  });
});

describe('a process', () => {
  it('stands in directories, with a mask', async () => {
    const result = await inside(async (p) => {
      p.fs.mkdir('/tmp/a');
      p.fs.symlink('a', '/tmp/link');
      p.chdir('/tmp/link');
      p.umask(0o077);
      p.fs.writeFile('file', 'x');
      const child = p.fork(
        async (inner) => {
          await inner.stdout.write('');
          return inner.cwd() === '/' ? 0 : 1;
        },
        { cwd: '/' },
      );
      return [
        p.cwd(),
        p.fs.stat('/tmp/a/file').mode.toString(8),
        (await p.wait(child))?.status,
        await codeOf(() => p.chdir('/tmp/a/file')),
        await codeOf(() => p.chdir('/nosuch')),
      ];
    });
    expect(result).toEqual(['/tmp/a', '600', { kind: 'exited', code: 0 }, 'ENOTDIR', 'ENOENT']);
  });

  it('that fails says so, and nobody else is harmed', async () => {
    const failing = async (error: unknown) =>
      machine.run(async (p) => {
        await p.step();
        throw error;
      });
    expect(await failing(new RangeError('Maximum call stack size exceeded'))).toEqual({
      status: { kind: 'exited', code: 134 },
      stdout: '',
      stderr:
        'test: ended by a fault in the simulation of this program: RangeError: Maximum call stack size exceeded\n',
    });
    const { stderr, status } = await machine.run((p) => {
      p.fs.readFile('/nosuch');
      return 0;
    });
    expect([stderr, status]).toEqual([
      expect.stringMatching(/^test: (\/nosuch: )?No such file or directory\n$/),
      { kind: 'exited', code: 1 },
    ]);
  });

  it('does work in the background, and fails with it', async () => {
    expect(
      await inside(async (p) => {
        p.background(async () => {
          await p.sleep(10);
          p.fs.writeFile('/tmp/done', 'x');
          await p.sleep(1e9);
        });
        await p.sleep(20);
        return p.fs.exists('/tmp/done');
      }),
    ).toBe(true);
    const { status } = await machine.run(async (p) => {
      p.background(() => Promise.reject(new Error('lost')));
      await p.sleep(1e9);
      return 0;
    });
    expect(status).toEqual({ kind: 'exited', code: 134 });
  });

  it('opens what it has open again, by way of /proc and /dev/stdout', async () => {
    const source = machine.kernel.hostPids.proc;
    const fs = rootFs(machine.host.mounts);
    fs.mkdir('/proc');
    const now = () => machine.kernel.clock.now();
    const uts = { hostname: 'box', domainname: '' };
    const entropy = machine.kernel.entropy.fork('proc');
    machine.host.mounts.mount('/proc', createProcFileSystem({ source, now, uts, entropy }));
    fs.symlink('/proc/self/fd/1', '/dev/stdout');
    const { stdout } = await machine.run(async (p) => {
      const out = await p.open('/dev/stdout', { write: true, append: true });
      await p.write(out, 'by link;');
      const file = await p.open('/tmp/f', { read: true, write: true, create: true });
      await p.write(file, 'content');
      p.fs.unlink('/tmp/f');
      const again = await p.open(`/proc/self/fd/${file}`, { read: true });
      await p.write(out, decode(await p.read(again)));
      await p.write(
        out,
        `;${p.fs.readlink(`/proc/${p.pid}/fd/${out}`).replace(/\d+/, 'N')};${await codeOf(() => p.open('/proc/self/fd/99', { read: true }))}`,
      );
      return 0;
    });
    expect(stdout).toBe('by link;content;pipe:[N];ENOENT');
  });

  it('gives /proc what it shows', async () => {
    const box = machine.livingBox();
    rootFs(box.mounts).writeFile('/tmp/log', '');
    await machine.run(
      async (p) => {
        await p.open('/tmp/log', { write: true, append: true });
        p.onSignal('USR1', 'ignore');
        p.onSignal('TERM', () => undefined);
        p.setTitle(['worker: process']);
        const entry = box.pids.proc.find(p.pid);
        expect(entry?.row().args).toEqual(['worker: process']);
        expect(entry?.descriptors().map(({ target }) => target.replace(/\d+/, 'N'))).toEqual([
          'pipe:[N]',
          'pipe:[N]',
          'pipe:[N]',
          '/tmp/log',
        ]);
        expect(entry?.signals()).toEqual({ pending: 0n, ignored: 1n << 9n, caught: 1n << 14n });
        expect([...(entry?.environ() ?? [])]).toEqual([['A', 'b']]);
        expect(box.pids.proc.loadavg().lastPid).toBeGreaterThan(p.pid);
        return 0;
      },
      { box, env: [['A', 'b']] },
    );
    expect(box.pids.proc.pids()).toEqual([1]);
    expect(machine.kernel.hostPids.proc.uptime().up).toBeGreaterThanOrEqual(0);
  });
});
