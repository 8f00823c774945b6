/** `--check`: what the build checks found, each with its place. */
import type { SolveError } from '../../../api/build.ts';
import type { Labels } from '../../../api/common.ts';
import type { Client } from '../../client.ts';
import { errorLogs, sourceExcerpt, sourceExcerpts } from './excerpt.ts';
import type { Trace } from './trace.ts';

interface Found {
  rule: string;
  message: string;
  url: string;
  range: { start: number; end: number };
}

interface Checked {
  answer: Labels;
  trace: Trace;
}

/** Gives the exit status: 1 when there are warnings, or when the file cannot be built. */
export async function checkReport(
  client: Client,
  { answer, trace }: Checked,
  { filename, quiet }: { filename: string; quiet: boolean },
): Promise<number> {
  const failed = answer['lint.error'];
  const { stderr } = client.process;
  if (failed !== undefined && !quiet) await stderr.write(errorLogs(trace));
  const warned = await warningReport(client, answer, filename, failed !== undefined);
  if (failed === undefined) return warned ? 1 : 0;
  // The builder's own answer: what `lint.error` holds is said by simulator/builder/build.ts.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  const error = JSON.parse(failed) as SolveError;
  await stderr.write(`ERROR: ${error.message}\n${sourceExcerpts(error)}\n`);
  return 1;
}

/** Tells whether there are warnings. */
async function warningReport(client: Client, answer: Labels, filename: string, failed: boolean): Promise<boolean> {
  // The builder's own answer: what `lint.warnings` holds is said by simulator/builder/build.ts.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  const found = JSON.parse(answer['lint.warnings'] ?? '[]') as Found[];
  const data = answer['lint.source'] ?? '';
  if (found.length === 0) {
    if (!failed) await client.println('Check complete, no warnings found.');
    return false;
  }
  await client.println(`Check complete, ${found.length} warning${found.length === 1 ? ' has' : 's have'} been found!`);
  for (const { rule, message, url, range } of found) {
    const source = { filename, data, ranges: [{ start: { line: range.start }, end: { line: range.end } }] };
    await client.print(`\nWARNING: ${rule} - ${url}\n${message}\n${sourceExcerpt(source)}`);
  }
  if (failed) await client.println('');
  return true;
}
