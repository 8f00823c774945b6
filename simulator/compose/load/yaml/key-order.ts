/** The order in which Go's yaml.v3 writes the keys of a map: letters after the rest, numbers by their value. */

const isDigit = (char: string | undefined): char is string => char !== undefined && /\p{Nd}/u.test(char);
const isLetter = (char: string): boolean => /\p{L}/u.test(char);

export function compareKeys(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  let digits = false;
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const x = a[at] ?? '';
    const y = b[at] ?? '';
    if (x !== y) return compareAt(a, b, at, digits);
    digits = isDigit(x);
  }
  return a.length - b.length;
}

function compareAt(a: readonly string[], b: readonly string[], at: number, digits: boolean): number {
  const x = a[at] ?? '';
  const y = b[at] ?? '';
  if (isLetter(x) && isLetter(y)) return x < y ? -1 : 1;
  if (isLetter(x) || isLetter(y)) return (digits ? isLetter(x) : isLetter(y)) ? -1 : 1;
  const first = numberAt(a, at);
  const second = numberAt(b, at);
  if (first.value !== second.value) return first.value < second.value ? -1 : 1;
  if (first.end !== second.end) return first.end - second.end;
  return x < y ? -1 : 1;
}

function numberAt(chars: readonly string[], at: number): { value: number; end: number } {
  let end = at;
  while (isDigit(chars[end])) end++;
  return { value: end === at ? 0 : Number(chars.slice(at, end).join('')), end };
}
