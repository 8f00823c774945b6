/** tar: GNU's, and busybox's. The archives are real ones; compression is gzip's. */
import { applet, gnu, type Tool } from './command/tool.ts';
import { create } from './tar/create.ts';
import { extract, list } from './tar/extract.ts';
import { busyboxOptions, gnuOptions, readTarOptions } from './tar/options.ts';

const help = {
  usage: '[OPTION...] [FILE]...',
  about:
    'Saves many files together into one archive, and restores files from it.\n\nExamples:\n  tar -cf archive.tar foo bar  # create archive.tar from the files foo and bar\n  tar -tvf archive.tar         # list what is in archive.tar\n  tar -xf archive.tar          # extract all that is in archive.tar',
  options: gnuOptions,
} as const;
const busyboxHelp = {
  usage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
  about: 'Create, extract, or list files from a tar file',
  options: busyboxOptions,
} as const;

async function main(t: Tool): Promise<number> {
  const options = readTarOptions(t);
  if (options.mode === 'extract') return extract(t, options);
  if (options.mode === 'list') return list(t, options);
  return create(t, options);
}

const usageHint = (name: string): string => `Try '${name} --help' or '${name} --usage' for more information.\n`;

export default gnu(main, { help, package: 'GNU tar', usageStatus: 64, usageHint, name: 'tar' });
export const busybox = applet(main, { help: busyboxHelp });
