/** open(2): what the file system found becomes a descriptor. */
import type { OpenNode } from '../../vfs/open.ts';
import type { OpenFlags } from '../abi.ts';
import { SysError } from '../errno.ts';
import { openMemoryDevice, terminalDevice } from '../io/devices.ts';
import type { DeviceNumber, Node } from '../io/devices.ts';
import type { Access, OpenFile } from '../io/open-file.ts';
import { OpenDirectory, RegularOpenFile } from '../io/regular-file.ts';
import { SlaveFile } from '../tty/terminal-file.ts';
import type { Terminal } from '../tty/terminal.ts';
import type { KernelProcess } from './kernel-process.ts';
import type { Thread } from './thread.ts';

const DEFAULT_WINDOW = { cols: 80, rows: 24 };

/** Errors as open(2) gives them. Only a fifo without another side waits. */
export async function openPath(
  process: KernelProcess,
  thread: Thread,
  path: string,
  flags: OpenFlags,
  mode: number,
): Promise<number> {
  const pause = thread.enter(1);
  if (pause !== undefined) await pause;
  const write = flags.write === true || flags.append === true;
  const access = { readable: flags.read === true || !write, writable: write };
  const node = process.mounts.open(process, path, { ...flags, read: access.readable, write }, mode);
  if (node.kind === 'fifo') return openFifo(process, thread, path, access, node);
  return process.descriptors.add(openFound(process, path, access, flags.append === true, node));
}

async function openFifo(
  process: KernelProcess,
  thread: Thread,
  path: string,
  access: Access,
  node: OpenNode & { kind: 'fifo' },
): Promise<number> {
  const fifo = process.machinery.fifos.open(node.key, path, access, node.stat);
  fifo.file.retain();
  try {
    while (!fifo.isMet()) await thread.sleepOn(fifo.sides);
    return process.descriptors.add(fifo.file);
  } finally {
    fifo.file.release();
  }
}

function openFound(
  process: KernelProcess,
  path: string,
  access: Access,
  append: boolean,
  node: Exclude<OpenNode, { kind: 'fifo' }>,
): OpenFile {
  switch (node.kind) {
    case 'file':
      return new RegularOpenFile(node.file, absolute(process, path), { ...access, append });
    case 'directory':
      return new OpenDirectory(absolute(process, path), node.stat);
    case 'device':
      if (node.type === 'block') throw new SysError('ENXIO', path);
      return openDevice(process, node.rdev, access, { path: absolute(process, path), stat: node.stat });
    case 'socket':
      throw new SysError('ENXIO', path);
    case 'descriptor':
      return openDescriptor(process, node.pid, node.fd, access, path);
  }
}

function openDevice(process: KernelProcess, rdev: DeviceNumber, access: Access, node: Node): OpenFile {
  const device = terminalDevice(rdev);
  if (device === undefined) return openMemoryDevice(rdev, access, process.machinery.chance, node);
  switch (device.kind) {
    case 'controlling':
      return slaveOf(process.group.session.terminal);
    case 'console':
      return slaveOf(process.pids.init?.group.session.terminal);
    case 'new':
      return process.machinery.terminals.open(process.mounts, DEFAULT_WINDOW, process.credentials.uid).master;
    case 'pts':
      return openTerminal(process, process.machinery.terminals.find(process.mounts, device.number));
  }
}

/** A session leader without a terminal gets the first one it opens. */
function openTerminal(process: KernelProcess, terminal: Terminal | undefined): OpenFile {
  const file = slaveOf(terminal);
  const { group } = process;
  const mayAcquire = group.session.leader === process && group.session.terminal === undefined;
  if (mayAcquire && terminal !== undefined && terminal.session === undefined) {
    terminal.acquire(group);
    group.session.terminal = terminal;
  }
  return file;
}

function slaveOf(terminal: Terminal | undefined): SlaveFile {
  if (terminal === undefined) throw new SysError('ENXIO');
  return new SlaveFile(terminal);
}

function openDescriptor(process: KernelProcess, pid: number, fd: number, access: Access, path: string): OpenFile {
  const file = process.pids.find(pid)?.descriptors.find(fd);
  if (file === undefined) throw new SysError('ENOENT', path);
  return file.reopen(access);
}

function absolute(process: KernelProcess, path: string): string {
  if (path.startsWith('/')) return path;
  return `${process.cwd === '/' ? '' : process.cwd}/${path}`;
}
