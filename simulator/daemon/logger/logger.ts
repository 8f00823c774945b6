/** What a log driver offers to the rest of the daemon. */
import type { Micros } from '../../api/time.ts';
import type { StreamName } from '../streams/output.ts';

/** One entry: a line with its newline, or a piece of a line that is longer than 16 KiB or was never finished. */
export interface LogEntry {
  readonly time: Micros;
  readonly stream: StreamName;
  readonly bytes: Uint8Array;
  /** What `--details` shows (labels and variables that the log options name). */
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ContainerLog {
  /** Where the entries are on the host, as inspect shows it; empty for drivers that do not say. */
  readonly path: string;
  readonly readable: boolean;
  /** Takes what the process wrote; lines are cut out of it. */
  write(stream: StreamName, bytes: Uint8Array): void;
  /** The process has ended: a line without a newline is an entry now, and followers end. */
  finish(): void;
  /** Everything that is still kept, oldest first. */
  entries(): LogEntry[];
  follow(heard: { entry(entry: LogEntry): void; end(): void }): () => void;
  /** Removes the files. */
  remove(): void;
}
