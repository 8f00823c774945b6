/** What is printed after the steps: warnings, the output of what failed, and the place in the Dockerfile. */
import type { SolveError, SourcePlace } from '../../../api/build.ts';
import { logTime, type Trace } from './trace.ts';

const YELLOW = '\x1b[33m';
const RESET = '\x1b[0m';
/** Lines of output that an error repeats. */
const LOG_TAIL = 10;

export function warningSummary(trace: Trace): string {
  const { warnings } = trace;
  if (warnings.length === 0) return '';
  const title = ` ${YELLOW}${warnings.length} warning${warnings.length === 1 ? '' : 's'} found (use docker --debug to expand):\n${RESET}`;
  return `\n${title}${warnings.map(({ short }) => ` - ${short}\n`).join('')}`;
}

export function errorLogs(trace: Trace): string {
  return trace.failed
    .map((vertex) => {
      const lines = vertex.lines.slice(-LOG_TAIL).map(({ at, text }) => `${logTime(vertex, at)} ${text}\n`);
      return `------\n > ${vertex.name}:\n${lines.join('')}------\n`;
    })
    .join('');
}

/** The places that an error names, one after the other. */
export function sourceExcerpts({ sources = [] }: Pick<SolveError, 'sources'>): string {
  return sources.map(sourceExcerpt).join('');
}

/** Two lines around the place on either side, as far as there are any. */
export function sourceExcerpt(source: SourcePlace): string {
  const [range] = source.ranges;
  if (range === undefined) return '';
  const lines = source.data.split('\n');
  let start = range.start.line;
  let end = range.end.line;
  for (let padding = 0; padding < 4; padding++) {
    if (start > 1) {
      start--;
      padding++;
    }
    if (end !== lines.length) {
      end++;
      padding++;
    }
  }
  const rows = lines.slice(start - 1, end).map((line, n) => {
    const number = start + n;
    const mark = number >= range.start.line && number <= range.end.line ? '>>>' : '   ';
    return `${String(number).padStart(4)} | ${mark} ${line}\n`;
  });
  return `${source.filename}:${range.start.line}\n--------------------\n${rows.join('')}--------------------\n`;
}
