/** Progress of a build as its clients hear it (moby.buildkit.v1.StatusResponse). */
import type { BuildVertexStatus, BuildVertexWarning, SolveStatus } from '../api/build.ts';
import type { MessageStream } from '../api/streams.ts';
import { encode } from '../kernel/bytes.ts';

const NOTHING: SolveStatus = { vertexes: [], statuses: [], logs: [], warnings: [] };

/** One step as the client sees it. */
export class VertexProgress {
  readonly digest: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly #report: ProgressReport;
  started: number | undefined;
  completed: number | undefined;
  cached = false;
  #error: string | undefined;

  constructor(report: ProgressReport, digest: string, name: string, inputs: readonly string[]) {
    this.#report = report;
    this.digest = digest;
    this.name = name;
    this.inputs = inputs;
  }

  start(): void {
    this.started ??= this.#report.now();
    this.#tell();
  }

  done(cached = false): void {
    this.started ??= this.#report.now();
    this.completed = this.#report.now();
    this.cached = cached;
    this.#tell();
  }

  fail(message: string): void {
    this.started ??= this.#report.now();
    this.completed = this.#report.now();
    this.#error = message;
    this.#tell();
  }

  log(stream: 1 | 2, data: Uint8Array | string): void {
    const bytes = typeof data === 'string' ? encode(data) : data;
    this.#report.send({ logs: [{ vertex: this.digest, stream, data: bytes, timestamp: this.#report.now() }] });
  }

  warn(warning: Omit<BuildVertexWarning, 'vertex'>): void {
    this.#report.send({ warnings: [{ vertex: this.digest, ...warning }] });
  }

  /** A part of the step: a transfer, an unpacking. Without `completed` it is still going on. */
  status(id: string, amounts: { current?: number; total?: number; started?: number; completed?: boolean }): void {
    const now = this.#report.now();
    const status: BuildVertexStatus = {
      id,
      vertex: this.digest,
      name: id,
      current: amounts.current ?? 0,
      total: amounts.total ?? 0,
      timestamp: now,
      started: amounts.started ?? now,
      ...(amounts.completed === true ? { completed: now } : {}),
    };
    this.#report.send({ statuses: [status] });
  }

  #tell(): void {
    const { digest, inputs, name, started, completed, cached } = this;
    this.#report.send({
      vertexes: [
        {
          digest,
          inputs,
          name,
          ...(started === undefined ? {} : { started }),
          ...(completed === undefined ? {} : { completed }),
          ...(cached ? { cached } : {}),
          ...(this.#error === undefined ? {} : { error: this.#error }),
        },
      ],
    });
  }
}

/** Messages of one build, kept until the client reads them. */
export class ProgressReport implements MessageStream<SolveStatus> {
  readonly now: () => number;
  readonly #queue: SolveStatus[] = [];
  #wake: (() => void) | undefined;
  #ended = false;
  #vertices = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Announces a step; its digest is made from its name and number. */
  vertex(digestOf: (text: string) => string, name: string, inputs: readonly string[] = []): VertexProgress {
    return new VertexProgress(this, digestOf(`${this.#vertices++} ${name}`), name, inputs);
  }

  send(part: Partial<SolveStatus>): void {
    if (this.#ended) return;
    this.#queue.push({ ...NOTHING, ...part });
    this.#wake?.();
  }

  close(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<SolveStatus> {
    for (;;) {
      const next = this.#queue.shift();
      if (next !== undefined) yield next;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
