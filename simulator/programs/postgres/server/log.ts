/** The server's log: `2026-11-21 09:00:00.123 UTC [1] LOG:  database system is ready to accept connections`. */
import type { Process } from '../../../kernel/abi.ts';
import { breakDown, strftime } from '../../text/strftime.ts';

export function timestamp(ms: number): string {
  return `${strftime('%Y-%m-%d %H:%M:%S', breakDown(ms))}.${String(Math.floor(ms) % 1000).padStart(3, '0')} UTC`;
}

export async function say(p: Process, level: 'LOG' | 'ERROR' | 'FATAL' | 'STATEMENT' | 'DETAIL' | 'HINT', text: string, pid = p.pid): Promise<void> {
  await p.stderr.write(`${timestamp(p.now())} [${pid}] ${level}:  ${text}\n`);
} // prettier-ignore
