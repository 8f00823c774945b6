/** GET /containers/{id}/top: the host's ps, of which only the container's processes are kept. */
import type { ContainerTopResponse } from '../../api/containers.ts';
import { system } from '../../api/errors.ts';
import { concat, decode } from '../../kernel/bytes.ts';
import { isSysError } from '../../kernel/errno.ts';
import type { Daemon } from '../context.ts';
import { getContainer, notRunning, restartingError, runOf } from './find.ts';
import { isRestarting, isRunning } from './phase.ts';
import { emitContainerEvent } from './state.ts';

const PS = '/usr/bin/ps';

export async function containerTop(daemon: Daemon, reference: string, psArgs = ''): Promise<ContainerTopResponse> {
  const text = psArgs === '' ? '-ef' : psArgs;
  checkPsArguments(text);
  const container = getContainer(daemon, reference);
  if (!isRunning(container)) throw notRunning(container.id);
  if (isRestarting(container)) throw restartingError(container.id);
  const pids = runOf(daemon, container.id)
    .pids.processes()
    .map(({ hostPid }) => hostPid);
  const args = text.split(' ');
  const narrow = await runPs(daemon, [...args, `-q${pids.join(',')}`]);
  const output = narrow.exitCode === 0 ? narrow : await runPs(daemon, args);
  if (output.exitCode !== 0) throw system(`ps: ${output.stderr.split('\n')[0] || `exit status ${output.exitCode}`}`);
  const response = parsePsOutput(output.stdout, new Set(pids));
  emitContainerEvent(daemon, container, 'top');
  return response;
}

/** A column that poses as PID would show processes of others. */
function checkPsArguments(text: string): void {
  for (const [, name, shown] of text.matchAll(/\s+([^\s]*)=\s*(PID[^\s]*)/g)) {
    if (name !== 'pid') throw system(`specifying "${name}=${shown}" is not allowed`);
  }
}

async function runPs(
  daemon: Daemon,
  args: readonly string[],
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const { kernel, host } = daemon;
  const output = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  const collect = (into: Uint8Array[]) => ({
    write: async (data: Uint8Array | string) =>
      void into.push(typeof data === 'string' ? new TextEncoder().encode(data) : data.slice()),
  });
  try {
    const task = kernel.start({
      path: PS,
      args: ['ps', ...args],
      env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
      cwd: '/',
      credentials: { uid: 0, gid: 0, groups: [0] },
      mounts: host.mounts,
      pids: kernel.hostPids,
      net: host.net,
      uts: host.uts,
      cgroup: kernel.cgroup(),
      stdio: { kind: 'streams', stdin: null, stdout: collect(output.stdout), stderr: collect(output.stderr) },
    });
    const status = await task.ended;
    const exitCode = status.kind === 'exited' ? status.code : 1;
    return { exitCode, stdout: decode(concat(output.stdout)), stderr: decode(concat(output.stderr)) };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return { exitCode: 127, stdout: '', stderr: 'exec: "ps": executable file not found in $PATH' };
  }
}

/** Rows whose PID is one of the container's, and the threads that follow them. */
function parsePsOutput(text: string, pids: ReadonlySet<number>): ContainerTopResponse {
  const [header = '', ...lines] = text.split('\n');
  const titles = fields(header);
  const pidColumn = titles.indexOf('PID');
  if (pidColumn < 0) throw system("Couldn't find PID field in ps output");
  const processes: string[][] = [];
  let isOurs = false;
  for (const line of lines) {
    if (line === '') continue;
    const values = fields(line);
    const pid = values[pidColumn] ?? '';
    if (pid !== '-') {
      if (!/^\d+$/.test(pid)) {
        throw system(`Unexpected pid '${pid}': strconv.Atoi: parsing ${JSON.stringify(pid)}: invalid syntax`);
      }
      isOurs = pids.has(Number(pid));
    }
    if (isOurs) processes.push(columns(values, titles.length));
  }
  return { Processes: processes, Titles: titles };
}

function fields(line: string): string[] {
  return line.split(/[\t\n\f\r ]+/).filter((field) => field !== '');
}

/** The last column takes what is left of the line. */
function columns(values: readonly string[], count: number): string[] {
  return [...values.slice(0, count - 1), values.slice(count - 1).join(' ')];
}
