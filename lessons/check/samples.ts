/** Sample output in a lesson's text, held against what really comes out. */
import type { ConsoleLine } from '../engine/format.ts';

export interface Sample {
  /** What is typed, up to the command whose output is shown. */
  commands: readonly string[];
  /** The first line that does not come out, given what the terminal showed; undefined when all do. */
  missing(shown: string): string | undefined;
}

/** What may differ between two runs: ids, times, sizes and durations, in that order. */
const VARYING = [/[0-9a-f]{12,64}/g, /\b\d+(?:\.\d+)? ?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|m?s|[kMG]?B)\b/g, /\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g, /\s+/g]; // prettier-ignore

const comparable = (line: string): string => VARYING.reduce((text, each) => text.replace(each, ' '), line).trim();

/** One sample for each command of the block that has output behind it. `...` stands for lines left out. */
export function checkSamples(lines: readonly ConsoleLine[]): Sample[] {
  const samples: Sample[] = [];
  const commands: string[] = [];
  let output: string[] = [];
  const close = (): void => {
    if (output.length > 0) samples.push({ commands: [...commands], missing: expecting(output) });
    output = [];
  };
  for (const line of lines) {
    if (line.kind === 'output') {
      output.push(line.text);
      continue;
    }
    close();
    commands.push(line.text);
  }
  close();
  return samples;
}

function expecting(output: readonly string[]): Sample['missing'] {
  return (shown) => {
    const came = new Set(shown.split('\n').map(comparable));
    return output.find((line) => line !== '...' && !came.has(comparable(line)));
  };
}
