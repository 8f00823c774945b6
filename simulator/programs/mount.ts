/** mount(8), umount(8) and findmnt(8) as far as they tell what is mounted; only the kernel of the host may change that. */
import type { Process } from '../kernel/abi.ts';
import { applet, type Tool } from './command/tool.ts';
import { baseName } from './text/paths.ts';

interface MountRow {
  source: string;
  target: string;
  type: string;
  options: string;
}

function mountRows(p: Process): MountRow[] {
  if (!p.fs.exists('/proc/mounts')) return [];
  return p.fs
    .readText('/proc/mounts')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [source = '', target = '', type = '', options = ''] = line
        .split(' ')
        .map((word) => word.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8))));
      return { source, target, type, options };
    });
}

function listing(rows: readonly MountRow[], types: readonly string[] | undefined): string {
  return rows
    .filter(({ type }) => types?.includes(type) ?? true)
    .map(({ source, target, type, options }) => `${source} on ${target} type ${type} (${options})\n`)
    .join('');
}

function findmnt(rows: readonly MountRow[], wanted: string | undefined): string {
  const shown =
    wanted === undefined ? rows : rows.filter(({ target, source }) => target === wanted || source === wanted);
  if (shown.length === 0) return '';
  const table = [['TARGET', 'SOURCE', 'FSTYPE', 'OPTIONS'], ...shown.map((row) => [row.target, row.source, row.type, row.options])]; // prettier-ignore
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ').trimEnd()}\n`).join(''); // prettier-ignore
}

async function refuse(p: Process, name: string, target: string, busybox: boolean): Promise<number> {
  if (p.credentials.uid !== 0 || busybox) {
    const text = busybox
      ? `${name}: ${name === 'mount' ? 'permission denied (are you root?)' : `can't unmount ${target}: Operation not permitted`}`
      : `${name}: ${target}: must be superuser to use ${name}.`;
    await p.stderr.write(`${text}\n`);
    return 1;
  }
  await p.stderr.write(`${name}: ${target}: permission denied.\n`);
  if (name === 'mount')
    await p.stderr.write('       dmesg(1) may have more information after failed mount system call.\n');
  return 32;
}

async function run(p: Process, name: string, args: readonly string[], busybox: boolean): Promise<number> {
  const types: string[] = [];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '-t' || word === '--types') types.push(...(args[++at] ?? '').split(','));
    else if (word === '-o' || word === '--options') at++;
    else if (!word.startsWith('-')) operands.push(word);
  }
  const rows = mountRows(p);
  if (name === 'findmnt') {
    const text = findmnt(rows, operands[0]);
    await p.stdout.write(text);
    return text === '' ? 1 : 0;
  }
  if (name === 'mount' && (operands.length === 0 || args.includes('-l'))) {
    await p.stdout.write(listing(rows, types.length === 0 ? undefined : types));
    return 0;
  }
  if (operands.length === 0) {
    await p.stderr.write(
      busybox ? `${name}: can't find\n` : `${name}: bad usage\nTry '${name} --help' for more information.\n`,
    );
    return 1;
  }
  return refuse(p, name, operands.at(-1) ?? '', busybox);
}

export default (p: Process): Promise<number> => run(p, baseName(p.args[0] ?? ''), p.args.slice(1), false);

export const busybox = applet((t: Tool) => run(t.p, t.name, t.args, true), {
  help: {
    usage: '[OPTIONS] [-o OPT] DEVICE NODE',
    about: 'Mount a filesystem. Filesystem autodetection requires /proc.',
  },
  raw: true,
});
