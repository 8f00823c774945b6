/** Sockets of the file system (unix(7)): who listens on which, by the key the file system gives their nodes. */
import type { FsContext } from '../../vfs/mounts.ts';
import { isSysError, SysError } from '../errno.ts';
import { StreamEnd } from './stream-end.ts';
import type { SocketOwner } from './socket-owner.ts';
import type { StreamListener } from './stream-listener.ts';

const NO_LINK = { from: undefined, to: undefined };
const READ_WRITE = { read: true, write: true };
const SOCKET_MODE = 0o777;

export class UnixSockets {
  readonly #listeners = new Map<string, StreamListener>();
  readonly #nextInode: () => number;

  constructor(nextInode: () => number) {
    this.#nextInode = nextInode;
  }

  /** Makes a node. EADDRINUSE, ENOENT, EACCES. The result stops listening and leaves the node. */
  bind(who: FsContext, path: string, listener: StreamListener): () => void {
    try {
      who.namespace.processFs(who).mknod(path, 'socket', SOCKET_MODE);
    } catch (error) {
      throw isSysError(error, 'EEXIST') ? new SysError('EADDRINUSE', path) : error;
    }
    return this.takeOver(who, path, listener);
  }

  /** Listens on a node that is there already. */
  takeOver(who: FsContext, path: string, listener: StreamListener): () => void {
    const key = keyOf(who, path);
    this.#listeners.set(key, listener);
    return () => {
      if (this.#listeners.get(key) === listener) this.#listeners.delete(key);
    };
  }

  /** ENOENT, EACCES, ECONNREFUSED. */
  connect(who: FsContext, path: string, owner: SocketOwner | undefined): StreamEnd {
    const listener = this.#listeners.get(keyOf(who, path));
    if (listener === undefined || listener.isFull) throw new SysError('ECONNREFUSED', path);
    const [near, far] = [{ host: '', port: 0 }, { host: path, port: 0 }]; // prettier-ignore
    const client = new StreamEnd(this.#nextInode(), near, far, NO_LINK);
    const server = new StreamEnd(this.#nextInode(), far, near, NO_LINK);
    StreamEnd.connect(client, server);
    client.owner = owner;
    server.owner = listener.owner;
    listener.offer(server);
    return client;
  }
}

function keyOf(who: FsContext, path: string): string {
  const node = who.namespace.open(who, path, READ_WRITE, 0);
  if (node.kind === 'socket') return node.key;
  if (node.kind === 'file') node.file.close();
  throw new SysError('ECONNREFUSED', path);
}
