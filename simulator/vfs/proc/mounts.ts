/** The mount table as text: /proc/PID/mounts and /proc/PID/mountinfo. */
import type { MountNamespace } from '../mounts.ts';

type Row = ReturnType<MountNamespace['mounts']>[number];

export function mountsText(namespace: MountNamespace | undefined): string {
  const rows = namespace?.mounts() ?? [];
  return rows
    .map((row) => `${escape(row.source)} ${escape(row.mountPoint)} ${row.type} ${optionsOf(row)} 0 0\n`)
    .join('');
}

export function mountinfo(namespace: MountNamespace | undefined): string {
  const rows = namespace?.mounts() ?? [];
  const ids = new Map(rows.map((row, at) => [row.mountPoint, 100 + at]));
  return rows
    .map((row, at) => {
      const parent = row.mountPoint === '/' ? 99 : (ids.get(parentMount(rows, row.mountPoint)) ?? 100);
      const access = row.readOnly ? 'ro' : 'rw';
      return `${100 + at} ${parent} 0:${40 + at} / ${escape(row.mountPoint)} ${optionsOf(row)} - ${row.type} ${escape(row.source)} ${access}\n`;
    })
    .join('');
}

function optionsOf({ readOnly, options }: Row): string {
  return [readOnly ? 'ro' : 'rw', ...options].join(',');
}

/** The mount point that most closely contains this one. */
function parentMount(rows: readonly Row[], path: string): string {
  let best = '/';
  for (const { mountPoint } of rows) {
    if (path.startsWith(`${mountPoint}/`) && mountPoint.length > best.length) best = mountPoint;
  }
  return best;
}

/** Blanks and backslashes as octal escapes. */
function escape(text: string): string {
  return text.replace(/[ \t\n\\]/g, (unit) => `\\${unit.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
