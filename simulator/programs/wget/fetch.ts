/** What wget of GNU and of busybox share: connecting, asking, and reading the answer. */
import type { Connection, Process } from '../../kernel/abi.ts';
import { isSysError, type SysError } from '../../kernel/errno.ts';
import { encodeBase } from '../coreutils/base64.ts';
import { readResponse, sendRequest, type ClientResponse } from '../http/client.ts';
import type { Headers } from '../http/headers.ts';
import type { MessageReader } from '../http/message-reader.ts';
import { HttpError } from '../http/message-reader.ts';
import type { HttpUrl } from '../http/url.ts';
import { encodeText } from '../text/codec.ts';

/** The address of a host, or undefined: `temporary` when no name server could tell. */
export async function lookUp(p: Process, host: string): Promise<{ addresses: string[]; temporary: boolean }> {
  try {
    return { addresses: await p.net.resolve(host), temporary: false };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return { addresses: [], temporary: true };
  }
}

/** A connection, the error that came instead, or `late`. */
export async function dial(
  p: Process,
  host: string,
  port: number,
  seconds: number,
): Promise<Connection | SysError | 'late'> {
  const attempt = p.net.connect({ host, port });
  try {
    if (!Number.isFinite(seconds)) return await attempt;
    const first = await Promise.race([attempt, p.sleep(seconds * 1000).then((): 'late' => 'late')]);
    if (first === 'late') attempt.then((connection) => connection.close()).catch(() => undefined);
    return first;
  } catch (error) {
    if (isSysError(error)) return error;
    throw error;
  }
}

export interface Ask {
  method: string;
  headers: Headers;
  body: Uint8Array | undefined;
}

export type Answer =
  { kind: 'response'; response: ClientResponse } | { kind: 'late' } | { kind: 'broken'; error: unknown };

/** Sends a request and reads the head of the answer, within a limit. */
export async function ask(
  p: Process,
  connection: Connection,
  reader: MessageReader,
  url: HttpUrl,
  what: Ask,
  seconds: number,
): Promise<Answer> {
  try {
    await sendRequest(connection, {
      method: what.method,
      target: url.target,
      headers: what.headers,
      ...(what.body === undefined ? {} : { body: what.body }),
    });
    const waiting = readResponse(reader, what.method);
    if (!Number.isFinite(seconds)) return { kind: 'response', response: await waiting };
    const first = await Promise.race([waiting, p.sleep(seconds * 1000).then((): 'late' => 'late')]);
    if (first !== 'late') return { kind: 'response', response: first };
    waiting.catch(() => undefined);
    return { kind: 'late' };
  } catch (error) {
    if (error instanceof HttpError || isSysError(error)) return { kind: 'broken', error };
    throw error;
  }
}

export function basicAuthorization(user: string): string {
  return `Basic ${encodeBase(encodeText(decodeURIComponent(user)))}`;
}
