/** `--progress=plain`, and what pipes get: a block of lines for each step. */
import type { BuildVertexStatus } from '../../../api/build.ts';
import { logTime, statusBytes, type Trace, type TracedVertex } from './trace.ts';

interface Printed {
  index: number;
  header: boolean;
  statuses: Map<string, BuildVertexStatus>;
  warnings: number;
  lines: number;
  done: boolean;
}

export class PlainDisplay {
  readonly #trace: Trace;
  readonly #printed = new Map<TracedVertex, Printed>();
  #current: TracedVertex | undefined;
  #next = 0;

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  /** The text that a message adds. */
  update(touched: ReadonlySet<TracedVertex>): string {
    let text = '';
    for (const vertex of touched) {
      if (vertex.started === undefined) continue;
      const current = this.#current;
      if (current === undefined || current === vertex || vertex.completed !== undefined) text += this.#print(vertex);
    }
    // The step that held the screen has ended: those that wait for it come forward.
    while (this.#current === undefined) {
      const waiting = this.#trace.vertices.find(
        (vertex) => vertex.started !== undefined && this.#printed.get(vertex)?.done !== true,
      );
      if (waiting === undefined) break;
      const before = text;
      text += this.#print(waiting);
      if (text === before) break;
    }
    return text;
  }

  #print(vertex: TracedVertex): string {
    const printed = this.#of(vertex);
    if (printed.done) return '';
    const tag = `#${printed.index}`;
    let text = '';
    if (this.#current !== vertex) {
      if (this.#current !== undefined) text += `#${this.#of(this.#current).index} ...\n`;
      text += `\n${tag} ${vertex.name}\n`;
    }
    this.#current = vertex;
    for (const status of vertex.statuses.values()) {
      if (printed.statuses.get(status.id) === status) continue;
      printed.statuses.set(status.id, status);
      text += `${tag} ${statusLine(status)}\n`;
    }
    for (const { short } of vertex.warnings.slice(printed.warnings)) text += `${tag} WARN: ${short}\n`;
    printed.warnings = vertex.warnings.length;
    for (const { at, text: line } of vertex.lines.slice(printed.lines))
      text += `${tag} ${logTime(vertex, at)} ${line}\n`;
    printed.lines = vertex.lines.length;
    if (vertex.completed === undefined) return text;
    if (vertex.partial !== '') text += `${tag} ${logTime(vertex, vertex.completed)} ${vertex.partial}\n`;
    printed.done = true;
    this.#current = undefined;
    return text + `${tag} ${ending(vertex)}\n`;
  }

  #of(vertex: TracedVertex): Printed {
    const known = this.#printed.get(vertex);
    if (known !== undefined) return known;
    const made = { index: ++this.#next, header: false, statuses: new Map(), warnings: 0, lines: 0, done: false };
    this.#printed.set(vertex, made);
    return made;
  }
}

function statusLine(status: BuildVertexStatus): string {
  const bytes = statusBytes(status);
  const seconds = ((status.completed ?? status.timestamp) - (status.started ?? status.timestamp)) / 1000;
  const time = seconds >= 0.01 ? ` ${seconds.toFixed(1)}s` : '';
  return `${status.id}${bytes === '' ? '' : ` ${bytes}`}${time}${status.completed === undefined ? '' : ' done'}`;
}

function ending({ error, cached, started = 0, completed = 0 }: TracedVertex): string {
  if (error === 'CANCELED') return 'CANCELED';
  if (error !== undefined) return `ERROR: ${error}`;
  return cached ? 'CACHED' : `DONE ${((completed - started) / 1000).toFixed(1)}s`;
}
