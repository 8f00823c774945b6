/** which(1) of debianutils, and busybox's. */
import type { Process } from '../kernel/abi.ts';
import { candidates } from './command/path-search.ts';
import { applet, type Tool } from './command/tool.ts';

export default async function which(p: Process): Promise<number> {
  const words = p.args.slice(1);
  let all = false;
  while (words[0]?.startsWith('-') === true && words[0].length > 1) {
    const option = words.shift() ?? '';
    if (option === '--') break;
    for (const letter of option.slice(1)) {
      if (letter === 'a') all = true;
      else if (letter !== 's') {
        await p.stderr.write(`Illegal option -${letter}\n`);
        await p.stdout.write('Usage: /usr/bin/which [-a] args\n');
        return 2;
      }
    }
  }
  let status = words.length === 0 ? 1 : 0;
  for (const word of words) {
    const found = candidates(p, word);
    if (found.length === 0) status = 1;
    for (const path of all ? found : found.slice(0, 1)) await p.stdout.write(`${path}\n`);
  }
  return status;
}

const help = { usage: '[-a] COMMAND...', about: 'Locate COMMAND', options: [['-a', 'Show all matches']] } as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  for (const word of operands) {
    const found = candidates(t.p, word);
    if (found.length === 0) t.status = 1;
    for (const path of options.length > 0 ? found : found.slice(0, 1)) await t.print(`${path}\n`);
  }
  return t.status;
}

export const busybox = applet(main, { help });
