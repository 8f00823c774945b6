/** Listens on an address and answers the distribution API for a storage, until the process is told to end. */
import { ProcessGone } from '../../kernel/abi.ts';
import type { Address, Connection, Listener, Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';
import { formatResponse, HttpError, HttpReader, readRequest } from '../http/message.ts';
import type { HttpRequest } from '../http/message.ts';
import type { RegistryStorage } from '../storage.ts';
import { createHandler } from './handler.ts';
import type { Answer } from './handler.ts';
import { httpDate, newUuid } from './log.ts';
import type { Log } from './log.ts';

export interface ServeOptions {
  readonly address: Address;
  readonly storage: RegistryStorage;
  readonly deletes: boolean;
  readonly log: Log;
}

/** Answers the exit status: 1 when it cannot listen. */
export async function serveStorage(p: Process, { address, storage, deletes, log }: ServeOptions): Promise<number> {
  const handle = createHandler({ storage, deletes, newUuid: () => newUuid(p) });
  let listener: Listener;
  try {
    listener = p.net.listen(address);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await log.say('fatal', `listen tcp :${address.port}: bind: ${error.message.toLowerCase()}`);
    return 1;
  }
  await log.say('info', `listening on [::]:${address.port}`);
  // A Go program that handles no signals ends with 2, also as the first process of a container.
  p.onSignal('TERM', () => p.exit(2));
  p.onSignal('INT', () => p.exit(2));
  for (;;) {
    answer(p, log, handle, await listener.accept()).catch((error: unknown) => {
      if (!(error instanceof ProcessGone)) throw error;
    });
  }
}

/** Serves one connection until its client is done. */
async function answer(
  p: Process,
  log: Log,
  handle: (request: HttpRequest) => Answer,
  connection: Connection,
): Promise<void> {
  const reader = new HttpReader(connection);
  try {
    for (;;) {
      const request = await readRequest(reader);
      if (request === undefined) break;
      const result = handle(request);
      const bare = request.method === 'HEAD' || result.status === 204;
      const headers = [...result.headers, ['Date', httpDate(p.now())]] as const;
      await connection.write(formatResponse(result.status, headers, bare ? new Uint8Array(0) : result.body));
      await log.access(request, result, connection.remote);
      if (request.headers.get('connection')?.toLowerCase() === 'close') break;
    }
  } catch (error) {
    if (!(error instanceof HttpError) && !isSysError(error)) throw error;
  }
  connection.close();
}
