/**
 * The simulated host's shell in the terminal that `drydock` was started from: every key goes there as it is (Ctrl-C
 * too), and everything it prints comes here as it is.
 */
import { once } from 'node:events';
import type { ReadStream, WriteStream } from 'node:tty';
import { readOrEnd, type SessionTerminal } from '../simulator/session/host.ts';
import { withMachine, type MachineChoice } from './machine.ts';

/** Ends when the shell does. Answers its exit status, or 1 when there is no terminal to open it in. */
export async function openInOwnTerminal(choice: MachineChoice): Promise<number> {
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY) {
    process.stderr.write('drydock: this is no terminal; `drydock run FILE` replays a session without one\n');
    return 1;
  }
  return withMachine(choice, async (machine) => connect(machine.openTerminal(sizeOf(stdout)), stdin, stdout));
}

async function connect(terminal: SessionTerminal, stdin: ReadStream, stdout: WriteStream): Promise<number> {
  const resize = (): void => {
    terminal.resize(sizeOf(stdout));
  };
  stdin.setRawMode(true);
  stdout.on('resize', resize);
  stdin.on('data', (keys: Uint8Array) => void terminal.write(keys));
  try {
    await show(terminal, stdout);
    const status = await terminal.ended;
    return status.kind === 'exited' ? status.code : 1;
  } finally {
    stdout.off('resize', resize);
    stdin.setRawMode(false);
    stdin.pause();
  }
}

async function show(terminal: SessionTerminal, stdout: WriteStream): Promise<void> {
  for (let bytes = await readOrEnd(terminal); bytes.length > 0; bytes = await readOrEnd(terminal))
    if (!stdout.write(bytes)) await once(stdout, 'drain');
}

function sizeOf(stdout: WriteStream): { cols: number; rows: number } {
  return { cols: stdout.columns, rows: stdout.rows };
}
