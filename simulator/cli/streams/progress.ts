/** Progress of pulls, pushes, loads and imports: redrawn lines on a terminal, one line per state otherwise. */
import type { ProgressMessage } from '../../api/common.ts';
import type { MessageStream } from '../../api/streams.ts';
import type { Client, StandardStream } from '../client.ts';
import { formatDuration } from '../go/duration.ts';
import { humanSize } from '../go/units.ts';

/** Bars are only drawn on terminals wider than this. */
const BAR_WIDTH = 110;
/** The remaining time is only told on terminals wider than this. */
const TIME_WIDTH = 50;

type Detail = NonNullable<ProgressMessage['progressDetail']>;

/** `[===>   ]  1.2MB/8MB`. `now` is in milliseconds. */
export function progressText(detail: Detail, width: number, now: number): string {
  const { current = 0, total = 0, start = 0, hidecounts = false, units = '' } = detail;
  if (current <= 0 && total <= 0) return '';
  if (total <= 0) return units === '' ? humanSize(current).padStart(8) : `${current} ${units}`;
  const percent = Math.min(50, Math.trunc(Math.trunc((current / total) * 100) / 2));
  const bar = width > BAR_WIDTH ? `[${'='.repeat(percent)}>${' '.repeat(50 - percent)}] ` : '';
  return bar + (hidecounts ? '' : counts(current, total, units)) + remaining(detail, width, percent, now, start);
}

function counts(current: number, total: number, units: string): string {
  if (units !== '') return current > total ? `${current} ${units}` : `${current}/${total} ${units}`;
  const shown = humanSize(current).padStart(8);
  return current > total ? shown : `${shown}/${humanSize(total)}`;
}

function remaining(
  { current = 0, total = 0 }: Detail,
  width: number,
  percent: number,
  now: number,
  start: number,
): string {
  if (width <= TIME_WIDTH || current <= 0 || start <= 0 || percent >= 50) return '';
  const left = (total - current) * Math.trunc(((now - start * 1000) * 1e6) / current);
  return ` ${formatDuration(Math.round(left / 1e9) * 1e9)}`;
}

interface Screen {
  readonly isTerminal: boolean;
  readonly width: number;
}

/** Writes messages as they come. Each keeps the line of its id, as long as nothing else is written in between. */
export class ProgressDisplay {
  private readonly screen: Screen;
  private readonly now: () => number;
  private lines = new Map<string, number>();

  constructor(screen: Screen, now: () => number) {
    this.screen = screen;
    this.now = now;
  }

  /** What to write for a message. Throws the failure that a message tells. */
  show(message: ProgressMessage): string {
    const { id = '', progressDetail, progress = '' } = message;
    const { isTerminal } = this.screen;
    let up = '';
    let down = '';
    if (id !== '' && (progressDetail !== undefined || progress !== '')) {
      const distance = this.distance(id);
      if (isTerminal) {
        up = `${distance.isNew ? '\n' : ''}\x1b[${distance.lines}A`;
        down = `\x1b[${distance.lines}B`;
      }
    } else {
      this.lines = new Map();
    }
    if (message.errorDetail || message.error !== undefined) {
      throw new ProgressFailure(message.errorDetail?.message ?? message.error ?? '', up + down);
    }
    return up + this.line(message) + down;
  }

  private distance(id: string): { isNew: boolean; lines: number } {
    const known = this.lines.get(id);
    const line = known ?? this.lines.size;
    if (known === undefined) this.lines.set(id, line);
    return { isNew: known === undefined, lines: this.lines.size - line };
  }

  private line(message: ProgressMessage): string {
    const { stream = '', status = '', id = '', progressDetail, progress = '' } = message;
    const { isTerminal, width } = this.screen;
    const bar = progressDetail ? progressText(progressDetail, width, this.now()) : '';
    const redrawn = isTerminal && stream === '' && progressDetail !== undefined;
    if (!redrawn && progressDetail && bar !== '') return '';
    const end = redrawn ? '\r' : '';
    const head = (redrawn ? '\x1b[2K\r' : '') + (id === '' ? '' : `${id}: `);
    if (progressDetail && isTerminal) return `${head}${status} ${bar}${end}`;
    if (progress !== '') return `${head}${status} ${progress}${end}`;
    if (stream !== '') return head + stream + end;
    return `${head}${status}${end}\n`;
  }
}

/** A failure told within a stream of progress. */
export class ProgressFailure extends Error {
  override name = 'ProgressFailure';
  /** What is still to be written to bring the cursor home. */
  readonly tail: string;
  constructor(message: string, tail: string) {
    super(message);
    this.tail = tail;
  }
}

/** Shows a stream of progress on `stream`. Side information goes to `onAux` and is not shown. */
export async function showProgress(
  client: Client,
  messages: MessageStream<ProgressMessage>,
  stream: StandardStream,
  onAux: (aux: unknown) => void | Promise<void> = () => undefined,
): Promise<void> {
  const size = client.windowSize(stream);
  const screen = { isTerminal: size !== undefined, width: size?.cols ?? 200 };
  const display = new ProgressDisplay(screen, () => client.now());
  const out = client.process[stream === 'stdin' ? 'stdout' : stream];
  try {
    for await (const message of messages) {
      if (message.aux !== undefined) {
        await onAux(message.aux);
        continue;
      }
      const text = display.show(message);
      if (text !== '') await out.write(text);
    }
  } catch (error) {
    if (error instanceof ProgressFailure && error.tail !== '') await out.write(error.tail);
    throw error;
  } finally {
    messages.close();
  }
}

/** Reads a stream of progress without showing it; a failure in it is thrown. */
export async function awaitProgress(messages: MessageStream<ProgressMessage>): Promise<void> {
  const display = new ProgressDisplay({ isTerminal: false, width: 200 }, () => 0);
  try {
    for await (const message of messages) if (message.aux === undefined) display.show(message);
  } finally {
    messages.close();
  }
}
