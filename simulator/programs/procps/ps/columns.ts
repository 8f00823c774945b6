/** The columns ps can show: header, width, how a process fills them. */
import type { Process, ProcessRow } from '../../../kernel/abi.ts';
import { breakDown, strftime } from '../../text/strftime.ts';
import { UTC, zoneOf, type Zone } from '../../text/zone.ts';
import { Accounts } from '../../users/accounts.ts';
import { pidWidth } from '../system.ts';

export interface Facts {
  p: Process;
  accounts: Accounts;
  now: number;
  zone: Zone;
  memory: number;
  pidWidth: number;
  /** Group in the foreground of each terminal that can be asked. */
  foreground: ReadonlyMap<string, number>;
  /** `\_ ` and its like before commands, by pid (--forest). */
  branches: ReadonlyMap<number, string>;
}

export function createFacts(p: Process): Facts {
  const tty = p.controllingTty();
  return {
    p,
    accounts: new Accounts(p),
    now: p.now(),
    zone: p.env.has('TZ') ? zoneOf(p) : UTC,
    memory: p.machine().memory,
    pidWidth: pidWidth(p),
    foreground: new Map(tty === undefined ? [] : [[shortTty(tty.name), tty.foreground()]]),
    branches: new Map(),
  };
}

export function shortTty(name: string | undefined): string {
  return name === undefined ? '?' : name.replace(/^\/dev\//, '');
}

export interface Column {
  header: string;
  width: number;
  align: 'left' | 'right';
  text: (row: ProcessRow, facts: Facts) => string;
}

const SECOND = 1000;

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86400);
  return `${days > 0 ? `${days}-` : ''}${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `[DD-]hh:mm:ss`. */
export const cpuTime = (row: ProcessRow): string => clock(Math.floor(row.cpu / SECOND));

/** `m:ss`. */
const bsdTime = (row: ProcessRow): string => {
  const seconds = Math.floor(row.cpu / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

function elapsed(row: ProcessRow, facts: Facts): string {
  const seconds = Math.max(0, Math.floor((facts.now - row.started) / SECOND));
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const lead = days > 0 ? `${days}-${two(hours)}:` : hours > 0 ? `${two(hours)}:` : '';
  return `${lead}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Time of day today, the day this year, else the year. */
function startTime(row: ProcessRow, facts: Facts, dayForm: string): string {
  const at = breakDown(row.started, facts.zone);
  const today = breakDown(facts.now, facts.zone);
  if (at.year !== today.year) return String(at.year);
  return strftime(at.yearDay === today.yearDay ? '%H:%M' : dayForm, at);
}

export function percentCpu(row: ProcessRow, facts: Facts): number {
  return (row.cpu * 100) / Math.max(SECOND, facts.now - row.started);
}

/** Kilobytes; a program that declares none takes what a small one does. */
export function residentSize(row: ProcessRow): number {
  return row.state === 'Z' ? 0 : Math.max(1024, Math.ceil(row.rss / 1024));
}

export function virtualSize(row: ProcessRow): number {
  return row.state === 'Z' ? 0 : residentSize(row) + 2264;
}

export function statusLetters(row: ProcessRow, facts: Facts): string {
  const leader = row.sid === row.pid ? 's' : '';
  const front = row.tty !== undefined && facts.foreground.get(shortTty(row.tty)) === row.pgid ? '+' : '';
  return `${row.state}${leader}${front}`;
}

export function commandLine(row: ProcessRow): string {
  if (row.state === 'Z') return `[${row.comm}] <defunct>`;
  return row.args.length === 0
    ? `[${row.comm}]`
    : row.args
        .map((arg) => arg.replace(/[\n\t]/g, ' '))
        .join(' ')
        .trimEnd() || row.comm;
}

const name = (row: ProcessRow): string => (row.state === 'Z' ? `${row.comm} <defunct>` : row.comm);

