import { beforeEach, describe, expect, it } from 'vitest';
import type { Process } from '../../../../simulator/kernel/abi.ts';
import { isSysError } from '../../../../simulator/kernel/errno.ts';
import type { Bridge } from '../../../../simulator/kernel/kernel.ts';
import { rootFs, testMachine } from '../../../support/machine.ts';
import type { Box, TestMachine } from '../../../support/machine.ts';

/** Two networks on a host, as the recorded experiments had them: na 172.18/16, nb 172.19/16, ni internal 172.20/16. */
let machine: TestMachine;
let bridges: { na: Bridge; nb: Bridge; ni: Bridge };

beforeEach(() => {
  machine = testMachine();
  const { network } = machine.kernel;
  const bridge = (name: string, gateway: string, internal = false): Bridge => {
    const made = network.createBridge({ name, gateway, prefix: 16, internal });
    made.attachHost(machine.host.net);
    return made;
  };
  bridges = {
    na: bridge('br-a', '172.18.0.1'),
    nb: bridge('br-b', '172.19.0.1'),
    ni: bridge('br-i', '172.20.0.1', true),
  };
  const link = { name: 'eth0', address: '192.0.2.2', prefix: 24, mac: '02:00:00:00:00:01', gateway: '192.0.2.1' };
  network.attachExternal(machine.host.net, link);
});

function container(bridge: Bridge, address: string, gateway?: string): Box {
  const box = machine.livingBox();
  box.net.attach(bridge, { name: 'eth0', address, prefix: 16, mac: '02:42:00:00:00:02', gateway });
  return box;
}

const web = (at: string) => container(bridges.na, at, '172.18.0.1');

/** Serves `hello` to everyone who connects. */
function serve(box: Box, port: number, host = '0.0.0.0'): void {
  machine.start(
    async (p) => {
      const listener = p.net.listen({ host, port });
      for (;;) {
        const connection = await listener.accept();
        await connection.read();
        await connection.write(`hello ${connection.remote.host}`);
        connection.close();
      }
    },
    { box },
  );
}

/** What a program in `box` gets from an address, or the error, and the simulated seconds it took. */
async function fetchFrom(box: Box, host: string, port: number): Promise<string> {
  const { stdout } = await machine.run(
    async (p) => {
      const began = p.now();
      const result = await attempt(p, host, port);
      await p.stdout.write(`${result} ${Math.round((p.now() - began) / 1000)}s`);
      return 0;
    },
    { box },
  );
  return stdout;
}

async function attempt(p: Process, host: string, port: number): Promise<string> {
  try {
    const connection = await p.net.connect({ host, port });
    await connection.write('GET /\n');
    return await connection.readText();
  } catch (error) {
    return isSysError(error) ? error.code : String(error);
  }
}

