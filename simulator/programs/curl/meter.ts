/** curl's progress meter on stderr: two lines of headings, and one line that is drawn over and over. */
import type { Process } from '../../kernel/abi.ts';

const HEADINGS =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

/** At most five columns: plain, k, or one decimal with M and so on. */
function five(bytes: number): string {
  if (bytes < 100000) return String(Math.floor(bytes)).padStart(5);
  if (bytes < 10000 * 1024) return `${String(Math.floor(bytes / 1024)).padStart(4)}k`;
  const units = ['M', 'G', 'T', 'P'];
  let scale = 1024 ** 2;
  for (const unit of units) {
    if (bytes < 100 * scale)
      return `${String(Math.floor(bytes / scale)).padStart(2)}.${Math.floor((bytes % scale) / (scale / 10))}${unit}`;
    if (bytes < 10000 * scale) return `${String(Math.floor(bytes / scale)).padStart(4)}${unit}`;
    scale *= 1024;
  }
  return '  -  ';
}

function clock(seconds: number): string {
  if (seconds <= 0) return '--:--:--';
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (whole < 360000)
    return `${String(Math.floor(whole / 3600)).padStart(2)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return `${String(Math.floor(whole / 86400)).padStart(3)}d ${two(Math.floor(whole / 3600) % 24)}h`;
}

export class Meter {
  private readonly p: Process;
  private readonly bar: boolean;
  private readonly started: number;
  private shown = false;
  private finished = false;
  private lastDrawn = 0;
  downloaded = 0;
  uploaded = 0;
  /** Announced sizes; 0 when unknown. */
  downloadSize = 0;
  uploadSize = 0;

  constructor(p: Process, bar: boolean) {
    this.p = p;
    this.bar = bar;
    this.started = p.now();
  }

  /** Headings and a first line of zeros. */
  async start(): Promise<void> {
    if (this.shown) return;
    this.shown = true;
    this.lastDrawn = this.started;
    if (!this.bar) await this.p.stderr.write(`${HEADINGS}\r${this.line()}`);
  }

  /** Draws again once a second has passed. */
  async tick(): Promise<void> {
    if (!this.shown || this.p.now() - this.lastDrawn < 1000) return;
    this.lastDrawn = this.p.now();
    await this.draw();
  }

  /** The last state, and the end of the line. */
  async finish(): Promise<void> {
    if (!this.shown || this.finished) return;
    this.finished = true;
    await this.draw();
    await this.p.stderr.write('\n');
  }

  async draw(): Promise<void> {
    if (this.bar) {
      const total = this.downloadSize + this.uploadSize;
      if (total > 0) await this.p.stderr.write(`\r${barLine((this.downloaded + this.uploaded) / total)}`);
    } else await this.p.stderr.write(`\r${this.line()}`);
  }

  private line(): string {
    const elapsed = this.p.now() - this.started;
    const seconds = Math.max(elapsed, 1) / 1000;
    const speedDown = this.downloaded / seconds;
    const speedUp = this.uploaded / seconds;
    const done = this.downloaded + this.uploaded;
    const current = done / (Math.max(1, Math.round(elapsed)) / 1000);
    const percent = (part: number, of: number): string =>
      String(of > 0 ? Math.floor((part * 100) / of) : 0).padStart(3);
    const estimate = (size: number, speed: number): number => (size > 0 && speed > 0 ? Math.floor(size / speed) : 0);
    const whole = Math.max(estimate(this.downloadSize, speedDown), estimate(this.uploadSize, speedUp));
    const expected = (this.downloadSize || this.downloaded) + (this.uploadSize || this.uploaded);
    const spent = Math.floor(elapsed / 1000);
    const left = whole > 0 ? whole - spent : 0;
    return (
      `${percent(done, expected)} ${five(expected)}  ${percent(this.downloaded, this.downloadSize)} ${five(this.downloaded)}  ` +
      `${percent(this.uploaded, this.uploadSize)} ${five(this.uploaded)}  ${five(speedDown)}  ${five(speedUp)} ` +
      `${clock(whole)} ${clock(spent)} ${clock(left)} ${five(current)}`
    );
  }
}

function barLine(fraction: number): string {
  const width = 72;
  return `${'#'.repeat(Math.round(width * Math.min(1, fraction))).padEnd(width)} ${(fraction * 100).toFixed(1).padStart(5)}%`;
}
