/**
 * Reads `.session` files. The first line beginning `# ` is the title, later lines beginning `#` are remarks.
 *
 * Plain: `$ command`; lines beginning `> ` continue it. Terminal, after a line `@tty`: `>>> text` types a line,
 * `??? regex` waits for output, `@size 120x30`, `@throttle 8000000`. In both, `@timeout 90` is the limit in seconds of
 * the one step that follows.
 */
import { DEFAULT_LIMIT, SessionSyntaxError, type PlainStep, type Session, type TerminalStep } from './session.ts';

interface Reading {
  title: string;
  terminal: boolean;
  size: { cols: number; rows: number };
  limit: number;
  plain: PlainStep[];
  typed: TerminalStep[];
}

/** `name` is what errors call the file. Throws SessionSyntaxError, whose message names file and line. */
export function parseSession(text: string, name: string): Session {
  const reading: Reading = {
    title: '',
    terminal: false,
    size: { cols: 80, rows: 24 },
    limit: DEFAULT_LIMIT,
    plain: [],
    typed: [],
  };
  text.split('\n').forEach((line, index) => {
    const fault = readLine(reading, line);
    if (fault !== undefined) throw new SessionSyntaxError(`${name}:${index + 1}: ${fault}`);
  });
  const { title, size } = reading;
  return reading.terminal
    ? { kind: 'terminal', title, size, steps: reading.typed }
    : { kind: 'plain', title, steps: reading.plain };
}

/** Takes one line in; answers what is wrong with it, if anything is. */
function readLine(reading: Reading, line: string): string | undefined {
  if (line.startsWith('# ') && reading.title === '') {
    reading.title = line.slice(2).trim();
    return undefined;
  }
  if (line.startsWith('@')) return readSetting(reading, line);
  if (reading.terminal ? readTyped(reading, line) : readCommand(reading, line)) return undefined;
  return line.trim() === '' || line.startsWith('#') ? undefined : `this line cannot be read: ${line}`;
}

function readSetting(reading: Reading, line: string): string | undefined {
  const [setting, ...rest] = line.trimEnd().split(' ');
  const value = rest.join(' ').trim();
  switch (setting) {
    case '@tty':
      reading.terminal = true;
      return reading.plain.length === 0 ? undefined : '@tty stands above the first step';
    case '@size': {
      const [, cols, rows] = /^(\d+)x(\d+)$/.exec(value) ?? [];
      if (cols === undefined || rows === undefined) return `@size takes COLSxROWS, for example 120x30, not ${value}`;
      reading.size = { cols: Number(cols), rows: Number(rows) };
      return undefined;
    }
    case '@timeout':
      if (!/^\d+$/.test(value)) return `@timeout takes whole seconds, not ${value}`;
      reading.limit = Number(value);
      return undefined;
    case '@throttle':
      if (!/^\d+$/.test(value)) return `@throttle takes bytes per second, not ${value}`;
      if (!reading.terminal) return '@throttle belongs to terminal sessions (@tty)';
      reading.typed.push({ kind: 'throttle', bytesPerSecond: Number(value) });
      return undefined;
    default:
      return `there is no setting ${setting ?? ''}; there are @tty, @size, @timeout and @throttle`;
  }
}

function readTyped(reading: Reading, line: string): boolean {
  if (line.startsWith('>>>')) {
    const text = line.startsWith('>>> ') ? line.slice(4) : '';
    reading.typed.push({ kind: 'send', text, limit: takeLimit(reading) });
    return true;
  }
  if (!line.startsWith('??? ')) return false;
  reading.typed.push({ kind: 'wait', pattern: line.slice(4), limit: takeLimit(reading) });
  return true;
}

function readCommand(reading: Reading, line: string): boolean {
  if (line.startsWith('$ ')) {
    reading.plain.push({ kind: 'command', command: line.slice(2), limit: takeLimit(reading) });
    return true;
  }
  const last = reading.plain.at(-1);
  if (last === undefined || !(line.startsWith('> ') || line === '>')) return false;
  last.command += `\n${line.slice(2)}`;
  return true;
}

function takeLimit(reading: Reading): number {
  const { limit } = reading;
  reading.limit = DEFAULT_LIMIT;
  return limit;
}
