/** A line for every event: pipes, and `--progress plain`. */
import type { ProgressEvent, ProgressWriter } from './event.ts';

const DRY_RUN = ' DRY-RUN MODE - ';

export class PlainWriter implements ProgressWriter {
  private readonly write: (text: string) => Promise<void>;
  private readonly prefix: string;
  private readonly tails: string[] = [];

  constructor(write: (text: string) => Promise<void>, dryRun = false) {
    this.write = write;
    this.prefix = dryRun ? DRY_RUN : '';
  }

  event({ id, text = '', statusText = '' }: ProgressEvent): Promise<void> {
    return this.write(`${this.prefix} ${id} ${text} ${statusText}\n`);
  }

  tail(text: string): void {
    this.tails.push(text);
  }

  start(): void {
    // Every event is written when it comes.
  }

  async stop(): Promise<void> {
    for (const text of this.tails) await this.write(`${this.prefix}${text}\n`);
  }
}

/** `--progress quiet`. */
export class QuietWriter implements ProgressWriter {
  event(): Promise<void> {
    return Promise.resolve();
  }
  tail(): void {
    // Nothing is shown.
  }
  start(): void {
    // Nothing is shown.
  }
  stop(): Promise<void> {
    return Promise.resolve();
  }
}
