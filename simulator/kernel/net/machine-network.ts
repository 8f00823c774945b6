import { SysError } from '../errno.ts';
import type { Bridge, Closable, Network } from '../kernel.ts';
import type { Machinery } from '../process/machinery.ts';
import { NetworkNamespace } from './network-namespace.ts';

export class MachineNetwork implements Network {
  readonly machinery: Machinery;
  #namespaces = 0;

  constructor(machinery: Machinery) {
    this.machinery = machinery;
  }

  createNamespace(): NetworkNamespace {
    this.#namespaces += 1;
    return new NetworkNamespace(this.#namespaces);
  }

  createBridge(): Bridge {
    throw new SysError('ENOSYS');
  }

  publish(): Closable {
    throw new SysError('ENOSYS');
  }
}
