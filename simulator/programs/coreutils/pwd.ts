/** pwd(1). The program prints the physical directory unless told -L; the shell's builtin is another one. */
import { applet, gnu, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]...',
  about: 'Print the full name of the current working directory.',
  options: [
    ['-L, --logical', 'use PWD from the environment, even if it contains symlinks'],
    ['-P, --physical', 'avoid all symlinks'],
  ],
} as const;

function logical(t: Tool): string | undefined {
  const pwd = t.env.get('PWD');
  if (pwd === undefined || !pwd.startsWith('/') || /(^|\/)\.\.?(\/|$)/.test(pwd) || !t.p.fs.exists(pwd))
    return undefined;
  const given = t.p.fs.stat(pwd);
  const here = t.p.fs.stat('.');
  return given.ino === here.ino && given.dev === here.dev ? pwd : undefined;
}

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const wanted = options.at(-1)?.key ?? 'P';
  if (operands.length > 0 && !t.busybox) await t.warn('ignoring non-option arguments');
  await t.print(`${(wanted === 'L' ? logical(t) : undefined) ?? t.p.fs.realpath(t.p.cwd())}\n`);
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: {
    usage: '',
    about: 'Print the full filename of the current working directory',
    options: [
      ['-L', ''],
      ['-P', ''],
    ],
  },
});
