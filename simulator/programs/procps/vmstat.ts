/** vmstat(8), its usual table. What the machine does not count (blocks, interrupts) is zero. */
import { gnu, type Tool } from '../command/tool.ts';
import { procpsUsage } from './help.ts';
import { memory } from './system.ts';

const options = [
  ['-a, --active', 'active/inactive memory'],
  ['-n, --one-header', 'do not redisplay header'],
  ['-S, --unit=<char>', 'define display unit'],
  ['-w, --wide', 'wide output'],
  ['-t, --timestamp', 'show timestamp'],
] as const;

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse(options);
  const [delay, times] = operands.map(Number);
  const count = times ?? (delay === undefined ? 1 : Infinity);
  await t.print(
    'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n',
  );
  for (let i = 0; i < count; i++) {
    if (i > 0) await t.p.sleep((delay ?? 1) * 1000);
    const m = memory(t.p);
    const running = t.p.processes().filter((row) => row.state === 'R').length;
    const cells: [number, number][] = [
      [running, 2], [0, 2], [m.swapTotal - m.swapFree, 6], [m.free, 6], [m.buffers, 6], [m.cached, 6], [0, 4], [0, 4], [0, 5], [0, 5], [0, 4], [0, 4],
      [0, 2], [0, 2], [100, 2], [0, 2], [0, 2],
    ]; // prettier-ignore
    await t.print(`${cells.map(([value, width]) => String(value).padStart(width)).join(' ')}\n`);
    await t.out.flush();
  }
  return 0;
}

const usage = '[options] [delay [count]]';
export default gnu(main, {
  help: { usage, options },
  usageHint: (name) => procpsUsage(name, usage, options),
  package: 'procps-ng',
});
