/** GNU wget's progress: a bar redrawn on a terminal, dots otherwise. */
import type { Process } from '../../kernel/abi.ts';
import { padEnd } from '../text/width.ts';

/** `1.31M`, `42.1K`: a rate or size in three figures. */
export function short(bytes: number): string {
  const units = ['', 'K', 'M', 'G'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(unit === 0 ? 0 : digits)}${units[unit] ?? ''}`;
}

/** `42.1 MB/s`, as the closing line has it. */
export function rate(bytes: number, seconds: number): string {
  const perSecond = bytes / Math.max(seconds, 1e-3);
  const units = ['B/s', 'KB/s', 'MB/s', 'GB/s'];
  let value = perSecond;
  let unit = 0;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit++;
  }
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${unit === 0 && value < 99.95 ? value.toFixed(digits) : value.toFixed(digits)} ${units[unit] ?? ''}`;
}

function seconds(elapsed: number): string {
  if (elapsed < 0.001) return '0s';
  if (elapsed < 1) return `${elapsed.toFixed(3).replace(/0+$/, '')}s`;
  if (elapsed < 10) return `${elapsed.toFixed(1)}s`;
  return elapsed < 60 ? `${Math.round(elapsed)}s` : `${Math.floor(elapsed / 60)}m ${Math.round(elapsed % 60)}s`;
}

function thousands(bytes: number): string {
  return String(bytes).replace(/\B(?=(\d{3})+$)/g, ',');
}

export interface Progress {
  start(): Promise<void>;
  add(bytes: number): Promise<void>;
  finish(): Promise<void>;
}

const DOT = 1024;
const DOTS_PER_LINE = 50;

class Dots implements Progress {
  private readonly p: Process;
  private readonly total: number | undefined;
  private readonly started: number;
  private done = 0;
  private dots = 0;
  private row = 0;
  private rowStart: number;

  constructor(p: Process, total: number | undefined) {
    this.p = p;
    this.total = total;
    this.started = this.rowStart = p.now();
  }

  async start(): Promise<void> {
    await this.p.stderr.write('\n     0K');
  }

  async add(bytes: number): Promise<void> {
    this.done += bytes;
    while (this.done >= (this.row * DOTS_PER_LINE + this.dots + 1) * DOT) {
      await this.p.stderr.write(`${this.dots % 10 === 0 ? ' ' : ''}.`);
      if (++this.dots === DOTS_PER_LINE) await this.endRow();
    }
  }

  private async endRow(): Promise<void> {
    const now = this.p.now();
    const speed = (DOTS_PER_LINE * DOT) / Math.max((now - this.rowStart) / 1000, 1e-3);
    this.rowStart = now;
    this.row++;
    this.dots = 0;
    const shown = this.row * DOTS_PER_LINE * DOT;
    const { total } = this;
    const percent =
      total === undefined ? '' : ` ${String(Math.min(100, Math.floor((shown * 100) / total))).padStart(2)}%`;
    const left =
      total === undefined || shown >= total
        ? ''
        : ` ${seconds(((total - shown) / shown) * ((now - this.started) / 1000)).replace(/\..*s$/, 's')}`;
    await this.p.stderr.write(`${percent} ${short(speed).padStart(5)}${left}`);
    if (total === undefined || shown < total)
      await this.p.stderr.write(`\n${String((this.row * DOTS_PER_LINE * DOT) / 1024).padStart(6)}K`);
  }

  async finish(): Promise<void> {
    const elapsed = (this.p.now() - this.started) / 1000;
    const complete = this.dots === 0 && this.row > 0 && this.total !== undefined && this.done >= this.total;
    const missing = DOTS_PER_LINE - this.dots;
    const gaps = Math.floor((DOTS_PER_LINE - 1 - this.dots) / 10) + (this.dots % 10 === 0 ? 1 : 0);
    const fill = complete ? '' : ' '.repeat(missing + gaps);
    const percent = this.total === undefined ? '    ' : '100%';
    const speed = short(this.done / Math.max(elapsed, 1e-3));
    await this.p.stderr.write(
      complete ? `=${seconds(elapsed)}\n\n` : `${fill} ${percent} ${speed.padStart(4)}=${seconds(elapsed)}\n\n`,
    );
  }
}

class Bar implements Progress {
  private readonly p: Process;
  private readonly total: number | undefined;
  private readonly name: string;
  private readonly started: number;
  private done = 0;
  private drawn = 0;

  constructor(p: Process, total: number | undefined, name: string) {
    this.p = p;
    this.total = total;
    this.name = name;
    this.started = this.drawn = p.now();
  }

  async start(): Promise<void> {
    await this.p.stderr.write('\n');
    await this.draw(false);
  }

  async add(bytes: number): Promise<void> {
    this.done += bytes;
    if (this.p.now() - this.drawn < 200) return;
    this.drawn = this.p.now();
    await this.draw(false);
  }

  async finish(): Promise<void> {
    await this.draw(true);
    await this.p.stderr.write('\n\n');
  }

  private async draw(last: boolean): Promise<void> {
    const { cols } = this.p.isatty(2) ? this.p.tty(2).size() : { cols: 80 };
    const width = Math.max(cols - 1, 45);
    const room = width - (20 + 4 + 2 + 8 + 12 + 14);
    const elapsed = (this.p.now() - this.started) / 1000;
    const fraction = this.total === undefined || this.total === 0 ? 0 : Math.min(1, this.done / this.total);
    const known = this.total !== undefined;
    const filled = Math.floor(room * (last && known ? 1 : fraction));
    const bar = known ? (filled > 0 ? `${'='.repeat(filled - 1)}>` : '').padEnd(room) : '<=>'.padEnd(room);
    const percent = known ? `${String(Math.floor(fraction * 100)).padStart(3)}%` : '    ';
    const size = this.done < 1024 ? thousands(this.done) : short(this.done);
    const speed = elapsed < 0.05 || this.done === 0 ? '--.-KB/s' : rate(this.done, elapsed).replace(' ', '');
    const tail = last
      ? `in ${seconds(elapsed)}`
      : known && this.done > 0 && elapsed > 3
        ? `eta ${seconds(((1 - fraction) / fraction) * elapsed).replace(/\..*s$/, 's')}`
        : '';
    await this.p.stderr.write(
      `\r${padEnd(this.name.slice(0, 19), 19)} ${percent}[${bar}] ${size.padStart(7)}  ${speed.padStart(8)}    ${tail.padEnd(10)}`,
    );
  }
}

export function createProgress(p: Process, total: number | undefined, name: string): Progress {
  return p.isatty(2) ? new Bar(p, total, name) : new Dots(p, total);
}
