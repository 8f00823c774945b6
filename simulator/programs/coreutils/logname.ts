/** logname(1): there are no login records on the simulated machine. */
import { applet, Failure, gnu } from '../command/tool.ts';

const help = { usage: '', about: "Print the user's login name." };
const main = (): number => {
  throw new Failure('no login name');
};
export default gnu(main, { help });
export const busybox = applet(main, { help });
