/** watch(1) of procps and of busybox: runs a command again and again, and shows what it prints on a cleared screen. */
import { searchProgram } from '../command/path-search.ts';
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { decodeText } from '../text/codec.ts';
import { parseDuration } from '../text/duration.ts';
import { breakDown, strftime } from '../text/strftime.ts';
import { displayWidth } from '../text/width.ts';
import { zoneOf } from '../text/zone.ts';
import { procpsUsage } from './help.ts';

const options = [
  ['-b, --beep', 'beep if command has a non-zero exit'],
  ['-c, --color', 'interpret ANSI color and style sequences'],
  ['-d, --differences', 'highlight changes between updates'],
  ['-e, --errexit', 'exit if command has a non-zero exit'],
  ['-g, --chgexit', 'exit when output from command changes'],
  ['-n, --interval=<secs>', 'seconds to wait between updates'],
  ['-p, --precise', 'attempt run command in precise intervals'],
  ['-t, --no-title', 'turn off header'],
  ['-w, --no-wrap', 'turn off line wrapping'],
  ['-x, --exec', 'pass command to exec instead of "sh -c"'],
] as const;
const busyboxOptions = [
  ['-n SEC', 'Period (default 2)'],
  ['-t', "Don't print header"],
] as const;

async function output(t: Tool, words: readonly string[]): Promise<{ text: string; code: number }> {
  const pipe = t.p.pipe();
  t.p.setCloseOnExec(pipe.read, true);
  const pid = t.p.spawn(searchProgram(t.p, words[0] ?? ''), words, { fds: new Map([[0, 0], [1, pipe.write], [2, pipe.write]]) }); // prettier-ignore
  t.p.close(pipe.write);
  const bytes = await t.p.reader(pipe.read).readAll();
  t.p.close(pipe.read);
  const event = await t.p.wait(pid);
  return { text: decodeText(bytes), code: event?.status.kind === 'exited' ? event.status.code : 1 };
}

/** As many lines as the screen holds, each no wider than it. */
function fit(text: string, columns: number, rows: number): string[] {
  const lines: string[] = [];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    let rest = line.replaceAll('\t', '        ');
    while (displayWidth(rest) > columns) {
      lines.push(rest.slice(0, columns));
      rest = rest.slice(columns);
    }
    lines.push(rest);
    if (lines.length >= rows) break;
  }
  return lines.slice(0, Math.max(0, rows));
}

function title(t: Tool, seconds: number, command: string, columns: number): string {
  const left = `Every ${seconds.toFixed(1)}s: ${command}`;
  const when = strftime('%a %b %e %H:%M:%S %Y', breakDown(t.p.now(), zoneOf(t.p)));
  const right = t.busybox
    ? strftime('%Y-%m-%d %H:%M:%S', breakDown(t.p.now(), zoneOf(t.p)))
    : `${t.p.net.hostname()}: ${when}`;
  const room = columns - right.length - 1;
  return `${left.length > room ? `${left.slice(0, Math.max(0, room - 4))}... ` : left.padEnd(room + 1)}${right}`;
}

async function main(t: Tool): Promise<number> {
  const { options: given, operands } = t.parse();
  const has = (key: string): boolean => given.some((option) => option.key === key);
  if (operands.length === 0) throw new UsageError('');
  const seconds = Math.max(0.1, parseDuration(given.findLast(({ key }) => key === 'n')?.value ?? '2') ?? 2);
  const command = operands.join(' ');
  const words = has('x') ? operands : ['sh', '-c', command];
  const tty = t.p.isatty(1);
  let previous: string | undefined;
  t.p.onSignal(
    'INT',
    () => void t.p.stdout.write(tty ? '\x1b[?1049l\r\x1b[?12l\x1b[?25h' : '').then(() => t.p.exit(t.busybox ? 1 : 0)),
  );
  if (tty && !t.busybox) await t.print('\x1b[?1049h\x1b[22;0;0t\x1b[1;24r\x1b(B\x1b[m\x1b[4l\x1b[?7h');
  for (;;) {
    const size = tty ? t.p.tty(1).size() : { cols: 80, rows: 24 };
    const result = await output(t, words);
    const header = has('t') ? [] : [title(t, seconds, command, size.cols), ''];
    const lines = [...header, ...fit(result.text, size.cols, size.rows - header.length)];
    await t.print(`\x1b[H\x1b[J${lines.join('\n')}`);
    await t.out.flush();
    if (has('e') && result.code !== 0) return 8;
    if (has('g') && previous !== undefined && previous !== result.text) return 0;
    previous = result.text;
    await t.p.sleep(seconds * 1000);
  }
}

const usage = '[options] command';
export default gnu(main, {
  help: { usage, options },
  stopAtOperand: true,
  usageHint: (name) => procpsUsage(name, usage, options),
  package: 'procps-ng',
});
export const busybox = applet(main, {
  stopAtOperand: true,
  help: { usage: '[-n SEC] [-t] PROG ARGS', about: 'Run PROG periodically', options: busyboxOptions },
});