describe('containers and networks (recorded from a real daemon)', () => {
  it('reach each other on one network and nobody on another', async () => {
    const a = web('172.18.0.2');
    const a2 = web('172.18.0.3');
    const b = container(bridges.nb, '172.19.0.2', '172.19.0.1');
    serve(a, 80);
    expect(await fetchFrom(a2, '172.18.0.2', 80)).toBe('hello 172.18.0.3 0s');
    expect(await fetchFrom(a2, '172.18.0.2', 81)).toBe('ECONNREFUSED 0s');
    expect(await fetchFrom(b, '172.18.0.2', 80)).toBe('ETIMEDOUT 131s');
    expect(await fetchFrom(b, '172.19.0.77', 80)).toBe('EHOSTUNREACH 3s');
    expect(await fetchFrom(b, '127.0.0.5', 80)).toBe('ECONNREFUSED 0s');
  });

  it('leave an internal network for nowhere', async () => {
    const i = container(bridges.ni, '172.20.0.2');
    expect(await fetchFrom(i, '172.18.0.2', 80)).toBe('ENETUNREACH 0s');
    expect(await fetchFrom(i, '8.8.8.8', 80)).toBe('ENETUNREACH 0s');
    expect(await fetchFrom(i, '172.20.0.1', 80)).toBe('ECONNREFUSED 0s');
  });

  it('reach published ports through the proxy, from every network', async () => {
    serve(web('172.18.0.2'), 80);
    const a2 = web('172.18.0.3');
    const b = container(bridges.nb, '172.19.0.2', '172.19.0.1');
    const { network } = machine.kernel;
    network.publish(
      machine.host.net,
      { address: '0.0.0.0', port: 18081, protocol: 'tcp' },
      { address: '172.18.0.2', port: 80 },
    );
    network.publish(
      machine.host.net,
      { address: '0.0.0.0', port: 18082, protocol: 'tcp' },
      { address: '172.18.0.3', port: 81 },
    );
    for (const address of ['172.18.0.1', '172.19.0.1', '192.0.2.2']) {
      expect(await fetchFrom(b, address, 18081)).toBe('hello 172.18.0.1 0s');
    }
    expect(await fetchFrom(a2, '172.18.0.1', 18081)).toBe('hello 172.18.0.1 0s');
    expect(await fetchFrom(machine.host, '127.0.0.1', 18081)).toBe('hello 172.18.0.1 0s');
    expect(await fetchFrom(machine.host, 'localhost', 18081)).toBe('hello 172.18.0.1 0s');
    // Nobody listens in the container: the proxy has accepted already.
    expect(await fetchFrom(b, '172.19.0.1', 18082)).toBe('ECONNRESET 0s');
    expect(await fetchFrom(machine.host, '127.0.0.1', 18082)).toBe('ECONNRESET 0s');
    expect(await fetchFrom(machine.host, '192.0.2.2', 18082)).toBe('ECONNREFUSED 0s');
    expect(await fetchFrom(b, '172.19.0.1', 22222)).toBe('ECONNREFUSED 0s');
    expect(() =>
      network.publish(
        machine.host.net,
        { address: '127.0.0.1', port: 18081, protocol: 'tcp' },
        { address: '172.18.0.2', port: 80 },
      ),
    ).toThrow('Address already in use');
  });

  it('find names in /etc/hosts, then at name servers', async () => {
    const a = web('172.18.0.2');
    serve(a, 80);
    const a2 = web('172.18.0.3');
    rootFs(a2.mounts).writeFile(
      '/etc/hosts',
      '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n172.18.0.2 listed # x\n',
    );
    rootFs(a2.mounts).writeFile('/etc/resolv.conf', 'nameserver 127.0.0.11\noptions ndots:0\n');
    a2.net.setNameServer('127.0.0.11', (name) => (name === 'web' ? ['172.18.0.2'] : name === 'void' ? undefined : []));
    const resolve = async (name: string) =>
      (
        await machine.run(
          async (p) => {
            const found = await p.net.resolve(name).catch((error: unknown) => (isSysError(error) ? [error.code] : []));
            await p.stdout.write(found.join(' '));
            return 0;
          },
          { box: a2 },
        )
      ).stdout;
    expect(await resolve('localhost')).toBe('::1 127.0.0.1');
    expect(await resolve('listed')).toBe('172.18.0.2');
    expect(await resolve('web')).toBe('172.18.0.2');
    expect(await resolve('nosuch')).toBe('');
    expect(await resolve('void')).toBe('EAGAIN');
    expect(await fetchFrom(a2, 'web', 80)).toBe('hello 172.18.0.3 0s');
    serve(a2, 8080, '127.0.0.1');
    expect(await fetchFrom(a2, 'localhost', 8080)).toBe('hello 127.0.0.1 0s');
  });

  it('meet the world outside only where it has been registered', async () => {
    const a = web('172.18.0.2');
    rootFs(a.mounts).writeFile('/etc/resolv.conf', 'nameserver 192.0.2.1\n');
    machine.kernel.network.external.register({
      names: ['deb.debian.org'],
      ports: new Map([[80, async (connection) => connection.write(`you are ${connection.remote.host}`)]]),
    });
    expect(await fetchFrom(a, 'deb.debian.org', 80)).toBe('you are 192.0.2.2 0s');
    expect(await fetchFrom(a, 'deb.debian.org', 81)).toBe('ECONNREFUSED 0s');
    expect(await fetchFrom(a, 'example.com', 80)).toBe('EAGAIN 0s');
    expect(await fetchFrom(a, '8.8.8.8', 53)).toBe('ETIMEDOUT 131s');
  });
});

