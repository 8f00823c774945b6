/** The server's error log, in the form of its product and version. */
import type { Process } from '../../../kernel/abi.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import { isAtLeast, type Product } from '../engine/product.ts';

export type Level = 'System' | 'Note' | 'Warning' | 'ERROR';

/** `code` and `subsystem` are shown by MySQL 8 and later only. */
export interface Entry {
  level: Level;
  text: string;
  code?: string;
  subsystem?: 'Server' | 'InnoDB';
  thread?: number;
}

export class ServerLog {
  private readonly p: Process;
  private readonly product: Product;
  /** Time of the last entry, microseconds since the epoch. */
  private last = 0;

  constructor(p: Process, product: Product) {
    this.p = p;
    this.product = product;
  }

  async say({ level, text, code = 'MY-010000', subsystem = 'Server', thread = 0 }: Entry): Promise<void> {
    const { name } = this.product;
    if (name === 'MariaDB') await this.write(`${this.time('%Y-%m-%d %H:%M:%S')} ${thread} [${level}] ${text}\n`);
    else if (isAtLeast(this.product, 8))
      await this.write(`${this.micros()} ${thread} [${level}] [${code}] [${subsystem}] ${text}\n`); // prettier-ignore
    else await this.write(`${this.micros()} ${thread} [${level === 'System' ? 'Note' : level}] ${text}\n`);
  }

  private async write(line: string): Promise<void> {
    await this.p.stderr.write(line);
  }

  private time(format: string): string {
    return strftime(format, breakDown(this.p.now()));
  }

  /** Two entries never have the same time. */
  private micros(): string {
    const [a = 0] = this.p.random(1);
    this.last = Math.max(Math.floor(this.p.now()) * 1000, this.last + 1) + a;
    const shown = strftime('%Y-%m-%dT%H:%M:%S', breakDown(Math.floor(this.last / 1000)));
    return `${shown}.${String(this.last % 1_000_000).padStart(6, '0')}Z`;
  }
}
