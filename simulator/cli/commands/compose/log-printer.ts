/** Containers' output, line by line, each with its container's name in its colour. */
import type { Frame, MessageStream } from '../../../api/streams.ts';
import { formatRfc3339NanoFixed, momentOf } from '../../go/time.ts';
import type { Client } from '../../client.ts';

const PLAIN = [36, 33, 32, 35, 34];
/** Cyan, yellow, green, magenta, blue, and then the same in bold. */
const RAINBOW = [...PLAIN.map(String), ...PLAIN.map((code) => `${String(code)};1`)];
const RESET_LINE = '\r\x1b[K';

export interface PrinterOptions {
  readonly color: boolean;
  readonly prefix: boolean;
  readonly timestamps: boolean;
}

export class LogPrinter {
  private readonly client: Client;
  private readonly options: PrinterOptions;
  private readonly colors = new Map<string, string | undefined>();
  private next = 0;

  constructor(client: Client, options: PrinterOptions) {
    this.client = client;
    this.options = options;
  }

  private paint(name: string, text: string): string {
    if (!this.colors.has(name)) {
      const colored = this.options.color && name !== '' && this.client.isTerminal('stdout');
      this.colors.set(name, colored ? RAINBOW[this.next++ % RAINBOW.length] : undefined);
    }
    const code = this.colors.get(name);
    return code === undefined ? text : `\x1b[${code}m${text}\x1b[0m`;
  }

  private prefix(name: string): string {
    if (!this.options.prefix) return '';
    this.paint(name, '');
    const width = Math.max(...[...this.colors.keys()].map((each) => each.length)) + 1;
    return this.paint(name, `${name.padEnd(width)} | `);
  }

  async line(stream: Frame['stream'], name: string, text: string): Promise<void> {
    const { stdout, stderr } = this.client.process;
    const time = this.options.timestamps ? `${formatRfc3339NanoFixed(momentOf(this.client.now()))} ` : '';
    const lines = text.split('\n').map((line) => `${this.prefix(name)}${time}${line}\n`);
    await (stream === 'stderr' ? stderr : stdout).write(lines.join(''));
  }

  /** What happened to a container. */
  status(name: string, text: string): Promise<void> {
    return this.client.print(this.paint(name, `${RESET_LINE}${name} ${text}\n`));
  }

  /** Prints a container's output until it ends; `joined` puts what it wrote to stderr among the rest. */
  async pump(name: string, frames: MessageStream<Frame>, joined = false): Promise<void> {
    const rest = { stdout: '', stderr: '' };
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    for await (const frame of frames) {
      const { bytes } = frame;
      const stream = joined ? 'stdout' : frame.stream;
      const lines = (rest[stream] + decoders[stream].decode(bytes, { stream: true })).split('\n');
      rest[stream] = lines.pop() ?? '';
      for (const line of lines) await this.line(stream, name, line);
    }
    for (const stream of ['stdout', 'stderr'] as const)
      if (rest[stream] !== '') await this.line(stream, name, rest[stream]);
  }
}
