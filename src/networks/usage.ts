/** Resource use in the figures of `docker stats`. */
import type { ResourceUse } from '../../simulator/index.ts';

/** Per cent of one processor between two looks; 0 with one look only. */
export function processorShare(before: ResourceUse | undefined, now: ResourceUse): number {
  const elapsed = before === undefined ? 0 : now.at - before.at;
  return before === undefined || elapsed <= 0 ? 0 : ((now.cpuMs - before.cpuMs) / elapsed) * 100;
}

/** Binary units, as the MEM USAGE column has them. */
export function memoryText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toPrecision(4))}${units[power] ?? ''}`;
}
