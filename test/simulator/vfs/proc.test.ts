import { describe, expect, it } from 'vitest';
import type { Stat } from '../../../simulator/kernel/abi.ts';
import { isSysError, SysError } from '../../../simulator/kernel/errno.ts';
import type { Cgroup, NetNamespace } from '../../../simulator/kernel/kernel.ts';
import type { ProcEntry, ProcSource, PtsEntry } from '../../../simulator/kernel/proc-source.ts';
import {
  buildLayer, createCgroup2FileSystem, createCgroupFileSystem, createDevFileSystem, createMemoryFileSystem, createMountNamespace,
  createOverlay, createProcFileSystem, createPtsFileSystem, createSysFileSystem, maskSystem, mountSystem, parametersWith,
} from '../../../simulator/vfs/index.ts'; // prettier-ignore

const NOW = 1_700_000_000_000;
const PIPE: Stat = {
  type: 'fifo', mode: 0o600, uid: 0, gid: 0, size: 0, nlink: 1, ino: 77, dev: 13, rdev: { major: 0, minor: 0 },
  mtime: NOW, ctime: NOW, atime: NOW, blocks: 0,
}; // prettier-ignore

function net(): NetNamespace {
  const fail = () => {
    throw new Error('not part of this test');
  };
  const link = { prefix: 16, up: true, txBytes: 42, rxBytes: 280 };
  return {
    id: 3, attach: fail, setNameServer: fail, setDefaultGateway: fail, connect: fail,
    interfaces: () => [
      { ...link, name: 'lo', address: '127.0.0.1', mac: '', loopback: true },
      { ...link, name: 'eth0', address: '172.17.0.2', mac: '02:42:ac:11:00:02', loopback: false },
    ],
    listening: () => [{ protocol: 'tcp', address: '0.0.0.0', port: 80, pid: 1 }],
  }; // prettier-ignore
}

function process(pid: number, uid: number, mounts: () => ReturnType<typeof createMountNamespace>): ProcEntry {
  return {
    pid,
    row: () => ({
      pid, ppid: pid === 1 ? 0 : 1, pgid: pid, sid: 1, uid, gid: uid, state: 'S', args: ['sh', '-c', 'sleep 9'], comm: 'sh',
      tty: 'pts/0', started: NOW, cpu: 20, rss: 1_556_480,
    }),
    environ: () => [['PATH', '/bin'], ['HOME', '/root']],
    cwd: () => '/srv', root: () => '/', executable: () => '/bin/sh',
    credentials: () => ({ uid, gid: uid, groups: [], bounding: new Set(['CHOWN', 'MKNOD']), noNewPrivileges: true }), umask: () => 0o22,
    descriptors: () => [
      { fd: 0, target: '/dev/null', readable: true, writable: false },
      { fd: 1, target: 'pipe:[77]', readable: false, writable: true },
    ],
    fstat: (fd) => { if (fd !== 1) throw new SysError('EBADF'); return PIPE; },
    signals: () => ({ pending: 0n, ignored: 4n, caught: 0x10002n }),
    mounts, net, uts: () => ({ hostname: 'box', domainname: '' }), cgroup: () => '/',
  }; // prettier-ignore
}

