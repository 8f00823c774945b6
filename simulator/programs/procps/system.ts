/** Figures of the machine that several tools show: memory, load, how long it has been up. All read from /proc. */
import type { Process } from '../../kernel/abi.ts';
import { isSysError } from '../../kernel/errno.ts';

function text(p: Process, path: string): string {
  try {
    return p.fs.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

/** Kilobytes. */
export interface Memory {
  total: number;
  free: number;
  available: number;
  buffers: number;
  cached: number;
  shared: number;
  swapTotal: number;
  swapFree: number;
}

export function memory(p: Process): Memory {
  const rows = new Map(
    [...text(p, '/proc/meminfo').matchAll(/^(\w+):\s+(\d+)/gm)].map(([, name, value]) => [name ?? '', Number(value)]),
  );
  const get = (name: string): number => rows.get(name) ?? 0;
  return {
    total: get('MemTotal'),
    free: get('MemFree'),
    available: get('MemAvailable'),
    buffers: get('Buffers'),
    cached: get('Cached') + get('SReclaimable'),
    shared: get('Shmem'),
    swapTotal: get('SwapTotal'),
    swapFree: get('SwapFree'),
  };
}

/** `0.52, 0.14, 0.09`. */
export function loadAverages(p: Process): [string, string, string] {
  const [one = '0.00', five = '0.00', fifteen = '0.00'] = text(p, '/proc/loadavg').split(' ');
  return [one, five, fifteen];
}

/** The rest of /proc/loadavg: `2/123 4567`. */
export function loadTail(p: Process): string {
  return text(p, '/proc/loadavg').trim().split(' ').slice(3).join(' ');
}

/** Seconds since the machine started. */
export function uptimeSeconds(p: Process): number {
  const found = Number(text(p, '/proc/uptime').split(' ')[0]);
  return Number.isFinite(found) && found > 0 ? found : Math.max(0, (p.now() - p.machine().bootedAt) / 1000);
}

/** `up 2:24`, `up 33 min`, `up 3 days,  2:05`, as uptime, w and top show it. */
export function uptimeText(seconds: number): string {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  const lead = days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : '';
  return `up ${lead}${hours > 0 ? `${String(hours).padStart(2)}:${String(minutes).padStart(2, '0')}` : `${minutes} min`}`;
}

/** Columns a process number takes: as many as the largest there can be. */
export function pidWidth(p: Process): number {
  const most = text(p, '/proc/sys/kernel/pid_max').trim();
  return most === '' ? 5 : Math.max(5, String(Number(most) - 1).length);
}