/** Names longer than their column are cut with a plus sign. */
function fit(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}+` : text;
}

const userName = (uid: number, facts: Facts): string => fit(facts.accounts.userName(uid), 8);
const groupName = (gid: number, facts: Facts): string => fit(facts.accounts.groupName(gid), 8);

type Row = readonly [
  names: string,
  header: string,
  width: number | 'pid',
  align: 'left' | 'right',
  text: Column['text'],
];

const percent = (value: number): string => (value >= 99.95 ? value.toFixed(0) : value.toFixed(1));

const ROWS: readonly Row[] = [
  ['pid,tgid', 'PID', 'pid', 'right', (row) => String(row.pid)],
  ['ppid', 'PPID', 'pid', 'right', (row) => String(row.ppid)],
  ['pgid,pgrp', 'PGID', 'pid', 'right', (row) => String(row.pgid)],
  ['sid,sess,session', 'SID', 'pid', 'right', (row) => String(row.sid)],
  ['lwp,tid,spid', 'LWP', 'pid', 'right', (row) => String(row.pid)],
  [
    'tpgid',
    'TPGID',
    'pid',
    'right',
    (row, facts) => String(row.tty === undefined ? -1 : (facts.foreground.get(shortTty(row.tty)) ?? -1)),
  ],
  ['user,euser,uname', 'USER', 8, 'left', (row, facts) => userName(row.uid, facts)],
  ['ruser', 'RUSER', 8, 'left', (row, facts) => userName(row.uid, facts)],
  ['group,egroup', 'GROUP', 8, 'left', (row, facts) => groupName(row.gid, facts)],
  ['rgroup', 'RGROUP', 8, 'left', (row, facts) => groupName(row.gid, facts)],
  ['uid,euid', 'UID', 5, 'right', (row) => String(row.uid)],
  ['ruid', 'RUID', 5, 'right', (row) => String(row.uid)],
  ['gid,egid', 'GID', 5, 'right', (row) => String(row.gid)],
  ['rgid', 'RGID', 5, 'right', (row) => String(row.gid)],
  ['%cpu,pcpu', '%CPU', 4, 'right', (row, facts) => percent(percentCpu(row, facts))],
  ['%mem,pmem', '%MEM', 4, 'right', (row, facts) => percent((residentSize(row) * 1024 * 100) / facts.memory)],
  ['c', 'C', 2, 'right', (row, facts) => String(Math.min(99, Math.floor(percentCpu(row, facts))))],
  ['cp,util', 'CP', 3, 'right', (row, facts) => String(Math.floor(percentCpu(row, facts) * 10))],
  ['vsz,vsize', 'VSZ', 6, 'right', (row) => String(virtualSize(row))],
  ['rss,rssize,rsz', 'RSS', 5, 'right', (row) => String(residentSize(row))],
  ['size,sz', 'SZ', 5, 'right', (row) => String(Math.ceil(virtualSize(row) / 4))],
  ['tty,tt,tname', 'TTY', 8, 'left', (row) => shortTty(row.tty)],
  ['stat', 'STAT', 4, 'left', statusLetters],
  ['s,state', 'S', 1, 'left', (row) => row.state],
  ['stime', 'STIME', 5, 'left', (row, facts) => startTime(row, facts, '%b%d')],
  ['start_time,bsdstart,start', 'START', 5, 'left', (row, facts) => startTime(row, facts, '%b%d')],
  [
    'lstart',
    'STARTED',
    24,
    'right',
    (row, facts) => strftime('%a %b %e %H:%M:%S %Y', breakDown(row.started, facts.zone)),
  ],
  ['etime', 'ELAPSED', 11, 'right', elapsed],
  [
    'etimes',
    'ELAPSED',
    7,
    'right',
    (row, facts) => String(Math.max(0, Math.floor((facts.now - row.started) / SECOND))),
  ],
  ['time,cputime', 'TIME', 8, 'right', cpuTime],
  ['bsdtime', 'TIME', 6, 'right', bsdTime],
  ['times', 'TIME', 8, 'right', (row) => String(Math.floor(row.cpu / SECOND))],
  ['comm,ucmd,ucomm', 'COMMAND', 15, 'left', (row, facts) => (facts.branches.get(row.pid) ?? '') + name(row)],
  ['args,command', 'COMMAND', 27, 'left', (row, facts) => (facts.branches.get(row.pid) ?? '') + commandLine(row)],
  ['cmd', 'CMD', 27, 'left', (row, facts) => (facts.branches.get(row.pid) ?? '') + commandLine(row)],
  ['fname', 'COMMAND', 8, 'left', (row) => row.comm.slice(0, 8)],
  ['ni,nice', 'NI', 3, 'right', () => '0'],
  ['pri', 'PRI', 3, 'right', () => '19'],
  ['opri,priority', 'PRI', 3, 'right', () => '80'],
  ['f,flag,flags', 'F', 1, 'right', (row) => (row.uid === 0 ? '4' : '0')],
  ['addr', 'ADDR', 4, 'left', () => '-'],
  ['wchan,nwchan', 'WCHAN', 6, 'left', (row) => (row.state === 'R' ? '-' : 'wait')],
  ['nlwp,thcount', 'NLWP', 4, 'right', () => '1'],
  ['psr', 'PSR', 3, 'right', () => '0'],
  ['cls,class,policy', 'CLS', 3, 'right', () => 'TS'],
];

const COLUMNS = new Map<string, Row>(
  ROWS.flatMap((row) => row[0].split(',').map((each): [string, Row] => [each, row])),
);

/** The column called `key`, with its own header and width where given; undefined when there is none. */
export function columnOf(
  key: string,
  facts: Pick<Facts, 'pidWidth'>,
  header?: string,
  width?: number,
): Column | undefined {
  const row = COLUMNS.get(key.toLowerCase());
  if (row === undefined) return undefined;
  const [, usual, columns, align, text] = row;
  const own = columns === 'pid' ? facts.pidWidth : columns;
  const shown = header ?? usual;
  return { header: shown, width: width ?? Math.max(own, shown.length), align, text };
}

/** What --sort compares: numbers where the column has them. */
export function sortValue(key: string, row: ProcessRow, facts: Facts): number | string {
  switch (key.toLowerCase()) {
    case '%cpu': case 'pcpu': case 'c': return percentCpu(row, facts);
    case '%mem': case 'pmem': case 'rss': case 'rssize': return residentSize(row);
    case 'vsz': case 'vsize': return virtualSize(row);
    case 'time': case 'cputime': return row.cpu;
    case 'etime': case 'etimes': return facts.now - row.started;
    case 'start_time': case 'start': case 'stime': case 'lstart': return row.started;
    case 'pid': return row.pid;
    case 'ppid': return row.ppid;
    case 'pgid': return row.pgid;
    case 'uid': return row.uid;
    default: return columnOf(key, facts)?.text(row, facts) ?? '';
  }
} // prettier-ignore