function container(version: 1 | 2 = 2) {
  const layer = buildLayer([{ path: '/bin/' }, { path: '/srv/' }, { path: '/proc/' }]);
  const root = createOverlay({ lower: [layer], upper: createMemoryFileSystem({ now: NOW }) });
  const namespace = createMountNamespace(root, { source: 'overlay', options: ['relatime'] });
  const processes = new Map([1, 7].map((pid) => [pid, process(pid, pid === 7 ? 1000 : 0, () => namespace)]));
  const terminals: PtsEntry[] = [];
  const source: ProcSource = {
    pids: () => [...processes.keys()],
    find: (pid) => processes.get(pid),
    machine: () => ({
      cpus: 2, memory: 4 * 2 ** 30, memoryUsed: 2 ** 30, swap: 0, kernelRelease: '6.1.0', kernelVersion: '#1 SMP', architecture: 'x86_64',
      bootedAt: NOW - 5000,
    }),
    uptime: () => ({ up: 12.5, idle: 20 }),
    loadavg: () => ({ averages: [0.5, 0.25, 0.1], runnable: 1, total: 2, lastPid: 7 }),
    cpuTime: () => ({ busy: 1000, idle: 2000 }),
  }; // prettier-ignore
  const uts = { hostname: 'box', domainname: '' };
  const parameters = parametersWith([['net.core.somaxconn', '1024']]);
  const now = () => NOW;
  const proc = createProcFileSystem({ source, now, uts, parameters, cgroupVersion: version });
  const dev = createDevFileSystem({ now: NOW });
  const cgroup: Cgroup = {
    limits: { memory: 64 * 2 ** 20, cpus: 0.5, pids: 20 }, freeze: () => undefined, thaw: () => undefined, frozen: false,
    usage: () => ({ memory: 4096, cpuMs: 3, pids: 2, readBytes: 0, writeBytes: 0 }), onOom: () => undefined,
  }; // prettier-ignore
  const view = { cgroup, cpus: 2, pids: () => [1, 7], now };
  const parts = {
    proc, dev, now: NOW, shm: 65536 * 1024,
    pts: createPtsFileSystem({ terminals: () => terminals }, now),
    sys: createSysFileSystem({ net: net(), cpus: 2, now }),
    cgroup: version === 2
      ? { version, fs: createCgroup2FileSystem(view) }
      : { version, controllers: new Map(['cpu', 'memory', 'pids'].map((name) => [name, createCgroupFileSystem(view, name)])) },
  }; // prettier-ignore
  mountSystem(namespace, parts);
  maskSystem(namespace, parts);
  const context = {
    namespace,
    root: '/',
    cwd: '/',
    credentials: { uid: 0, gid: 0, groups: [] },
    umask: 0o22,
    pid: 7,
    now,
  };
  const user = { ...context, credentials: { uid: 1000, gid: 1000, groups: [] } };
  return {
    namespace,
    context,
    fs: namespace.processFs(context),
    user: namespace.processFs(user),
    processes,
    terminals,
    uts,
  };
}

function errorOf(work: () => unknown): string {
  try {
    work();
    return 'ok';
  } catch (error) {
    if (isSysError(error)) return error.code;
    throw error;
  }
}

describe('/proc', () => {
  it('lists processes, and leads self to the one that asks', () => {
    const { fs, processes } = container();
    expect(
      fs
        .readdir('/proc')
        .filter(({ name }) => /^\d+$/.test(name))
        .map(({ name }) => name),
    ).toEqual(['1', '7']);
    expect(fs.readlink('/proc/self')).toBe('7');
    expect(fs.realpath('/proc/self/cwd')).toBe('/srv');
    expect(fs.readText('/proc/1/cmdline')).toBe('sh\0-c\0sleep 9\0');
    expect(fs.stat('/proc/7')).toMatchObject({ uid: 1000, mode: 0o555, type: 'directory' });
    processes.delete(7);
    expect(fs.exists('/proc/7/status')).toBe(false);
    expect(fs.exists('/proc/07')).toBe(false);
  });

  it('tells a process as Linux does', () => {
    const { fs } = container();
    const status = fs.readText('/proc/7/status').split('\n');
    expect(status.slice(0, 6)).toEqual([
      'Name:\tsh',
      'Umask:\t0022',
      'State:\tS (sleeping)',
      'Tgid:\t7',
      'Ngid:\t0',
      'Pid:\t7',
    ]);
    expect(status).toContain('Uid:\t1000\t1000\t1000\t1000');
    expect(status).toContain('VmRSS:\t    1520 kB');
    expect(status).toContain('SigCgt:\t0000000000010002');
    expect(fs.readText('/proc/1/status')).toContain('CapEff:\t0000000008000001');
    expect(fs.readText('/proc/1/status')).toContain('NoNewPrivs:\t1\n');
    expect(fs.readText('/proc/1/stat').split(' ')).toHaveLength(52);
    expect(fs.readText('/proc/1/stat')).toMatch(/^1 \(sh\) S 0 1 1 34816 /);
    expect(fs.readText('/proc/self/environ')).toBe('PATH=/bin\0HOME=/root\0');
    expect(fs.readText('/proc/self/cgroup')).toBe('0::/\n');
  });

  it('leads descriptors to what is open, by no path', () => {
    const { fs, namespace, context } = container();
    expect(fs.readlink('/proc/self/fd/1')).toBe('pipe:[77]');
    expect(fs.lstat('/proc/self/fd/1')).toMatchObject({ type: 'symlink', mode: 0o300, size: 64 });
    expect(fs.stat('/dev/stdout')).toMatchObject({ type: 'fifo', ino: 77 });
    expect(namespace.open(context, '/dev/stdout', { write: true }, 0)).toMatchObject({
      kind: 'descriptor',
      pid: 7,
      fd: 1,
    });
    expect(namespace.open(context, '/dev/null', { write: true }, 0)).toMatchObject({
      kind: 'device',
      rdev: { major: 1, minor: 3 },
    });
    expect(errorOf(() => fs.stat('/proc/self/fd/9'))).toBe('ENOENT');
  });

  it('tells the machine', () => {
    const { fs } = container();
    expect(fs.readText('/proc/uptime')).toBe('12.50 20.00\n');
    expect(fs.readText('/proc/loadavg')).toBe('0.50 0.25 0.10 1/2 7\n');
    expect(fs.readText('/proc/meminfo')).toMatch(/^MemTotal: {8}4194304 kB\nMemFree: /);
    expect(fs.readText('/proc/cpuinfo').match(/^processor\t: \d$/gm)).toEqual(['processor\t: 0', 'processor\t: 1']);
    expect(fs.readText('/proc/net/tcp').split('\n')[1]).toMatch(/^ {3}0: 00000000:0050 00000000:0000 0A /);
    expect(fs.readText('/proc/net/dev').split('\n')[3]).toMatch(/^ {2}eth0: {5}280 /);
    expect(fs.readText('/proc/sys/kernel/hostname')).toBe('box\n');
    expect(fs.readText('/proc/sys/net/core/somaxconn')).toBe('1024\n');
  });

  it('refuses what Linux refuses, in a container', () => {
    const { fs, user } = container();
    expect(errorOf(() => fs.writeFile('/proc/x', ''))).toBe('ENOENT');
    expect(errorOf(() => fs.mkdir('/proc/x'))).toBe('ENOENT');
    expect(errorOf(() => fs.unlink('/proc/version'))).toBe('EPERM');
    expect(errorOf(() => fs.writeFile('/proc/version', 'x'))).toBe('EIO');
    expect(errorOf(() => fs.writeFile('/proc/sys/net/ipv4/ip_forward', '1'))).toBe('EROFS');
    expect(errorOf(() => fs.mkdir('/sys/x'))).toBe('EROFS');
    expect(errorOf(() => user.readText('/proc/1/environ'))).toBe('EACCES');
    expect(fs.readdir('/proc/acpi')).toEqual([]);
    expect(fs.stat('/proc/keys')).toMatchObject({ type: 'char', rdev: { major: 1, minor: 3 } });
  });

  it('shows the mounts in the order and words of a container', () => {
    const { fs } = container(1);
    expect(fs.readText('/proc/mounts').split('\n').slice(0, 8)).toEqual([
      'overlay / overlay rw,relatime 0 0',
      'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
      'tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0',
      'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0',
      'sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0',
      'tmpfs /sys/fs/cgroup tmpfs rw,nosuid,nodev,noexec,relatime,mode=755 0 0',
      'cgroup /sys/fs/cgroup/cpu cgroup ro,nosuid,nodev,noexec,relatime,cpu 0 0',
      'cgroup /sys/fs/cgroup/memory cgroup ro,nosuid,nodev,noexec,relatime,memory 0 0',
    ]);
  });
});

