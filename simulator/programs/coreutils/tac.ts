/** tac(1). */
import { applet, gnu, type Tool } from '../command/tool.ts';
import { eachSource } from '../input/each.ts';
import { readAll } from '../input/source.ts';
import { decodeText } from '../text/codec.ts';

const help = {
  usage: '[OPTION]... [FILE]...',
  about: 'Write each FILE to standard output, last line first.',
  options: [
    ['-b, --before', 'attach the separator before instead of after'],
    ['-s, --separator=STRING', 'use STRING as the separator instead of newline'],
  ],
} as const;

async function main(t: Tool): Promise<number> {
  const { options, operands } = t.parse();
  const separator = options.findLast(({ key }) => key === 's')?.value ?? '\n';
  const before = options.some(({ key }) => key === 'b');
  await eachSource(
    t,
    operands,
    async (source) => {
      const text = decodeText(await readAll(source));
      const parts = before
        ? text.split(new RegExp(`(?=${separator.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')})`))
        : text.split(separator).map((part) => part + separator);
      if (!before) {
        const last = (parts.pop() ?? '').slice(0, -separator.length);
        if (last !== '') parts.push(last);
      }
      for (const part of parts.reverse()) await t.print(part);
    },
    {
      openFailed: (path, error) =>
        t.busybox ? `${path}: ${error.message}` : `failed to open ${t.quote(path)} for reading: ${error.message}`,
      readFailed: (path, error) => `${t.file(path)}: read error: ${error.message}`,
    },
  );
  return t.status;
}

export default gnu(main, { help });
export const busybox = applet(main, {
  help: { usage: '[FILE]...', about: 'Concatenate FILEs and print them in reverse' },
});
