/** Lines of the client's own log (logrus), as they stand on stderr. */
import type { Client } from '../client.ts';
import { formatRfc3339, momentOf } from '../go/time.ts';
import { quote } from '../go/strconv.ts';

const NAMES = { warning: 'WARN', error: 'ERRO', info: 'INFO' } as const;
const COLORS = { warning: 33, error: 31, info: 36 } as const;

/** On a terminal `WARN[0000] message`, else `time="…" level=warning msg="…"`. */
export function logLine(client: Client, level: keyof typeof NAMES, message: string): string {
  if (client.isTerminal('stderr')) return `\x1b[${COLORS[level]}m${NAMES[level]}\x1b[0m[0000] ${message} `.padEnd(0);
  const text = /^[\w./@^+-]+$/.test(message) ? message : quote(message);
  return `time="${formatRfc3339(momentOf(client.now()))}" level=${level} msg=${text}`;
}
