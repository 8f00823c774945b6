/** w(1): the uptime line, and a table of logins that stays empty. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { procpsUsage } from './help.ts';
import { uptimeLine } from './uptime.ts';

const options = [
  ['-h, --no-header', 'do not print header'],
  ['-u, --no-current', 'ignore current process username'],
  ['-s, --short', 'short format'],
  ['-f, --from', 'show remote hostname field'],
  ['-o, --old-style', 'old style output'],
  ['-i, --ip-addr', 'display IP address instead of hostname (if possible)'],
] as const;

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(t.busybox ? [] : options);
  if (t.busybox) await t.print('USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n');
  else if (!parsed.options.some(({ key }) => key === 'h')) {
    await t.print(`${uptimeLine(t)}\nUSER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n`);
  }
  return 0;
}

export default gnu(main, {
  help: { usage: '[options] [user]', options },
  usageHint: (name) => procpsUsage(name, '[options] [user]', options),
  package: 'procps-ng',
});
export const busybox = applet(main, { help: { usage: '', about: 'Show who is logged on' } });
