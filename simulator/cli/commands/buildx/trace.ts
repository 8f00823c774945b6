/** What the client has heard of a build so far: its steps, their logs and warnings. Both displays draw from it. */
import type { BuildVertexStatus, BuildVertexWarning, SolveStatus } from '../../../api/build.ts';
import { decode } from '../../../kernel/bytes.ts';

export interface TracedVertex {
  readonly digest: string;
  readonly name: string;
  started: number | undefined;
  completed: number | undefined;
  cached: boolean;
  error: string | undefined;
  /** In the order in which they first came. */
  readonly statuses: Map<string, BuildVertexStatus>;
  readonly warnings: BuildVertexWarning[];
  /** Whole lines with their time, and the beginning of a line that has not ended. */
  readonly lines: { at: number; text: string }[];
  partial: string;
}

export class Trace {
  readonly vertices: TracedVertex[] = [];
  readonly #byDigest = new Map<string, TracedVertex>();

  /** Gives the vertices that the message was about. */
  update(message: SolveStatus): ReadonlySet<TracedVertex> {
    const touched = new Set<TracedVertex>();
    for (const { digest, name, started, completed, cached, error } of message.vertexes) {
      const vertex = this.#vertex(digest, name);
      vertex.started = started ?? vertex.started;
      vertex.completed = completed ?? vertex.completed;
      vertex.cached = cached ?? vertex.cached;
      vertex.error = error ?? vertex.error;
      touched.add(vertex);
    }
    for (const status of message.statuses) {
      const vertex = this.#byDigest.get(status.vertex);
      vertex?.statuses.set(status.id, {
        ...status,
        started: vertex.statuses.get(status.id)?.started ?? status.started ?? status.timestamp,
      });
      if (vertex !== undefined) touched.add(vertex);
    }
    for (const warning of message.warnings) {
      const vertex = this.#byDigest.get(warning.vertex);
      vertex?.warnings.push(warning);
      if (vertex !== undefined) touched.add(vertex);
    }
    for (const { vertex: digest, data, timestamp } of message.logs) {
      const vertex = this.#byDigest.get(digest);
      if (vertex === undefined) continue;
      appendLog(vertex, decode(data), timestamp);
      touched.add(vertex);
    }
    return touched;
  }

  get failed(): readonly TracedVertex[] {
    return this.vertices.filter(({ error }) => error !== undefined && error !== '' && error !== 'CANCELED');
  }

  get warnings(): readonly BuildVertexWarning[] {
    return this.vertices.flatMap(({ warnings }) => warnings);
  }

  #vertex(digest: string, name: string): TracedVertex {
    const known = this.#byDigest.get(digest);
    if (known !== undefined) return known;
    const made: TracedVertex = {
      digest,
      name,
      started: undefined,
      completed: undefined,
      cached: false,
      error: undefined,
      statuses: new Map(),
      warnings: [],
      lines: [],
      partial: '',
    };
    this.#byDigest.set(digest, made);
    this.vertices.push(made);
    return made;
  }
}

function appendLog(vertex: TracedVertex, text: string, at: number): void {
  const parts = (vertex.partial + text).split('\n');
  vertex.partial = parts.pop() ?? '';
  for (const part of parts) vertex.lines.push({ at, text: part });
}

/** Seconds since the step began, as its log lines are marked: `0.122`. */
export function logTime({ started }: TracedVertex, at: number): string {
  return (Math.max(0, at - (started ?? at)) / 1000).toFixed(3);
}

/** Amounts of a status: `289B / 289B`, `96B`, or nothing. */
export function statusBytes({ current, total }: BuildVertexStatus): string {
  if (total !== 0) return `${buildBytes(current)} / ${buildBytes(total)}`;
  return current === 0 ? '' : buildBytes(current);
}

/** Decimal units with two digits, none for bytes. */
export function buildBytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? String(value) : value.toFixed(2)}${units[unit] ?? ''}`;
}
