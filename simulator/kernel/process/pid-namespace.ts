/** A pid namespace in the hands of the host or the daemon (kernel.ts). */
import type { ProcessRow } from '../abi.ts';
import type { PidNamespace } from '../kernel.ts';
import type { ProcSource } from '../proc-source.ts';
import type { Signal } from '../signals.ts';
import type { Machinery, ProcessSpace } from './kernel-process.ts';
import { ProcFiles } from './proc-files.ts';
import { rowOf } from './rows.ts';

export class ProcessNamespace implements PidNamespace {
  readonly id: number;
  readonly space: ProcessSpace;
  readonly proc: ProcSource;

  constructor(id: number, space: ProcessSpace, machinery: Machinery) {
    this.id = id;
    this.space = space;
    this.proc = new ProcFiles(machinery, space);
  }

  get alive(): boolean {
    return this.space.alive;
  }

  killAll(signal: Signal): void {
    for (const process of this.space.all()) {
      if (process.pids === this.space) process.machinery.sendSignal(process, signal, 'outside');
    }
  }

  processes(): (ProcessRow & { hostPid: number })[] {
    return this.space.all().map((process) => ({ ...rowOf(process, this.space), hostPid: process.number.host }));
  }
}
