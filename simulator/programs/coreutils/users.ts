/** users(1): nobody has logged in through a login program. */
import { applet, gnu, type Tool } from '../command/tool.ts';

const help = { usage: '[OPTION]... [FILE]', about: 'Output who is currently logged in according to FILE.' };
const main = (t: Tool): number => {
  t.parse([]);
  return 0;
};
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: '', about: 'Print the users currently logged on' } });
