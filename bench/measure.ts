/**
 * What a file of figures exports: `export default { 'what is measured': measurement, … } satisfies Figures`.
 * `npm run bench` finds every `bench/*.bench.ts` and prints one table; `npm run bench -- WORD` only rows that have it.
 */

export interface Figure {
  /** Text where one number does not say it (`3 / 4`). */
  value: number | string;
  unit: string;
  /** The same figure of the real thing, where it was measured. */
  docker?: number;
}

export type Measurement = () => Figure | Promise<Figure>;
export type Figures = Readonly<Record<string, Measurement>>;

/** Milliseconds that `work` takes, the median of several times after one that warms up. */
export async function medianTime(times: number, work: () => unknown): Promise<Figure & { value: number }> {
  await work();
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  taken.sort((a, b) => a - b);
  return { value: taken[Math.floor(taken.length / 2)] ?? 0, unit: 'ms' };
}
