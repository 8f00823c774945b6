/** busybox top: batches with -b, otherwise a screen that is redrawn until q. */
import type { ProcessRow } from '../../kernel/abi.ts';
import { applet, Failure, type Tool } from '../command/tool.ts';
import { createFacts, residentSize, virtualSize, type Facts } from '../procps/ps/columns.ts';
import { loadAverages, loadTail, memory } from '../procps/system.ts';
import { commandOf } from './ps.ts';

const help = {
  usage: '[-bH] [-n COUNT] [-d SECONDS]',
  about:
    'Show a view of process activity in real time.\nRead the status of all processes from /proc each SECONDS\nand show a screenful of them.',
  options: [
    ['-b', 'Batch mode'],
    ['-n N', 'Exit after N iterations'],
    ['-d SEC', 'Delay between updates'],
    ['-H', 'Show threads'],
    ['-m', ''],
  ],
} as const;

class Top {
  private readonly t: Tool;
  private before = new Map<number, number>();
  private lastLook: number;

  constructor(t: Tool) {
    this.t = t;
    this.lastLook = t.p.now() - 1000;
  }

  private line(row: ProcessRow, cpu: number, total: number, facts: Facts): string {
    const vsz = virtualSize(row);
    const size = vsz >= 100000 ? `${Math.floor(vsz / 1024)}m` : String(vsz);
    const percent = (value: number): string => `${Math.round(value)}%`.padStart(4);
    return `${String(row.pid).padStart(5)} ${String(row.ppid).padStart(5)} ${facts.accounts.userName(row.uid).slice(0, 8).padEnd(8)} ${row.state.padEnd(4)} ${size.padStart(5)} ${percent((vsz * 100) / total)} ${percent(cpu)} ${commandOf(row).replace(/^\{[^}]*\} /, '')}`;
  }

  screen(width: number, height: number): string[] {
    const { p } = this.t;
    const facts = createFacts(p);
    const m = memory(p);
    const elapsed = Math.max(1, facts.now - this.lastLook);
    const all = p.processes();
    const used = (row: ProcessRow): number => Math.max(0, row.cpu - (this.before.get(row.pid) ?? 0));
    const busy = Math.min(
      100,
      Math.round((all.reduce((sum, row) => sum + used(row), 0) * 100) / (elapsed * p.machine().cpus)),
    );
    const rows = all.toSorted((a, b) => used(b) - used(a) || residentSize(b) - residentSize(a) || a.pid - b.pid);
    const taken = m.total - m.free;
    const lines = [
      `Mem: ${taken}K used, ${m.free}K free, ${m.shared}K shrd, ${m.buffers}K buff, ${m.cached}K cached`,
      `CPU: ${String(busy).padStart(3)}% usr   0% sys   0% nic ${String(100 - busy).padStart(3)}% idle   0% io   0% irq   0% sirq`,
      `Load average: ${loadAverages(p).join(' ')} ${loadTail(p)}`,
      `  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND`,
      ...rows.map((row) => this.line(row, (used(row) * 100) / (elapsed * p.machine().cpus), m.total, facts)),
    ];
    this.before = new Map(all.map((row) => [row.pid, row.cpu]));
    this.lastLook = facts.now;
    return lines.slice(0, height).map((line) => line.slice(0, width));
  }

  async batches(count: number, delay: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      if (i > 0) await this.t.p.sleep(delay * 1000);
      await this.t.print(`${this.screen(Infinity, Infinity).join('\n')}\n\n`);
      await this.t.out.flush();
    }
  }

  async interactive(count: number, delay: number): Promise<void> {
    const { p } = this.t;
    const restore = p.tty(0).raw();
    try {
      for (let i = 0; i < count; i++) {
        const { cols, rows } = p.tty(1).size();
        const lines = this.screen(cols, rows - 1).map((line, index) => (index === 3 ? `\x1b[7m${line}\x1b[m` : line));
        await p.stdout.write(`\x1b[H\x1b[J${lines.join('\r\n')}\r\n`);
        if (i + 1 < count && (await this.quits(delay))) return;
      }
    } finally {
      restore();
    }
  }

  private async quits(delay: number): Promise<boolean> {
    const ready = await this.t.p.poll([0], delay * 1000);
    if (ready.length === 0) return false;
    const [key] = await this.t.p.read(0, 1);
    return key === undefined || key === 0x71 || key === 0x51 || key === 0x03;
  }
}

async function main(t: Tool): Promise<number> {
  const { options } = t.parse();
  const value = (key: string): string | undefined => options.findLast((option) => option.key === key)?.value;
  const batch = options.some(({ key }) => key === 'b');
  const count = value('n') === undefined ? Infinity : Number(value('n'));
  const delay = value('d') === undefined ? 5 : Number(value('d'));
  if (Number.isNaN(count) || Number.isNaN(delay))
    throw new Failure(`invalid number '${value('n') ?? value('d') ?? ''}'`);
  const top = new Top(t);
  if (batch || !t.p.isatty(1) || !t.p.isatty(0)) await top.batches(count, delay);
  else await top.interactive(count, delay);
  return 0;
}

export const busybox = applet(main, { help });
