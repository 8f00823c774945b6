/** What happens to a resource, as Compose tells it. */

export type EventStatus = 'working' | 'done' | 'warning' | 'error';

export interface ProgressEvent {
  readonly id: string;
  /** The service whose image a layer belongs to. */
  readonly parent?: string;
  readonly text?: string;
  readonly status: EventStatus;
  readonly statusText?: string;
  readonly current?: number;
  readonly total?: number;
  /** 0 to 100. */
  readonly percent?: number;
}

export interface ProgressSink {
  event(event: ProgressEvent): Promise<void>;
  /** A line to be printed when everything is over. */
  tail(text: string): void;
}

export interface ProgressWriter extends ProgressSink {
  /** Draws until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

export const working = (id: string, statusText: string): ProgressEvent => ({ id, status: 'working', statusText });
export const done = (id: string, statusText: string): ProgressEvent => ({ id, status: 'done', statusText });
export const failed = (id: string, statusText: string): ProgressEvent => ({ id, status: 'error', statusText });
export const warned = (id: string, statusText: string): ProgressEvent => ({ id, status: 'warning', statusText });
