/** busybox ps: every process, in three columns unless told otherwise. Options of other ps (aux, -ef) are passed over. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { applet, Failure, type Tool } from '../command/tool.ts';
import { columnOf, createFacts, shortTty, statusLetters, type Facts } from '../procps/ps/columns.ts';

const help = {
  usage: '[-o COL1,COL2=HEADER] [-T]',
  about: 'Show list of processes',
  options: [
    ['-o COL1,COL2=HEADER', 'Select columns for display'],
    ['-T', 'Show threads'],
  ],
} as const;

interface Column {
  header: string;
  width: number;
  right: boolean;
  text: (row: ProcessRow, facts: Facts) => string;
}

const WIDTHS: Readonly<Record<string, readonly [header: string, width: number, right?: true]>> = {
  user: ['USER', 8], group: ['GROUP', 8], comm: ['COMMAND', 16], args: ['COMMAND', 256], pid: ['PID', 5, true], ppid: ['PPID', 5, true],
  pgid: ['PGID', 5, true], nice: ['NI', 3, true], rgroup: ['RGROUP', 8], ruser: ['RUSER', 8], tty: ['TT', 6], vsz: ['VSZ', 4, true],
  sid: ['SID', 5, true], stat: ['STAT', 4], rss: ['RSS', 4, true],
}; // prettier-ignore

/** `1.2m`, `820`: kilobytes in four columns. */
function short(kilobytes: number): string {
  if (kilobytes < 10000) return String(kilobytes);
  return kilobytes < 1024 * 1024 * 10 ? `${Math.round(kilobytes / 1024)}m` : `${Math.round(kilobytes / 1024 / 1024)}g`;
}

/** The command line, led by the real name in braces where argv[0] does not tell it. */
export function commandOf(row: ProcessRow): string {
  if (row.args.length === 0) return `[${row.comm}]`;
  const [first = ''] = row.args;
  const base = first.replace(/^-/, '').replace(/^.*\//, '').slice(0, 15);
  const line = row.args.join(' ').replace(/[\n\t]/g, ' ');
  return base !== row.comm && !first.includes(':') ? `{${row.comm}} ${line}` : line;
}

function columnFor(name: string, header: string | undefined): Column {
  const known = WIDTHS[name];
  if (known === undefined)
    throw new Failure(
      `bad -o argument '${name}', supported arguments: user,group,comm,args,pid,ppid,pgid,nice,rgroup,ruser,tty,vsz,sid,stat,rss`,
    );
  const [usual, width, right = false] = known;
  const text: Column['text'] = (row, facts) => {
    if (name === 'args') return commandOf(row);
    if (name === 'stat') return statusLetters(row, { ...facts, foreground: new Map() }).replace('s', '');
    if (name === 'tty')
      return row.tty === undefined
        ? '?'
        : row.tty.startsWith('/dev/pts')
          ? '136,' + shortTty(row.tty).replace('pts/', '')
          : shortTty(row.tty);
    const value = columnOf(name, facts)?.text(row, facts) ?? '';
    return name === 'vsz' || name === 'rss' ? short(Number(value)) : value;
  };
  const shown = header ?? usual;
  return { header: shown, width, right, text };
}

async function main(t: Tool): Promise<number> {
  // `ps aux` and `ps -ef` are met in every course: the applet ignores what it does not know as an operand.
  const args = t.args.map((arg) => (/^-[efAalwx]+$/.test(arg) ? '' : arg)).filter((arg) => arg !== '');
  const { options } = t.parse(undefined, args);
  const lists = options.filter(({ key }) => key === 'o').map(({ value }) => value ?? '');
  const names = lists.length === 0 ? ['pid', 'user', 'args'] : lists.join(',').split(',');
  const columns = names.map((name) => {
    const [key = '', header] = name.split('=');
    return columnFor(key, header);
  });
  const facts = createFacts(t.p);
  const width = t.p.isatty(1) ? t.p.tty(1).size().cols || 80 : Infinity;
  const line = (cells: readonly string[], isHeader: boolean): string =>
    cells
      .map((cell, index) => {
        const column = columns[index];
        if (column === undefined) return cell;
        if (index === cells.length - 1 && !column.right) return cell;
        return column.right && !isHeader
          ? cell.padStart(column.width)
          : cell.slice(0, column.width).padEnd(column.width);
      })
      .join(' ')
      .slice(0, width);
  await t.print(
    `${line(
      columns.map((column) => column.header),
      true,
    )}\n`,
  );
  for (const row of t.p.processes())
    await t.print(
      `${line(
        columns.map((column) => column.text(row, facts)),
        false,
      )}\n`,
    );
  return 0;
}

export const busybox = applet(main, { help });
