/** The character devices every machine has, by number (Documentation/admin-guide/devices.txt). */
import type { Stat } from '../abi.ts';
import type { Entropy } from '../entropy.ts';
import { SysError } from '../errno.ts';
import { NO_BYTES } from './byte-queue.ts';
import { anonymousStat, OpenFile } from './open-file.ts';
import type { Access } from './open-file.ts';

/** Numbers whose meaning depends on who opens them: the terminals. */
export type TerminalDevice =
  { kind: 'controlling' } | { kind: 'console' } | { kind: 'new' } | { kind: 'pts'; number: number };

export interface DeviceNumber {
  major: number;
  minor: number;
}

/** Undefined for numbers that are no terminal's. */
export function terminalDevice({ major, minor }: DeviceNumber): TerminalDevice | undefined {
  if (major === 136) return { kind: 'pts', number: minor };
  if (major !== 5) return undefined;
  if (minor === 0) return { kind: 'controlling' };
  if (minor === 1) return { kind: 'console' };
  return minor === 2 ? { kind: 'new' } : undefined;
}

/** ENXIO for numbers no driver stands behind. */
export function openMemoryDevice(rdev: DeviceNumber, access: Access, chance: Entropy, node?: Node): OpenFile {
  const behaviour = rdev.major === 1 ? memoryDevice(rdev.minor, chance) : undefined;
  if (behaviour === undefined) throw new SysError('ENXIO');
  return new MemoryDevice(behaviour, access, node ?? anonymousNode(rdev));
}

export interface Node {
  path: string;
  stat: () => Stat;
}

interface Behaviour {
  read: (max: number) => Uint8Array;
  write: (count: number) => number;
}

function memoryDevice(minor: number, chance: Entropy): Behaviour | undefined {
  const take = (count: number): number => count;
  const zeros = (max: number): Uint8Array => new Uint8Array(max);
  switch (minor) {
    case 3: // null
      return { read: () => NO_BYTES, write: take };
    case 5: // zero
      return { read: zeros, write: take };
    case 7: // full
      return { read: zeros, write: refuse };
    case 8: // random
    case 9: // urandom
      return { read: (max) => chance.bytes(max), write: take };
    default:
      return undefined;
  }
}

function refuse(): never {
  throw new SysError('ENOSPC');
}

function anonymousNode(rdev: DeviceNumber): Node {
  return { path: '/dev/null', stat: () => anonymousStat('char', 1, 0o666, rdev) };
}

class MemoryDevice extends OpenFile {
  readonly name: string;
  readonly #behaviour: Behaviour;
  readonly #node: Node;

  constructor(behaviour: Behaviour, access: Access, node: Node) {
    super(access);
    this.#behaviour = behaviour;
    this.#node = node;
    this.name = node.path;
  }

  stat(): Stat {
    return this.#node.stat();
  }

  override read(max: number): Uint8Array {
    return this.#behaviour.read(max);
  }

  override write(bytes: Uint8Array): number {
    return this.#behaviour.write(bytes.length);
  }

  override seek(): number {
    return 0;
  }

  override reopen(access: Access): OpenFile {
    return new MemoryDevice(this.#behaviour, access, this.#node);
  }
}