describe('sockets', () => {
  it('are told apart by address, and taken ones are refused', async () => {
    const box = web('172.18.0.2');
    const { stdout } = await machine.run(
      async (p) => {
        const tryListen = (host: string, port: number, ipv6Only = false): string => {
          try {
            return `ok ${p.net.listen({ host, port }, { ipv6Only }).address.host}`;
          } catch (error) {
            return isSysError(error) ? error.code : String(error);
          }
        };
        await p.stdout.write(
          [
            tryListen('127.0.0.1', 80),
            tryListen('172.18.0.2', 80),
            tryListen('0.0.0.0', 80),
            tryListen('::', 80),
            tryListen('::', 80, true),
            tryListen('0.0.0.0', 81),
            tryListen('127.0.0.1', 81),
            tryListen('10.1.2.3', 82),
          ].join('\n'),
        );
        return 0;
      },
      { box },
    );
    expect(stdout.split('\n')).toEqual([
      'ok 127.0.0.1', 'ok 172.18.0.2', 'EADDRINUSE', 'EADDRINUSE', 'ok ::', 'ok 0.0.0.0', 'EADDRINUSE', 'EADDRNOTAVAIL',
    ]); // prettier-ignore
  });

  it('keep ports below 1024 of the host for root', async () => {
    const { stderr, status } = await machine.run(
      (p) => {
        p.net.listen({ host: '0.0.0.0', port: 80 });
        return 0;
      },
      { credentials: { uid: 1000, gid: 1000, groups: [] } },
    );
    expect(stderr).toBe('test: Permission denied\n');
    expect(status).toEqual({ kind: 'exited', code: 1 });
  });

  it('are closed with their process, and reset when something was left unread', async () => {
    const box = web('172.18.0.2');
    const server = machine.start(
      async (p) => {
        const listener = p.net.listen({ host: '0.0.0.0', port: 80 });
        await listener.accept();
        await p.sleep(1e9);
        return 0;
      },
      { box },
    );
    machine.kernel.clock.after(1000, () => server.kill('KILL'));
    expect(await fetchFrom(machine.host, '172.18.0.2', 80)).toBe('ECONNRESET 1s');
    expect(await fetchFrom(machine.host, '172.18.0.2', 80)).toBe('ECONNREFUSED 0s');
    expect(box.net.listening()).toEqual([]);
  });

  it('half-close, hold writers back and count bytes', async () => {
    const box = web('172.18.0.2');
    const total = 1_000_000;
    machine.start(
      async (p) => {
        const connection = await p.net.listen({ host: '0.0.0.0', port: 80 }).accept();
        await p.sleep(5000);
        const all = await connection.readAll();
        await connection.write(`got ${all.length}`);
        connection.close();
        return 0;
      },
      { box },
    );
    const { stdout } = await machine.run(async (p) => {
      const connection = await p.net.connect({ host: '172.18.0.2', port: 80 });
      const began = p.now();
      await connection.write(new Uint8Array(total));
      const waited = p.now() - began;
      connection.end();
      await p.stdout.write(`${await connection.readText()} ${waited >= 4990 ? 'held back' : waited}`);
      return 0;
    });
    expect(stdout).toBe(`got ${total} held back`);
    const eth0 = box.net.interfaces()[1];
    expect(eth0?.rxBytes).toBeGreaterThan(total);
    expect(eth0?.rxBytes).toBeLessThan(total * 1.1);
  });

  it('answer pings on the same link', async () => {
    const box = web('172.18.0.2');
    const { stdout } = await machine.run(
      async (p) => {
        const times = [await p.net.ping('172.18.0.1'), await p.net.ping('172.18.0.9'), await p.net.ping('127.0.0.1')];
        await p.stdout.write(times.map((time) => (time === undefined ? '-' : time < 1 ? 'fast' : 'slow')).join(' '));
        return 0;
      },
      { box },
    );
    expect(stdout).toBe('fast - fast');
    expect(box.net.interfaces().map(({ name }) => name)).toEqual(['lo', 'eth0']);
  });

  it('lie in the file system too', async () => {
    const box = web('172.18.0.2');
    machine.kernel.network.serveUnix(box.mounts, '/tmp/daemon.sock', async (connection) => {
      await connection.write(`daemon heard ${(await connection.read()).length}`);
    });
    const { stdout } = await machine.run(
      async (p) => {
        const listener = p.net.listenUnix('/tmp/own.sock');
        p.background(async () => {
          for (;;) (await listener.accept()).close();
        });
        const tryConnect = async (path: string): Promise<string> => {
          try {
            const connection = await p.net.connectUnix(path);
            await connection.write('hello').catch(() => undefined);
            return await connection.readText();
          } catch (error) {
            return isSysError(error) ? error.code : String(error);
          }
        };
        p.fs.writeFile('/tmp/plain', '');
        const answers = [];
        for (const name of ['daemon.sock', 'own.sock', 'plain', 'nosuch'])
          answers.push(await tryConnect(`/tmp/${name}`));
        listener.close();
        answers.push(await tryConnect('/tmp/own.sock'), p.fs.stat('/tmp/own.sock').type);
        try {
          p.net.listenUnix('/tmp/own.sock');
        } catch (error) {
          answers.push(isSysError(error) ? error.code : '');
        }
        await p.stdout.write(answers.join(','));
        return 0;
      },
      { box },
    );
    expect(stdout).toBe('daemon heard 5,ECONNRESET,ECONNREFUSED,ENOENT,ECONNREFUSED,socket,EADDRINUSE');
  });
});
