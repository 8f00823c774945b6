/** `--check`: what the build checks found, each with its place. */
import type { Labels } from '../../../api/common.ts';
import type { Client } from '../../client.ts';
import { sourceExcerpt } from './excerpt.ts';

interface Found {
  rule: string;
  message: string;
  url: string;
  range: { start: number; end: number };
}

/** Gives the exit status: 1 when there are warnings. */
export async function checkReport(client: Client, answer: Labels, filename: string): Promise<number> {
  // The builder's own answer: what `lint.warnings` holds is said by simulator/builder/build.ts.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  const found = JSON.parse(answer['lint.warnings'] ?? '[]') as Found[];
  const data = answer['lint.source'] ?? '';
  if (found.length === 0) {
    await client.println('Check complete, no warnings found.');
    return 0;
  }
  await client.println(`Check complete, ${found.length} warning${found.length === 1 ? ' has' : 's have'} been found!`);
  for (const { rule, message, url, range } of found) {
    const source = { filename, data, ranges: [{ start: { line: range.start }, end: { line: range.end } }] };
    await client.print(`\nWARNING: ${rule} - ${url}\n${message}\n${sourceExcerpt({ source })}`);
  }
  return 1;
}
