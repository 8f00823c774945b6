/** The turning sign before a line that is being worked on. */
const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const STILL = 100;

export class Spinner {
  private readonly since: number;
  private at = 0;

  constructor(now: number) {
    this.since = now;
  }

  /** It stands still in the first tenth of a second and moves with every drawing after that. */
  next(now: number): string {
    if (now - this.since > STILL) this.at = (this.at + 1) % FRAMES.length;
    return FRAMES[this.at] ?? '';
  }
}
