/** The shortest way from one list of lines to another (Myers's algorithm), as hunks of replaced lines. */

export interface Change {
  /** First line and number of lines that go, in the old list (from 0). */
  oldStart: number;
  oldCount: number;
  newStart: number;
  newCount: number;
}

/** Beyond this many differences the rest is taken as replaced whole, so that the cost stays bounded. */
const MOST_DIFFERENCES = 3000;

export function changesBetween(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  const path = shortestPath(before.slice(start, oldEnd), after.slice(start, newEnd));
  return slidDown(joined(path, start), before, after);
}

type Step = 'keep' | 'drop' | 'add';

function shortestPath(a: readonly string[], b: readonly string[]): Step[] {
  const offset = Math.min(a.length + b.length, MOST_DIFFERENCES) + 1;
  const reach = new Int32Array(2 * offset + 1);
  const trace: Int32Array[] = [];
  for (let distance = 0; distance < offset; distance++) {
    trace.push(reach.slice());
    for (let k = -distance; k <= distance; k += 2) {
      const down = k === -distance || (k !== distance && (reach[offset + k - 1] ?? 0) < (reach[offset + k + 1] ?? 0));
      let x = down ? (reach[offset + k + 1] ?? 0) : (reach[offset + k - 1] ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      reach[offset + k] = x;
      if (x >= a.length && y >= b.length) return backtrack(trace, offset, a.length, b.length);
    }
  }
  return [...a.map((): Step => 'drop'), ...b.map((): Step => 'add')];
}

function backtrack(trace: readonly Int32Array[], offset: number, endX: number, endY: number): Step[] {
  const steps: Step[] = [];
  let [x, y] = [endX, endY];
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const reach = trace[distance] ?? new Int32Array(0);
    const k = x - y;
    const down = k === -distance || (k !== distance && (reach[offset + k - 1] ?? 0) < (reach[offset + k + 1] ?? 0));
    const previous = down ? k + 1 : k - 1;
    const fromX = reach[offset + previous] ?? 0;
    const fromY = fromX - previous;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      steps.push('keep');
      x--;
      y--;
    }
    if (distance === 0) break;
    steps.push(down ? 'add' : 'drop');
    [x, y] = [fromX, fromY];
  }
  return steps.reverse();
}

function joined(path: readonly Step[], start: number): Change[] {
  const changes: Change[] = [];
  let [oldAt, newAt] = [start, start];
  let open: Change | undefined;
  for (const step of path) {
    if (step === 'keep') {
      open = undefined;
      oldAt++;
      newAt++;
      continue;
    }
    if (open === undefined) {
      open = { oldStart: oldAt, oldCount: 0, newStart: newAt, newCount: 0 };
      changes.push(open);
    }
    if (step === 'drop') {
      open.oldCount++;
      oldAt++;
    } else {
      open.newCount++;
      newAt++;
    }
  }
  return changes;
}

/** Of equal lines, GNU diff takes the last as the changed one. */
function slidDown(changes: Change[], before: readonly string[], after: readonly string[]): Change[] {
  for (const [at, change] of changes.entries()) {
    const next = changes[at + 1];
    const pure = change.oldCount === 0 ? after : change.newCount === 0 ? before : undefined;
    if (pure === undefined) continue;
    const [start, count] =
      change.oldCount === 0 ? (['newStart', 'newCount'] as const) : (['oldStart', 'oldCount'] as const);
    const limit = next === undefined ? pure.length : next[start];
    while (change[start] + change[count] < limit && pure[change[start]] === pure[change[start] + change[count]]) {
      change.oldStart++;
      change.newStart++;
    }
  }
  return changes;
}
