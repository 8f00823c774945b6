/** top(1) of procps: batches with -b, otherwise a screen that is redrawn until q. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { Failure, gnu, type Tool } from '../command/tool.ts';
import { padEnd } from '../text/width.ts';
import { createFacts, residentSize, virtualSize, type Facts } from './ps/columns.ts';
import { memory } from './system.ts';
import { uptimeLine } from './uptime.ts';

interface Settings {
  batch: boolean;
  count: number;
  delay: number;
  pids: number[];
  user: string | undefined;
  sort: 'cpu' | 'mem' | 'time' | 'pid';
  fullCommand: boolean;
  hideIdle: boolean;
  width: number | undefined;
}

function readSettings(t: Tool): Settings {
  const s: Settings = {
    batch: false,
    count: Infinity,
    delay: 3,
    pids: [],
    user: undefined,
    sort: 'cpu',
    fullCommand: false,
    hideIdle: false,
    width: undefined,
  };
  const { options } = t.parse([
    ['-b, --batch-mode', 'run in non-interactive batch mode'],
    ['-c, --cmdline-toggle', 'show the full command line'],
    ['-d, --delay=SECS', 'delay between updates'],
    ['-e, --scale-task-mem=SCALE', ''],
    ['-H, --threads-show', ''],
    ['-i, --idle-toggle', 'leave out idle tasks'],
    ['-n, --iterations=NUMBER', 'end after so many updates'],
    ['-o, --sort-override=FIELD', 'sort by this field'],
    ['-p, --pid=PIDLIST', 'only tasks with these process ids'],
    ['-s, --secure-mode', ''],
    ['-S, --accum-time-toggle', ''],
    ['-u, --filter-any-user=USER', 'only tasks of this user'],
    ['-U, --filter-only-euser=USER', ''],
    ['-w, --width=COLUMNS', 'width of the output'],
    ['-1, --single-cpu-toggle', ''],
  ]);
  const number = (value: string, what: string): number => {
    if (!/^\d+(\.\d+)?$/.test(value)) throw new Failure(`bad ${what} '${value}'`);
    return Number(value);
  };
  for (const { key, value = '' } of options) {
    if (key === 'b') s.batch = true;
    else if (key === 'c') s.fullCommand = true;
    else if (key === 'd') s.delay = number(value, 'delay interval');
    else if (key === 'i') s.hideIdle = true;
    else if (key === 'n') s.count = number(value, 'iterations argument');
    else if (key === 'o')
      s.sort = /mem|rss|res/i.test(value) ? 'mem' : /time/i.test(value) ? 'time' : /pid/i.test(value) ? 'pid' : 'cpu';
    else if (key === 'p') s.pids.push(...value.split(',').map(Number));
    else if (key === 'u' || key === 'U') s.user = value;
    else if (key === 'w') s.width = Number(value);
  }
  return s;
}

/** Kilobytes in at most six columns: `286056`, `2.4g`. */
function size(kilobytes: number): string {
  if (kilobytes < 10_000_000) return String(kilobytes);
  return `${(kilobytes / 1048576).toFixed(1)}g`;
}

function timePlus(ms: number): string {
  const hundredths = Math.floor(ms / 10);
  const minutes = Math.floor(hundredths / 6000);
  return `${minutes}:${String(Math.floor(hundredths / 100) % 60).padStart(2, '0')}.${String(hundredths % 100).padStart(2, '0')}`;
}

class Top {
  private readonly t: Tool;
  private readonly s: Settings;
  /** Processor time of each process when it was last looked at. */
  private before = new Map<number, number>();
  private lastLook: number;

  constructor(t: Tool, settings: Settings) {
    this.t = t;
    this.s = settings;
    this.lastLook = t.p.machine().bootedAt;
  }

  async run(): Promise<number> {
    const { t, s } = this;
    if (!s.batch && !t.p.isatty(1)) throw new Failure('failed tty get');
    if (s.batch) {
      for (let i = 0; i < s.count; i++) {
        if (i > 0) {
          await t.p.sleep(s.delay * 1000);
          await t.print('\n');
        }
        const width = s.width ?? 512;
        for (const line of this.screen(width)) await t.print(`${line}\n`);
        await t.out.flush();
      }
      return 0;
    }
    return this.interactive();
  }

  private async interactive(): Promise<number> {
    const { t, s } = this;
    const restore = t.p.tty(0).raw();
    t.p.onSignal('INT', () => t.p.kill(t.p.pid, 'TERM'));
    await t.p.stdout.write('\x1b[?1h\x1b=\x1b[?25l\x1b[H\x1b[2J');
    try {
      for (let i = 0; i < s.count; i++) {
        await this.draw();
        if ((await this.keys()) === 'quit') break;
      }
    } finally {
      restore();
    }
    const { rows } = t.p.tty(1).size();
    await t.p.stdout.write(`\x1b[?1l\x1b>\x1b[${rows};1H\r\n\x1b[?12l\x1b[?25h\x1b[K`);
    return 0;
  }

  private async draw(): Promise<void> {
    const { cols, rows } = this.t.p.tty(1).size();
    const lines = this.screen(cols).slice(0, rows);
    const shown = lines.map((line, index) => (index === 6 ? `\x1b[7m${padEnd(line, cols)}\x1b[m` : `${line}\x1b[K`));
    await this.t.p.stdout.write(`\x1b[H${shown.join('\r\n')}\x1b[J`);
  }

