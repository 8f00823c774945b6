/** pidof(8), of sysvinit-utils and of busybox. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { baseName } from '../text/paths.ts';

const options = [
  ['-s', 'return only one pid'],
  ['-c', ''],
  ['-q', "don't print, only set the exit status"],
  ['-x', 'also find pids of shells running the named scripts'],
  ['-z', ''],
  ['-n', ''],
  ['-o PID', 'omit processes with the given pid'],
  ['-d SEP', ''],
  ['-S SEP', ''],
] as const;

async function main(t: Tool): Promise<number> {
  const { options: given, operands } = t.parse(options);
  const has = (key: string): boolean => given.some((option) => option.key === key);
  const omitted = given
    .filter(({ key }) => key === 'o')
    .map(({ value }) => (value === '%PPID' ? t.p.ppid : Number(value)));
  const found = t.p
    .processes()
    .filter((row) => row.pid !== t.p.pid && !omitted.includes(row.pid))
    .filter((row) => {
      const [first = '', script = ''] = row.args;
      return operands.some(
        (name) =>
          row.comm === baseName(name).slice(0, 15) ||
          baseName(first) === baseName(name) ||
          first === name ||
          (has('x') && baseName(script) === baseName(name)),
      );
    })
    .map((row) => row.pid)
    .sort((a, b) => b - a);
  if (found.length === 0) return 1;
  if (!has('q')) await t.print(`${(has('s') ? found.slice(0, 1) : found).join(' ')}\n`);
  return 0;
}

const help = { usage: '[options] [program [...]]', about: 'Find the process ids of running programs.', options };
export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '[-s] [-o PID] [NAME]...',
    about: 'List PIDs of all processes with names that match NAMEs',
    options: [
      ['-s', 'Show only one PID'],
      ['-o PID', 'Omit given pid\nUse %PPID to omit pid of parent process'],
    ],
  },
});
