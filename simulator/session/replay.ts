import type { SessionHost } from './host.ts';
import { replayPlain } from './plain.ts';
import type { Session } from './session.ts';
import { replayTerminal } from './terminal.ts';
import type { PlainOutcome, Replay, TerminalOutcome } from './transcript.ts';

/** Replays a session on a fresh machine; `heard` is told the outcome of each step as it comes. */
export async function replay(
  host: SessionHost,
  session: Session,
  heard?: (outcome: PlainOutcome | TerminalOutcome) => void,
): Promise<Replay> {
  return session.kind === 'plain' ? replayPlain(host, session, heard) : replayTerminal(host, session, heard);
}
