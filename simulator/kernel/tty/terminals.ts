/** All terminals of a machine. Each mount namespace has a devpts of its own, so numbers begin at 0 in each. */
import type { MountNamespace } from '../../vfs/mounts.ts';
import type { WindowSize } from '../abi.ts';
import type { PtsEntry, PtsSource } from '../proc-source.ts';
import { MasterFile, TTY_GROUP } from './terminal-file.ts';
import { OwnedPty } from './owned-pty.ts';
import { Terminal } from './terminal.ts';

export class Terminals {
  readonly #instances = new Map<MountNamespace, Map<number, Terminal>>();
  readonly #nextInode: () => number;
  readonly #now: () => number;

  constructor(nextInode: () => number, now: () => number) {
    this.#nextInode = nextInode;
    this.#now = now;
  }

  /** A pair whose master side belongs to the caller. */
  create(size: WindowSize): OwnedPty {
    const terminal = new Terminal(this.#nextInode(), size);
    return new OwnedPty(terminal, () => this.#forget(terminal));
  }

  /** A pair that a process opens: it has its number at once. */
  open(mounts: MountNamespace, size: WindowSize, owner: number): { terminal: Terminal; master: MasterFile } {
    const terminal = new Terminal(this.#nextInode(), size);
    this.assign(terminal, mounts, owner);
    return { terminal, master: new MasterFile(terminal, () => this.#forget(terminal)) };
  }

  /** Gives a terminal the lowest free number of a namespace's /dev/pts, unless it has one. */
  assign(terminal: Terminal, mounts: MountNamespace, owner: number): void {
    if (terminal.number !== undefined) return;
    let instance = this.#instances.get(mounts);
    if (instance === undefined) {
      instance = new Map();
      this.#instances.set(mounts, instance);
    }
    let number = 0;
    while (instance.has(number)) number += 1;
    instance.set(number, terminal);
    terminal.number = number;
    terminal.owner = owner;
  }

  find(mounts: MountNamespace, number: number): Terminal | undefined {
    return this.#instances.get(mounts)?.get(number);
  }

  source(mounts: MountNamespace): PtsSource {
    return { terminals: () => this.#entriesOf(mounts) };
  }

  #entriesOf(mounts: MountNamespace): PtsEntry[] {
    const instance = [...(this.#instances.get(mounts) ?? [])].sort(([a], [b]) => a - b);
    return instance.map(([number, { owner }]) => ({
      number,
      uid: owner,
      gid: TTY_GROUP,
      mode: 0o620,
      mtime: this.#now(),
    }));
  }

  #forget(terminal: Terminal): void {
    for (const [mounts, instance] of this.#instances) {
      if (terminal.number === undefined || instance.get(terminal.number) !== terminal) continue;
      instance.delete(terminal.number);
      if (instance.size === 0) this.#instances.delete(mounts);
    }
  }
}
