/** sleep(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { parseDuration } from '../text/duration.ts';

const help = {
  usage: 'NUMBER[SUFFIX]...',
  about:
    "Wait NUMBER seconds. SUFFIX is 's' (seconds), 'm' (minutes), 'h' (hours) or 'd' (days); several numbers are\nadded up, and fractions and 'infinity' are allowed.",
} as const;

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([]);
  if (operands.length === 0) throw new UsageError(t.busybox ? '' : 'missing operand');
  let total = 0;
  let wrong = false;
  for (const operand of operands) {
    const seconds = parseDuration(operand);
    if (seconds === undefined) {
      wrong = true;
      if (t.busybox) return (await t.warn(`invalid number '${operand}'`), 1);
      await t.warn(`invalid time interval ${t.quoteMessage(operand)}`);
    } else total += seconds;
  }
  if (wrong) throw new UsageError('');
  while (total === Infinity) await t.p.sleep(86_400_000);
  await t.p.sleep(total * 1000);
  return 0;
}

export default gnu(main, { help });
export const busybox = applet(main, { help });
