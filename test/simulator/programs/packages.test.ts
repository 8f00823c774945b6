/** Package managers on a machine whose mirrors answer, and on one without a network. */
import { beforeEach, describe, expect, it } from 'vitest';
import { alpineArchive } from '../../../simulator/programs/packages/apk/database.ts';
import { debianArchive } from '../../../simulator/programs/packages/debian/archive-index.ts';
import { PACKAGE_MIRRORS } from '../../../simulator/programs/packages/mirrors.ts';
import { userlandMachine, type UserlandMachine } from '../../support/userland.ts';

let machine: UserlandMachine;

async function run(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const ran = await machine.run(words);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { status: ran.exitCode, out: text(ran.stdout), err: text(ran.stderr) };
}

beforeEach(() => {
  machine = userlandMachine();
});

const online = (): void => {
  machine.kernel.network.external.register({ names: PACKAGE_MIRRORS, ports: new Map() });
};

describe('the archive', () => {
  it('has everything that its packages need', () => {
    const archive = debianArchive();
    const missing = [...archive.values()].flatMap((it) =>
      [...it.depends, ...it.recommends].filter((name) => !archive.has(name)),
    );
    expect(missing).toEqual([]);
  });
});

describe("Alpine's repositories", () => {
  it('have everything that their packages need, or the base system has it', () => {
    const archive = alpineArchive();
    const base = new Set(['zlib', 'musl', 'libcrypto3', 'libssl3']);
    const missing = [...archive.values()].flatMap((it) =>
      it.depends.filter((name) => !archive.has(name) && !base.has(name)),
    );
    expect(missing).toEqual([]);
  });
});

describe('apt-get', () => {
  it('finds nothing before the first update, and again after the lists are gone', async () => {
    online();
    expect(await run('apt-get', 'install', '-y', 'sl')).toMatchObject({
      status: 100,
      out: 'Reading package lists...\nBuilding dependency tree...\nReading state information...\n',
      err: 'E: Unable to locate package sl\n',
    });
    await run('apt-get', 'update');
    expect((await run('apt-get', 'install', '-y', 'sl')).status).toBe(0);
    await run('sh', '-c', 'rm -rf /var/lib/apt/lists/*');
    expect((await run('apt-get', 'install', '-y', 'cmatrix')).err).toBe('E: Unable to locate package cmatrix\n');
  });

  it('installs a package without others in the words of the real one', async () => {
    online();
    await run('apt-get', 'update');
    const { out, status } = await run('apt-get', 'install', 'tree');
    expect(status).toBe(0);
    expect(out.replace(/\(Reading database[^]*installed\.\)/, '(…)').replace(/^Fetched.*$/m, 'Fetched')).toBe(
      `Reading package lists...
Building dependency tree...
Reading state information...
The following NEW packages will be installed:
  tree
0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
Need to get 52.5 kB of archives.
After this operation, 116 kB of additional disk space will be used.
Get:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]
Fetched
Selecting previously unselected package tree.
(…)
Preparing to unpack .../tree_2.1.0-1_amd64.deb ...
Unpacking tree (2.1.0-1) ...
Setting up tree (2.1.0-1) ...
`,
    );
  });

  it('asks before it installs more than was named, and takes silence for no', async () => {
    online();
    await run('apt-get', 'update');
    const { out, status } = await run('apt-get', 'install', 'git');
    expect(status).toBe(1);
    expect(out).toMatch(/Do you want to continue\? \[Y\/n\] Abort\.\n$/);
    expect((await run('dpkg', '-s', 'git')).status).toBe(1);
  });

  it('what was installed runs, is listed, and goes again with what only it needed', async () => {
    online();
    await run('apt-get', 'update');
    await run('apt-get', 'install', '-y', '--no-install-recommends', 'redis-server');
    expect((await run('redis-server', '--version')).status).toBe(0);
    expect((await run('dpkg', '-l', 'redis-tools')).out).toMatch(/^ii {2}redis-tools /m);
    expect((await run('dpkg', '-S', '/usr/bin/redis-server')).out).toBe('redis-server: /usr/bin/redis-server\n');
    await run('apt-get', 'purge', '-y', '--auto-remove', 'redis-server');
    expect((await run('dpkg', '-l', 'redis-tools')).err).toBe('dpkg-query: no packages found matching redis-tools\n');
    expect(machine.fs.exists('/usr/bin/redis-server')).toBe(false);
  });

  it('without a network keeps trying, warns, and ends well; installing then fails', async () => {
    const update = await run('apt-get', 'update');
    expect(update.status).toBe(0);
    expect(update.out).toMatch(/^Err:1 http:\/\/deb\.debian\.org\/debian bookworm InRelease\n {2}Temporary failure resolving 'deb\.debian\.org'$/m);
    expect(update.err).toMatch(/W: Some index files failed to download/);
    expect((await run('apt-get', 'install', '-y', 'sl')).status).toBe(100);
  }); // prettier-ignore

  it('refuses others than root, unknown operations, options and versions', async () => {
    online();
    await run('apt-get', 'update');
    const user = await machine.run(['apt-get', 'install', 'sl'], { uid: 1000 });
    expect(user.exitCode).toBe(100);
    expect((await run('apt-get', 'frobnicate')).err).toBe('E: Invalid operation frobnicate\n');
    expect((await run('apt-get', 'install', '-y', 'sl=9')).err).toBe("E: Version '9' for 'sl' was not found\n");
    expect((await run('apt-get', 'install', '--nosuch', 'sl')).status).toBe(100);
  });
});