  /** Waits for the next update; a key may change the order or end it. */
  private async keys(): Promise<'quit' | 'go'> {
    const { p } = this.t;
    const until = p.now() + this.s.delay * 1000;
    for (;;) {
      const ready = await p.poll([0], Math.max(0, until - p.now()));
      if (ready.length === 0) return 'go';
      const [key] = await p.read(0, 1);
      if (key === undefined || key === 0x71 || key === 0x03) return 'quit';
      const letter = String.fromCharCode(key);
      if (letter === 'M') this.s.sort = 'mem';
      else if (letter === 'P') this.s.sort = 'cpu';
      else if (letter === 'T') this.s.sort = 'time';
      else if (letter === 'N') this.s.sort = 'pid';
      else if (letter === 'c') this.s.fullCommand = !this.s.fullCommand;
      else if (letter === 'i') this.s.hideIdle = !this.s.hideIdle;
      else if (letter !== ' ' && letter !== '\r' && letter !== '\n') continue;
      return 'go';
    }
  }

  private usage(row: ProcessRow, elapsed: number): number {
    return Math.max(0, ((row.cpu - (this.before.get(row.pid) ?? 0)) * 100) / Math.max(1, elapsed));
  }

  private screen(width: number): string[] {
    const { t, s } = this;
    const facts = createFacts(t.p);
    const elapsed = facts.now - this.lastLook;
    const all = t.p.processes();
    const rows = all
      .filter((row) => s.pids.length === 0 || s.pids.includes(row.pid))
      .filter(
        (row) => s.user === undefined || facts.accounts.userName(row.uid) === s.user || String(row.uid) === s.user,
      )
      .map((row) => ({ row, cpu: this.usage(row, elapsed) }))
      .filter(({ cpu, row }) => !s.hideIdle || cpu > 0 || row.state === 'R');
    const keys = {
      cpu: (it: { row: ProcessRow; cpu: number }) => it.cpu,
      mem: (it: { row: ProcessRow }) => residentSize(it.row),
      time: (it: { row: ProcessRow }) => it.row.cpu,
      pid: (it: { row: ProcessRow }) => it.row.pid,
    };
    rows.sort((a, b) => keys[s.sort](b) - keys[s.sort](a) || a.row.pid - b.row.pid);
    const lines = [
      ...this.summary(all, elapsed),
      '',
      this.header(facts),
      ...rows.map(({ row, cpu }) => this.line(row, cpu, facts)),
    ];
    this.before = new Map(all.map((row) => [row.pid, row.cpu]));
    this.lastLook = facts.now;
    return lines.map((line) => line.slice(0, width));
  }

  private summary(all: readonly ProcessRow[], elapsed: number): string[] {
    const { t } = this;
    const state = (letter: ProcessRow['state']): number => all.filter((row) => row.state === letter).length;
    const used = all.reduce((sum, row) => sum + Math.max(0, row.cpu - (this.before.get(row.pid) ?? 0)), 0);
    const busy = Math.min(100, (used * 100) / Math.max(1, elapsed * t.p.machine().cpus));
    const m = memory(t.p);
    const mib = (kilobytes: number): string => (kilobytes / 1024).toFixed(1).padStart(8);
    const count = (value: number, width: number): string => String(value).padStart(width);
    return [
      `top -${uptimeLine(t)}`,
      `Tasks: ${count(all.length, 3)} total, ${count(state('R'), 3)} running, ${count(state('S'), 3)} sleeping, ${count(state('T'), 3)} stopped, ${count(state('Z'), 3)} zombie`,
      `%Cpu(s): ${busy.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni,${(100 - busy).toFixed(1).padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st `,
      `MiB Mem : ${mib(m.total)} total, ${mib(m.free)} free, ${mib(m.total - m.available)} used, ${mib(m.buffers + m.cached)} buff/cache     `,
      `MiB Swap: ${mib(m.swapTotal)} total, ${mib(m.swapFree)} free, ${mib(m.swapTotal - m.swapFree)} used. ${mib(m.available)} avail Mem `,
    ];
  }

  private header(facts: Facts): string {
    return `${'PID'.padStart(facts.pidWidth)} USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND`;
  }

  private line(row: ProcessRow, cpu: number, facts: Facts): string {
    const percent = (value: number): string => (value >= 99.95 ? value.toFixed(0) : value.toFixed(1)).padStart(5);
    const user = facts.accounts.userName(row.uid);
    const shared = Math.floor(residentSize(row) * 0.6);
    const command = this.s.fullCommand ? row.args.join(' ') || `[${row.comm}]` : row.comm;
    return (
      `${String(row.pid).padStart(facts.pidWidth)} ${(user.length > 8 ? `${user.slice(0, 7)}+` : user).padEnd(8)}  20   0 ${size(virtualSize(row)).padStart(7)} ${size(residentSize(row)).padStart(6)} ${size(shared).padStart(6)} ` +
      `${row.state} ${percent(cpu)} ${percent((residentSize(row) * 1024 * 100) / facts.memory)} ${timePlus(row.cpu).padStart(9)} ${command}`
    );
  }
}

export default gnu((t) => new Top(t, readSettings(t)).run(), {
  help: { usage: '[options]', about: 'Show running processes and what they use.' },
  package: 'procps-ng',
  usageHint: () => '\nUsage:\n top [options]\n',
});
