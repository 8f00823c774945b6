/** echo(1): its arguments, with blanks between. Only leading words made of the letters n, e, E are options. */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { expandEscapes } from '../text/escapes.ts';

const help = {
  usage: ['[SHORT-OPTION]... [STRING]...', 'LONG-OPTION'],
  about: 'Print the STRING(s) with blanks between them.',
  options: [
    ['-n', 'leave the newline at the end out'],
    ['-e', 'understand backslash escapes'],
    ['-E', 'print backslashes as they are (default)'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  if (!t.busybox && t.args.length === 1 && (t.args[0] === '--help' || t.args[0] === '--version')) t.parse();
  let newline = true;
  let escapes = false;
  let at = 0;
  for (; /^-[neE]+$/.test(t.args[at] ?? ''); at++) {
    for (const letter of (t.args[at] ?? '').slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = t.args.slice(at).join(' ');
  const expanded = escapes ? expandEscapes(text, { octal: 'zero', stop: true }) : { text, stop: false };
  await t.print(expanded.text + (newline && !expanded.stop ? '\n' : ''));
  return 0;
}

export default gnu(main, { help, raw: true });
export const busybox = applet(main, { help, raw: true });
