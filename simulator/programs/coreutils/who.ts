/** who(1): nobody has logged in through a login program, so there is nobody to show. */
import { applet, gnu, type Tool } from '../command/tool.ts';

const options = [
  ['-a, --all', 'same as -b -d --login -p -r -t -T -u'],
  ['-b, --boot', 'time of last system boot'],
  ['-H, --heading', 'print line of column headings'],
  ['-m', 'only hostname and user associated with stdin'],
  ['-q, --count', 'all login names and number of users logged on'],
  ['-u, --users', 'list users logged in'],
] as const;

async function main(t: Tool): Promise<number> {
  const parsed = t.parse(options);
  if (parsed.options.some(({ key }) => key === 'q')) await t.print('\n# users=0\n');
  else if (t.busybox || parsed.options.some(({ key }) => key === 'H'))
    await t.print(
      t.busybox
        ? 'USER            TTY             IDLE    TIME             HOST\n'
        : 'NAME     LINE         TIME             COMMENT\n',
    );
  return 0;
}

const help = {
  usage: '[OPTION]... [ FILE | ARG1 ARG2 ]',
  about: 'Print information about users who are currently logged in.',
  options,
};
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: '[-aH]', about: 'Show who is logged on', options } });
