/** The client's terminal while a container's own terminal is behind it: raw input, and its size handed on. */
import type { WindowSize } from '../../kernel/abi.ts';
import { ProcessGone } from '../../kernel/abi.ts';
import type { Client } from '../client.ts';

/** Refuses `-t` with an input that is no terminal. */
export function checkTty(client: Client, attachesStdin: boolean, tty: boolean): void {
  if (tty && attachesStdin && !client.isTerminal('stdin')) throw new Error('the input device is not a TTY');
}

/** Every byte goes through as it is typed, ^C included, and output is not touched. The result undoes it. */
export function rawTerminal(client: Client): () => void {
  if (!client.isTerminal('stdin')) return () => undefined;
  const tty = client.process.tty(0);
  const before = tty.modes();
  tty.setModes({ icanon: false, echo: false, isig: false, icrnl: false, onlcr: false });
  let restored = false;
  const restore = (): void => {
    if (restored) return;
    restored = true;
    tty.setModes(before);
  };
  client.interrupt.beforeExit = restore;
  return restore;
}

const RETRIES = 10;

/** Gives the container the size of the client's terminal, now and whenever it changes. */
export async function followSize(client: Client, resize: (size: WindowSize) => Promise<void>): Promise<void> {
  const set = async (): Promise<boolean> => {
    const size = client.windowSize('stdout');
    if (!size || (size.cols === 0 && size.rows === 0)) return true;
    try {
      await resize(size);
      return true;
    } catch (error) {
      if (error instanceof ProcessGone) throw error;
      return false;
    }
  };
  client.signals.on('WINCH', () => {
    set().catch(() => undefined);
  });
  if (!(await set())) retry(client, set).catch(() => undefined);
}

/** A terminal that is not there yet is asked again for a while. */
async function retry(client: Client, set: () => Promise<boolean>): Promise<void> {
  for (let count = 0; count < RETRIES; count++) {
    await client.process.sleep((count + 1) * 10);
    if (await set()) return;
  }
  await client.complain('failed to resize tty, using default size');
}
