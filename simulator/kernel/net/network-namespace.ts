import type { Connection, NetInterface } from '../abi.ts';
import { SysError } from '../errno.ts';
import type { Closable, NetNamespace } from '../kernel.ts';

export class NetworkNamespace implements NetNamespace {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  attach(): Closable {
    throw new SysError('ENOSYS');
  }

  setDefaultGateway(): void {
    throw new SysError('ENOSYS');
  }

  interfaces(): NetInterface[] {
    return [];
  }

  setNameServer(): void {
    throw new SysError('ENOSYS');
  }

  listening(): [] {
    return [];
  }

  connect(): Promise<Connection> {
    throw new SysError('ENOSYS');
  }
}
