/**
 * What a session needs of the machine it is replayed on. The simulated machine provides it; so could any other that
 * has a bash.
 */
import { SysError } from '../kernel/errno.ts';
import type { ExitStatus, Readable, WindowSize, Writable } from '../kernel/abi.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Closable, Pty } from '../kernel/kernel.ts';

export interface SessionHost {
  /** The clock by which limits and silences are measured. */
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /**
   * Starts `bash --norc --noprofile` as root in /root/lab, in a session of its own and with exactly this environment.
   * It reads commands from a pipe, so it is not interactive; its standard error goes nowhere.
   */
  openShell(env: Environs): SessionShell;
  /**
   * Starts an interactive bash as the leader of a new terminal: with `env`, `bash --norc --noprofile` as root in
   * /root/lab with exactly this environment; without, the learner's own login shell.
   */
  openTerminal(size: WindowSize, env?: Environs): SessionTerminal;
  /** The learner's computer as root sees it, for the files a session is fed through and leaves its output in. */
  readonly files: SessionFiles;
  /**
   * Runs an empty registry on the host's 127.0.0.1:5000, as the machine had on which sessions were recorded. Resolves
   * when it listens.
   */
  startLocalRegistry?(): Promise<void>;
  /** From here layers arrive at this many bytes per second. */
  throttleRegistry(bytesPerSecond: number): void;
}

export type Environs = Iterable<readonly [name: string, value: string]>;

export interface SessionFiles {
  exists(path: string): boolean;
  mkdir(path: string, mode?: number): void;
  readFile(path: string): Uint8Array;
  writeFile(path: string, content: Uint8Array | string, mode?: number): void;
}

export interface SessionShell {
  readonly stdin: Writable & Closable;
  /** Answers end of file once the shell has ended. */
  readonly stdout: Readable;
  /** Sends SIGKILL to every process whose parent the shell is, and not to the shell. */
  killChildren(): void;
  /** Ends the shell and what runs in its process group. */
  close(): void;
}

/** The terminal's own side. `read` answers end of file, or fails with EIO, once the last process has left it. */
export interface SessionTerminal extends Pty {
  readonly ended: Promise<ExitStatus>;
}

/** What comes next; nothing once the last process has left the terminal, which Linux tells as an end or as EIO. */
export async function readOrEnd(terminal: Pick<SessionTerminal, 'read'>): Promise<Uint8Array> {
  try {
    return await terminal.read();
  } catch (error) {
    if (error instanceof SysError) return new Uint8Array();
    throw error;
  }
}
