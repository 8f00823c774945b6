/** The display on a terminal: all steps so far, drawn anew over themselves. */
import type { WindowSize } from '../../../kernel/abi.ts';
import { statusBytes, type Trace, type TracedVertex } from './trace.ts';

const UP = '\x1b[1A';
const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';
const COLUMN = '\x1b[0G';
const RESET = '\x1b[0m';
const COLOUR = { done: '\x1b[34m', error: '\x1b[31m', cancelled: '\x1b[33m', log: '\x1b[2m' };
/** Lines of a running step's output that are shown. */
const LOG_LINES = 6;

interface Job {
  name: string;
  status: string;
  seconds: number;
  colour: string | undefined;
  log: readonly string[];
}

export class TtyDisplay {
  readonly #trace: Trace;
  readonly #builder: string;
  readonly #began: number;
  #lines = 0;
  #drawn = false;

  /** `builder` stands at the right of the first line; bake names none. */
  constructor(trace: Trace, began: number, builder = 'docker:default') {
    this.#trace = trace;
    this.#began = began;
    this.#builder = builder;
  }

  /** One frame. `all` is the last one. */
  frame(size: WindowSize, now: number, all: boolean): string {
    const { vertices } = this.#trace;
    const completed = vertices.filter((vertex) => vertex.completed !== undefined).length;
    const total = Math.max(1, vertices.length);
    const finished = all && completed > 0 && completed === total ? 'FINISHED' : '';
    let text = UP.repeat(this.#lines + 1) + (this.#drawn ? '' : '\x1b[1B') + COLUMN + HIDE;
    this.#drawn = true;
    const seconds = ((now - this.#began) / 1000).toFixed(1);
    const head = `[+] Building ${seconds}s (${completed}/${total}) ${finished}`;
    text += `${this.#builder === '' ? head : align(head, this.#builder, size.cols - 1)}\n`;
    const lines = this.#jobs(now, all).flatMap((job) => jobLines(job, size.cols));
    const shown = all ? lines : lines.slice(0, Math.max(1, size.rows - 2));
    text += shown.join('');
    const left = this.#lines - shown.length;
    if (left > 0) text += `${' '.repeat(size.cols)}\n`.repeat(left) + UP.repeat(left) + COLUMN;
    this.#lines = shown.length;
    return text + SHOW;
  }

  #jobs(now: number, all: boolean): Job[] {
    return this.#trace.vertices
      .filter((vertex) => vertex.started !== undefined)
      .flatMap((vertex) => jobsOf(vertex, now, all));
  }
}

function jobsOf(vertex: TracedVertex, now: number, all: boolean): Job[] {
  const { started = now, completed, cached, error, name } = vertex;
  const prefix = error === 'CANCELED' ? 'CANCELED ' : error !== undefined ? 'ERROR ' : cached ? 'CACHED ' : '';
  const colour =
    completed === undefined
      ? undefined
      : error === 'CANCELED'
        ? COLOUR.cancelled
        : error !== undefined
          ? COLOUR.error
          : COLOUR.done;
  const log =
    completed === undefined && !all
      ? [...vertex.lines.map(({ text }) => text), vertex.partial].filter((line) => line !== '').slice(-LOG_LINES)
      : [];
  const statuses = [...vertex.statuses.values()].map((status): Job => ({
    name: `=> ${status.id}`,
    status: statusBytes(status),
    seconds: ((status.completed ?? now) - (status.started ?? now)) / 1000,
    colour: status.completed === undefined ? undefined : COLOUR.done,
    log: [],
  }));
  const [first = name] = name.split('\n');
  return [
    { name: prefix + first, status: '', seconds: ((completed ?? now) - started) / 1000, colour, log },
    ...statuses,
  ];
}

function jobLines({ name, status, seconds, colour, log }: Job, width: number): string[] {
  const timer = ` ${(seconds < 0.05 ? 0 : seconds).toFixed(1)}s\n`;
  const prefix = ' => ';
  let room = width - prefix.length - timer.length - 1;
  const showStatus = status !== '' && room + status.length > 20;
  if (showStatus) room -= status.length + 1;
  if (room < 12) return [];
  const out = align(`${prefix}${name.slice(0, room)}${showStatus ? ` ${status}` : ''}`, timer, width);
  const lines = [colour === undefined ? out : `${colour}${out}${RESET}`];
  const pad = width - 10;
  for (const line of log) lines.push(`${COLOUR.log} => => # ${line.slice(0, pad).padEnd(pad)}\n${RESET}`);
  return lines;
}

/** `left` padded so that with `right` the line is `width` long. */
function align(left: string, right: string, width: number): string {
  return `${left.padEnd(width - right.length - 1)} ${right}`;
}
