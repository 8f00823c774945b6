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
  if (wantsRegistry(session)) await host.startLocalRegistry?.();
  return session.kind === 'plain' ? replayPlain(host, session, heard) : replayTerminal(host, session, heard);
}

/**
 * Whether the session talks to a registry on port 5000 of the machine, which it did not start itself: the recording
 * machine had one.
 */
function wantsRegistry(session: Session): boolean {
  const typed = session.steps.map((step) =>
    step.kind === 'command' ? step.command : step.kind === 'send' ? step.text : '',
  );
  const text = typed.join('\n');
  return /\b(127\.0\.0\.1|localhost):5000\b/.test(text) && !/\b5000:\d+\b/.test(text);
}
