/**
 * What a container (or an exec) writes: told to the log first, then to everyone attached, in the order of writing.
 * An attached client that does not read holds the writer up, as a full pipe does.
 */
import { createChannel } from '../../api/channel.ts';
import type { Channel } from '../../api/channel.ts';
import type { Frame } from '../../api/streams.ts';
import { encode } from '../../kernel/bytes.ts';
import type { Writable } from '../../kernel/abi.ts';

export type StreamName = Frame['stream'];

/** How many unread pieces a client may be behind before writers wait. */
const MOST_BEHIND = 64;

export interface OutputReader {
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export interface ContainerOutput {
  /** The writing end that a process gets as descriptor 1 or 2. */
  writer(stream: StreamName): Writable;
  write(stream: StreamName, bytes: Uint8Array): Promise<void>;
  /** Everything written from now on, until `close` or until the client hangs up. */
  attach(reader: OutputReader): Channel<Frame>;
  /** Ends what is attached now; the next run's output is a new one. */
  close(): void;
}

export function createOutput(log: (stream: StreamName, bytes: Uint8Array) => void): ContainerOutput {
  const readers = new Map<Channel<Frame>, OutputReader>();
  const write = async (stream: StreamName, bytes: Uint8Array): Promise<void> => {
    if (bytes.length === 0) return;
    log(stream, bytes);
    const waits: Promise<void>[] = [];
    for (const [channel, wanted] of readers) {
      if (!wanted[stream]) continue;
      channel.push({ stream, bytes });
      waits.push(channel.room(MOST_BEHIND));
    }
    if (waits.length > 0) await Promise.all(waits);
  };
  return {
    write,
    writer: (stream) => ({
      write: (data) => write(stream, typeof data === 'string' ? encode(data) : data.slice()),
    }),
    attach(reader) {
      const channel = createChannel<Frame>(() => readers.delete(channel));
      readers.set(channel, reader);
      return channel;
    },
    close() {
      for (const channel of readers.keys()) channel.end();
      readers.clear();
    },
  };
}
