/** Descriptors 0, 1 and 2 of a process that is started from outside. */
import type { Readable, Writable } from '../abi.ts';
import { openMemoryDevice } from '../io/devices.ts';
import { ForeignInput, ForeignOutput } from '../io/foreign-stream.ts';
import type { OpenFile } from '../io/open-file.ts';
import { PipeReader, PipeWriter } from '../io/pipe-ends.ts';
import { PipeFile } from '../io/pipe.ts';
import type { Stdio } from '../kernel.ts';
import { SlaveFile } from '../tty/terminal-file.ts';
import { Terminal } from '../tty/terminal.ts';
import type { KernelProcess } from './kernel-process.ts';

const NULL_DEVICE = { major: 1, minor: 3 };

/** The process leads a new session; a terminal becomes its controlling one. */
export function openStandardStreams(process: KernelProcess, stdio: Stdio): void {
  for (const [fd, file] of filesOf(process, stdio).entries()) process.descriptors.put(fd, file);
}

function filesOf(process: KernelProcess, stdio: Stdio): OpenFile[] {
  if (stdio.kind === 'tty') {
    const terminal = terminalOf(process, stdio.tty);
    const file = new SlaveFile(terminal);
    return [file, file, file];
  }
  const output = outputFile(stdio.stdout);
  const errors = stdio.stderr === stdio.stdout ? output : outputFile(stdio.stderr);
  return [inputFile(process, stdio.stdin), output, errors];
}

function terminalOf(process: KernelProcess, handle: unknown): Terminal {
  if (!(handle instanceof Terminal))
    throw new TypeError('This is not a terminal of this kernel: Kernel.pty makes them.');
  process.machinery.terminals.assign(handle, process.mounts, process.credentials.uid);
  handle.acquire(process.group);
  process.group.session.terminal = handle;
  return handle;
}

function inputFile(process: KernelProcess, stream: Readable | null): OpenFile {
  const access = { readable: true, writable: false };
  if (stream === null) return openMemoryDevice(NULL_DEVICE, access, process.machinery.chance);
  return stream instanceof PipeReader ? new PipeFile(stream.pipe, access) : new ForeignInput(stream);
}

function outputFile(stream: Writable): OpenFile {
  const access = { readable: false, writable: true };
  return stream instanceof PipeWriter ? new PipeFile(stream.pipe, access) : new ForeignOutput(stream);
}
