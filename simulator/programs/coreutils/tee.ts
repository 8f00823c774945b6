/** tee(1). */
import { isSysError } from '../../kernel/errno.ts';
import { applet, gnu, type Tool } from '../command/tool.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Copy standard input to each FILE, and also to standard output.',
  options: [
    ['-a, --append', 'append to the given FILEs, do not overwrite'],
    ['-i, --ignore-interrupts', 'ignore interrupt signals'],
    ['-p', ''],
    ['--output-error[=MODE]', ''],
  ],
} as const;
const busyboxHelp = {
  usage: '[-ai] [FILE]...',
  about: 'Copy stdin to each FILE, and also to stdout',
  options: [
    ['-a', "Append to the given FILEs, don't overwrite"],
    ['-i', 'Ignore interrupt signals (SIGINT)'],
    ['--append', ''],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const append = options.some(({ key }) => key === 'a' || key === 'append');
  if (options.some(({ key }) => key === 'i')) t.p.onSignal('INT', 'ignore');
  const targets: { fd: number; path: string }[] = [];
  for (const path of operands) {
    try {
      const flags = append
        ? { write: true, create: true, append: true }
        : { write: true, create: true, truncate: true };
      targets.push({ fd: path === '-' ? 1 : await t.p.open(path, flags), path });
    } catch (error) {
      if (!isSysError(error)) throw error;
      await t.fail(`${t.file(path)}: ${error.message}`);
    }
  }
  for (;;) {
    const chunk = await t.p.read(0);
    if (chunk.length === 0) return t.status;
    await t.out.bytes(chunk);
    for (const target of [...targets]) {
      try {
        await t.p.write(target.fd, chunk);
      } catch (error) {
        if (!isSysError(error)) throw error;
        await t.fail(`${t.file(target.path)}: ${error.message}`);
        targets.splice(targets.indexOf(target), 1);
      }
    }
  }
}

export default gnu(main, { help });
export const busybox = applet(main, { help: busyboxHelp });
