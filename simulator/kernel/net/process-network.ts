import type { Connection, Listener, NetInterface, ProcessNet } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { KernelProcess } from '../process/kernel-process.ts';
import type { Thread } from '../process/thread.ts';

export class ProcessNetwork implements ProcessNet {
  readonly process: KernelProcess;

  constructor(process: KernelProcess, _thread: Thread) {
    this.process = process;
  }

  listen(): Listener {
    throw new SysError('ENOSYS');
  }

  connect(): Promise<Connection> {
    throw new SysError('ENOSYS');
  }

  resolve(): Promise<string[]> {
    throw new SysError('ENOSYS');
  }

  ping(): Promise<number | undefined> {
    throw new SysError('ENOSYS');
  }

  interfaces(): NetInterface[] {
    return [];
  }

  routes(): [] {
    return [];
  }

  sockets(): [] {
    return [];
  }

  hostname(): string {
    return this.process.uts.hostname;
  }

  setHostname(name: string): void {
    this.process.uts.hostname = name;
  }
}
