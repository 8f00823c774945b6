/** man(1): there are no manual pages here; it says where the help of a command is. */
import type { Process } from '../kernel/abi.ts';
import { candidates } from './command/path-search.ts';

export default async function man(p: Process): Promise<number> {
  const words = p.args.slice(1).filter((word) => !word.startsWith('-'));
  const section = words.length > 1 && /^\d[a-z]*$/.test(words[0] ?? '') ? words.shift() : undefined;
  const [name] = words;
  if (name === undefined) {
    await p.stderr.write(
      section === undefined
        ? "What manual page do you want?\nFor example, try 'man man'.\n"
        : `No manual entry for ${section}\n`,
    );
    return 1;
  }
  // `man docker-run` and `man docker run` are one page.
  const [command = '', ...rest] = words.length > 1 ? words : name.startsWith('docker-') ? name.split('-') : [name];
  if (candidates(p, command).length === 0) {
    await p.stderr.write(`No manual entry for ${name}${section === undefined ? '' : ` in section ${section}`}\n`);
    return 16;
  }
  await p.stderr.write(
    `man: Drydock has no manual pages; '${[command, ...rest].join(' ')} --help' lists what the command takes\n`,
  );
  return 16;
}
