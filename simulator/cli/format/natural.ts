/** Natural order, in which `web-2` comes before `web-10`, as docker sorts names (sortorder.NaturalLess). */

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** The run of digits at `at`, without leading zeros. */
function digits(text: string, at: number): { value: string; next: number } {
  let next = at;
  while (isDigit(text[next])) next++;
  return { value: text.slice(at, next).replace(/^0+(?=\d)/, ''), next };
}

export function naturalCompare(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      const left = digits(a, i);
      const right = digits(b, j);
      if (left.value.length !== right.value.length) return left.value.length - right.value.length;
      if (left.value !== right.value) return left.value < right.value ? -1 : 1;
      if (left.next - i !== right.next - j) return left.next - i - (right.next - j);
      i = left.next;
      j = right.next;
      continue;
    }
    const left = a[i] ?? '';
    const right = b[j] ?? '';
    if (left !== right) return left < right ? -1 : 1;
    i++;
    j++;
  }
  return a.length - i - (b.length - j);
}
