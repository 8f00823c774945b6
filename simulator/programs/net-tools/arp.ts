/** arp(8): the simulated network delivers without address resolution, so the table is empty. */
import { applet, gnu, type Tool } from '../command/tool.ts';

function main(t: Tool): number {
  t.parse([
    ['-a', ''],
    ['-n', ''],
    ['-e', ''],
    ['-v', ''],
    ['-i IFACE', ''],
    ['-d', ''],
    ['-s', ''],
  ]);
  return 0;
}

const help = { usage: '[-vn] [<HW>] [-i <if>] [-a] [<hostname>]', about: 'Show the ARP cache.' };
export default gnu(main, { help });
export const busybox = applet(main, { help });
