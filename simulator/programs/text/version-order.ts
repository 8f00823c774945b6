/** Natural order of names with numbers in them, as ls -v and sort -V: `a2` before `a10`. */

function rank(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

export function compareVersions(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/\d/.test(a[i] ?? '')) || (j < b.length && !/\d/.test(b[j] ?? ''))) {
      const left = /\d/.test(a[i] ?? '') ? 0 : rank(a[i]);
      const right = /\d/.test(b[j] ?? '') ? 0 : rank(b[j]);
      if (left !== right) return left - right;
      i++;
      j++;
    }
    const left = /^\d*/.exec(a.slice(i))?.[0] ?? '';
    const right = /^\d*/.exec(b.slice(j))?.[0] ?? '';
    const difference = Number(left) - Number(right);
    if (difference !== 0) return difference;
    i += left.length;
    j += right.length;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
