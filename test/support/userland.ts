/** A Debian machine with every program of the table, for tests of single command lines. */
import type { ExitStatus, ProcessFs, ProgramEntry, ProgramTable, WindowSize } from '../../simulator/kernel/abi.ts';
import { createKernel } from '../../simulator/kernel/create-kernel.ts';
import type { Kernel, Pty } from '../../simulator/kernel/kernel.ts';
import { SIGNALS } from '../../simulator/kernel/signals.ts';
import { Host } from '../../simulator/host/host.ts';
import { installSoftware } from '../../simulator/host/software.ts';
import { createProgramTable } from '../../simulator/programs/table.ts';
import { ash, bash, dash } from '../../simulator/shell/index.ts';
import { nodeEnvironment } from './machine.ts';

export const ROOM = '/srv/case';
export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface Ran {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}

export interface RunOptions {
  env?: Readonly<Record<string, string>>;
  stdin?: Uint8Array;
  cwd?: string;
  uid?: number;
}

export interface UserlandMachine {
  kernel: Kernel;
  host: Host;
  fs: ProcessFs;
  run(words: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Starts a command on a terminal; `ended` resolves with its status. */
  onTerminal(
    words: readonly string[],
    size?: WindowSize,
    env?: Readonly<Record<string, string>>,
  ): { pty: Pty; ended: Promise<ExitStatus> };
}

export function statusNumber(status: ExitStatus): number {
  return status.kind === 'exited' ? status.code : 128 + SIGNALS[status.signal];
}

function locate(fs: ProcessFs, name: string): string {
  if (name.includes('/')) return name;
  return (
    PATH.split(':')
      .map((directory) => `${directory}/${name}`)
      .find((path) => fs.exists(path)) ?? `/usr/bin/${name}`
  );
}

const shells = new Map<string, ProgramEntry>([
  ['bash', { kind: 'ready', run: bash }],
  ['dash', { kind: 'ready', run: dash }],
  ['ash', { kind: 'ready', run: ash }],
]);

export interface UserlandOptions {
  startAt?: number;
  programs?: ProgramTable;
}

export function userlandMachine({
  startAt = 1763722800000,
  programs = createProgramTable((name) => shells.get(name)),
}: UserlandOptions = {}): UserlandMachine {
  const kernel = createKernel({
    environment: nodeEnvironment(),
    time: { kind: 'virtual', startAt },
    seed: 'userland',
    programs,
  });
  const host = new Host(kernel, { hostname: 'vm', workingDirectory: ROOM });
  installSoftware(host.disk, kernel.clock.now());
  const { fs } = host;
  const base = (words: readonly string[], env: Readonly<Record<string, string>>) => ({
    path: locate(fs, words[0] ?? ''),
    args: words,
    env: Object.entries({ PATH, HOME: '/root', ...env }),
    credentials: { uid: 0, gid: 0, groups: [] },
    mounts: host.mounts,
    net: host.net,
    uts: host.uts,
    cgroup: host.cgroup,
    pids: kernel.hostPids,
  });
  return {
    kernel,
    host,
    fs,
    async run(words, { env = {}, stdin = new Uint8Array(), cwd = ROOM, uid = 0 } = {}) {
      const [input, output, errors] = [kernel.pipe(), kernel.pipe(), kernel.pipe()];
      const task = kernel.start({
        ...base(words, env),
        cwd,
        credentials: { uid, gid: uid, groups: [] },
        stdio: { kind: 'streams', stdin: input.reader, stdout: output.writer, stderr: errors.writer },
      });
      output.writer.close();
      errors.writer.close();
      input.reader.close();
      const fed = input.writer
        .write(stdin)
        .catch(() => undefined)
        .then(() => input.writer.close());
      const [stdout, stderr] = await Promise.all([output.reader.readAll(), errors.reader.readAll(), fed]);
      return { exitCode: statusNumber(await task.ended), stdout, stderr };
    },
    onTerminal(words, size = { cols: 80, rows: 24 }, env = {}) {
      const pty = kernel.pty(size);
      const task = kernel.start({
        ...base(words, { TERM: 'xterm-256color', ...env }),
        cwd: ROOM,
        stdio: { kind: 'tty', tty: pty.slave },
      });
      return { pty, ended: task.ended };
    },
  };
}
