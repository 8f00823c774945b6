/** The daemon's end of a terminal: output goes to log and clients, what clients type goes in. */
import { isSysError } from '../../kernel/errno.ts';
import type { Pty } from '../../kernel/kernel.ts';
import type { Daemon } from '../context.ts';
import type { ContainerInput } from '../streams/input.ts';
import type { ContainerOutput } from '../streams/output.ts';

/** A terminal that someone else still holds open when the process has ended is given up after this long. */
const PATIENCE_MS = 2000;

export interface TerminalPump {
  /** Calls `then` once what the process wrote has been taken. */
  whenDrained(then: () => void): void;
}

export function pumpTerminal(
  daemon: Daemon,
  pty: Pty,
  output: ContainerOutput,
  input: ContainerInput | undefined,
): TerminalPump {
  const drained = pumpOutput(pty, output);
  if (input !== undefined) void pumpInput(pty, input);
  return {
    whenDrained(then) {
      let isDone = false;
      const finish = (): void => {
        if (isDone) return;
        isDone = true;
        timer.cancel();
        pty.close();
        then();
      };
      const timer = daemon.kernel.clock.after(PATIENCE_MS, finish);
      void drained.then(finish);
    },
  };
}

async function pumpOutput(pty: Pty, output: ContainerOutput): Promise<void> {
  for (;;) {
    const bytes = await readSome(pty);
    if (bytes.length === 0) return;
    await output.write('stdout', bytes);
  }
}

async function pumpInput(pty: Pty, input: ContainerInput): Promise<void> {
  const reader = input.reader();
  for (;;) {
    const bytes = await readSome(reader);
    if (bytes.length === 0) return;
    await pty.write(bytes).catch(ignoreClosed);
  }
}

/** Empty at the end, also where the other side has closed it. */
async function readSome(from: { read(): Promise<Uint8Array> }): Promise<Uint8Array> {
  try {
    return await from.read();
  } catch (error) {
    ignoreClosed(error);
    return new Uint8Array(0);
  }
}

function ignoreClosed(error: unknown): void {
  if (!isSysError(error)) throw error;
}
