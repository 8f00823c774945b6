/**
 * Replays a terminal session as somebody patient would: types, waits until what is expected has come or until nothing
 * more comes for a while, types again. Silences and limits are measured on the machine's clock, so on a virtual clock
 * they cost nothing.
 */
import { layOutDesk, TERMINAL_ENVIRONMENT } from './environs.ts';
import type { SessionHost } from './host.ts';
import { keysFor } from './keys.ts';
import { Listener } from './listener.ts';
import { compilePattern } from './pattern.ts';
import type { TerminalSession, TerminalStep } from './session.ts';
import type { Replay, TerminalOutcome } from './transcript.ts';

/** Seconds the shell may take to its first prompt. */
const FIRST_PROMPT = 5;

/** `heard` is told each outcome as it comes. */
export async function replayTerminal(
  host: SessionHost,
  session: TerminalSession,
  heard?: (outcome: TerminalOutcome) => void,
): Promise<Replay> {
  layOutDesk(host.files);
  const pty = host.openTerminal(session.size, TERMINAL_ENVIRONMENT);
  const listener = new Listener(pty, host.clock, session.size);
  const transcript = { title: session.title, tty: session.size, steps: new Array<TerminalOutcome>() };
  const finish = (current: Typing | undefined): void => {
    if (current === undefined) return;
    const outcome = outcomeOf(current, listener, host.clock.now());
    transcript.steps.push(outcome);
    heard?.(outcome);
  };
  try {
    await listener.until(compilePattern('\\$ $'), FIRST_PROMPT);
    let current: Typing | undefined;
    for (const [index, step] of session.steps.entries()) {
      if (step.kind === 'send') {
        finish(current);
        current = undefined;
        if (listener.ended) return { transcript, failure: `the terminal was gone before: ${step.text}` };
        current = { send: keysFor(step.text), begun: host.clock.now(), notSeen: [] };
      }
      await perform(host, listener, current, step, session.steps[index + 1]);
    }
    finish(current);
    return { transcript };
  } finally {
    pty.close();
  }
}

interface Typing {
  send: string;
  begun: number;
  notSeen: string[];
}

async function perform(
  host: SessionHost,
  listener: Listener,
  current: Typing | undefined,
  step: TerminalStep,
  next: TerminalStep | undefined,
): Promise<void> {
  switch (step.kind) {
    case 'throttle':
      host.throttleRegistry(step.bytesPerSecond);
      return;
    case 'send':
      listener.forget();
      if (current !== undefined) await listener.type(current.send);
      if (next?.kind !== 'wait') await listener.silence(step.limit);
      return;
    case 'wait': {
      const seen = await listener.until(compilePattern(step.pattern), step.limit);
      if (!seen) current?.notSeen.push(step.pattern);
    }
  }
}

function outcomeOf(current: Typing, listener: Listener, now: number): TerminalOutcome {
  const { send, begun, notSeen } = current;
  return {
    send,
    chunks: listener.chunksSince(begun),
    output: listener.text,
    ms: Math.round(now - begun),
    ...(notSeen.length > 0 ? { notSeen } : {}),
  };
}
