/** Sample output in a lesson's text, held against what really comes out. */
import { normalise } from '../../simulator/index.ts';
import type { ConsoleLine } from '../engine/format.ts';

export interface Sample {
  /** What is typed, up to the command whose output is shown. */
  commands: readonly string[];
  /** The first line that does not come out, given what the terminal showed; undefined when all do. */
  missing(shown: string): string | undefined;
}

/** One sample for each command of the block that has output behind it. `...` stands for lines left out. */
export function readSamples(lines: readonly ConsoleLine[]): Sample[] {
  const samples: Sample[] = [];
  const commands: string[] = [];
  let output: string[] = [];
  const close = (): void => {
    if (output.length > 0) samples.push({ commands: [...commands], missing: expecting(output, commands.join('\n')) });
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

/** Lines are compared as two recordings of real Docker are: ids, times and sizes may differ. */
function expecting(output: readonly string[], typed: string): Sample['missing'] {
  const linesOf = (text: string): string[] => normalise(text, typed).split('\n').map((line) => line.trim()); // prettier-ignore
  const expected = linesOf(output.filter((line) => line !== '...').join('\n'));
  return (shown) => {
    const came = new Set(linesOf(shown));
    return expected.find((line) => !came.has(line));
  };
}
