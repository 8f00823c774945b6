/** HTTP from the learner's own computer into the simulated network, for the browser pane. */
import { concat } from '../kernel/bytes.ts';
import { isSysError } from '../kernel/errno.ts';
import type { SimulatedMachine } from '../machine.ts';
import { formatRequest, HttpError, HttpReader, readResponse } from '../registry/http/message.ts';

export interface WebRequest {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export type WebAnswer =
  | {
      readonly is: 'answer';
      readonly status: number;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  /** As curl calls it. */
  | { readonly is: 'failure'; readonly reason: 'refused' | 'unreachable' | 'reset' | 'timeout' | 'malformed' | 'name' };

/** Simulated milliseconds that an answer may take. */
const PATIENCE = 60_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Drydock/1.0 Safari/537.36';
const REASONS: Readonly<Record<string, 'refused' | 'unreachable' | 'timeout' | 'reset'>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** One request on a connection of its own. A host is `localhost` or an address: the machine knows no other names. */
export async function webFetch(machine: SimulatedMachine, request: WebRequest): Promise<WebAnswer> {
  const address = request.host === 'localhost' ? '127.0.0.1' : request.host;
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return { is: 'failure', reason: 'name' };
  let close: (() => void) | undefined;
  const late = machine.clock.after(PATIENCE, () => close?.());
  let isLate = false;
  try {
    const connection = await machine.host.net.connect(address, request.port);
    close = () => {
      isLate = true;
      connection.close();
    };
    const own = new Set(request.headers.map(([name]) => name.toLowerCase()));
    const usual = [
      ['Host', request.port === 80 ? request.host : `${request.host}:${request.port}`],
      ['Connection', 'close'],
      ['User-Agent', BROWSER],
      ['Accept', '*/*'],
    ] as const;
    const headers = [...usual.filter(([name]) => !own.has(name.toLowerCase())), ...request.headers];
    await connection.write(formatRequest(request.method, request.target, headers, request.body));
    const { status, headers: answered, body } = await readResponse(new HttpReader(connection), request.method);
    connection.close();
    return { is: 'answer', status, headers: [...answered], body: concat([body]) };
  } catch (error) {
    if (isLate) return { is: 'failure', reason: 'timeout' };
    if (error instanceof HttpError) return { is: 'failure', reason: error.message === 'EOF' ? 'reset' : 'malformed' };
    if (isSysError(error)) return { is: 'failure', reason: reasonOf(error.code) };
    throw error;
  } finally {
    late.cancel();
  }
}

function reasonOf(code: string): 'refused' | 'unreachable' | 'timeout' | 'reset' {
  return REASONS[code] ?? 'unreachable';
}
