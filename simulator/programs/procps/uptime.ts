/** uptime(1) of procps and of busybox. Nobody logs in through a login program, so there are no users. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { zoneOf } from '../text/zone.ts';
import { procpsUsage } from './help.ts';
import { loadAverages, uptimeSeconds, uptimeText } from './system.ts';

const options = [
  ['-p, --pretty', 'show uptime in pretty format'],
  ['-s, --since', 'system up since'],
] as const;

/** ` 12:39:57 up  2:24,  0 users,  load average: 0.52, 0.14, 0.09`, also the first line of w and top. */
export function uptimeLine(t: Tool): string {
  const now = strftime('%H:%M:%S', breakDown(t.p.now(), zoneOf(t.p)));
  return ` ${now} ${uptimeText(uptimeSeconds(t.p))},  0 ${t.busybox ? 'users' : 'user'},  load average: ${loadAverages(t.p).join(', ')}`;
}

function pretty(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 604800), 'week'], [Math.floor(seconds / 86400) % 7, 'day'], [Math.floor(seconds / 3600) % 24, 'hour'], [Math.floor(seconds / 60) % 60, 'minute'],
  ]; // prettier-ignore
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return `up ${shown.length === 0 ? '0 minutes' : shown.join(', ')}`;
}

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(t.busybox ? [] : options);
  const key = parsed.options.at(-1)?.key;
  const seconds = uptimeSeconds(t.p);
  if (key === 'p') await t.print(`${pretty(seconds)}\n`);
  else if (key === 's')
    await t.print(`${strftime('%Y-%m-%d %H:%M:%S', breakDown(t.p.now() - seconds * 1000, zoneOf(t.p)))}\n`);
  else await t.print(`${uptimeLine(t)}\n`);
  return 0;
}

export default gnu(main, {
  help: { usage: '[options]', options },
  usageHint: (name) => procpsUsage(name, '[options]', options),
  package: 'procps-ng',
});
export const busybox = applet(main, { help: { usage: '', about: 'Display the time since the last boot' } });
