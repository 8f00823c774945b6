/** The server's log: `1:M 21 Nov 2026 08:44:37.260 * Ready to accept connections tcp`. */
import type { Process } from '../../kernel/abi.ts';
import { breakDown, strftime } from '../text/strftime.ts';

const MARKS = { debug: '.', verbose: '-', notice: '*', warning: '#' } as const;
export type Level = keyof typeof MARKS;
const ORDER: readonly string[] = Object.keys(MARKS);

export class Log {
  private readonly p: Process;
  level = 'notice';
  /** A path, or empty for standard output. */
  file = '';

  constructor(p: Process) {
    this.p = p;
  }

  /** `role`: C before the server is one (and in children), M for a master. */
  async say(level: Level, text: string, role: 'C' | 'M' = 'M', pid = this.p.pid): Promise<void> {
    if (ORDER.indexOf(level) < ORDER.indexOf(this.level)) return;
    const now = this.p.now();
    const millis = String(Math.floor(now) % 1000).padStart(3, '0');
    await this.raw(
      `${pid}:${role} ${strftime('%d %b %Y %H:%M:%S', breakDown(now))}.${millis} ${MARKS[level]} ${text}\n`,
    );
  }

  async raw(line: string): Promise<void> {
    if (this.file === '') await this.p.stdout.write(line);
    else this.p.fs.appendFile(this.file, line);
  }
}
