/** factor(1). */
import { applet, gnu, UsageError, type Tool } from '../command/tool.ts';
import { lines, stdinSource } from '../input/source.ts';

async function factors(t: Tool, value: bigint): Promise<bigint[]> {
  const found: bigint[] = [];
  let rest = value;
  for (let divisor = 2n; divisor * divisor <= rest; divisor += divisor === 2n ? 1n : 2n) {
    while (rest % divisor === 0n) {
      found.push(divisor);
      rest /= divisor;
    }
    if (divisor % 4096n === 1n) {
      const pause = t.p.step(100);
      if (pause !== undefined) await pause;
    }
  }
  return rest > 1n ? [...found, rest] : found;
}

async function show(t: Tool, word: string): Promise<void> {
  if (!/^\+?\d+$/.test(word) || BigInt(word) === 0n) {
    if (t.busybox) throw new UsageError('');
    return t.fail(`${t.quoteMessage(word)} is not a valid positive integer`);
  }
  const value = BigInt(word);
  await t.print(`${value}:${(await factors(t, value)).map((it) => ` ${it}`).join('')}\n`);
}

async function main(t: Tool): Promise<number> {
  const { operands } = t.parse([]);
  for (const word of operands) await show(t, word);
  if (operands.length === 0) {
    const source = stdinSource(t.p);
    for await (const line of lines(() => source.read()))
      for (const word of line.split(/\s+/).filter(Boolean)) await show(t, word);
  }
  return t.status;
}

const help = { usage: '[NUMBER]...', about: 'Print the prime factors of each specified integer NUMBER.' };
export default gnu(main, { help });
export const busybox = applet(main, { help: { usage: '[NUMBER]...', about: 'Print prime factors' } });
