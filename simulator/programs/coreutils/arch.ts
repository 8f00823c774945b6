/** arch(1). */
import { applet, gnu, type Tool } from '../command/tool.ts';

async function main(t: Tool): Promise<number> {
  t.parse();
  await t.print(`${t.p.machine().architecture}\n`);
  return 0;
}

export default gnu(main, { help: { usage: '[OPTION]...', about: 'Print machine architecture.' } });
export const busybox = applet(main, { help: { usage: '', about: 'Print system architecture' } });
