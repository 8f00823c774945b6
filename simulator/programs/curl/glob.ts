/** curl's own globbing of URLs: `{a,b}`, `[1-3]`, `[a-c]`, `[1-10:2]`. */

function alternatives(body: string): string[] | undefined {
  const numbers = /^(\d+)-(\d+)(?::(\d+))?$/.exec(body);
  if (numbers !== null) {
    const [, first = '0', last = '0', step = '1'] = numbers;
    const list: string[] = [];
    const width = first.startsWith('0') ? first.length : 0;
    for (let n = Number(first); n <= Number(last) && list.length < 10000; n += Number(step) || 1)
      list.push(String(n).padStart(width, '0'));
    return list;
  }
  const letters = /^([a-z])-([a-z])$/i.exec(body);
  if (letters === null) return undefined;
  const [from, to] = [letters[1]?.charCodeAt(0) ?? 0, letters[2]?.charCodeAt(0) ?? 0];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String.fromCharCode(from + i));
}

export function expandUrl(url: string): string[] {
  const match = /\{([^{}]*)\}|\[([^[\]]*)\]/.exec(url);
  if (match === null) return [url];
  const choices = match[1] === undefined ? alternatives(match[2] ?? '') : match[1].split(',');
  // Brackets that are no range (IPv6 addresses) stay.
  if (choices === undefined) return [url];
  const rest = expandUrl(url.slice(match.index + match[0].length));
  return choices.flatMap((choice) => rest.map((tail) => url.slice(0, match.index) + choice + tail));
}