describe('/dev and /sys', () => {
  it('have the nodes and links of a container', () => {
    const { fs, terminals } = container();
    expect(fs.readdir('/dev').map(({ name }) => name)).toEqual([
      'fd', 'full', 'mqueue', 'null', 'ptmx', 'pts', 'random', 'shm', 'stderr', 'stdin', 'stdout', 'tty', 'urandom', 'zero',
    ]); // prettier-ignore
    expect(fs.readdir('/dev/pts').map(({ name }) => name)).toEqual(['ptmx']);
    terminals.push({ number: 0, uid: 0, gid: 5, mode: 0o620, mtime: NOW });
    expect(fs.stat('/dev/pts/0')).toMatchObject({ type: 'char', mode: 0o620, gid: 5, rdev: { major: 136, minor: 0 } });
    expect(fs.statfs('/dev/shm')).toMatchObject({ size: 67_108_864, used: 0, source: 'shm', type: 'tmpfs' });
  });

  it('show interfaces and the limits of the cgroup', () => {
    const { fs } = container();
    expect(fs.readdir('/sys/class/net').map(({ name }) => name)).toEqual(['lo', 'eth0']);
    expect(fs.readText('/sys/class/net/eth0/address')).toBe('02:42:ac:11:00:02\n');
    expect(fs.realpath('/sys/class/net/eth0')).toBe('/sys/devices/virtual/net/eth0');
    expect(fs.readText('/sys/fs/cgroup/memory.max')).toBe('67108864\n');
    expect(fs.readText('/sys/fs/cgroup/cpu.max')).toBe('50000 100000\n');
    expect(fs.readText('/sys/fs/cgroup/pids.max')).toBe('20\n');
    expect(container(1).fs.readText('/sys/fs/cgroup/memory/memory.limit_in_bytes')).toBe('67108864\n');
  });
});
