import { beforeEach, describe, expect, it } from 'vitest';
import type { Process } from '../../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import { rootFs, testMachine } from '../../../support/machine.ts';
import type { TestMachine } from '../../../support/machine.ts';

let machine: TestMachine;

beforeEach(() => {
  machine = testMachine();
  machine.install('show', async (p) => {
    await p.stdout.write(JSON.stringify({ args: p.args, exe: p.executable, comm: commOf(p) }) + '\n');
    return 0;
  });
});

function commOf(p: Process): string | undefined {
  return p.processes().find(({ pid }) => pid === p.pid)?.comm;
}

function script(path: string, text: string, mode = 0o755): void {
  rootFs(machine.host.mounts).writeFile(path, text);
  rootFs(machine.host.mounts).chmod(path, mode);
}

/** The error of executing a path, or what the program wrote. */
async function execute(path: string, args = [path, 'one'], options = {}): Promise<string> {
  const { stdout } = await machine.run(async (p) => {
    try {
      await p.wait(p.spawn(path, args));
    } catch (error) {
      await p.stdout.write(isSysError(error) ? error.code : String(error));
    }
    return 0;
  }, options);
  return stdout.trim();
}

describe('execve', () => {
  it('starts program nodes, by every name they have', async () => {
    rootFs(machine.host.mounts).symlink('show', '/bin/alias');
    expect(JSON.parse(await execute('/bin/alias'))).toEqual({
      args: ['/bin/alias', 'one'],
      exe: '/bin/show',
      comm: 'alias',
    });
  });

  it('puts the interpreter of a script and its one argument in front', async () => {
    script('/tmp/s', '#! /bin/show  -x -y  \necho\n');
    expect(JSON.parse(await execute('/tmp/s'))).toEqual({
      args: ['/bin/show', '-x -y', '/tmp/s', 'one'],
      exe: '/bin/show',
      comm: 's',
    });
    script('/tmp/t', '#!/tmp/s\n');
    expect(JSON.parse(await execute('/tmp/t')).args).toEqual(['/bin/show', '-x -y', '/tmp/s', '/tmp/t', 'one']);
  });

  it('fails as Linux does', async () => {
    script('/tmp/plain', 'echo hello\n');
    script('/tmp/empty', '');
    script('/tmp/noexec', '#!/bin/show\n', 0o644);
    script('/tmp/crlf', '#!/bin/show\r\n');
    script('/tmp/loop', '#!/tmp/loop\n');
    expect(await execute('/tmp/plain')).toBe('ENOEXEC');
    expect(await execute('/tmp/empty')).toBe('ENOEXEC');
    expect(await execute('/tmp/noexec')).toBe('EACCES');
    expect(await execute('/tmp')).toBe('EACCES');
    expect(await execute('/tmp/crlf')).toBe('ENOENT');
    expect(await execute('/tmp/nosuch')).toBe('ENOENT');
    expect(await execute('/tmp/plain/x')).toBe('ENOTDIR');
    expect(await execute('/tmp/loop')).toBe('ELOOP');
    expect(await execute('/bin/show', ['show', 'x'.repeat(131072)])).toBe('E2BIG');
    expect(await execute('/bin/show', ['show', ...new Array<string>(300_000).fill('x')])).toBe('E2BIG');
  });

  it('reads scripts the caller may execute but not read', async () => {
    script('/tmp/secret', '#!/bin/show\n', 0o711);
    const user = { credentials: { uid: 1000, gid: 1000, groups: [] } };
    expect(JSON.parse(await execute('/tmp/secret', ['/tmp/secret'], user)).args).toEqual(['/bin/show', '/tmp/secret']);
  });

  it('gives setuid programs the identity of their owner', async () => {
    machine.install('whoami', async (p) => {
      await p.stdout.write(`${p.credentials.uid}:${p.credentials.gid}`);
      return 0;
    });
    const user = { credentials: { uid: 1000, gid: 1000, groups: [] } };
    expect(await execute('/bin/whoami', ['whoami'], user)).toBe('1000:1000');
    rootFs(machine.host.mounts).chmod('/bin/whoami', 0o4755);
    expect(await execute('/bin/whoami', ['whoami'], user)).toBe('0:1000');
  });

  it('replaces the program and keeps process, descriptors and ignored signals', async () => {
    machine.install('after', async (p) => {
      const state = [p.pid, p.fds().join(), p.signalAction('HUP'), p.signalAction('TERM'), p.env.get('A')];
      await p.stdout.write(state.join(' '));
      return 7;
    });
    let pid = 0;
    let unwound = false;
    const { stdout, status } = await machine.run(async (p) => {
      pid = p.pid;
      p.onSignal('HUP', 'ignore');
      p.onSignal('TERM', () => undefined);
      p.setCloseOnExec(p.dup(1), true);
      p.dup(1, 10);
      try {
        return await p.exec('/bin/after', ['after'], [['A', 'b']]);
      } finally {
        unwound = true;
      }
    });
    expect(stdout).toBe(`${pid} 0,1,2,10 ignore default b`);
    expect(status).toEqual({ kind: 'exited', code: 7 });
    expect(unwound).toBe(true);
  });

  it('loads programs on first use, once, and says when one cannot be loaded', async () => {
    let loads = 0;
    const lazy = testMachine({
      programs: {
        find: (name) => {
          if (name === 'missing') return undefined;
          const load = async () => {
            loads += 1;
            await new Promise((resolve) => setTimeout(resolve, 5));
            if (name === 'broken') throw new Error('no network');
            return () => 5;
          };
          return { kind: 'lazy', load };
        },
      },
    });
    for (const name of ['lazy', 'missing', 'broken']) {
      rootFs(lazy.host.mounts).writeStub(`/bin/${name}`, { size: 10, program: name }, 0o755);
    }
    const began = lazy.kernel.clock.now();
    expect((await lazy.run('/bin/lazy')).status).toEqual({ kind: 'exited', code: 5 });
    expect((await lazy.run('/bin/lazy')).status).toEqual({ kind: 'exited', code: 5 });
    expect(loads).toBe(1);
    expect(lazy.kernel.clock.now() - began).toBeLessThan(2);
    expect((await lazy.run('/bin/missing')).stderr).toBe(
      'missing: the program missing is not part of this simulation\n',
    );
    expect((await lazy.run('/bin/broken')).stderr).toBe('broken: the program broken could not be loaded: no network\n');
  });
});
