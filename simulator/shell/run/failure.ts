/** Ways in which a command ends other than with a status. */

/**
 * A command that cannot go on, with the message already worked out. bash gives up the rest of the line (`line`) or,
 * when not interactive, the whole shell (`shell`); dash and busybox always the shell.
 */
export class Failure extends Error {
  readonly status: number;
  readonly extent: 'line' | 'shell';
  /** The message has been printed already (or there is none). */
  readonly silent: boolean;

  constructor(message: string, status: number, extent: 'line' | 'shell', silent = false) {
    super(message);
    this.name = 'Failure';
    this.status = status;
    this.extent = extent;
    this.silent = silent;
  }
}

/** `exit`: unwinds to the top of the shell, which runs the EXIT trap. */
export class ShellExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.name = 'ShellExit';
    this.status = status;
  }
}

/** Ctrl-C at an interactive shell: gives up everything up to the prompt. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** A redirection that could not be made; the command is not run. */
export class RedirectionFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RedirectionFailure';
  }
}

/** What `break`, `continue` and `return` leave behind for the loops and functions around them. */
export type Unwinding = { kind: 'break' | 'continue'; levels: number } | { kind: 'return' };
