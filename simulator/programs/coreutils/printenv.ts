/** printenv(1). */
import { applet, gnu, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]... [VARIABLE]...',
  about: 'Print the values of the given environment VARIABLE(s), or name and value of all.',
  options: [['-0, --null', 'end each output line with NUL, not newline']],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const end = options.length > 0 ? '\0' : '\n';
  if (operands.length === 0) for (const [name, value] of t.env) await t.print(`${name}=${value}${end}`);
  for (const name of operands) {
    const value = t.env.get(name);
    if (value === undefined) t.status = 1;
    else await t.print(value + end);
  }
  return t.status;
}

export default gnu(main, { help, usageStatus: 2 });
export const busybox = applet(main, {
  help: { usage: '[VARIABLE]...', about: 'Print environment VARIABLEs.\nIf no VARIABLE specified, print all.' },
});
