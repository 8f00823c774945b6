/**
 * Responses that do not end at once. The client closes what it no longer reads. A client that is attached to a
 * container and does not read holds the container's output up, as with the real engine; other streams keep what is
 * not read yet.
 */
import type { Readable, Writable } from '../kernel/abi.ts';

/** Messages as they come (events, progress, statistics), until the engine ends them or the client closes. */
export interface MessageStream<T> extends AsyncIterable<T> {
  /** The client hangs up; the iteration ends. Closing twice is harmless. */
  close(): void;
}

/** A body of bytes: an archive, an image, a log. */
export interface ByteStream extends Readable {
  close(): void;
}

/**
 * A piece of a container's output. Without a terminal the two streams are told apart, in the order in which they were
 * written (the Engine API's multiplexed stream); with one everything is `stdout`.
 */
export interface Frame {
  stream: 'stdout' | 'stderr';
  bytes: Uint8Array;
}

export type FrameStream = MessageStream<Frame>;

/** An upgraded ("hijacked") connection to the streams of a container or an exec. */
export interface Hijack {
  /** Whether the other side is a terminal: then frames are raw terminal bytes. */
  readonly tty: boolean;
  /** What the process reads. `end` is end of file, as the client's CloseWrite. */
  readonly stdin: Writable & { end(): void };
  /** What the process writes, until it has ended or the client was detached by its detach keys. */
  readonly output: FrameStream;
  close(): void;
}

/** Copies frames to their two destinations in order, until the stream ends. */
export async function copyFrames(from: FrameStream, stdout: Writable, stderr: Writable): Promise<void> {
  for await (const frame of from) await (frame.stream === 'stderr' ? stderr : stdout).write(frame.bytes);
}
