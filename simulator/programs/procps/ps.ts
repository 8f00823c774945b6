/** ps(1) of procps. */
import type { Process, ProcessRow, Program } from '../../kernel/abi.ts';
import { padEnd, padStart } from '../text/width.ts';
import { columnOf, createFacts, shortTty, sortValue, type Column, type Facts } from './ps/columns.ts';
import { parsePsOptions, PsError, type Field, type PsOptions } from './ps/options.ts';

const USAGE = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

const PRESETS: Readonly<Record<PsOptions['preset'], string>> = {
  simple: 'pid,tty,time,cmd=CMD',
  full: 'uid=UID,pid,ppid,c,stime,tty,time,cmd',
  'extra-full': 'uid=UID,pid,ppid,c,sz,rss,psr,stime,tty,time,cmd',
  long: 'f,s,uid,pid,ppid,c,opri,ni,addr,sz,wchan,tty,time,cmd=CMD',
  jobs: 'pid,pgid,sid,tty,time,cmd=CMD',
  bsd: 'pid,tty,stat,bsdtime,args',
  'bsd-user': 'user,pid,%cpu,%mem,vsz,rss,tty,stat,start_time,bsdtime,args',
  'bsd-long': 'f,uid,pid,ppid,opri,ni,vsz,rss,wchan,stat,tty,bsdtime,args',
  'bsd-jobs': 'ppid,pid,pgid,sid,tty,tpgid,stat,uid,bsdtime,args',
};

/** Presets name a process by its short name where ps does, and its user by name. */
function presetFields(o: PsOptions): Field[] {
  return PRESETS[o.preset].split(',').map((part) => {
    const [key = '', header] = part.split('=');
    const short = key === 'cmd' && header !== undefined;
    const user = key === 'uid' && header !== undefined;
    return { key: short ? 'comm' : user ? 'user' : key, header, width: short ? 27 : undefined };
  });
}

function columns(o: PsOptions, facts: Facts): Column[] {
  const fields = o.fields.length > 0 ? o.fields : presetFields(o);
  return fields.flatMap(({ key, header, width }) => columnOf(key, facts, header, width) ?? []);
}

function matches(row: ProcessRow, o: PsOptions, facts: Facts): boolean {
  const { p, accounts } = facts;
  const own = row.uid === p.credentials.uid;
  switch (o.scope) {
    case 'all':
      return !(o.noLeaders && row.sid === row.pid) && !(o.needTty && row.tty === undefined);
    case 'with-tty':
      return row.tty !== undefined;
    case 'own':
      return own;
    case 'default':
      return own && row.tty === p.controllingTty()?.name;
    case 'chosen':
      return (
        o.pids.includes(row.pid) || o.ppids.includes(row.ppid) || o.sids.includes(row.sid) || o.names.includes(row.comm) ||
        o.users.some((user) => user === String(row.uid) || accounts.userNamed(user)?.uid === row.uid) ||
        o.groups.some((group) => group === String(row.gid) || accounts.groupNamed(group)?.gid === row.gid) ||
        o.ttys.some((tty) => shortTty(row.tty) === tty.replace(/^\/dev\//, '') || (tty === '-' && row.tty === undefined))
      ); // prettier-ignore
  }
}

/** Children under their parents, with the lines that lead to them. */
function forest(
  rows: readonly ProcessRow[],
  indentOnly: boolean,
): { ordered: ProcessRow[]; branches: Map<number, string> } {
  const shown = new Set(rows.map((row) => row.pid));
  const branches = new Map<number, string>();
  const ordered: ProcessRow[] = [];
  const visit = (row: ProcessRow, lead: string, branch: string): void => {
    branches.set(row.pid, branch);
    ordered.push(row);
    const children = rows.filter((each) => each.ppid === row.pid && each.pid !== row.pid);
    children.forEach((child, index) => {
      const last = index === children.length - 1;
      if (indentOnly) visit(child, `${lead}  `, `${lead}  `);
      else visit(child, `${lead}${last ? '    ' : ' |  '}`, `${lead} \\_ `);
    });
  };
  for (const row of rows) if (!shown.has(row.ppid) || row.ppid === row.pid) visit(row, '', '');
  return { ordered, branches };
}

function sorted(rows: ProcessRow[], o: PsOptions, facts: Facts): ProcessRow[] {
  for (const { key, reverse } of [...o.sort].reverse()) {
    rows.sort((a, b) => {
      const [x, y] = [sortValue(key, a, facts), sortValue(key, b, facts)];
      const order = x < y ? -1 : x > y ? 1 : 0;
      return reverse ? -order : order;
    });
  }
  return rows;
}

/** One line; a cell that is too long takes room from the cells after it. */
function line(cells: readonly string[], columns: readonly Column[]): string {
  let text = '';
  let debt = 0;
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    const last = index === columns.length - 1;
    const width = Math.max(0, column.width - debt);
    const shown = column.align === 'right' ? padStart(cell, width) : last ? cell : padEnd(cell, width);
    debt = Math.max(0, debt + shown.length - column.width);
    text += (index > 0 ? ' ' : '') + shown;
  });
  return text;
}

function lineWidth(p: Process, o: PsOptions): number {
  if (o.width !== undefined) return o.width;
  if (p.isatty(1)) return p.tty(1).size().cols || 80;
  return Infinity;
}

async function run(p: Process): Promise<number> {
  const args = p.args.slice(1);
  if (args[0] === '--help' || args[0] === '--version' || args[0] === '-V') {
    await p.stdout.write(args[0] === '--help' ? USAGE : 'ps from procps-ng 4.0.2\n');
    return 0;
  }
  const o = parsePsOptions(args);
  const facts = createFacts(p);
  let rows = p.processes().filter((row) => matches(row, o, facts) !== o.negate);
  rows = sorted(rows, o, facts);
  let shownFacts = facts;
  if (o.forest) {
    const { ordered, branches } = forest(rows, o.preset === 'jobs' || (o.preset === 'simple' && o.fields.length === 0));
    rows = ordered;
    shownFacts = { ...facts, branches };
  }
  const list = columns(o, facts);
  const width = lineWidth(p, o);
  const cut = (text: string): string => (text.length > width ? text.slice(0, width) : text);
  let output = '';
  if (o.headers && list.some((column) => column.header !== ''))
    output += `${cut(
      line(
        list.map((column) => column.header),
        list,
      ),
    )}\n`;
  for (const row of rows)
    output += `${cut(
      line(
        list.map((column) => column.text(row, shownFacts)),
        list,
      ),
    )}\n`;
  await p.stdout.write(output);
  return rows.length === 0 ? 1 : 0;
}

const ps: Program = async (p) => {
  try {
    return await run(p);
  } catch (error) {
    if (!(error instanceof PsError)) throw error;
    await p.stderr.write(`error: ${error.message}\n${USAGE}`);
    return 1;
  }
};

export default ps;
