/** Progress on a terminal: a list of lines drawn anew ten times a second (test/…/tty recordings of Compose 2.40). */
import type { WindowSize } from '../../kernel/abi.ts';
import type { ProgressEvent, ProgressWriter } from './event.ts';
import { Spinner } from './spinner.ts';

const TICK = 100;
const PERCENT = [...'⠀⡀⣀⣄⣤⣦⣶⣷⣿'];
const color = (code: number) => (text: string) => `\x1b[${String(code)}m${text}\x1b[0m`;
const SUCCESS = color(32);
const COUNT = color(33);
const bold = (code: number) => (text: string) => `\x1b[${String(code)}m\x1b[1m${text}\x1b[0m`;
const WARNING = bold(33);
const ERROR = bold(31);
const TIMER = color(34);

export interface Screen {
  write(text: string): Promise<void>;
  size(): WindowSize;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** `1.2kB`, as Docker prints sizes. */
  humanSize(bytes: number): string;
}

interface Line {
  event: Required<Omit<ProgressEvent, 'parent'>> & { parent: string };
  readonly started: number;
  ended: number | undefined;
  readonly spinner: Spinner;
}

export class TtyWriter implements ProgressWriter {
  private readonly screen: Screen;
  private readonly title: string;
  private readonly lines = new Map<string, Line>();
  private readonly tails: string[] = [];
  private drawn = false;
  private height = 0;
  private hideChildren = false;
  private over = false;

  constructor(screen: Screen, title: string) {
    this.screen = screen;
    this.title = title;
  }

  event(event: ProgressEvent): Promise<void> {
    const now = this.screen.now();
    const { id, parent = '', text = '', status, statusText = '', current = 0, total = 0, percent = 0 } = event;
    const known = this.lines.get(id);
    if (known) update(known, { id, parent, text, status, statusText, current, total, percent }, now);
    else {
      const ended = status === 'done' || status === 'error' ? now : undefined;
      const made = { id, parent, text, status, statusText, current, total, percent };
      this.lines.set(id, { event: made, started: now, ended, spinner: new Spinner(now) });
    }
    return Promise.resolve();
  }

  tail(text: string): void {
    this.tails.push(text);
  }

  start(): void {
    this.tick().catch(() => undefined);
  }

  private async tick(): Promise<void> {
    for (;;) {
      await this.screen.sleep(TICK);
      if (this.over) return;
      await this.draw();
    }
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.draw();
    for (const text of this.tails) await this.screen.write(`${text}\n`);
  }

  private async draw(): Promise<void> {
    if (this.lines.size === 0) return;
    await this.screen.write(this.frame());
  }

  private frame(): string {
    const { cols, rows } = this.screen.size();
    const up = '\x1b[1A'.repeat(this.height + 1) + (this.drawn ? '' : '\x1b[1B');
    this.drawn = true;
    const all = [...this.lines.values()];
    const finished = all.filter(({ event }) => event.status !== 'working').length;
    const head = `[+] ${this.title} ${String(finished)}/${String(all.length)}`;
    const first = this.height !== 0 && finished === this.height ? TIMER(head) : head;
    if (all.length > rows - 2) this.hideChildren = true;
    const body = this.body(all, cols);
    const rest = Math.max(0, Math.min(this.height, rows - 2) - body.length);
    const blank = `${' '.repeat(cols)}\n`.repeat(rest);
    this.height = body.length + rest;
    return `${up}\x1b[0G\x1b[?25l${first}\n${body.join('')}${blank}\x1b[?25h`;
  }

  private body(all: readonly Line[], cols: number): string[] {
    const padding = statusPadding(all);
    const drawn: string[] = [];
    for (const line of all) {
      if (line.event.parent !== '') continue;
      drawn.push(this.line(line, '', cols, padding, all));
      if (this.hideChildren) continue;
      const children = all.filter(({ event }) => event.parent === line.event.id);
      for (const child of children) drawn.push(this.line(child, '  ', cols, padding, all));
    }
    return drawn;
  }

  private line(line: Line, indent: string, cols: number, padding: number, all: readonly Line[]): string {
    const { event, started, spinner } = line;
    const now = this.screen.now();
    const ended = event.status === 'working' ? now : (line.ended ?? started);
    const text = this.text(line, all);
    const size = byteLength(text);
    const room = cols - size - padding - 15;
    const status =
      room > 0 && event.statusText.length > room ? `${event.statusText.slice(0, room)}...` : event.statusText;
    const mark = { working: COUNT(spinner.next(now)), done: SUCCESS('✔'), warning: WARNING('!'), error: ERROR('✘') };
    const shown = { working: status, done: SUCCESS(status), warning: WARNING(status), error: ERROR(status) };
    const left = `${indent} ${mark[event.status]} ${text}${' '.repeat(Math.max(0, padding - size))} ${shown[event.status]}`;
    const timer = `${((ended - started) / 1000).toFixed(1)}s `;
    const gap = Math.max(0, cols - visibleLength(left) - timer.length);
    return `${left}${' '.repeat(gap)}${TIMER(timer)}\n`;
  }

  private text({ event }: Line, all: readonly Line[]): string {
    const plain = `${event.id} ${event.text}`;
    const children = event.status === 'working' ? all.filter((child) => child.event.parent === event.id) : [];
    if (children.length === 0) return plain;
    const sum = (of: (line: Line) => number): number => children.reduce((total, child) => total + of(child), 0);
    const total = sum((child) => child.event.total);
    const hidden = total === 0 || children.some((child) => child.event.status === 'working' && child.event.total === 0);
    const size = (bytes: number): string => this.screen.humanSize(bytes);
    const current = sum((child) => child.event.current);
    const details = hidden ? '' : ` ${size(current).padStart(7)} / ${size(total).padEnd(7)}`;
    const bar = children.map((child) => PERCENT[Math.trunc(((PERCENT.length - 1) * child.event.percent) / 100)] ?? '');
    return `${event.id} [${SUCCESS(bar.join(''))}]${details} ${event.text}`;
  }
}

function update(line: Line, event: Line['event'], now: number): void {
  const { event: before } = line;
  if (event.status !== 'working' && before.status !== event.status) line.ended = now;
  line.event = {
    ...event,
    total: Math.max(before.total, event.total),
    current: Math.max(before.current, event.current),
    percent: Math.max(before.percent, event.percent),
    parent: before.parent === '' || event.parent === '' ? event.parent : before.parent,
  };
}

/** Compose makes room for the longest name, and two columns less for every layer drawn below one. */
function statusPadding(all: readonly Line[]): number {
  let padding = 0;
  for (const { event } of all) {
    padding = Math.max(padding, byteLength(`${event.id} ${event.text}`));
    if (event.parent !== '') padding -= 2;
  }
  return padding;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
const visibleLength = (text: string): number => [...text.replace(/\x1b[^m]*m/g, '')].length;
