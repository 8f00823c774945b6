/** Differences between two texts, line by line. */

/** A line of a difference: in both, only expected (`-`), only there (`+`). */
export interface DiffLine {
  sign: ' ' | '-' | '+';
  text: string;
}

/** The shortest way from one text to the other, over their longest common subsequence of lines. */
export function diffLines(expected: string, actual: string): DiffLine[] {
  const one = expected.split('\n');
  const other = actual.split('\n');
  const common = commonLengths(one, other);
  const result: DiffLine[] = [];
  let row = 0;
  let col = 0;
  while (row < one.length || col < other.length) {
    const [left, right] = [one[row], other[col]];
    if (left !== undefined && left === right) {
      result.push({ sign: ' ', text: left });
      row += 1;
      col += 1;
    } else if (right === undefined || (left !== undefined && at(common, row + 1, col) >= at(common, row, col + 1))) {
      result.push({ sign: '-', text: left ?? '' });
      row += 1;
    } else {
      result.push({ sign: '+', text: right });
      col += 1;
    }
  }
  return result;
}

/** How many lines the rests of both texts have in common, from each pair of places on. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let row = one.length - 1; row >= 0; row--)
    for (let col = other.length - 1; col >= 0; col--) {
      const here = table[row];
      if (here === undefined) continue;
      here[col] =
        one[row] === other[col]
          ? at(table, row + 1, col + 1) + 1
          : Math.max(at(table, row + 1, col), at(table, row, col + 1));
    }
  return table;
}

function at(table: readonly Uint32Array[], row: number, col: number): number {
  return table[row]?.[col] ?? 0;
}
