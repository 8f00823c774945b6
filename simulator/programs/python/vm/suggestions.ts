/** Names that may have been meant: by an edit distance in which a change of case costs less, as CPython measures it. */
const MOVE = 2;
const CASE = 1;
const LONGEST = 40;
const MOST = 750;

function cost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE : MOVE;
}

function distance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i * MOVE);
  for (let i = 1; i <= a.length; i++) {
    const next = [i * MOVE];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + cost(a.charAt(i - 1), b.charAt(j - 1));
      next.push(Math.min(replaced, (row[j] ?? 0) + MOVE, (next[j - 1] ?? 0) + MOVE));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length] ?? most + 1;
}

export function suggestion(wanted: string, names: readonly string[]): string | undefined {
  if (wanted.length > LONGEST || names.length > MOST) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of [...new Set(names)].sort()) {
    if (name === wanted) continue;
    const most = Math.min(Math.floor(((name.length + wanted.length + 3) * MOVE) / 6), bestDistance - 1);
    const found = distance(wanted, name, most);
    if (found > most) continue;
    best = name;
    bestDistance = found;
  }
  return best;
}
